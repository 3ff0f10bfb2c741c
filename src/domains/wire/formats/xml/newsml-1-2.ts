import type { WireType } from '#wire/item.ts'
import { anywhere, attribute, children, type Element, every, first, parseXml, words } from '#wire/markup/tree.ts'
import { knownAgency } from '#wire/reading/agency.ts'
import type { WireDraft } from '#wire/reading/draft.ts'
import { mustBeFew, noItems } from '#wire/reading/limits.ts'
import { contentOfComponents, isPicture, roleOf } from './newsml-1-2-content.ts'

/** Reads NewsML 1.2, as AFP, TASS, ATS, Kyodo, ANA, ANP and Business Wire send it. */
export function readNewsMl12(text: string): WireDraft[] {
  const root = parseXml(text)
  const items = children(root, 'NewsItem')
  if (items.length === 0) throw noItems('This NewsML has no news item in it.')
  mustBeFew(items.length)
  const envelope = first(root, 'NewsEnvelope')
  return items.map((item) => draftOf(item, envelope, attribute(root, 'Version')))
}

function draftOf(item: Element, envelope: Element | undefined, formatVersion: string): WireDraft {
  const component = first(item, 'NewsComponent')
  const management = first(item, 'NewsManagement')
  const { body, wording, photos, headline, subhead, dateline, bylines } = contentOfComponents(component)
  const line = (name: string) => lineOf(component, name)
  const said = formalName(first(component, 'AdministrativeMetadata/Provider/Party'))
  const provider = said || formalName(first(component, 'AdministrativeMetadata/Source/Party'))
  const identifier = first(item, 'Identification/NewsIdentifier')
  const named = line('ByLine') || personOf(component)
  return {
    format: 'newsml-1.2',
    formatVersion,
    agency: knownAgency(words(first(identifier, 'ProviderId'))) ?? knownAgency(provider) ?? agencyOfEnvelope(envelope),
    provider: provider || words(first(identifier, 'ProviderId')),
    ...identityOf(identifier),
    type: typeOf(component, body.length > 0),
    ...timesOf(management, envelope),
    urgency: figuresOf(first(management, 'Urgency')) || figuresOf(first(envelope, 'Priority')),
    headline: line('HeadLine') || headline,
    slugline: line('SlugLine') || words(first(item, 'Identification/NameLabel')),
    bylines: named === '' ? bylines : [{ name: named, title: line('ByLineTitle') }],
    credit: line('CreditLine'),
    dateline: line('DateLine') || dateline,
    summary: line('SubHeadLine') || subhead,
    body,
    wording,
    ednote: notesOf(component, management),
    usageTerms: rightsOf(component),
    ...codesOf(component),
    keywords: keywordsOf(component),
    photos,
    language: languageOf(item, component),
    marks: marksOf(management, component),
  }
}

/** How NewsML 1.2 says most things: as an attribute, or in some agencies' files as text. */
function formalName(element: Element | undefined): string {
  return attribute(element, 'FormalName') || words(element)
}

function figuresOf(element: Element | undefined): string {
  return formalName(element).replace(/[^\d]/g, '')
}

// The lines stand with the whole or, where one release is sent in several languages, one level down.
function lineOf(component: Element | undefined, name: string): string {
  const near = words(first(component, `NewsLines/${name}`))
  if (near !== '') return near
  const below = children(component, 'NewsComponent').filter((one) => !isPicture(one) && roleOf(one) === '')
  return below.map((one) => words(first(one, `NewsLines/${name}`))).find(Boolean) ?? ''
}

function identityOf(identifier: Element | undefined): Pick<WireDraft, 'id' | 'version' | 'revisionKey'> {
  const revision = words(first(identifier, 'RevisionId'))
  const whole = words(first(identifier, 'PublicIdentifier'))
  const parts = ['ProviderId', 'DateId', 'NewsItemId'].map((name) => words(first(identifier, name)))
  const id = whole.endsWith(`:${revision}`) && revision !== '' ? whole.slice(0, -revision.length - 1) : whole
  const ownId = id || (parts[2] ? parts.filter(Boolean).join(':') : '')
  return { id: ownId, version: revision, revisionKey: ownId === '' ? '' : `${ownId}:${revision}` }
}

function agencyOfEnvelope(envelope: Element | undefined): string {
  return formalName(first(envelope, 'SentFrom/Party'))
}

