import { isAway } from '#platform/db'
import { OutsideError } from '#platform/outside'
import { Refusal } from '#platform/refusal'
import type { Asked, Taken } from './visit.ts'

/** Why a source could not be heard, in a sentence for its log. */
export class SourceTrouble extends Error {
  /** When the other side said to come back. */
  readonly retryAfterMs: number | undefined
  /** True when it is no use to come back: the source is switched off. */
  readonly isOver: boolean
  constructor(
    sentence: string,
    { retryAfterMs, isOver = false, cause }: { retryAfterMs?: number; isOver?: boolean; cause?: unknown } = {},
  ) {
    super(sentence, cause === undefined ? {} : { cause })
    this.name = 'SourceTrouble'
    this.retryAfterMs = retryAfterMs
    this.isOver = isOver
  }
}

// After so many looks in a row that broke on a fault of ours, what it broke on is passed over.
export const PATIENCE = 3

/**
 * Ends a look at what broke on a fault of ours (a deadlock, a statement that took too long), before its place is remembered, so that it is
 * taken at a later look. What still breaks then is passed over, or one item would stop a source for ever.
 */
export function mustNotBeOurs({ trouble, isOurs }: Taken, { source }: Asked, name: string): void {
  if (isOurs && source.failures < PATIENCE) throw new SourceTrouble(`“${name}”: ${trouble}`)
}

/** The sentence of an error that was written for people; undefined for any other. */
export function sentenceOf(error: unknown): string | undefined {
  if (error instanceof Error && error.name === 'TimeoutError') return 'It took longer than we wait.'
  return error instanceof SourceTrouble || error instanceof OutsideError || error instanceof Refusal
    ? error.message
    : undefined
}

/** True if it is our own database that cannot be reached, and not somebody else's server, which fails in the same words. */
export function isDatabaseAway(error: unknown): boolean {
  return sentenceOf(error) === undefined && isAway(error)
}
