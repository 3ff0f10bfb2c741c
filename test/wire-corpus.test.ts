import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { simpleParser } from 'mailparser'
import { parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import { readWire, type WireItem } from '#domains/wire'
import { Refusal } from '#platform/refusal'

// Agencies' own files, tried in place. What is in them is measured here in ways of its own, by pattern, not by the readers.
const folder = resolve(import.meta.dirname, '../../shared/real/wire')
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort()
  : []

// No stories are in these: they describe formats, list what to fetch, or are feeds without an entry.
const WITHOUT_STORIES: Readonly<Record<string, string>> = {
  '_schemas/ap-media-api-swagger.json': 'wire.not-understood',
  '_schemas/ninjs-schema_1.4.json': 'wire.not-understood',
  '_schemas/ninjs-schema_1.6.json': 'wire.not-understood',
  '_schemas/ninjs-schema_2.2.json': 'wire.not-understood',
  '_schemas/ninjs-schema_3.1.json': 'wire.not-understood',
  '_schemas/nitf-3-6.xsd': 'wire.not-understood',
  'superdesk-core/channel1': 'wire.not-understood',
  'gofeed/feed_image_-_rss_channel_media.xml': 'wire.no-items',
  'gofeed/issue_305_bare_ampersand.xml': 'wire.no-items',
  'gofeed/issue_309_namespace_whitespace.xml': 'wire.no-items',
  'gofeed/issue_320_legacy_entity_prefix.xml': 'wire.no-items',
  'gofeed/relative_uri_inherit_2.xml': 'wire.no-items',
}

const DATE = 'the time and kind in the head of dpa’s page, which the item has as data'
const PRIVATE = 'contacts and marks of the desk, not for publication'
const COUNT = 'the word count of the keyword line, and “By The Associated Press”, which names nobody'
const STYLE = 'a style sheet'
const CREDIT = 'what stands between the names of a credit, and the tags behind it'
const END = 'the mark that the story is over'
const GARBLED = 'what an agency’s system garbled or escaped twice, mended'
const FEED = 'the channel’s own description, a comment, or what is encoded'

/** How many words of a file are left out on purpose, at most, and which. */
const LEFT_OUT: Readonly<Record<string, readonly [count: number, what: string]>> = {
  'dpa-newslab/eil.xml': [4, DATE],
  'dpa-newslab/embargoed.xml': [2, DATE],
  'dpa-newslab/image.xml': [6, 'a second caption, which says the same at length'],
  'dpa-newslab/rubix_multimedia_real.xml': [4, DATE],
  'dpa-newslab/with_dateline.xml': [3, DATE],
  'dpa-newslab/with_infobox.xml': [2, DATE],
  'superdesk-core/dpa.xml': [2, DATE],
  'gofeed/atom10_feed_entry_content_base64.xml': [1, FEED],
  'gofeed/issue_275_extensions_and_source.xml': [2, FEED],
  'gofeed/issue_303_encoded_no_namespace.xml': [17, FEED],
  'superdesk-core/wenn.xml': [6, FEED],
  'superdesk-core/wordpress_wxr.xml': [2, FEED],
  'iptc-newsinjson/3.0/20231008-anti-doping-measures-at-the-tour-down-under-will-be-the-toughest-ever-addb-ninjs-nitf.json':
    [2, 'a byline that another one replaces'],
  'iptc-newsinjson/3.0/20231016-addb-example-press-conference.json': [9, 'the head of a story within a plan'],
  'iptc-newsinjson/2.1/SIPA_image_2.json': [1, CREDIT],
  'iptc-newsinjson/3.0/SIPA_image_3.json': [1, CREDIT],
  'iptc-newsinjson/TT_newsmlg2_sample.xml': [1, 'the genre and the source above the text'],
  'iptc-newsinjson/businesswire-newsml-20130605006126.xml': [4, STYLE],
  'iptc-newsinjson/businesswire-newsml-20130731006140.xml': [13, STYLE],
  'superdesk-core/IPTC7901.txt': [20, PRIVATE],
  'superdesk-core/IPTC7901_odd_charset.txt': [21, PRIVATE],
  'superdesk-core/dpa_copyright.txt': [1, PRIVATE],
  'superdesk-core/dpa_four_line.txt': [26, PRIVATE],
  'superdesk-core/dpa_two_by_line.txt': [14, PRIVATE],
  'superdesk-core/dpa_two_line.txt': [4, PRIVATE],
  'superdesk-core/anpa-1.tst': [1, COUNT],
  'superdesk-core/anpa-2.tst': [1, COUNT],
  'superdesk-core/anpa-4.tst': [2, COUNT],
  'superdesk-core/ap_anpa-1.tst': [2, COUNT],
  'superdesk-core/ap_anpa-2.tst': [4, COUNT],
  'superdesk-core/ap_anpa-3.tst': [1, COUNT],
  'superdesk-core/ap_anpa-4.tst': [1, COUNT],
  'superdesk-core/ap_anpa-5.tst': [1, COUNT],
  'superdesk-core/ap_anpa-6.tst': [4, COUNT],
  'superdesk-core/ap_anpa-7.tst': [4, COUNT],
  'superdesk-core/odd_charset_email.txt': [11, 'a label before the abstract, and what a mail program added'],
  'superdesk-core/pa1.xml': [1, END],
  'superdesk-core/pa4.xml': [1, END],
  'superdesk-core/pa5.xml': [1, END],
  'superdesk-core/ritzau_feed.xml': [26, GARBLED],
  'superdesk-core/scoop.xml': [2, 'that a staff reporter wrote it, whom it names'],
  'superdesk-core/stt_newsml_endash.xml': [4, GARBLED],
  'iptc-newsinjson/1.4/businesswire-newsml-20130515006361.json': [2, GARBLED],
  'superdesk-core/picture.xml': [2, CREDIT],
  'superdesk-core/tag_reuters.com_0000_newsml_GM1EA7M13RP01_version_484616934': [3, CREDIT],
  'superdesk-core/tag_reuters.com_2014_newsml_LYNXMPEA6F0MS_version_2': [1, CREDIT],
  'superdesk-core/video.xml': [1, 'the name of a film file'],
}

const words = (text: string): string[] => text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? []

function unmarked(html: string): string {
  const bare = html
    .replace(/<(script|style|title|media|figcaption|head|figure|svg)\b[^>]*>[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<\/?(?:b|i|em|strong|a|span|u|sup|sub)\b[^>]*>/gi, '')
    .replace(/<[^>]*>/g, ' ')
  const [node] = parseFragment(bare.replace(/</g, '&lt;')).childNodes
  return node && 'value' in node ? node.value : ''
}

const BODIES =
  /<(?:\w+:)?(body\.content|inlineXML|inlineData|DataContent|encoded|content|summary|description)\b[^>]*>([\s\S]*?)<\/(?:\w+:)?\1>/g

/** The words of the stories in a file, taken by pattern. */
async function wordsIn(bytes: Buffer, items: readonly WireItem[]): Promise<string[]> {
  const format = items[0]?.format
  const declared = /encoding="(iso-8859-1[^"]*)"/i.exec(bytes.subarray(0, 200).toString('latin1'))
  const utf8 = new TextDecoder('utf-8', { fatal: false }).decode(bytes)
  const text = utf8.includes('\ufffd') ? new TextDecoder(declared?.[1] ?? 'windows-1252').decode(bytes) : utf8
  if (format === 'rfc822') return words((await simpleParser(text.trimStart())).text ?? '')
  if (format === 'anpa-1312' || format === 'iptc-7901') {
    const between = /\u0002([\s\S]*?)(?:\u0003|$)/.exec(text)?.[1] ?? ''
    return words(between.replace(/\t\^/g, ' ').replace(/[\u0000-\u001f^]/g, ' '))
  }
  if (text.trimStart().startsWith('<'))
    return [...text.matchAll(BODIES)].flatMap((found) => words(cdata(found[2] ?? '')))
  return bodiesIn(JSON.parse(text.replace(/^\ufeff/, ''))).flatMap((body) => words(unmarked(unmarked(body))))
}

