import { uncapitalized } from '#domains/clippings'
import { isAgencyMark, knownAgency } from './agency.ts'

/** Where a report was written. `text` is as printed, `place` without capitals, `agency` as printed in parentheses. */
export interface WireDateline {
  readonly text: string
  readonly place: string
  readonly agency: string
}

const DASH = '(?:—|–|_|:|\\.?-{1,2})'
const MONTH =
  '(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|August|September|October|November|December)'
const DAY = new RegExp(
  `(?:^|,?\\s+)(?:${MONTH}\\.?\\s+\\d{1,2}|\\d{1,2}\\.?\\s+\\p{L}{3,9}\\.?)(?:,?\\s+\\d{4})?,?$`,
  'u',
)
const BRACKETED = new RegExp(`^([^()\\n]{0,90}?)\\s*\\(([^()\\n]{2,30})\\)\\s*(${DASH})?\\s*`)
const BUSINESS_WIRE = /^([^()\n]{2,80}?)\s*--\s*\((BUSINESS WIRE)\)\s*--\s*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\s*--?\s*)?/
const UNBRACKETED = new RegExp(`^([^()\\n]{2,60}?,\\s+${MONTH}\\.?\\s+\\d{1,2}),?\\s+(Kyodo|Xinhua|TASS)\\s*(?:—|–|-)\\s*`)
const BARE = /^([^()\n]{2,60}?)\s*(?:—|–|--|\s-)\s+(?=["“«‘']?\p{Lu})/u

// Capitals that open a paragraph and are no place.
// biome-ignore format: a list of words
const NO_PLACE = new Set([
  'NATO', 'FIFA', 'UEFA', 'NASA', 'UNESCO', 'UNICEF', 'OPEC', 'WHO', 'EU', 'UN', 'US', 'U.S.', 'UK', 'FBI', 'CIA', 'IMF', 'WTO', 'NFL', 'NBA',
  'NHL', 'MLB', 'NCAA', 'FILE', 'UPDATE', 'UPDATED', 'BREAKING', 'CORRECTION', 'CORRECTED', 'NOTE', 'EDITORS', 'ATTENTION', 'ADVISORY', 'WATCH',
  'VIDEO', 'PHOTO', 'PHOTOS', 'OPINION', 'ANALYSIS', 'EXCLUSIVE', 'NEW', 'MORE', 'Q', 'A', 'WHAT', 'WHEN', 'WHERE', 'WHY', 'HOW', 'THE', 'LIVE',
  'ALERT', 'URGENT', 'FLASH', 'FACTBOX', 'TIMELINE', 'PREVIEW', 'REVIEW', 'RESULT', 'RESULTS', 'KILL', 'HOLD', 'REPEAT', 'REFILE', 'ARCHIV',
  'FIRST', 'SECOND', 'THIRD', 'COVID', 'AP', 'AFP', 'GOP', 'CEO', 'TV', 'WINNER', 'LOSER', 'GOLD', 'SILVER', 'BRONZE',
])

/**
 * The dateline a paragraph opens with: "NEW YORK, Jan 21 (Reuters) - ", "Berlin (dpa) - ", "(AP) _ ", and without an agency only a place in
 * capitals that the item itself names as its dateline, or that is followed by a new sentence. `length` characters of the paragraph are no text.
 */
export function datelineAtStart(
  paragraph: string,
  { place: known = '', isFirst = true }: { place?: string; isFirst?: boolean } = {},
): (WireDateline & { readonly length: number }) | undefined {
  const start = paragraph.slice(0, 240)
  const wire = BUSINESS_WIRE.exec(start) ?? UNBRACKETED.exec(start)
  const bracketed = wire ?? BRACKETED.exec(start)
  if (bracketed && bracketed[0].length < paragraph.length) {
    const [whole, head = '', agency = '', dash] = bracketed
    const mayBe = agency === 'BUSINESS WIRE' || wire !== null || (isAgencyMark(agency) && dash !== undefined)
    const place = mayBe ? placeOf(head, true) : undefined
    if (place !== undefined) return { text: printed(whole), place, agency: agency.trim(), length: whole.length }
  }
  const bare = isFirst ? BARE.exec(start) : null
  const head = bare?.[1] ?? ''
  if (!bare || bare[0].length >= paragraph.length) return undefined
  const place = placeOf(head, isSamePlace(head, known))
  return place ? { text: printed(bare[0]), place, agency: '', length: bare[0].length } : undefined
}

/** A dateline that an item gives by itself: "NEW YORK (AP)", "Berlin (dpa) - ", "BUFFALO, N.Y."; undefined when it is none (a time, an empty text). */
export function datelineOf(said: string): WireDateline | undefined {
  const text = printed(said.replace(/\s+/g, ' ').trim())
  if (text === '' || text.length > 120 || /^\d{4}-?\d{2}-?\d{2}/.test(text)) return undefined
  const bracketed = /^(.*?)\s*\(([^()]{2,30})\)$/.exec(text)
  const agency = bracketed && isAgencyMark(bracketed[2] ?? '') ? (bracketed[2] ?? '') : ''
  const head = agency === '' ? text : (bracketed?.[1] ?? '')
  const place = head.replace(DAY, '').replace(/,\s*$/, '').trim()
  return place === '' && agency === '' ? undefined : { text, place: uncapitalizedPlace(place), agency }
}

function printed(text: string): string {
  return text.replace(/[\s—–_:-]+$/u, '').trim()
}

function isSamePlace(head: string, known: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}]/gu, '')
  return known !== '' && letters(head).slice(0, 40) === letters(known).slice(0, 40)
}

// `isSure` when an agency or the item itself stands for it; else the place must be in capitals.
function placeOf(head: string, isSure: boolean): string | undefined {
  const place = head.replace(DAY, '').replace(/,\s*$/, '').trim()
  if (place === '') return isSure ? '' : undefined
  const [city = '', ...wider] = place.split(/,\s*/)
  if (wider.length > 2 || city.length < 2 || NO_PLACE.has(city.toUpperCase().replace(/[’']S\b.*/, ''))) return undefined
  const words = city.split(/[\s/]+/)
  if (words.length > 6 || !words.every((word) => /^[\p{L}.’'ʻ-]+$/u.test(word))) return undefined
  const isCapitals = city === city.toUpperCase() && city !== city.toLowerCase()
  if (!isCapitals && !(isSure && /^\p{Lu}/u.test(words[0] ?? '') && /^\p{Lu}/u.test(words.at(-1) ?? ''))) return undefined
  if (!wider.every((part) => /^\p{Lu}[\p{L}.]*(?:[ -](?:\p{Lu}[\p{L}.]*|of|and|the)){0,3}$/u.test(part))) return undefined
  return uncapitalizedPlace(place)
}

function uncapitalizedPlace(place: string): string {
  return place
    .split(/,\s*/)
    .map((part, at) => (at === 0 || part.replace(/[^\p{L}]/gu, '').length > 4 ? uncapitalized(part, 'place') : part))
    .join(', ')
}

/** The agency that a dateline's parentheses mean, by the name we keep; the last of several. */
export function agencyOfDateline(dateline: WireDateline | undefined): string {
  return knownAgency(dateline?.agency.split('/').at(-1) ?? '') ?? ''
}
