import type { Byline } from '#domains/stories'
import { uncapitalized } from './capitals.ts'
import { isDateLine, withoutDates } from './date-line.ts'
// biome-ignore format: a list of names
import {
  isKnownOrganization, isOrganization, isPersonShaped, isSameOrganization, organizationName, splitOrganization,
} from './organization.ts'
import { wordCount } from './prose.ts'

/** What a byline says. `doubts` are sentences for the warnings. */
export interface BylineLine {
  readonly bylines: Byline[]
  readonly agency: string
  readonly doubts: string[]
}

const TITLE =
  /\b(?:writer|reporter|editor|correspondent|columnist|staff|photographer|bureau|intern|chief|director|critic|fellow|special to|contributor|contributing|ph\.?d|m\.?d|producer|publisher|president|professor|analyst|member|superintendent|mayor|pastor|editorial board|guest)\b/i
const BY = /^(?:(?:story|text|column|commentary|review|analysis|opinion|words|written|reported)\s+)?by:?\s+(?=\S)/i
const WIRE =
  /^(?:from\s+)?(?:(?:staff|wire|news|local)(?:\s+and\s+(?:wire|news|staff))?\s+(?:reports?|services?)|(?:the\s+)?(?:\w+\s+){0,3}news\s+services?)$/i

/** A line that names writers or an agency, read into its parts; undefined when it is something else. `ourPaper` is nobody's agency. */
export function readByline(
  line: string,
  { ourPaper = '', isMarked = false }: { ourPaper?: string; isMarked?: boolean } = {},
): BylineLine | undefined {
  if (line.length > 300) return undefined
  const segments = segmentsOf(withoutDates(line))
  const [first = '', ...others] = segments
  const hasBy = BY.test(first)
  const who = first.replace(BY, '')
  if (who === '' || wordCount(who) > 25) return undefined

  if (others.length === 0 && WIRE.test(who)) return wire(who)
  if (isKnownOrganization(who) && others.every(isOrganization)) return said([], organizationName(who), ourPaper)
  if (hasBy && isOrganization(who) && !splitOrganization(who)) return said([], organizationName(who), ourPaper)

  const found = namesIn(who, hasBy || isMarked)
  if (!found || found.names.length === 0) return undefined
  let { title, organization } = found
  for (const segment of others) {
    const bare = segment.replace(/^(?:of|for|from)\s+/i, '')
    if (/^special to\b/i.test(segment)) title ||= sentenceCase(segment)
    else if (isOrganization(bare) || /^of\s/i.test(segment)) organization ||= bare
    else if (TITLE.test(segment)) title ||= sentenceCase(segment)
  }
  if (!hasBy && !isMarked && title === '' && organization === '') return undefined
  const agency = organization === '' ? '' : organizationName(organization)
  const writers = found.names.map((name) => ({
    name: uncapitalized(name, 'person'),
    title:
      found.names.length > 1 ? title.replace(/\b(writer|reporter|correspondent|columnist|editor)s$/i, '$1') : title,
    agency,
  }))
  const read = said(writers, agency, ourPaper)
  return found.isSure
    ? read
    : { ...read, doubts: [...read.doubts, `Took “${first}” as the writer ${writers[0]?.name} of ${agency}.`] }
}

function said(writers: Byline[], agency: string, ourPaper: string): BylineLine {
  const isOurs = isSameOrganization(agency, ourPaper)
  if (!isOurs) return { bylines: writers.slice(0, 12), agency, doubts: [] }
  const bylines =
    writers.length === 0
      ? [{ name: agency, title: '', agency: '' }]
      : writers.map((writer) => ({ ...writer, agency: '' }))
  return { bylines: bylines.slice(0, 12), agency: '', doubts: [] }
}

function wire(who: string): BylineLine {
  const name = sentenceCase(who.replace(/^from\s+/i, '')).replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
  return /staff|local/i.test(name)
    ? { bylines: [{ name, title: '', agency: '' }], agency: '', doubts: [] }
    : { bylines: [], agency: name, doubts: [] }
}

// What stands beside names and is none: dates, addresses, telephones, "Follow ...".
function segmentsOf(line: string): string[] {
  return line
    .replace(/\(?\b[\w.+-]+@[\w-]+\.[\w.-]+\b\)?/g, '|')
    .replace(/(?:\(\d{3}\)\s*|\b\d{3}[-. ])\d{3}[-. ]\d{4}\b/g, '|')
    .replace(/(?:^|\s)@\w{2,30}\b/g, '|')
    .split(/\s*[|•·]\s*|\s+[/–—]\s+|\n|\s{2,}|\s+-\s+/)
    .map((segment) => segment.replace(/^[,;:]+|[,;:]+$/g, '').trim())
    .filter(
      (segment) =>
        segment !== '' &&
        !isDateLine(segment) &&
        !/^(?:follow|contact|email|e-mail|phone|updated|published|posted)\b/i.test(segment),
    )
}

interface Names {
  readonly names: string[]
  title: string
  organization: string
  readonly isSure: boolean
}

function namesIn(who: string, isStrong: boolean): Names | undefined {
  const names: string[] = []
  let title = ''
  let organization = ''
  let isSure = true
  for (const piece of who
    .replace(/\s+in\s+\p{Lu}[\p{L}. ]{2,30}$/u, '')
    .split(/,\s*(?:and\s+)?|\s+(?:and|&|with)\s+/i)) {
    const item = piece.trim()
    const last = names.at(-1)
    const bare = item.replace(/^(?:of|for|from)\s+/i, '')
    const split = splitOrganization(item)
    if (item === '') continue
    if (/^(?:Jr|Sr)\.?$|^I{2,3}$|^IV$/i.test(item) && last) names[names.length - 1] = `${last} ${item}`
    else if (names.length > 0 && isOrganization(bare)) organization ||= bare
    else if (names.length > 0 && TITLE.test(item)) title = joined(title, item)
    else if (split) {
      names.push(split.name)
      organization ||= split.organization
      isSure &&= split.isSure
    } else if (isPersonShaped(item) && !TITLE.test(item)) names.push(item)
    else if (title !== '' && /^\p{Ll}/u.test(item)) title = joined(title, item)
    else if (isStrong && names.length === 0 && /^(?:\p{Lu}[\p{L}.’'-]+)$/u.test(item)) names.push(item)
    else if (isStrong && names.length === 0 && TITLE.test(item) && wordCount(item) <= 6) names.push(sentenceCase(item))
    else return undefined
  }
  return { names, title: sentenceCase(title), organization, isSure }
}

function joined(title: string, more: string): string {
  if (title === '') return more
  return /^\p{Ll}/u.test(more) ? `${title} and ${more}` : `${title}, ${more}`
}

// "STAFF WRITER" as "Staff writer"; other titles as printed.
function sentenceCase(title: string): string {
  if (title !== title.toUpperCase() || title === '') return title
  return title.slice(0, 1) + title.slice(1).toLowerCase()
}
