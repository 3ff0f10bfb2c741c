import { dollars } from './money.ts'

export const INSTRUMENTS = ['card', 'bank-debit', 'check', 'cash', 'stock', 'daf', 'employer-match', 'in-kind'] as const
export type Instrument = (typeof INSTRUMENTS)[number]

/** What is paid through the processor; all else is entered by hand. */
export function isOnline(instrument: Instrument): boolean {
  return instrument === 'card' || instrument === 'bank-debit'
}

export const RHYTHMS = ['once', 'month', 'year'] as const
export type Rhythm = (typeof RHYTHMS)[number]

export const DONOR_KINDS = [
  'individual',
  'daf',
  'family-foundation',
  'business',
  'foundation',
  'government',
  'staff',
  'board',
] as const
export type DonorKind = (typeof DONOR_KINDS)[number]

export type GiftState = 'asked' | 'pending' | 'quarantined' | 'captured' | 'failed' | 'expired' | 'void'

/** What a gift took and gave back, in minor units, fee cover included. */
export interface Sums {
  readonly amountMinor: number
  readonly coverMinor: number
  readonly capturedMinor: number
  readonly refundedMinor: number
  readonly disputedMinor: number
  readonly lostMinor: number
}

/** What is left of a gift. Whatever was given back is taken from the gift before the fee cover, so that nothing is counted too high. */
export function keptOf(sums: Sums): { readonly giftMinor: number; readonly coverMinor: number } {
  const kept = Math.max(0, sums.capturedMinor - sums.refundedMinor - sums.disputedMinor - sums.lostMinor)
  const coverMinor = Math.min(kept, sums.coverMinor)
  return { giftMinor: kept - coverMinor, coverMinor }
}

/** How much of the next `minor` given back is fee cover: what the gift itself can no longer carry. */
export function coverIn(minor: number, sums: Sums): number {
  return Math.max(0, minor - keptOf(sums).giftMinor)
}

/** What is asked of a giver. */
export interface Wish {
  readonly amountMinor: number
  readonly every: Rhythm
}

export type WishObstacle = 'too-little' | 'too-much' | 'not-whole'

// More than this is a letter to the publisher, not a form.
export const MOST_MINOR = 2_500_000

/** What stops a gift of this size, or nothing. */
export function obstacleToWish({ amountMinor }: Wish, minimumMinor: number): WishObstacle | undefined {
  if (!Number.isSafeInteger(amountMinor)) return 'not-whole'
  if (amountMinor < minimumMinor) return 'too-little'
  if (amountMinor > MOST_MINOR) return 'too-much'
  return undefined
}

/** What the button does: "Give $35 a month". */
export function buttonWords(totalMinor: number, every: Rhythm): string {
  return `Give ${dollars(totalMinor)} ${rhythmWords(every)}`
}

/** "once", "a month", "a year". */
export function rhythmWords(every: Rhythm): string {
  return every === 'once' ? 'once' : every === 'month' ? 'a month' : 'a year'
}
