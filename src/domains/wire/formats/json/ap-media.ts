import type { WirePhoto, WireType } from '#wire/item.ts'
import type { WireDraft } from '#wire/reading/draft.ts'
import { mustBeFew, noItems } from '#wire/reading/limits.ts'
import { entriesIn, type Fields, fieldsOf, numberIn, objectsIn, textIn, textsIn } from './json-fields.ts'
import { bestRendition, safeAddress } from './renditions.ts'

const TYPES: ReadonlySet<string> = new Set(['text', 'picture', 'graphic', 'audio', 'video'])
// What older versions say in place of an urgency: flash, bulletin, urgent, regular, deferred, advances.
const PRIORITIES: Readonly<Record<string, number>> = { f: 1, b: 2, u: 3, r: 4, d: 5, a: 7, s: 8 }

/** How AP's items of text say that they come without their text. */
export const TEXT_IS_APART = 'The text is not in this item: AP keeps it in its NITF rendition.'

/** What an AP page or item says about where to go on. Nothing of it is fetched here. */
export interface ApLinks {
  /** The page after this one; the same address again when there is nothing new. */
  readonly nextPage: string | null
  readonly items: readonly { readonly id: string; readonly uri: string | null; readonly nitf: string | null }[]
}

/**
 * Reads a page or an item of AP's Media API 2.x, and older ones. Stories come without their text: it is the NITF rendition, which
 * `apLinks` names, unless `nitf` beside the item holds it: so we keep what came in two files. Refuses JSON in which there is no item of AP's.
 */
export function readApMedia(json: unknown): WireDraft[] {
  const { page, items, version } = opened(json)
  const drafts = items.map((item) => draftOf(item, version, page.has('items')))
  const nitf = textIn(fieldsOf(json), 'nitf')
  return drafts.length === 1 && nitf !== '' ? drafts.map((draft) => ({ ...draft, nitf })) : drafts
}

/** The addresses to follow from an AP page or item. */
export function apLinks(json: unknown): ApLinks {
  const { page, items } = opened(json)
  return {
    nextPage: safeAddress(textIn(page, 'next_page')),
    items: items.map((item) => ({
      id: idOf(item),
      uri: safeAddress(textIn(item, 'uri')),
      nitf: safeAddress(textIn(fieldsOf(fieldsOf(item.get('renditions')).get('nitf')), 'href')),
    })),
  }
}

function opened(json: unknown): { page: Fields; items: Fields[]; version: string } {
  const outer = fieldsOf(json)
  const page = outer.has('data') ? fieldsOf(outer.get('data')) : outer
  const listed = page.has('items') ? objectsIn(page, 'items') : [page]
  mustBeFew(listed.length)
  const items = listed
    .map((entry) => (entry.has('item') ? fieldsOf(entry.get('item')) : entry))
    .filter((item) => fieldsOf(item.get('altids')).size > 0 || item.has('uri'))
  if (items.length === 0 && !Array.isArray(page.get('items'))) throw noItems('This JSON has no AP item in it.')
  return { page, items, version: textIn(outer, 'api_version') }
}

function draftOf(item: Fields, formatVersion: string, isOfPage: boolean): WireDraft {
  const type = typeOf(item)
  const id = idOf(item)
  const version = textIn(item, 'version')
  const revision = version || textIn(item, 'versioncreated')
  return {
    format: 'ap-media',
    formatVersion,
    agency: 'AP',
    provider: textIn(item, 'provider') || 'AP',
    id,
    version,
    revisionKey: textIn(fieldsOf(item.get('altids')), 'etag') || (revision && `${id}:${revision}`),
    type,
    embargoUntil: embargoOf(item),
    expiresAt: textIn(item, 'expires'),
    createdAt: textIn(item, 'firstcreated'),
    revisedAt: textIn(item, 'versioncreated'),
    urgency: numberIn(item, 'urgency') ?? PRIORITIES[textIn(item, 'editorialpriority').toLowerCase()],
    headline: textIn(item, 'headline', 'title', 'headline_extended'),
    slugline: textIn(item, 'slugline'),
    bylines: objectsIn(item, 'bylines').map((byline) => ({
      name: textIn(byline, 'by', 'name'),
      title: textIn(byline, 'title'),
    })),
    credit: textIn(item, 'description_creditline'),
    dateline: textIn(item, 'located'),
    summary: textIn(item, 'description_summary'),
    body: [],
    ednote: [textIn(item, 'ednote'), textIn(item, 'description_editornotes')].filter(Boolean).join('\n'),
    usageTerms: [...textsIn(item, 'usageterms'), textIn(item, 'copyrightnotice')].filter(Boolean),
    ...codesOf(item),
    keywords: keywordsOf(item),
    photos: photosOf(item, type, id),
    language: textIn(item, 'language'),
    marks: marksOf(item),
    warnings: warningsAbout(item, type, isOfPage),
  }
}

