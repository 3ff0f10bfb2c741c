import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'

const MINUTE = 60_000

/** What is counted, how many of it are let through in a window, and how long a window is. */
const limits = {
  'password-account': { most: 10, windowMs: 15 * MINUTE },
  // A whole newsroom may stand behind one address.
  'password-address': { most: 60, windowMs: 15 * MINUTE },
  'link-account': { most: 5, windowMs: 60 * MINUTE },
  'link-address': { most: 30, windowMs: 60 * MINUTE },
} as const

export type Counted = keyof typeof limits

/** Too many tries; `waitSeconds` until the next will be heard. */
export class TooMany extends Refusal {
  readonly waitSeconds: number

  constructor(sentence: string, waitSeconds: number) {
    super('too-many', 'sign-in.too-many-tries', sentence)
    this.waitSeconds = waitSeconds
  }
}

/**
 * Counts a try before it is made, so that a hundred at once cannot all slip under the limit; `uncountTry` takes it back.
 * In Postgres, so that it holds over restarts and for every process. Run it outside a transaction that may be undone.
 */
export async function countTry(db: Db, what: Counted, whose: string, at: Date): Promise<void> {
  const { most, windowMs } = limits[what]
  const opened = new Date(at.getTime() - windowMs)
  const counted = await sql<{ count: number; since: Date }>`
    insert into sign_in_tally as tally (key, count, since) values (${keyOf(what, whose)}, 1, ${at})
    on conflict (key) do update set
      count = case when tally.since <= ${opened} then 1 else least(tally.count + 1, ${most + 1}) end,
      since = case when tally.since <= ${opened} then excluded.since else tally.since end
    returning count, since`.execute(db)
  const { count, since } = counted.rows[0] ?? { count: 1, since: at }
  if (count === 1) await sql`delete from sign_in_tally where since < ${at}::timestamptz - interval '1 day'`.execute(db)
  if (count <= most) return
  const waitSeconds = Math.max(1, Math.ceil((since.getTime() + windowMs - at.getTime()) / 1000))
  throw new TooMany(sentenceFor(what, Math.ceil(waitSeconds / 60)), waitSeconds)
}

/** Takes back one counted try that turned out to be right. */
export async function uncountTry(db: Db, what: Counted, whose: string): Promise<void> {
  await sql`update sign_in_tally set count = count - 1 where key = ${keyOf(what, whose)} and count > 0`.execute(db)
}

/** Starts the count afresh, after a sign-in that shows the tries were the owner's. */
export async function clearTries(db: Db, what: Counted, whose: string): Promise<void> {
  await sql`delete from sign_in_tally where key = ${keyOf(what, whose)}`.execute(db)
}

// People type passwords into the email field: what was typed is never kept as it is.
function keyOf(what: Counted, whose: string): string {
  return createHash('sha256').update(`${what}\n${whose}`).digest('base64url')
}

function sentenceFor(what: Counted, minutes: number): string {
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`
  return what.startsWith('link')
    ? `Too many links were asked for. Wait ${wait}, then ask again.`
    : `Too many wrong passwords. Wait ${wait}, or have a sign-in link emailed to you.`
}
