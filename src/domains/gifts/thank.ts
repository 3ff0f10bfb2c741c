import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import type { Db } from '#platform/db'
import type { GiftFact } from './fact.ts'

/** The job that writes to a giver. */
export const THANK_JOB = 'gifts-thank'

/** Holds a gift whose giver was not thanked yet; false where that is done or another is at it and did it. */
export async function lockUnthanked(db: Db, giftId: string): Promise<boolean> {
  const found =
    await sql`select from gift where id = ${giftId} and state = 'captured' and thanked_at is null for update`.execute(
      db,
    )
  return found.rows.length > 0
}

/** Gifts of givers with an address who were not thanked yet, oldest first. */
export async function listUnthanked(db: Db, most = 1_000): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select gift.id from gift join donor on donor.id = donor_id
    where state = 'captured' and thanked_at is null and email is not null order by gift.id limit ${most}`.execute(db)
  return found.rows.map(({ id }) => id)
}

/** The giver has the receipt. */
export async function markThanked(work: Work, giftId: string): Promise<void> {
  await sql`update gift set thanked_at = ${work.at} where id = ${giftId}`.execute(work.db)
  await record<GiftFact>(work, { fact: 'gift.thanked', giftId })
}
