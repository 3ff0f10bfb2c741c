import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import type { Db } from '#platform/db'
import { enqueue } from '#platform/jobs'
import type { ProcessorEvent } from '#platform/payments'

/** The job that follows up an event. */
export const EVENT_JOB = 'gifts-event'

/** Stores an event as it came, once, and queues what follows from it. */
export async function storeEvent(work: Work, event: ProcessorEvent, raw: string): Promise<void> {
  const stored = await sql`
    insert into stripe_event (id, type, made_at, is_live, body, received_at) values (${event.id}, ${event.type}, ${event.madeAt}, ${event.isLive}, ${raw}, ${work.at})
    on conflict on constraint stripe_event_comes_once do nothing returning id`.execute(work.db)
  if (stored.rows.length > 0) await enqueue(work.db, EVENT_JOB, { eventId: event.id })
}

/** An event as it came; undefined where it was followed up already. */
export async function findEvent(db: Db, id: string): Promise<{ type: string; body: string } | undefined> {
  const found = await sql<{
    type: string
    body: string
  }>`select type, body from stripe_event where id = ${id} and handled_at is null`.execute(db)
  return found.rows[0]
}

/** The event is followed up. Gives whether nobody had said so before. */
export async function closeEvent(work: Work, id: string): Promise<boolean> {
  const closed = await sql`
    update stripe_event set handled_at = ${work.at} where id = ${id} and handled_at is null returning id`.execute(
    work.db,
  )
  return closed.rows.length > 0
}

/** Events that were not followed up, oldest first. */
export async function listUnhandledEvents(db: Db, most = 1_000): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select id from stripe_event where handled_at is null order by received_at limit ${most}`.execute(db)
  return found.rows.map(({ id }) => id)
}

/** Notes where the log of money ends; what it gives tells, in the same transaction, whether this transaction added to it. */
export async function hasMovedSince(db: Db): Promise<() => Promise<boolean>> {
  const newest = await sql<{ id: string }>`select coalesce(max(id), 0) as id from money_event`.execute(db)
  return async () => {
    const mine = await sql`
      select from money_event where id > ${newest.rows[0]?.id ?? 0} and xmin = pg_current_xact_id()::xid limit 1`.execute(
      db,
    )
    return mine.rows.length > 0
  }
}
