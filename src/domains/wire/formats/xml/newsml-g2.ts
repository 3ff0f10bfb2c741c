import type { WireType } from '#wire/item.ts'
import { anywhere, attribute, children, type Element, every, first, parseXml, raw, words } from '#wire/markup/tree.ts'
import { knownAgency } from '#wire/reading/agency.ts'
import type { WireDraft } from '#wire/reading/draft.ts'
import { mustBeFew, noItems } from '#wire/reading/limits.ts'
import { contentOf } from './newsml-g2-content.ts'
import { photoOfItem, photosOfLinks } from './newsml-g2-photos.ts'

const ITEMS = ['newsItem', 'packageItem', 'planningItem', 'conceptItem', 'knowledgeItem']
const TYPES: Readonly<Record<string, WireType>> = {
  text: 'text', picture: 'picture', photo: 'picture', graphic: 'graphic', animated: 'graphic', video: 'video', audio: 'audio', composite: 'package',
  package: 'package',
} // biome-ignore format: a table

/** Reads NewsML-G2 2.x: a message of items, or one item by itself, as Reuters, dpa, AP, STT, TT and ANSA send it. Catalogs are not fetched. */
export function readNewsMlG2(text: string): WireDraft[] {
  const root = parseXml(text)
  const items = ITEMS.includes(root.name) ? [root] : every(root, 'itemSet').flatMap((set) => children(set, ...ITEMS))
  const found = items.length > 0 ? items : ITEMS.flatMap((name) => anywhere(root, name))
  if (found.length === 0) throw noItems('This NewsML-G2 message has no item in it.')
  mustBeFew(found.length)
  // A package that only says which items of a message belong together is no item of its own.
  const isBracket = (item: Element) => item.name === 'packageItem' && !first(item, 'contentMeta')
  const drafts = found
    .filter((item) => found.length === 1 || !isBracket(item))
    .map((item) => draftOf(item, attribute(root, 'lang')))
  return withPicturesOfMessage(drafts)
}

function draftOf(item: Element, language: string): WireDraft {
  const meta = first(item, 'itemMeta')
  const content = first(item, 'contentMeta')
  const type = typeOf(item, meta)
  const inline = contentOf(item)
  const isPicture = type === 'picture' || type === 'graphic'
  const guid = attribute(item, 'guid')
  const alt = (kind: string) => words(children(content, 'altId').find((one) => attribute(one, 'type') === kind))
  const version = alt('ap:recordSequenceNumber') || attribute(item, 'version')
  const caption = captionOf(content)
  return {
    format: 'newsml-g2',
    formatVersion: attribute(item, 'standardversion'),
    agency: agencyOf(guid, meta),
    provider: nameOf(first(meta, 'provider')),
    id: alt('ap:itemId') || guid,
    version,
    revisionKey: guid === '' ? '' : `${guid}:${attribute(item, 'version') || version}`,
    type,
    ...embargoOf(meta),
    createdAt: words(first(meta, 'firstCreated')) || words(first(content, 'contentCreated')),
    revisedAt: words(first(meta, 'versionCreated')),
    expiresAt: words(first(content, 'contentExpires')) || undefined,
    urgency: words(first(content, 'urgency')) || inline.urgency,
    headline: headlineOf(content) || inline.headline || words(first(meta, 'title')),
    slugline: words(first(content, 'slugline')) || kickerOf(content),
    bylines: isPicture ? [] : bylinesOf(content, inline.bylines),
    credit: words(first(content, 'creditline')).replace(/\s*[–—]$/, ''),
    dateline: words(first(content, 'dateline')) || inline.dateline,
    summary: summaryOf(content) || inline.summary,
    body: inline.body,
    wording: inline.wording,
    contributors: inline.contributors,
    ednote: [...ednotesOf(meta), inline.ednote].filter(Boolean).join('\n'),
    usageTerms: rightsOf(item),
    ...codesOf(content),
    keywords: [...children(content, 'keyword').map(words), ...inline.labels],
    photos: isPicture ? [photoOfItem(item, caption)] : [...inline.photos, ...photosOfLinks(meta)],
    language: attribute(first(content, 'language'), 'tag') || attribute(item, 'lang') || language,
    marks: marksOf(meta),
    warnings: inline.warnings,
  }
}

// Pictures that come in the same message as its only story are that story's.
function withPicturesOfMessage(drafts: readonly WireDraft[]): WireDraft[] {
  const texts = drafts.filter(({ type }) => type === 'text')
  const pictures = drafts
    .filter(({ type }) => type === 'picture' || type === 'graphic')
    .flatMap(({ photos }) => photos ?? [])
  if (texts.length !== 1 || pictures.length === 0) return [...drafts]
  return drafts.map((draft) => {
    if (draft.type !== 'text') return draft
    const shown = (draft.photos ?? []).filter((photo) => !pictures.some(({ id }) => id === photo.id))
    const credits = new Map((draft.photos ?? []).map((photo) => [photo.id, photo]))
    const whole = pictures.map((photo) => ({
      ...photo,
      creator: photo.creator || (credits.get(photo.id)?.creator ?? ''),
      credit: photo.credit || (credits.get(photo.id)?.credit ?? ''),
    }))
    return { ...draft, photos: [...shown, ...whole] }
  })
}

