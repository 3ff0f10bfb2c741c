const MINUTE_MS = 60_000
const ALL_WELL_MS = 15 * MINUTE_MS
const HALF_WELL_MS = 5 * MINUTE_MS
const LONGEST_MS = 60 * MINUTE_MS
const JITTER = 0.1

/** How a fetch went: everything came, some parts came, nothing came. */
export type Outcome = 'all' | 'some' | 'nothing'

/**
 * Milliseconds until the source is asked again: a quarter of an hour; sooner after a failure, and then later and later, up to an hour.
 * `failures` counts those in a row, this one too; `askedToWaitMs` is what the source itself said (Retry-After). `chance`, from 0 to 1, keeps all
 * papers from asking in the same second.
 */
export function waitAfter(
  outcome: Outcome,
  { failures, askedToWaitMs = 0, chance }: { failures: number; askedToWaitMs?: number; chance: number },
): number {
  const own =
    outcome === 'all'
      ? ALL_WELL_MS
      : outcome === 'some'
        ? backOff(failures, HALF_WELL_MS, ALL_WELL_MS)
        : backOff(failures, MINUTE_MS, LONGEST_MS)
  const jittered = own * (1 - JITTER * chance)
  return Math.round(Math.max(jittered, Math.min(askedToWaitMs, LONGEST_MS)))
}

function backOff(failures: number, firstMs: number, longestMs: number): number {
  return Math.min(firstMs * 2 ** Math.max(0, Math.min(failures, 10) - 1), longestMs)
}