function cdata(inner: string): string {
  const outer = inner.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1').replace(/<!--[\s\S]*?-->/g, '')
  const once = unmarked(outer)
  return /<\/?(?:p|div|br|a)\b/i.test(once) ? unmarked(once) : once
}

function bodiesIn(json: unknown): string[] {
  if (Array.isArray(json)) return json.flatMap(bodiesIn)
  if (typeof json !== 'object' || json === null) return []
  const fields = Object.entries(json)
  const alike = ['body_xhtml', 'body_html', 'article_html', 'body_text'].map(
    (name) => fields.find(([key]) => key === name)?.[1],
  )
  const body = alike.find((value) => typeof value === 'string' && value !== '')
  const bodies = fields.find(([key]) => key === 'bodies')?.[1]
  const first = Array.isArray(bodies) ? bodies[0]?.value : undefined
  return [body, first].filter((value) => typeof value === 'string')
}

const wordsOf = (item: WireItem): string[] =>
  words(
    [
      item.headline, item.summary, item.text, item.ednote, item.credit, item.dateline?.text ?? '', item.slugline, ...item.contributors,
      ...item.usageTerms, ...item.bylines.flatMap(({ name, title }) => [name, title]), ...item.keywords,
      ...item.photos.flatMap(({ caption, creator, credit }) => [caption, creator, credit]), ...item.subjects.map(({ name }) => name),
    ].join('\n'),
  ) // biome-ignore format: a list

