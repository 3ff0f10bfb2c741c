import type { Photo } from './photo.ts'
import type { Restriction, RestrictionKind } from './restriction.ts'
import { isPaperIn, type PaperPlace } from './territory.ts'

/** What a photo is asked about: its restrictions, what was cleared, and its end. */
export type Restricted = Pick<Photo, 'restrictions' | 'cleared' | 'expiresAt' | 'expiredAt'>

/** Where, when and with which credit a photo is to be used. `credit` is everything that is printed of creator and credit. */
export interface Circumstances {
  readonly paper: PaperPlace
  readonly at: Date
  /** Not given where no use is meant yet, as in the library. */
  readonly credit?: string
}

/** Something about a photo that the newsroom must know before it goes out: it stops it, or is only to be looked at. */
export interface Caution {
  readonly kind: RestrictionKind | 'expired' | 'expires'
  /** The agency's own words, by which a restriction is cleared; empty for an end that is a date. */
  readonly words: string
  readonly blocks: boolean
  readonly sentence: string
}

// An editor who plans the week should hear of an end that falls into it.
const SOON_MS = 7 * 86_400_000

/** What stands against using the photo there and then, what stops it first. What was cleared is left out. */
export function cautionsAbout(photo: Restricted, circumstances: Circumstances): Caution[] {
  const cleared = new Set(photo.cleared.map(({ words }) => words))
  const found = photo.restrictions
    .filter(({ words, origin }) => origin !== undefined || !cleared.has(words))
    .map((restriction) => cautionOf(restriction, circumstances))
    .filter((caution) => caution !== undefined)
  return [...endOf(photo, circumstances.at), ...found].sort((a, b) => Number(b.blocks) - Number(a.blocks))
}

function endOf({ expiresAt, expiredAt }: Restricted, at: Date): Caution[] {
  if (!expiresAt) return []
  if (expiredAt || expiresAt <= at)
    return [{ kind: 'expired', words: '', blocks: true, sentence: 'The rights in this photo have run out.' }]
  const day = expiresAt.toISOString().slice(0, 10)
  const soon = expiresAt.getTime() - at.getTime() <= SOON_MS
  const sentence = soon
    ? `The rights in this photo run out within a week, on ${day}.`
    : `The rights in this photo run out on ${day}.`
  return [{ kind: 'expires', words: '', blocks: false, sentence }]
}

type Judge = (restriction: Restriction, circumstances: Circumstances) => readonly [blocks: boolean, sentence: string]

const listed = (names: readonly string[] = []) => names.join(', ')

const judges: Readonly<Record<RestrictionKind, Judge>> = {
  'no-web': () => [true, 'The agency does not allow this photo on the web.'],
  permission: () => [true, 'The owner must give permission before this photo is used. Clear this when you have it.'],
  embargo: ({ until }, { at }) =>
    until && new Date(until) <= at
      ? [false, 'The embargo on this photo is over.']
      : [true, until ? `This photo is under embargo until ${until.slice(0, 10)}.` : 'This photo is under embargo.'],
  'territory-out': ({ places = [] }, { paper }) => {
    const here = places.filter((place) => isPaperIn(place, paper))
    return here.length > 0
      ? [true, `The agency keeps this photo out of ${listed(here)}, where this paper is.`]
      : [false, `Not for use in ${listed(places)}.`]
  },
  'territory-only': ({ places = [] }, { paper }) =>
    places.some((place) => isPaperIn(place, paper))
      ? [false, `Only for use in ${listed(places)}, where this paper is.`]
      : [true, `Only for use in ${listed(places)}, where this paper is not.`],
  'mandatory-credit': ({ credit: wanted = '' }, { credit }) => {
    if (credit?.trim() === '') return [true, 'This photo must not be printed without its credit.']
    return wanted !== '' && credit !== undefined && !holds(credit, wanted)
      ? [false, `The credit must read: ${wanted}.`]
      : [false, wanted === '' ? 'The credit must be printed.' : `The credit ${wanted} must be printed.`]
  },
  'web-days': ({ days = 0 }) => [false, `May be used for ${days} ${days === 1 ? 'day' : 'days'}.`],
  'use-until': ({ until }) =>
    until
      ? [false, `May be used until ${until.slice(0, 10)}.`]
      : [true, 'May be used for a time only. Say until when.'],
  'no-archive': ({ days = 0 }) => [false, `May not be kept in the archive: it comes off after ${days} days.`],
  'one-time': () => [false, 'May be used once only.'],
  'no-crop': () => [false, 'May not be cropped or altered.'],
  'medium-out': ({ places = [] }) => [
    places.some((place) => /newspapers?/i.test(place)),
    `Not for ${listed(places).toLowerCase()}.`,
  ],
  'no-sales': () => [false, 'May not be sold on.'],
  pool: () => [false, 'A pool photo, shared among agencies.'],
  'editorial-only': () => [false, 'For editorial use only.'],
  stopped: () => [true, 'The agency has stopped what this photo came with.'],
}

function cautionOf(restriction: Restriction, circumstances: Circumstances): Caution {
  const { kind, words, origin } = restriction
  const [blocks, sentence] = judges[kind](restriction, circumstances)
  // Nobody clears it here, so there are no words to clear it by.
  if (origin !== undefined) return { kind, words: '', blocks, sentence: blocks ? words : sentence }
  return { kind, words, blocks, sentence }
}

// "JOHN ROE/THE SEATTLE TIMES" is given where creator and credit together say those names, in whatever order and case.
function holds(credit: string, wanted: string): boolean {
  const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
  const given = new Set(wordsOf(credit))
  return wordsOf(wanted).every((word) => word === 'the' || given.has(word))
}
