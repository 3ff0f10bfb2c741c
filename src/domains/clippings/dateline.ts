import type { Dateline } from '#domains/stories'
import { isCapitals, uncapitalized } from './capitals.ts'
import { monthNumber } from './date-line.ts'
import { isOrganization } from './organization.ts'

/** A dateline at the start of a paragraph. `length` characters of it are not text. `day` is "04-18" where one is given without a year. */
export interface DatelineFound {
  readonly dateline: Dateline
  readonly length: number
  readonly day: string
}

// Words in capitals that open a paragraph and are no place.
// biome-ignore format: a list of words
const NO_PLACE = new Set([
  'file', 'update', 'updated', 'breaking', 'correction', 'note', 'editor’s note', 'editors note', 'watch', 'video', 'photo', 'photos', 'opinion',
  'analysis', 'exclusive', 'live', 'new', 'related', 'more', 'who', 'what', 'when', 'where', 'why', 'how', 'advertisement', 'q', 'a', 'tl;dr', 'ps',
  'p.s.', 'review', 'commentary', 'obituary', 'recipe', 'notes', 'dear', 'warning', 'alert', 'poll', 'quiz', 'read', 'listen', 'yes', 'no', 'pro',
  'con', 'cost', 'score', 'final', 'up next', 'key', 'fact', 'facts', 'faq', 'tip', 'tips', 'ingredients', 'directions', 'serves', 'yield',
])

/** "TOKYO – ", "ST. PAUL, Minn. (AP) — ", "SPOKANE, April 18 (AP) -- " at the start of a paragraph; undefined when there is none. */
export function readDateline(paragraph: string): DatelineFound | undefined {
  const dash = /^(.{2,90}?)\s*(?:—|–|--+|\s-\s)\s*/.exec(paragraph)
  const bracket = /^([^()]{2,70}\([^()]{2,40}\))\s*(?:[—–:]|-{1,2})?\s*/.exec(paragraph)
  for (const found of [bracket, dash]) {
    const read = found && readHead((found[1] ?? '').trim())
    if (found && read && found[0].length < paragraph.length) return { ...read, length: found[0].length }
  }
  return undefined
}

function readHead(head: string): Omit<DatelineFound, 'length'> | undefined {
  const agency = /\s*\(([^()]{2,40})\)$/.exec(head)
  if (agency && !isOrganization(agency[1] ?? '') && !/^[A-Z]{2,5}$/.test(agency[1] ?? '')) return undefined
  const rest = agency ? head.slice(0, agency.index) : head
  const on = /,?\s+([A-Z][a-z]+)\.? (\d{1,2})(?:, (\d{4}))?$/.exec(rest)
  const month = on ? monthNumber(on[1] ?? '') : 0
  const place = placeOf((on && month > 0 ? rest.slice(0, on.index) : rest).replace(/,$/, ''), agency !== null)
  if (place === undefined) return undefined
  const day = on && month > 0 ? `${String(month).padStart(2, '0')}-${(on[2] ?? '').padStart(2, '0')}` : ''
  const dateline: Dateline = { place, agency: agency?.[1]?.trim() ?? '' }
  const year = on?.[3]
  return day !== '' && year ? { dateline: { ...dateline, on: `${year}-${day}` }, day: '' } : { dateline, day }
}

function placeOf(text: string, hasAgency: boolean): string | undefined {
  const [city = '', ...wider] = text.split(/,\s*/)
  if (wider.length > 2 || city.length < 2 || NO_PLACE.has(city.toLowerCase())) return undefined
  const words = city.split(' ')
  const isPlace = words.length <= 6 && words.every((word) => /^[\p{L}.’'\-/]+$/u.test(word))
  if (!isPlace || !(isCapitals(city) || (hasAgency && /^\p{Lu}/u.test(city)))) return undefined
  // "Nev.", "South Korea", "D.C.": capitals, letters and periods, never a clause.
  if (!wider.every((part) => /^\p{Lu}[\p{L}.]*(?: (?:\p{Lu}[\p{L}.]*|of|and|the)){0,3}$/u.test(part))) return undefined
  return [
    uncapitalized(city, 'place'),
    ...wider.map((part) => (part.length > 4 ? uncapitalized(part, 'place') : part)),
  ].join(', ')
}

/** The date of a dateline that gives no year: the last such day up to the day of publication, yyyy-mm-dd. */
export function dayBefore(day: string, publishedOn: string): string {
  const year = Number(publishedOn.slice(0, 4))
  const same = `${year}-${day}`
  return same <= publishedOn ? same : `${year - 1}-${day}`
}