function typeOf(item: Element, meta: Element | undefined): WireType {
  if (item.name === 'packageItem') return 'package'
  if (item.name !== 'newsItem') return 'other'
  return TYPES[codeIn(attribute(first(meta, 'itemClass'), 'qcode')).toLowerCase()] ?? 'text'
}

function codeIn(qcode: string): string {
  return qcode.slice(qcode.indexOf(':') + 1)
}

/** How an item names a party or a concept: by name, by literal, or by code alone. */
function nameOf(element: Element | undefined): string {
  return words(first(element, 'name')) || attribute(element, 'literal') || codeIn(attribute(element, 'qcode'))
}

function agencyOf(guid: string, meta: Element | undefined): string {
  return knownAgency(guid) ?? nameOf(first(meta, 'provider'))
}

// IPTC: an empty element is an embargo without an end.
function embargoOf(meta: Element | undefined): Partial<WireDraft> {
  const embargoed = first(meta, 'embargoed')
  return embargoed ? { embargoUntil: words(embargoed) } : {}
}

function headlineOf(content: Element | undefined): string {
  const headlines = children(content, 'headline').filter((headline) => words(headline) !== '')
  const main = headlines.find((headline) => attribute(headline, 'rank') === '1')
  return words(main ?? headlines.find((headline) => attribute(headline, 'role') === '') ?? headlines[0])
}

// dpa has a second headline above the first, and no slugline.
function kickerOf(content: Element | undefined): string {
  return words(children(content, 'headline').find((headline) => Number(attribute(headline, 'rank')) > 1))
}

function bylinesOf(content: Element | undefined, inline: WireDraft['bylines']): NonNullable<WireDraft['bylines']> {
  const by = children(content, 'by')
    .map(words)
    .filter((name) => name !== '' && !/no-data/i.test(name))
  if (by.length > 0) return by.map((name) => ({ name, title: '' }))
  if (inline && inline.length > 0) return inline
  // Accounts of an agency's own system ("tholl.gregor") and the agency itself are no authors.
  return children(content, 'creator')
    .filter((creator) => !/phot/i.test(attribute(creator, 'role')))
    .map((creator) => ({
      name: words(first(creator, 'name')) || attribute(creator, 'literal'),
      title: words(first(creator, 'jobtitle')),
    }))
    .filter(
      ({ name }) =>
        /^\p{Lu}\S*(?: \S+){1,4}$/u.test(name) &&
        !/\d/.test(name) &&
        knownAgency(name) === undefined &&
        !/\b(?:data|insights|press|news)\b/i.test(name),
    )
}

function captionOf(content: Element | undefined): string {
  const descriptions = children(content, 'description')
  const isCaption = (one: Element) => /caption/i.test(attribute(one, 'role'))
  return words(descriptions.find(isCaption) ?? descriptions[0])
}

function summaryOf(content: Element | undefined): string {
  const found = children(content, 'description').find((one) =>
    /summary|teaser|abstract|intro/i.test(attribute(one, 'role')),
  )
  return words(found)
}

// Addresses and telephones of an agency's people, and notes that only repeat others as HTML, are not kept at all.
function ednotesOf(meta: Element | undefined): string[] {
  return children(meta, 'edNote', 'ednote')
    .filter((note) => !/contact|notepad|closingline/i.test(attribute(note, 'role')))
    .map((note) => raw(note).trim())
    .filter(
      (note) => note !== '' && !(/@|\+\d[\d ()/-]{6,}/.test(note) && /redaktion|autor|contact|kontakt/i.test(note)),
    )
}

function rightsOf(item: Element): string[] {
  const texts = every(item, 'rightsInfo').flatMap((rights) =>
    children(rights, 'usageTerms', 'copyrightNotice').map((one) => raw(one).trim()),
  )
  const holder = nameOf(first(item, 'rightsInfo/copyrightHolder'))
  return texts.some(Boolean) ? texts : holder === '' ? [] : [`© ${holder}`]
}

function codesOf(content: Element | undefined): Pick<WireDraft, 'categories' | 'subjects'> {
  const coded = children(content, 'subject').map((subject) => {
    const qcode = attribute(subject, 'qcode')
    const scheme = qcode.includes(':') ? qcode.slice(0, qcode.indexOf(':')) : ''
    const isCategory =
      /cat(?:egory|egories|egorycode|egorycodes)?$/i.test(scheme) || /category$/i.test(attribute(subject, 'type'))
    return {
      isCategory,
      scheme,
      code: codeIn(qcode) || attribute(subject, 'literal'),
      name: words(first(subject, 'name')),
    }
  })
  const known = coded.filter(({ code, name }) => code !== '' || name !== '')
  return {
    categories: known.filter(({ isCategory }) => isCategory).map(({ scheme, code }) => ({ scheme, code })),
    subjects: known.filter(({ isCategory }) => !isCategory).map(({ scheme, code, name }) => ({ scheme, code, name })),
  }
}

function marksOf(meta: Element | undefined): string[] {
  const coded = children(meta, 'pubStatus', 'signal', 'role', 'profile').flatMap((one) => [
    attribute(one, 'qcode'),
    words(first(one, 'name')),
    one.name === 'profile' ? words(one) : '',
  ])
  return coded.filter(Boolean)
}
