import type { DonorKind, Instrument, Rhythm, Sums } from './gift.ts'
import { keptOf } from './gift.ts'
import type { MatchClock, Rules, TermsVersion } from './match.ts'
import { termsFor } from './match.ts'
import { dollars } from './money.ts'

/** A campaign as counting needs it. */
export interface Counting {
  readonly id: string
  readonly isCanceled: boolean
  readonly clock: MatchClock
  readonly opensAt: Date
  readonly closesAt: Date
  readonly fundIds: readonly string[]
  /** In order of version; the last is the newest. */
  readonly terms: readonly TermsVersion[]
}

/** A gift as counting needs it. */
export interface Countable extends Sums {
  readonly id: string
  readonly fundId: string
  /** Whose cap it uses: the household, the donor, or itself where nobody is known. */
  readonly donorKey: string
  readonly donorKind: DonorKind
  readonly postalCode: string
  readonly instrument: Instrument
  readonly every: Rhythm
  readonly isFirstOfRecurring: boolean
  readonly isAnonymous: boolean
  readonly fairValueMinor: number
  readonly authorizedAt: Date | null
  readonly capturedAt: Date
  readonly postmarkedAt: Date | null
  readonly depositedAt: Date | null
  readonly donorFirstGaveAt: Date | null
}

/** How a gift stands in a campaign, and why. */
export interface Counted {
  readonly countedMinor: number
  readonly matchedMinor: number
  readonly reason: string
  readonly termsVersion: number
}

/** What a campaign holds so far, while its gifts are gone through in order. */
export interface Tally {
  countedMinor: number
  matchedMinor: number
  readonly byDonor: Map<string, number>
}

export function newTally(): Tally {
  return { countedMinor: 0, matchedMinor: 0, byDonor: new Map() }
}

/** When a gift happened by the clock of a campaign; undefined while it has not. What is paid online is banked as it is captured. */
export function clockOf(gift: Countable, clock: MatchClock): Date | undefined {
  switch (clock) {
    case 'authorized':
      return gift.authorizedAt ?? gift.capturedAt
    case 'captured':
      return gift.capturedAt
    case 'postmarked':
      return gift.postmarkedAt ?? gift.capturedAt
    case 'deposited':
      return (
        gift.depositedAt ??
        (gift.instrument === 'card' || gift.instrument === 'bank-debit' ? gift.capturedAt : undefined)
      )
  }
}

/** True if a gift comes before another in the line of a campaign. Ids settle what one instant cannot. */
export function isBefore(one: { clock: Date; id: string }, other: { clock: Date; id: string }): boolean {
  const apart = one.clock.getTime() - other.clock.getTime()
  return apart !== 0 ? apart < 0 : BigInt(one.id) < BigInt(other.id)
}