// AFP names its writers among the creators; an agency is no writer.
function personOf(component: Element | undefined): string {
  const name = formalName(first(component, 'AdministrativeMetadata/Creator/Party'))
  return /^\p{Lu}\S*(?: \S+){1,14}$/u.test(name) && knownAgency(name) === undefined ? name : ''
}

function timesOf(management: Element | undefined, envelope: Element | undefined): Partial<WireDraft> {
  const sent = words(first(envelope, 'DateAndTime'))
  const change = first(management, 'StatusWillChange')
  const isToBeFreed = /usable/i.test(attribute(first(change, 'FutureStatus'), 'FormalName'))
  return {
    createdAt: words(first(management, 'FirstCreated')) || sent,
    revisedAt: words(first(management, 'ThisRevisionCreated')) || sent,
    ...(isToBeFreed ? { embargoUntil: words(first(change, 'DateAndTime')) } : {}),
  }
}

function typeOf(component: Element | undefined, hasText: boolean): WireType {
  if (hasText || !component) return 'text'
  const types = anywhere(component, 'MediaType').map((one) => formalName(one).toLowerCase())
  const found = (['photo', 'graphic', 'video', 'audio'] as const).find((type) => types.includes(type))
  return found === 'photo' ? 'picture' : (found ?? 'text')
}

function notesOf(component: Element | undefined, management: Element | undefined): string {
  const lines = every(component, 'NewsLines/NewsLine')
    .filter((one) => /advisory|ednote|editor|note|update/i.test(formalName(first(one, 'NewsLineType'))))
    .map((one) => words(first(one, 'NewsLineText')))
  const instructions = children(management, 'Instruction').flatMap((one) => children(one, 'Comment').map(words))
  return [...lines, ...instructions].filter(Boolean).join('\n')
}

function rightsOf(component: Element | undefined): string[] {
  const usage = every(component, 'RightsMetadata/UsageRights').map((one) =>
    children(one).map(formalName).filter(Boolean).join('. '),
  )
  return [...usage, lineOf(component, 'CopyrightLine')].filter(Boolean)
}

function codesOf(component: Element | undefined): Pick<WireDraft, 'categories' | 'subjects'> {
  const names = new Map(
    (component ? anywhere(component, 'Topic') : []).map((topic) => [
      words(first(topic, 'FormalName')),
      words(
        children(topic, 'Description').find(
          (one) => attribute(one, 'Variant') === 'Name' && attribute(one, 'lang') === 'en',
        ),
      ),
    ]),
  )
  const codes = every(component, 'DescriptiveMetadata/SubjectCode').flatMap((one) => children(one))
  const subjects = codes
    .map((one) => ({ scheme: 'subj', code: formalName(one), name: names.get(formalName(one)) ?? '' }))
    .filter(({ code }) => code !== '')
  const categories = codes
    .map((one) => ({ scheme: 'cat', code: attribute(one, 'cat') }))
    .filter(({ code }) => code !== '')
  return { categories, subjects }
}

function keywordsOf(component: Element | undefined): string[] {
  const properties = [...every(component, 'DescriptiveMetadata/Property'), ...every(component, 'Metadata/Property')]
  const lines = every(component, 'NewsLines/KeywordLine').flatMap((one) => words(one).split(/\s*[,;]\s*/))
  return [
    ...properties.filter((one) => /keyword/i.test(attribute(one, 'FormalName'))).map((one) => attribute(one, 'Value')),
    ...lines,
  ]
}

function languageOf(item: Element, component: Element | undefined): string {
  const said = formalName(first(component, 'DescriptiveMetadata/Language')) || attribute(item, 'lang')
  return said.length <= 3 ? said.toLowerCase() : said
}

function marksOf(management: Element | undefined, component: Element | undefined): string[] {
  const updates = every(component, 'DescriptiveMetadata/Genre')
    .map(formalName)
    .filter((genre) => /^(?:update|lead|correction)$/i.test(genre))
  const type = formalName(first(management, 'NewsItemType'))
  const instructions = children(management, 'Instruction').map((one) => attribute(one, 'FormalName'))
  return [formalName(first(management, 'Status')), type === 'News' ? '' : type, ...instructions, ...updates].filter(
    Boolean,
  )
}
