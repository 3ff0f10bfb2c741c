import { isPlaceName } from './territory.ts'

/** What an agency or owner may lay down about a picture. */
export const RESTRICTION_KINDS = [
  'no-web',
  'territory-out',
  'territory-only',
  'permission',
  'embargo',
  'mandatory-credit',
  'web-days',
  'use-until',
  'no-archive',
  'one-time',
  'no-crop',
  'medium-out',
  'no-sales',
  'pool',
  'editorial-only',
  'stopped',
] as const
export type RestrictionKind = (typeof RESTRICTION_KINDS)[number]

/**
 * One restriction, read out of the agency's words. `words` are theirs; `places` for a territory or medium, `days` after arrival, `until`
 * an instant (ISO 8601) that it runs to, `credit` the line that must be printed. One with an `origin`, such as "wire:17", was not read out
 * of words: it is laid on the photo by what it came with, goes when that lets go, and its `words` are a sentence of ours.
 */
export interface Restriction {
  readonly kind: RestrictionKind
  readonly words: string
  readonly places?: readonly string[]
  readonly days?: number
  readonly until?: string
  readonly credit?: string
  readonly origin?: string
}

// "No archive" says not for how long the picture may stand; agencies that do say mean 30 days.
const NO_ARCHIVE_DAYS = 30
const RESTRICTIONS_MAX = 40
const DAY_MS = 86_400_000

const WEB = /^(?:all )?(?:internet|online|web|www|websites?|digital)(?: use| usage)?$/i
const MEDIUM =
  /^(?:(?:local |national |all )?(?:mags?|magazines?|news ?magazines?|tv|television|broadcast|radio|tabloids?|tabs|books?|mobile|commercial|advertising|newspapers?|social media))$/i

type Reading = (words: string) => Omit<Restriction, 'words'> | undefined
const when =
  (pattern: RegExp, kind: RestrictionKind): Reading =>
  (words) =>
    pattern.test(words) ? { kind } : undefined

// The first that fits a part of the words counts; all of them ask for shapes that ordinary sentences have not.
const READINGS: readonly Reading[] = [
  when(
    /\b(?:no|not for) (?:internet|online|web|digital)\b|\bprint (?:use )?only\b|\b(?:internet|online|web) (?:use )?(?:is )?(?:prohibited|forbidden|not (?:allowed|permitted))\b/i,
    'no-web',
  ),
  when(/\bno (?:usage|use|reproduction|publication)\b.*\bwithout\b.*\b(?:permission|consent)\b/i, 'permission'),
  (words) => {
    const pattern =
      /\bembargo(?:ed)?\b|\bnot (?:for (?:release|publication|use)|to be (?:released|published|used)) (?:before|until|prior to)\b|\bhold (?:for release|until)\b/i
    return pattern.test(words) ? { kind: 'embargo', ...untilIn(words) } : undefined
  },
  (words) =>
    /\b(?:not? (?:to be )?used?|no use|not for use) after\b|\b(?:use|usage|rights) (?:until|expires?|ends?)\b/i.test(
      words,
    )
      ? { kind: 'use-until', ...untilIn(words) }
      : undefined,
  (words) => {
    const [, days = ''] = /\bNARCH(\d{1,3})\b/.exec(words) ?? []
    if (!/\bno (?:\w+ )?archiv\w*|\bnot? (?:for |to be )?archiv\w*|\barchives? out\b|\bNARCH\d*\b/i.test(words))
      return undefined
    return { kind: 'no-archive', days: Number(days) || daysIn(words) || NO_ARCHIVE_DAYS }
  },
  (words) => {
    const days = daysIn(words)
    return days && /\b(?:web|online|internet|digital|use|usage|used|within|after)\b/i.test(words)
      ? { kind: 'web-days', days }
      : undefined
  },
  (words) => {
    const [whole, credit = ''] =
      /\b(?:mandatory|obligatory|required) (?:photo )?credit(?: line)?\b[:\s-]*(.*)$/i.exec(words) ??
      /\b(?:must|please) credit(?: as)?\b[:\s-]*(.*)$/i.exec(words) ??
      (/\bcredit(?: line)? (?:is )?(?:mandatory|obligatory|required)\b/i.exec(words) ? [words, ''] : [])
    return whole ? { kind: 'mandatory-credit', ...(credit.trim() && { credit: credit.trim() }) } : undefined
  },
  when(/\bone[- ]?time\b|\bsingle use\b/i, 'one-time'),
  when(/\bno crop(?:ping)?\b|\b(?:do|must) not (?:be )?(?:crop|alter)|\bno alterations?\b/i, 'no-crop'),
  when(/\bno (?:\w+ ){0,3}?sales?\b/i, 'no-sales'),
  when(/\bPOOL\b|\bpool (?:photo|picture|image)\b/, 'pool'),
  when(/\beditorial use only\b|\bnot? (?:for )?(?:commercial|advertising)\b/i, 'editorial-only'),
  (words) => {
    const [, except] = /\b(?:rights|use|world(?:wide)?) except(?: in| for)? (.+?)\W*$/i.exec(words) ?? []
    return except ? { kind: 'territory-out', places: namesIn(except) } : undefined
  },
  (words) => {
    const [, only] = /^(?:for (?:use )?(?:in )?)?(.+?) (?:use )?only$/i.exec(words) ?? []
    const places = only ? namesIn(only) : []
    return places.length > 0 && places.every(isPlaceName) ? { kind: 'territory-only', places } : undefined
  },
]

