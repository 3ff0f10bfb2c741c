import { z } from 'zod'
import { instantOf } from '#domains/paper/shared'
import { DONOR_KINDS, INSTRUMENTS } from './gift.ts'
import { dollars } from './money.ts'

const Minor = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const Some = Minor.min(1)

/** Which gifts a match counts. Left out means no such rule. */
export const Rules = z.object({
  donorKinds: z.array(z.enum(DONOR_KINDS)).default([...DONOR_KINDS]),
  instruments: z.array(z.enum(INSTRUMENTS)).default(INSTRUMENTS.filter((one) => one !== 'in-kind')),
  recurring: z.enum(['as-paid', 'first-payment-only']).default('as-paid'),
  /** A gift is local if its postal code begins with one of these. */
  postalPrefixes: z.array(z.string().min(1)).default([]),
  anonymousMostMinor: Some.optional(),
  giftLeastMinor: Some.optional(),
  giftMostMinor: Some.optional(),
  donorCapMinor: Some.optional(),
  /** What the giver got in return is left out, or the whole gift is. */
  quidProQuo: z.enum(['net-of-value', 'exclude']).default('net-of-value'),
  coverCounts: z.boolean().default(false),
  newDonorsOnly: z.boolean().default(false),
})
export type Rules = z.infer<typeof Rules>

/** What a funder promised. A multiplier pays `match` for each `gift`, up to the pool; a threshold pays by step once enough is raised. */
export const Terms = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('multiplier'),
    ratio: z.object({ match: z.number().int().min(1).max(100), gift: z.number().int().min(1).max(100) }),
    poolMinor: Some,
    rules: Rules,
  }),
  z.object({
    kind: z.literal('threshold'),
    requirementMinor: Some,
    /** In order: each step pays its grant once that much is raised. */
    releases: z.array(z.object({ atMinor: Some, grantMinor: Some })).min(1),
    /** With one release only: paid whole or not at all, or else in proportion. */
    allOrNothing: z.boolean().default(true),
    rules: Rules,
  }),
])
export type Terms = z.infer<typeof Terms>

export interface TermsVersion {
  readonly version: number
  readonly effectiveFrom: Date
  readonly terms: Terms
}

export const MATCH_CLOCKS = ['authorized', 'captured', 'postmarked', 'deposited'] as const
export type MatchClock = (typeof MATCH_CLOCKS)[number]
export type MatchState = 'draft' | 'announced' | 'open' | 'closed' | 'reporting' | 'paid' | 'canceled'

/** The instants between which gifts count, from `opens` to before `closes`. Both walls are times in the zone, "2027-07-01T00:00". */
export function windowOf(opensWall: string, closesWall: string, zone: string): { opensAt: Date; closesAt: Date } {
  return { opensAt: instantOf(opensWall, zone), closesAt: instantOf(closesWall, zone) }
}

/** What the grant comes to once `countedMinor` is raised. */
export function releasedAt(terms: Terms, countedMinor: number): number {
  if (terms.kind === 'multiplier') return 0
  const [only, ...others] = terms.releases
  if (!terms.allOrNothing && only && others.length === 0) {
    return Number((BigInt(only.grantMinor) * BigInt(Math.min(countedMinor, only.atMinor))) / BigInt(only.atMinor))
  }
  return terms.releases.reduce((sum, { atMinor, grantMinor }) => sum + (countedMinor >= atMinor ? grantMinor : 0), 0)
}

/** How far a match has come: what is raised of what is required, or what is matched of the pool. In minor units. */
export function progressOf({
  terms,
  countedMinor,
  matchedMinor,
}: {
  terms: Terms
  countedMinor: number
  matchedMinor: number
}): { readonly reachedMinor: number; readonly targetMinor: number } {
  return terms.kind === 'threshold'
    ? { reachedMinor: countedMinor, targetMinor: terms.requirementMinor }
    : { reachedMinor: matchedMinor, targetMinor: terms.poolMinor }
}

/** The terms in force for a gift with this clock: the newest that had begun, or the first for what came before all. */
export function termsFor(versions: readonly TermsVersion[], clock: Date): TermsVersion | undefined {
  return versions.findLast(({ effectiveFrom }) => effectiveFrom <= clock) ?? versions[0]
}

export type TermsObstacle = 'other-kind' | 'steps-not-in-order' | 'steps-above-requirement' | 'below-what-is-matched'

/** What stops terms from replacing those before, or nothing. What is matched already stays matched. */
export function obstacleToTerms(
  next: Terms,
  { kind, matchedMinor }: { kind: Terms['kind']; matchedMinor: number },
): TermsObstacle | undefined {
  if (next.kind !== kind) return 'other-kind'
  if (next.kind === 'multiplier') return next.poolMinor < matchedMinor ? 'below-what-is-matched' : undefined
  const steps = next.releases.map(({ atMinor }) => atMinor)
  if (steps.some((at, nth) => nth > 0 && at <= (steps[nth - 1] ?? 0))) return 'steps-not-in-order'
  return (steps.at(-1) ?? 0) > next.requirementMinor ? 'steps-above-requirement' : undefined
}

/** The ratio in words: "doubled", "matched with $1 for every $2". */
export function ratioWords({ match, gift }: { match: number; gift: number }): string {
  if (match === gift) return 'doubled, dollar for dollar'
  if (match % gift === 0) return `matched with ${dollars((match / gift) * 100)} for every dollar`
  return `matched with ${dollars(match * 100)} for every ${dollars(gift * 100)}`
}