function lost(inside: readonly string[], out: readonly string[]): string[] {
  const known = new Set(out.map((word) => word.toLowerCase()))
  const whole = out.join('').toLowerCase()
  return inside.filter((word) => !known.has(word.toLowerCase()) && !whole.includes(word.toLowerCase()))
}

interface Row {
  parsed: number
  refused: number
  /** Words of the stories as they are in the files. */
  wordsIn: number
  /** Those of them that are in the items, in whichever field. */
  wordsOut: number
}

describe.skipIf(files.length === 0)('the real wire files', () => {
  it('are read with all of their words, or refused for a reason', { timeout: 120_000 }, async () => {
    const table = new Map<string, Row>()
    const wrong: string[] = []
    for (const file of files) {
      const bytes = readFileSync(join(folder, file))
      const started = performance.now()
      const read = await readWire(bytes).catch((error: unknown) => error)
      const took = performance.now() - started
      if (took > 1_000) wrong.push(`${file} took ${Math.round(took)} ms`)
      const format = Array.isArray(read) ? (read[0] as WireItem).format : 'no story'
      const row = table.get(format) ?? { parsed: 0, refused: 0, wordsIn: 0, wordsOut: 0 }
      table.set(format, row)
      if (!Array.isArray(read)) {
        row.refused += 1
        if (!(read instanceof Refusal)) throw read
        if (read.code !== WITHOUT_STORIES[file]) wrong.push(`${file} was refused: ${read.code} ${read.message}`)
        continue
      }
      const items = read as WireItem[]
      const inside = await wordsIn(bytes, items)
      const missing = lost(inside, items.flatMap(wordsOf))
      row.parsed += 1
      row.wordsIn += inside.length
      row.wordsOut += inside.length - missing.length
      if (file in WITHOUT_STORIES) wrong.push(`${file} was read, though there is no story in it`)
      if (missing.length > (LEFT_OUT[file]?.[0] ?? 0))
        wrong.push(`${file} lost ${missing.length} of ${inside.length}: ${missing.slice(0, 12).join(' ')}`)
      for (const item of items)
        for (const warning of item.warnings.filter((one) => /lost/.test(one))) wrong.push(`${file}: ${warning}`)
    }
    console.table(Object.fromEntries(table))
    expect(wrong).toEqual([])
    expect(Object.keys(WITHOUT_STORIES).filter((file) => !files.includes(file))).toEqual([])
  })
})