function idOf(item: Fields): string {
  return textIn(fieldsOf(item.get('altids')), 'itemid') || idInAddress(textIn(item, 'uri'))
}

/** The id in an address of AP's ("…/content/5ee9…?qt=…", whose query differs each time); the address itself where there is none. */
export function idInAddress(address: string): string {
  return /\/content\/([0-9a-f]{32})\b/.exec(address)?.[1] ?? address
}

function typeOf(item: Fields): WireType {
  const said = textIn(item, 'type').toLowerCase()
  if (TYPES.has(said)) return said as WireType
  return said === 'composite' || said === 'storyline' ? 'package' : said === '' ? 'text' : 'other'
}

function embargoOf(item: Fields): string | undefined {
  const said = item.get('embargoed')
  if (said === undefined || said === null || said === false) return undefined
  return textIn(item, 'embargoed')
}

function marksOf(item: Fields): string[] {
  const status = textIn(item, 'pubstatus')
  const isForDesk = objectsIn(item, 'subject').some(
    (one) => relsOf(one).includes('category') && textIn(one, 'code') === 'v',
  )
  return [
    ...(status ? [`stat:${status}`] : []),
    ...['signals', 'editorialtypes', 'editorialrole', 'profile'].flatMap((name) => textsIn(item, name)),
    ...(isForDesk ? ['anpacat:v'] : []),
  ]
}

function relsOf(subject: Fields): string[] {
  return textsIn(subject, 'rels')
}

function codesOf(item: Fields): Pick<WireDraft, 'categories' | 'subjects'> {
  const all = objectsIn(item, 'subject').map((one) => ({
    rels: relsOf(one),
    code: textIn(one, 'code'),
    scheme: textIn(one, 'scheme'),
    name: textIn(one, 'name'),
  }))
  const schemes: Readonly<Record<string, string>> = { category: 'apcategorycode', suppcategory: 'apsuppcategory' }
  const isCategory = ({ rels }: { rels: string[] }) => rels.some((rel) => Object.hasOwn(schemes, rel))
  return {
    categories: all
      .filter((one) => isCategory(one) && one.code !== '')
      .map(({ rels, code }) => ({
        scheme: schemes[rels.find((rel) => Object.hasOwn(schemes, rel)) ?? ''] ?? '',
        code,
      })),
    subjects: all
      .filter((one) => !isCategory(one) && (one.code !== '' || one.name !== ''))
      .map(({ scheme, code, name }) => ({ scheme, code, name })),
  }
}

// Sometimes all keywords are one text with spaces between them.
function keywordsOf(item: Fields): string[] {
  const said = item.get('keywords')
  return typeof said === 'string' ? said.split(/\s*[;,]\s*|\s+/) : textsIn(item, 'keywords')
}

function photosOf(item: Fields, type: WireType, id: string): Partial<WirePhoto>[] {
  const own = type === 'picture' || type === 'graphic' ? [photoOf(item, id)] : []
  const linked = entriesIn(item, 'associations')
    .sort((one, other) => Number.parseInt(one.name, 10) - Number.parseInt(other.name, 10))
    .filter(({ entry }) => ['picture', 'graphic', ''].includes(textIn(entry, 'type').toLowerCase()))
    .map(({ entry }) => photoOf(entry, idOf(entry)))
  return [...own, ...linked]
}

function photoOf(item: Fields, id: string): Partial<WirePhoto> {
  return {
    id,
    caption: textIn(item, 'description_caption'),
    creator: textIn(fieldsOf(item.get('photographer')), 'name'),
    credit: textIn(item, 'description_creditline'),
    ...bestRendition(item),
  }
}

function warningsAbout(item: Fields, type: WireType, isOfPage: boolean): string[] {
  const warnings: string[] = []
  const others = objectsIn(item, 'infosource')
    .filter((source) => !['', 'ap'].includes(textIn(source, 'type').toLowerCase()))
    .map((source) => textIn(source, 'name'))
    .filter(Boolean)
  if (others.length > 0) warnings.push(`Comes from ${others.join(', ')} through AP.`)
  if (isOfPage && !item.has('subject') && !item.has('urgency') && item.has('uri'))
    warnings.push('This is part of the item: the rest is at its own address.')
  if (type === 'text') warnings.push(TEXT_IS_APART)
  return warnings
}
