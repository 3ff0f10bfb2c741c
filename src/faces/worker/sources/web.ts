import { fetchOutside, type OutsideAnswer, type OutsideAsk } from '#platform/outside'
import { SourceTrouble } from './trouble.ts'
import type { Asked } from './visit.ts'

const HOUR_MS = 3_600_000
const LONGEST_WAIT_MS = 24 * HOUR_MS

/** Asks an address of the web. Gives 200 and 304; anything else is trouble, in words. */
export async function askWeb(asked: Asked, url: string, ask: OutsideAsk = {}): Promise<OutsideAnswer> {
  const answer = await fetchOutside(url, { trusted: asked.trusted, signal: asked.signal, ...ask })
  if (answer.status === 200 || answer.status === 304) return answer
  throw troubleOf(answer, new URL(url).host)
}

function troubleOf({ status, headers }: OutsideAnswer, host: string): SourceTrouble {
  const retryAfterMs = waitOf(headers['retry-after'])
  const when = retryAfterMs === undefined ? {} : { retryAfterMs }
  switch (status) {
    case 401:
    case 403:
      return new SourceTrouble(`${host} does not let us in (${status}). Check the password or the key.`, when)
    case 404:
      return new SourceTrouble(`There is nothing at that address of ${host} (404).`, when)
    case 410:
      return new SourceTrouble(`${host} says that this is gone for good (410).`, { isOver: true })
    case 429:
      return new SourceTrouble(`${host} says that we ask too often (429).`, when)
    default:
      return new SourceTrouble(`${host} answered ${status}.`, when)
  }
}

/** What Retry-After says: seconds, or a moment. */
export function waitOf(said: string | undefined, now = Date.now()): number | undefined {
  if (said === undefined) return undefined
  const seconds = /^\d{1,9}$/.test(said.trim()) ? Number(said) : (Date.parse(said) - now) / 1_000
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds * 1_000, 0), LONGEST_WAIT_MS) : undefined
}