/** Counts the next gift in line and adds it to the tally. `usedMinor` is what other campaigns count of it already: a gift counts once. */
export function take(campaign: Counting, tally: Tally, gift: Countable, usedMinor: number): Counted {
  const clock = clockOf(gift, campaign.clock)
  const inForce = termsFor(campaign.terms, clock ?? gift.capturedAt)
  const newest = campaign.terms.at(-1)
  const no = (why: string): Counted => ({
    countedMinor: 0,
    matchedMinor: 0,
    reason: `not counted: ${why}`,
    termsVersion: inForce?.version ?? 0,
  })
  if (!inForce || !newest || campaign.isCanceled) return no('the match was called off')
  if (clock === undefined) return no('not deposited yet')
  if (clock < campaign.opensAt) return no('given before the match opened')
  if (clock >= campaign.closesAt) return no('given after the match closed')
  const { rules } = inForce.terms
  const barred = whyBarred(rules, gift, campaign)
  if (barred) return no(barred)

  const kept = keptOf(gift)
  const wholeMinor = Math.max(0, kept.giftMinor - gift.fairValueMinor) + (rules.coverCounts ? kept.coverMinor : 0)
  const eligible = least(
    { minor: wholeMinor, why: '' },
    { minor: rules.giftMostMinor, why: 'no more of one gift' },
    { minor: gift.isAnonymous ? rules.anonymousMostMinor : undefined, why: 'no more of an anonymous gift' },
  )
  if (kept.giftMinor === 0 && gift.capturedMinor > 0) return no('given back')
  if (eligible.minor <= 0) return no('nothing of it is a gift')
  if (rules.giftLeastMinor !== undefined && wholeMinor < rules.giftLeastMinor) return no('smaller than the match takes')

  // Promises about one gift are those of its day; what the campaign holds in all is by the newest terms.
  const donorRoom = roomOf(newest.terms.rules.donorCapMinor, tally.byDonor.get(gift.donorKey) ?? 0)
  const multiplier = inForce.terms.kind === 'multiplier' ? inForce.terms : undefined
  const poolRoom = newest.terms.kind === 'multiplier' ? newest.terms.poolMinor - tally.matchedMinor : undefined
  const ratio = multiplier?.ratio ?? { match: 1, gift: 1 }
  const counted = least(
    eligible,
    { minor: donorRoom, why: 'donor cap' },
    { minor: Math.max(0, wholeMinor - usedMinor), why: 'the rest counts in another match' },
    {
      minor: poolRoom === undefined ? undefined : Math.ceil((poolRoom * ratio.gift) / ratio.match),
      why: 'the match is used up',
    },
  )
  const matchedMinor = multiplier ? Math.min(poolRoom ?? 0, Math.floor((counted.minor * ratio.match) / ratio.gift)) : 0
  tally.countedMinor += counted.minor
  tally.matchedMinor += matchedMinor
  tally.byDonor.set(gift.donorKey, (tally.byDonor.get(gift.donorKey) ?? 0) + counted.minor)
  const reason =
    counted.minor === wholeMinor
      ? `counted ${dollars(wholeMinor)}`
      : `counted ${dollars(counted.minor)} of ${dollars(wholeMinor)}: ${counted.why}`
  return { countedMinor: counted.minor, matchedMinor, reason, termsVersion: inForce.version }
}

/** How every gift stands in every campaign: a pure answer to the log and the terms. Campaigns come in order of id, and so a gift that two would count is the first one's. */
export function reckon(
  campaigns: readonly Counting[],
  gifts: readonly Countable[],
): ReadonlyMap<string, ReadonlyMap<string, Counted>> {
  const used = new Map<string, number>()
  const answer = new Map<string, Map<string, Counted>>()
  for (const campaign of [...campaigns].sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1))) {
    const standings = new Map<string, Counted>()
    const tally = newTally()
    for (const gift of inLine(campaign, gifts)) {
      const counted = take(campaign, tally, gift, used.get(gift.id) ?? 0)
      used.set(gift.id, (used.get(gift.id) ?? 0) + counted.countedMinor)
      standings.set(gift.id, counted)
    }
    answer.set(campaign.id, standings)
  }
  return answer
}

function inLine(campaign: Counting, gifts: readonly Countable[]): Countable[] {
  const FAR = new Date(8.64e15)
  return gifts
    .filter(({ fundId }) => campaign.fundIds.includes(fundId))
    .map((gift) => ({ gift, id: gift.id, clock: clockOf(gift, campaign.clock) ?? FAR }))
    .sort((one, other) => (isBefore(one, other) ? -1 : 1))
    .map(({ gift }) => gift)
}

function whyBarred(rules: Rules, gift: Countable, { opensAt }: Counting): string | undefined {
  if (!rules.donorKinds.includes(gift.donorKind)) return `gifts of this kind of giver do not count (${gift.donorKind})`
  if (!rules.instruments.includes(gift.instrument)) return `gifts given this way do not count (${gift.instrument})`
  if (rules.recurring === 'first-payment-only' && !gift.isFirstOfRecurring) return 'only the first payment counts'
  if (rules.newDonorsOnly && gift.donorFirstGaveAt && gift.donorFirstGaveAt < opensAt) return 'only new givers count'
  if (rules.quidProQuo === 'exclude' && gift.fairValueMinor > 0) return 'something was given in return'
  if (rules.postalPrefixes.length > 0 && !rules.postalPrefixes.some((prefix) => gift.postalCode.startsWith(prefix)))
    return 'not from the region'
  return undefined
}

function roomOf(cap: number | undefined, taken: number): number | undefined {
  return cap === undefined ? undefined : Math.max(0, cap - taken)
}

function least(
  first: { minor: number; why: string },
  ...limits: readonly { minor: number | undefined; why: string }[]
): { minor: number; why: string } {
  return limits.reduce<{ minor: number; why: string }>(
    (low, { minor, why }) => (minor !== undefined && minor < low.minor ? { minor, why } : low),
    first,
  )
}