/**
 * Reads restrictions out of an agency's words: special instructions and usage terms. Words without the shape of one give none; they are
 * still shown to the newsroom as they came. Each restriction stands once.
 */
export function restrictionsOf(instructions: string, usageTerms: readonly string[] = []): Restriction[] {
  const found = new Map<string, Restriction>()
  for (const text of [instructions, ...usageTerms]) {
    let listed: string[] = []
    for (const words of partsOf(text)) {
      const outs = outIn(words, listed)
      listed =
        outs.length === 0 && (isPlaceName(words) || MEDIUM.test(words) || WEB.test(words)) ? [...listed, words] : []
      const read = outs.length > 0 ? outs : READINGS.flatMap((reading) => withWords(reading(words), words)).slice(0, 1)
      for (const one of read) {
        const key = [one.kind, ...(one.places ?? []), one.days, one.until, one.credit].join(' ').toLowerCase()
        if (found.size < RESTRICTIONS_MAX && !found.has(key)) found.set(key, one)
      }
    }
  }
  return [...found.values()]
}

function withWords(read: Omit<Restriction, 'words'> | undefined, words: string): Restriction[] {
  return read ? [{ ...read, words }] : []
}

// "GERMANY, AUSTRIA AND SWITZERLAND OUT", "MAGS OUT", "Newsmagazines Out". `listed` are the names that stood before, with commas between.
function outIn(words: string, listed: readonly string[]): Restriction[] {
  const [, named] = /^(?:[^:]*:\s*)?(.{2,100}?)\s+(?:OUT|Out)$/.exec(words) ?? []
  if (!named || named.split(/\s+/).length > 8) return []
  const names = [...listed, ...namesIn(named)]
  const said = [...listed, words].join(', ')
  const web = names.filter((name) => WEB.test(name))
  const archive = names.filter((name) => /^archives?$/i.test(name))
  const media = names.filter((name) => MEDIUM.test(name))
  const places = names.filter((name) => !web.includes(name) && !archive.includes(name) && !media.includes(name))
  return [
    ...(web.length > 0 ? [{ kind: 'no-web' as const, words: said }] : []),
    ...(archive.length > 0 ? [{ kind: 'no-archive' as const, words: said, days: NO_ARCHIVE_DAYS }] : []),
    ...(media.length > 0 ? [{ kind: 'medium-out' as const, words: said, places: media }] : []),
    ...(places.length > 0 ? [{ kind: 'territory-out' as const, words: said, places }] : []),
  ]
}

function namesIn(text: string): string[] {
  return text
    .split(/\s*(?:,|&|\+|\/|\band\b|\bund\b|\bor\b)\s*/i)
    .map((name) => name.replace(/^[^\p{L}]+|[^\p{L}.]+$/gu, '').trim())
    .filter(Boolean)
}

// Agencies run restrictions together with any mark there is, or none: "TURKEY OUT  NOV. 11, 2019 FILE PHOTO".
function partsOf(text: string): string[] {
  return text
    .slice(0, 5_000)
    .replace(/\b(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\./gi, '$1')
    .replace(/\bOUT\b/g, 'OUT;')
    .split(/[;|\n]+|,\s+(?!\d{4})|\s[-–—*]+\s|\s{2,}|(?<=[a-z]{2}|[A-Z]{3}|\d)[.!]+(?:\s+(?!OUT\b)|$)/)
    .map((part) => part.replace(/^[\s*.,:–—-]+|[\s*.,:–—-]+$/g, '').trim())
    .filter((part) => part.length > 1 && part.length <= 300)
}

function daysIn(words: string): number | undefined {
  const [, days] = /\b(\d{1,3})[\s-]*days?\b/i.exec(words) ?? []
  return days ? Math.max(1, Number(days)) : undefined
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** The end of the day that the words name. A day is meant everywhere, so it ends when it has ended in UTC. */
function untilIn(words: string): { until?: string } {
  const [, isoYear, isoMonth, isoDay, time] =
    /\b(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})))?/.exec(words) ?? []
  if (isoYear && time) return instant(Date.parse(`${isoYear}-${isoMonth}-${isoDay}T${time}`))
  if (isoYear) return instant(Date.UTC(Number(isoYear), Number(isoMonth) - 1, Number(isoDay)) + DAY_MS)
  const [, month, day, year] =
    /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/i.exec(words) ??
    dayFirst(words)
  if (!month) return {}
  return instant(Date.UTC(Number(year), MONTHS.indexOf(month.slice(0, 3).toLowerCase()), Number(day)) + DAY_MS)
}

function dayFirst(words: string): string[] {
  const [whole, day, month, year] =
    /\b(\d{1,2})(?:st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (\d{4})\b/i.exec(words) ??
    []
  return whole && day && month && year ? [whole, month, day, year] : []
}

function instant(at: number): { until?: string } {
  return Number.isNaN(at) ? {} : { until: new Date(at).toISOString() }
}

/** When the rights in a photo that came at that instant end: the earliest of what the agency said and what its words say. */
export function expiryOf(
  restrictions: readonly Restriction[],
  { cameAt, expiresAt }: { cameAt: Date; expiresAt?: Date | null | undefined },
): Date | null {
  const ends = restrictions.flatMap(({ kind, days, until }) => {
    if (kind === 'use-until' && until) return [Date.parse(until)]
    return days ? [cameAt.getTime() + days * DAY_MS] : []
  })
  const earliest = Math.min(...ends, ...(expiresAt ? [expiresAt.getTime()] : []))
  return Number.isFinite(earliest) ? new Date(earliest) : null
}
