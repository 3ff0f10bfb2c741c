import { Refusal } from '#platform/refusal'

/** What a file is, by its first characters. Feeds are told apart by who reads them. */
export type Kind =
  | 'json'
  | 'nitf'
  | 'newsml-g2'
  | 'newsml-1.2'
  | 'ritzau'
  | 'feed'
  | 'anpa-1312'
  | 'iptc-7901'
  | 'rfc822'
  | 'plain-text'

// What people hand over by mistake, by its first bytes.
const OTHERS: readonly (readonly [start: string, sentence: string])[] = [
  ['%PDF', 'This is a PDF, not a wire file.'],
  ['PK\u0003\u0004', 'This is a ZIP archive. Unpack it and hand over the files in it.'],
  ['\u001f\u008b', 'This is a gzip archive. Unpack it and hand over the file in it.'],
  ['BZh', 'This is a bzip2 archive. Unpack it and hand over the file in it.'],
  ['7z\u00bc\u00af', 'This is a 7-Zip archive. Unpack it and hand over the files in it.'],
  ['\u00ff\u00d8\u00ff', 'This is a photo. Photos have a desk of their own.'],
  ['\u0089PNG', 'This is a picture. Pictures have a desk of their own.'],
  ['GIF8', 'This is a picture. Pictures have a desk of their own.'],
  ['RIFF', 'This is a picture, sound or film, not a wire file.'],
  ['{\\rtf', 'This is a rich text file. Save it as plain text.'],
]

const ROOTS: Readonly<Record<string, Kind>> = {
  nitf: 'nitf', newsMessage: 'newsml-g2', newsItem: 'newsml-g2', packageItem: 'newsml-g2', planningItem: 'newsml-g2', conceptItem: 'newsml-g2',
  knowledgeItem: 'newsml-g2', NewsML: 'newsml-1.2', RBNews: 'ritzau', XMLNewsQueuedResponse: 'ritzau', rss: 'feed', RDF: 'feed', feed: 'feed',
  channel: 'feed', entry: 'feed', item: 'feed',
} // biome-ignore format: a table

// What stands in XML that is no story, by the name of its root, and why we say no.
const NO_STORIES: Readonly<Record<string, string>> = {
  schema: 'This is an XML schema, which describes a format. It has no story in it.',
  results: 'This is a list of items to fetch, without their text.',
  html: 'This is a web page. Bring it in with “broadsheet import page”.',
  HTML: 'This is a web page. Bring it in with “broadsheet import page”.',
}

/** The kind of a file, from its content alone; refuses what is none of ours. `text` are its characters without controls. */
export function detect(bytes: Uint8Array, text: string): Kind {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 2_000))
  const other = OTHERS.find(([magic]) => start.startsWith(magic))
  if (other) throw new Refusal('invalid', 'wire.not-understood', other[1])
  if (/^[\s\u0000\u0016]*\u0001[A-Za-z*]\d{4}\u001f/.test(start)) return 'anpa-1312'
  if (/^[\s\u0000\u0016]*\u0001?[a-z]{2,4}\d{3,5} \d [a-z]{1,3}\s+\d{1,5}\s/.test(start)) return 'iptc-7901'
  if (/^[\s\u0000\u0016]*(?:\u0001|ZCZC)/.test(start) && /[\u0002\u0003]|NNNN/.test(start)) {
    return start.includes('\u001f') ? 'anpa-1312' : 'iptc-7901'
  }
  const opening = text.slice(0, 20_000).trimStart()
  if (opening.startsWith('{') || /^\[\s*[{[\]]/.test(opening)) return 'json'
  if (isMail(opening)) return 'rfc822'
  if (opening.startsWith('<')) {
    const kind = kindOfXml(text)
    if (kind) return kind
  }
  mustBeText(start, opening)
  return 'plain-text'
}

function kindOfXml(text: string): Kind | undefined {
  const name = rootName(text)
  const local = name.slice(name.indexOf(':') + 1)
  const kind = ROOTS[local]
  if (kind) return kind
  if (/^<!doctype\s+html/i.test(text.trimStart())) throw notUnderstood(NO_STORIES.html ?? '')
  const reason = NO_STORIES[local]
  if (reason) throw notUnderstood(reason)
  if (/^\s*<\?xml/.test(text))
    throw notUnderstood(`This XML has the root “${local.slice(0, 40)}”, which no wire format has.`)
  if (/^<[A-Za-z][\w:.-]*(?:\s[^<>]*)?>/.test(text.trimStart()))
    throw notUnderstood(`This has the root “${local.slice(0, 40)}”, which no wire format has.`)
  return undefined
}

/** The name of an XML document's first element, past comments, instructions and a DOCTYPE. */
export function rootName(text: string): string {
  let at = 0
  while (at < text.length) {
    const next = text.indexOf('<', at)
    if (next < 0) return ''
    if (text.startsWith('<?', next)) at = after(text, '?>', next)
    else if (text.startsWith('<!--', next)) at = after(text, '-->', next)
    else if (/^<!doctype/i.test(text.slice(next, next + 9))) at = afterDoctype(text, next)
    else return /^<([A-Za-z_][\w:.-]{0,100})/.exec(text.slice(next, next + 110))?.[1] ?? ''
  }
  return ''
}

function after(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from)
  return found < 0 ? text.length : found + end.length
}

function afterDoctype(text: string, from: number): number {
  const close = text.indexOf('>', from)
  const subset = text.indexOf('[', from)
  if (subset < 0 || (close >= 0 && close < subset)) return close < 0 ? text.length : close + 1
  const end = text.indexOf(']', subset)
  return end < 0 ? text.length : after(text, '>', end)
}

const HEADER = /^(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*(?:\n[ \t][^\n]*)*\n)+/

function isMail(opening: string): boolean {
  const head = HEADER.exec(opening.replace(/^From \S+ [^\n]*\n/, ''))?.[0] ?? ''
  const names = new Set([...head.matchAll(/^([A-Za-z-]+):/gm)].map((found) => found[1]?.toLowerCase()))
  const known = [
    'from',
    'to',
    'subject',
    'date',
    'received',
    'mime-version',
    'message-id',
    'content-type',
    'delivered-to',
    'return-path',
  ]
  return names.has('from')
    ? known.filter((name) => names.has(name)).length >= 2
    : names.has('mime-version') && names.has('content-type')
}

function mustBeText(start: string, opening: string): void {
  const strange = start.match(/[\u0000-\u0006\u000e-\u0015\u0017-\u001a\u001c\u001d]/g)?.length ?? 0
  const broken = opening.match(/\ufffd/g)?.length ?? 0
  if (strange > start.length / 20 || broken > opening.length / 20)
    throw notUnderstood('This is neither text nor any of the wire formats.')
  if (!/\p{L}/u.test(opening)) throw new Refusal('invalid', 'wire.empty', 'There are no words in this file.')
}

function notUnderstood(sentence: string): Refusal {
  return new Refusal('invalid', 'wire.not-understood', sentence)
}
