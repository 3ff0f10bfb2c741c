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
  'iu',
)
const BRACKETED = new RegExp(`^([^()\\n]{0,90}?)\\s*\\(([^()\\n]{2,30})\\)\\s*(${DASH})?\\s*`)
const BUSINESS_WIRE =
  /^([^()\n]{2,80}?)\s*--\s*\((BUSINESS WIRE)\)\s*--\s*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\s*--?\s*)?/
const UNBRACKETED = new RegExp(
  `^([^()\\n]{2,60}?,\\s+${MONTH}\\.?\\s+\\d{1,2}),?\\s+(Kyodo|Xinhua|TASS|AAP|AFP|AP|Reuters)\\s*(?:—|–|-)\\s*`,
)
const SLASHED = new RegExp(`^([^()/\\n]{0,60}?)\\s*/([A-Za-z.]{2,12})/\\s*(${DASH})\\s*`)
const BARE = /^([^()\n]{2,60}?)\s*(?:—|–|--|\s-)\s+(?=["“«‘']?\p{Lu})/u

// Capitals that open a paragraph and are no place.
// biome-ignore format: a list of words
const NO_PLACE = new Set([
  'NATO', 'FIFA', 'UEFA', 'NASA', 'UNESCO', 'UNICEF', 'OPEC', 'WHO', 'EU', 'UN', 'US', 'U.S.', 'UK', 'FBI', 'CIA', 'IMF', 'WTO', 'NFL', 'NBA',
  'NHL', 'MLB', 'NCAA', 'FILE', 'UPDATE', 'UPDATED', 'BREAKING', 'CORRECTION', 'CORRECTED', 'NOTE', 'EDITOR', 'EDITORS', 'ATTENTION', 'ADVISORY', 'WATCH',
  'VIDEO', 'PHOTO', 'PHOTOS', 'OPINION', 'ANALYSIS', 'EXCLUSIVE', 'NEW', 'MORE', 'Q', 'A', 'WHAT', 'WHEN', 'WHERE', 'WHY', 'HOW', 'THE', 'LIVE',
  'ALERT', 'URGENT', 'FLASH', 'FACTBOX', 'TIMELINE', 'PREVIEW', 'REVIEW', 'RESULT', 'RESULTS', 'KILL', 'HOLD', 'REPEAT', 'REFILE', 'ARCHIV',
  'FIRST', 'SECOND', 'THIRD', 'COVID', 'AP', 'AFP', 'GOP', 'CEO', 'TV', 'WINNER', 'LOSER', 'GOLD', 'SILVER', 'BRONZE',
])

// Labels above a text. With a state or an agency behind it “LIVE OAK” is a town.
const NO_PLACE_BEGINS =
  /^(?:EDITOR[’']?S?|EDS|EDITORIAL|FILE|BREAKING|ADVISORY|CORRECTION|CORRECTED|UPDATED?|NOTE|PHOTOS?|VIDEO|LIVE|WATCH|OPINION|ANALYSIS|EXCLUSIVE|FACTBOX|URGENT|AP|REVIEW|PREVIEW)[\s:]/i

/**
 * The dateline a paragraph opens with: "NEW YORK, Jan 21 (Reuters) - ", "Berlin (dpa) - ", "(AP) _ ", and without an agency only a place in
 * capitals that the item itself names as its dateline, or that is followed by a new sentence. `length` characters of the paragraph are no text.
 */
export function datelineAtStart(
  paragraph: string,
  { place: known = '', isFirst = true }: { place?: string; isFirst?: boolean } = {},
): (WireDateline & { readonly length: number }) | undefined {
  const start = paragraph.slice(0, 240)
  const slashed = SLASHED.exec(start)
  const isSlashed = slashed !== null && knownAgency(slashed[2] ?? '') !== undefined
  const wire = BUSINESS_WIRE.exec(start) ?? UNBRACKETED.exec(start) ?? (isSlashed ? slashed : null)
  const bracketed = wire ?? BRACKETED.exec(start)
  if (bracketed && bracketed[0].length < paragraph.length) {
    const [whole, head = '', agency = '', dash] = bracketed
    // Letters in brackets that are no agency of ours stand for one only behind a place in capitals or a date.
    const isDated = DAY.test(head) && /^\p{Lu}[\p{L} .-]{1,28}$/u.test(agency)
    const isKnown = wire !== null || (dash !== undefined && (isDated || agency.split('/').some(knownAgency)))
    const mayBe = isKnown || (dash !== undefined && isAgencyMark(agency))
    const place = mayBe ? placeOf(head, isKnown) : undefined
    const after = place === '' && !DAY.test(head) ? placeAfter(paragraph.slice(whole.length)) : undefined
    if (after)
      return { text: printed(whole + after.text), place: after.place, agency, length: whole.length + after.length }
    if (place !== undefined) return { text: printed(whole), place, agency: agency.trim(), length: whole.length }
  }
  const bare = isFirst ? BARE.exec(start) : null
  const head = bare?.[1] ?? ''
  if (!bare || bare[0].length >= paragraph.length) return undefined
  const place = placeOf(head, isSamePlace(head, known))
  return place ? { text: printed(bare[0]), place, agency: '', length: bare[0].length } : undefined
}

// ANSA puts itself first: "(ANSA) - ROMA, 1 LUG - ".
function placeAfter(rest: string): { text: string; place: string; length: number } | undefined {
  const found = /^([^()\n]{2,60}?)\s+(?:—|–|-)\s+/.exec(rest)
  const place = found && DAY.test(found[1] ?? '') ? placeOf(found[1] ?? '', true) : undefined
  return found && place ? { text: found[0], place, length: found[0].length } : undefined
}

/** A dateline that an item gives by itself: "NEW YORK (AP)", "Berlin (dpa) - ", "BUFFALO, N.Y."; undefined when it is none (a time, an empty text). */
export function datelineOf(said: string): WireDateline | undefined {
  const text = printed(said.replace(/\s+/g, ' ').trim())
  if (text === '' || text.length > 120 || /^\d{4}-?\d{2}-?\d{2}|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$/.test(text))
    return undefined
  const bracketed = /^(.*?)\s*\(([^()]{2,30})\)\.?$/.exec(text) ?? /^(.*\d)\s+([A-Z]{2,5}|Reuters|Kyodo)$/.exec(text)
  const agency = bracketed?.[2] ?? ''
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

const SMALL = /^(?:of|the|de|del|della|di|da|do|dos|du|des|la|le|les|el|am|an|der|den|im|bei|sur|sous|upon|on|al|y)$/

// `isSure` when an agency or the item itself stands for it; else the place must be in capitals.
function placeOf(head: string, isSure: boolean): string | undefined {
  const place = head.replace(DAY, '').replace(/,\s*$/, '').trim()
  if (place === '') return isSure ? '' : undefined
  if (/^(?:by|von|par|por)\s/i.test(place)) return undefined
  const [city = '', ...wider] = place.split(/,\s*/)
  if (wider.length > 2 || city.length < 2 || NO_PLACE.has(city.toUpperCase().replace(/[’']S\b.*/, ''))) return undefined
  if (!isSure && wider.length === 0 && NO_PLACE_BEGINS.test(city)) return undefined
  const words = city.split(/[\s/]+/)
  if (words.length > 6 || !words.every((word) => /^[\p{L}.’'ʻ-]+$/u.test(word))) return undefined
  const isCapitals = city === city.toUpperCase() && city !== city.toLowerCase()
  const isNamed = words.every((word, at) => /^\p{Lu}/u.test(word) || (at > 0 && SMALL.test(word)))
  if (!isCapitals && !(isSure && isNamed)) return undefined
  if (!wider.every((part) => /^\p{Lu}[\p{L}.]*(?:[ -](?:\p{Lu}[\p{L}.]*|of|and|the)){0,3}$/u.test(part)))
    return undefined
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
