import type { WireType } from '#wire/item.ts'
import type { WireDraft } from '#wire/reading/draft.ts'
import { mustBeFew, noItems } from '#wire/reading/limits.ts'
import { idInAddress } from './ap-media.ts'
import { type Fields, fieldsOf, numberIn, objectsIn, textIn, textsIn } from './json-fields.ts'
import { type BodyFound, bodyOfNinjs } from './ninjs-body.ts'
import { isDigitalwire, readDigitalwire } from './ninjs-digitalwires.ts'
import { descriptionOf, isPictureItem, photosOfNinjs } from './ninjs-photos.ts'

const SIGNS = [
  'uri',
  'guid',
  'id',
  'urn',
  'headline',
  'headlines',
  'title',
  'bodies',
  'body_html',
  'body_text',
  'renditions',
]

/** Reads NITF that stands inside another format. */
export type NitfReader = (nitf: string) => readonly WireDraft[]

/**
 * Reads ninjs 1.x, 2.x and 3.x, one item or many, and the dialects of Superdesk, the BBC and dpa (digitalwires 0.9). Plans and events
 * are of type "other". Contacts and what is marked as not for publication are not read at all, but for notes to editors.
 */
export function readNinjs(json: unknown, { nitf = () => [] }: { nitf?: NitfReader } = {}): WireDraft[] {
  const items = itemsOf(json)
  if (items.length === 0) throw noItems('This JSON has no news item in it.')
  return items.map(({ item, isCamel }) => (isDigitalwire(item) ? readDigitalwire(item) : draftOf(item, nitf, isCamel)))
}

interface Found {
  readonly item: Fields
  /** Names as 3.x spells them: "versionCreated". */
  readonly isCamel: boolean
}

function itemsOf(json: unknown): Found[] {
  const outer = fieldsOf(json)
  const listed = ['item', 'items', '_items', 'entries']
    .map((name) => outer.get(name))
    .find((list) => Array.isArray(list))
  const all: readonly unknown[] = Array.isArray(json) ? json : Array.isArray(listed) ? listed : [json]
  mustBeFew(all.length)
  return all
    .map((entry) => fieldsOf(entry).get('item') ?? entry)
    .map((entry) => ({ item: fieldsOf(entry), isCamel: isCamelCase(entry) }))
    .filter(({ item }) => SIGNS.some((name) => item.has(name)))
}

function isCamelCase(entry: unknown): boolean {
  const names = typeof entry === 'object' && entry !== null ? Object.keys(entry) : []
  return names.some((name) =>
    /^(?:versionCreated|firstCreated|pubStatus|altIds|edNote|eventDetails|representationType)$/.test(name),
  )
}

function draftOf(item: Fields, nitf: NitfReader, isCamel: boolean): WireDraft {
  const isPicture = isPictureItem(item) && !item.has('eventdetails')
  const content = bodyOfNinjs(item, { isPicture, fromNitf: (text) => firstOf(nitf(text)) })
  const type = typeOf(item, isPicture, content)
  const id = idInAddress(textIn(item, 'uri', 'guid', 'id'))
  const version = textIn(item, 'version')
  const revision = version || textIn(item, 'versioncreated')
  const photos = photosOfNinjs(item, type === 'picture' || type === 'graphic')
  const repeats = photos[0] && type === 'picture' && content.wording?.trim() === photos[0].caption?.trim()
  const agency = /\bap\.org\//.test(textIn(item, 'uri'))
    ? 'AP'
    : textIn(item, 'source', 'copyrightholder') || infoSourceOf(item)
  return {
    format: 'ninjs',
    formatVersion: versionOf(item, isCamel),
    agency,
    provider: textIn(item, 'provider') || infoSourceOf(item) || textIn(item, 'source', 'copyrightholder'),
    id,
    version,
    revisionKey: textIn(fieldsOf(item.get('altids')), 'etag') || (revision && `${id}:${revision}`),
    type,
    embargoUntil: embargoOf(item),
    expiresAt: textIn(item, 'expires'),
    createdAt: textIn(item, 'firstcreated'),
    revisedAt: textIn(item, 'versioncreated'),
    urgency: numberIn(item, 'urgency') ?? numberIn(item, 'priority') ?? undefined,
    headline: headlineOf(item),
    slugline: textIn(item, 'slugline'),
    bylines: isPicture ? [] : bylinesOf(item),
    credit: textIn(item, 'creditline') || descriptionOf(item, 'creditline'),
    dateline: textIn(item, 'located'),
    summary: isPicture ? '' : summaryOf(item),
    body: repeats ? [] : content.body,
    wording: repeats ? '' : (content.wording ?? ''),
    ednote: textIn(item, 'ednote'),
    usageTerms: rightsOf(item),
    ...codesOf(item, agency),
    keywords: [
      ...textsIn(item, 'keywords').flatMap((text) => (text.length > 10_000 ? [text] : text.split(/\s*;\s*/))),
      ...(content.labels ?? []),
    ],
    photos: [...photos, ...content.photos],
    language: textIn(item, 'language'),
    marks: marksOf(item),
    warnings: warningsAbout(item),
  }
}

function firstOf(drafts: readonly WireDraft[]): BodyFound {
  const [draft] = drafts
  return { body: draft?.body ?? [], wording: draft?.wording ?? '', photos: draft?.photos ?? [] }
}

