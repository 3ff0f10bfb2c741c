import { createHash } from 'node:crypto'
import type { WireItem, WireStatus } from './item.ts'

/** Where a revision stands among those of its item. `place` is the order in which they came, `receivedAt` when. */
export interface Ranked {
  readonly versionNumber: bigint | null
  readonly revisedAt: Date | null
  readonly receivedAt: Date
  readonly place: bigint
}

/** What an item may be used for: killed for ever, withheld until a later usable revision. */
export type Standing = 'usable' | 'withheld' | 'killed'

// Reuters counts in ten figures, others write the time in seventeen.
const VERSION = /^\d{1,30}$/

/** The agency's version as a number, or null where it is none. */
export function versionNumberOf(version: string): bigint | null {
  return VERSION.test(version.trim()) ? BigInt(version.trim()) : null
}

/**
 * The newest of a set of revisions; the order in which they are given does not matter. Among those with a version number the highest
 * counts, then the agency's own time, then arrival; one without a number is newer than these only by its time.
 */
export function newestOf<ranked extends Ranked>(revisions: readonly ranked[]): ranked | undefined {
  const numbered = latest(
    revisions.filter((one) => one.versionNumber !== null),
    (one, other) => compare(one.versionNumber ?? 0n, other.versionNumber ?? 0n) || byTime(one, other),
  )
  const others = latest(
    revisions.filter((one) => one.versionNumber === null),
    byTime,
  )
  if (!numbered || !others) return numbered ?? others
  return timeOf(others) > timeOf(numbered) ? others : numbered
}

/** What the whole set says the item may be used for. */
export function standingOf<ranked extends Ranked & { readonly status: WireStatus }>(
  revisions: readonly ranked[],
): Standing {
  if (revisions.some((one) => one.status === 'killed')) return 'killed'
  return newestOf(revisions)?.status === 'withheld' ? 'withheld' : 'usable'
}

function latest<ranked>(list: readonly ranked[], order: (one: ranked, other: ranked) => number): ranked | undefined {
  return list.reduce<ranked | undefined>(
    (best, one) => (best === undefined || order(one, best) > 0 ? one : best),
    undefined,
  )
}

function byTime(one: Ranked, other: Ranked): number {
  return timeOf(one) - timeOf(other) || compare(one.place, other.place)
}

function timeOf({ revisedAt, receivedAt }: Ranked): number {
  return (revisedAt ?? receivedAt).getTime()
}

function compare(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** SHA-256 of what an item says, whatever the format and source: the same words twice are one revision. */
export function digestOf(item: WireItem): string {
  const words = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').trim()
  const says = [
    item.type,
    item.status,
    item.advisory,
    item.embargoUntil,
    item.embargoUnknown,
    item.expiresAt,
    item.urgency,
    words(item.headline),
    words(item.slugline),
    item.bylines.map(({ name, title }) => words(`${name}|${title}`)),
    words(item.dateline?.place ?? ''),
    words(item.summary),
    words(item.text),
    words(item.ednote),
    item.usageTerms.map(words).sort(),
    item.photos.map(({ caption, credit, creator }) => words(`${caption}|${creator}|${credit}`)).sort(),
    [...(item.kills ?? [])].sort(),
  ]
  return createHash('sha256').update(JSON.stringify(says)).digest('hex')
}

/** The key under which a revision is kept. What stops a story is never taken for the revision it stops, though some agencies number both alike. */
export function keyOf(item: Pick<WireItem, 'revisionKey' | 'status'>): string {
  const stops = item.status === 'killed' || item.status === 'withheld'
  return stops ? `${item.revisionKey}#${item.status}` : item.revisionKey
}