function infoSourceOf(item: Fields): string {
  return (
    objectsIn(item, 'infosources')
      .map((source) => textIn(source, 'name'))
      .find((name) => name !== '') ?? ''
  )
}

function versionOf(item: Fields, isCamel: boolean): string {
  const said = textIn(fieldsOf(item.get('standard') ?? item.get('$standard')), 'version')
  if (said !== '') return said
  if (isCamel) return '3'
  return ['headlines', 'bodies', 'descriptions', 'altids'].some((name) => Array.isArray(item.get(name))) ? '2' : '1'
}

function typeOf(item: Fields, isPicture: boolean, { body }: BodyFound): WireType {
  const said = textIn(item, 'type', 'newsobjecttype').toLowerCase()
  if (item.has('eventdetails') || /^(?:event|planning|plan|component|calendar)/.test(said)) return 'other'
  if (said === 'graphic' || said === 'audio' || said === 'video') return said
  if (isPicture && body.length === 0) return 'picture'
  if (isPicture && said !== '') return 'picture'
  if (/^(?:composite|package|compound)/.test(said)) return body.length > 0 ? 'text' : 'package'
  return said === '' || /^(?:text|story|article|advisory|news)/.test(said) ? 'text' : 'other'
}

function embargoOf(item: Fields): string | undefined {
  const said = item.get('embargoed')
  return said === undefined || said === null || said === false ? undefined : textIn(item, 'embargoed')
}

function headlineOf(item: Fields): string {
  const listed = objectsIn(item, 'headlines')
  const main = listed.find((one) => ['main', 'headline', ''].includes(textIn(one, 'role'))) ?? listed[0]
  const others = [...item.keys()].filter((name) => name.startsWith('headline_'))
  return textIn(item, 'headline') || textIn(main ?? new Map(), 'value') || textIn(item, 'title', 'name', ...others)
}

function bylinesOf(item: Fields): { name: string }[] {
  const printed = textIn(item, 'byline', 'by')
  if (printed !== '') return [{ name: printed }]
  return objectsIn(item, 'authors')
    .filter((author) => ['writer', 'author', ''].includes(textIn(author, 'role')))
    .map((author) => ({ name: textIn(author, 'name') }))
}

function summaryOf(item: Fields): string {
  const said =
    descriptionOf(item, 'summary', 'lead', '', 'text', 'teaser') ||
    textIn(
      item,
      'description_html',
      'description_xhtml',
      ...[...item.keys()].filter((name) => name.startsWith('description_')),
    )
  return /<\w/.test(said) ? said.replace(/<[^<>]*>/g, ' ') : said
}

function rightsOf(item: Fields): string[] {
  const rights = fieldsOf(item.get('rightsinfo'))
  return [
    ...textsIn(item, 'usageterms'),
    textIn(item, 'copyrightnotice'),
    textIn(rights, 'linkedrights'),
    textIn(rights, 'encodedrights'),
  ].filter(Boolean)
}

function codesOf(item: Fields, agency: string): Pick<WireDraft, 'categories' | 'subjects'> {
  const services = objectsIn(item, 'service').map((one) => ({ scheme: 'anpa', code: textIn(one, 'code') }))
  const all = [...objectsIn(item, 'subject'), ...objectsIn(item, 'subjects')].map((one) => {
    const uri = textIn(one, 'uri')
    const end = uri.lastIndexOf('/') + 1
    const code = textIn(one, 'code', 'literal') || uri.slice(end)
    return { scheme: textIn(one, 'scheme') || uri.slice(0, end), code, name: textIn(one, 'name') }
  })
  // AP's categories stand among its subjects, as bare letters.
  const isCategory = ({ scheme, code }: { scheme: string; code: string }) =>
    agency === 'AP' && scheme === '' && /^[a-z]{1,4}$/.test(code)
  return {
    categories: [
      ...services.filter(({ code }) => code !== ''),
      ...all
        .filter(isCategory)
        .map(({ code }) => ({ scheme: code.length === 1 ? 'apcategorycode' : 'apsuppcategory', code })),
    ],
    subjects: all.filter((one) => !isCategory(one) && (one.code !== '' || one.name !== '')),
  }
}

function marksOf(item: Fields): string[] {
  const status = textIn(item, 'pubstatus')
  const services = objectsIn(item, 'service').flatMap((one) => [textIn(one, 'name'), `anpacat:${textIn(one, 'code')}`])
  const named = ['type', 'signal', 'signals', 'profile', 'editorialtypes', 'editorialrole'].flatMap((name) =>
    textsIn(item, name),
  )
  return [...(status ? [`stat:${status}`] : []), ...named, ...services].filter((mark) => mark !== '')
}

function warningsAbout(item: Fields): string[] {
  const source = textIn(item, 'digitalsourcetype')
  const isMade = /trainedAlgorithmicMedia|algorithmicMedia|compositeSynthetic/i.test(source)
  const isPart = textIn(item, 'representationtype') === 'partial'
  return [
    ...(isMade ? ['The agency says that a program made this, or a part of it.'] : []),
    ...(isPart ? ['This is part of the item: the rest is at its own address.'] : []),
  ]
}
