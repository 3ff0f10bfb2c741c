import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { mayDraft } from '#domains/stories'
import { Refusal } from '#platform/refusal'
import type { WireFact } from './fact.ts'
import { tellDesks } from './settle-store.ts'

/** Puts items aside for later. */
export function hold(work: Work, itemIds: readonly string[]): Promise<void> {
  return put(work, itemIds, 'held', 'wire.held')
}

/** Takes items off the desk. Nothing is deleted: bringBack has them again. */
export function spike(work: Work, itemIds: readonly string[]): Promise<void> {
  return put(work, itemIds, 'spiked', 'wire.spiked')
}

/** Puts held or spiked items back where they came from. */
export function bringBack(work: Work, itemIds: readonly string[]): Promise<void> {
  return put(work, itemIds, 'new', 'wire.brought-back')
}

async function put(
  work: Work,
  itemIds: readonly string[],
  state: 'new' | 'held' | 'spiked',
  fact: 'wire.held' | 'wire.spiked' | 'wire.brought-back',
): Promise<void> {
  if (!mayDraft(work.by))
    throw new Refusal('not-allowed', 'wire.not-yours-to-sort', 'Your role may read the wire but not sort it.')
  const ids = itemIds.filter((id) => /^\d{1,18}$/.test(id))
  // In the order in which arrivals lock them.
  const locked = await sql<{ id: string; state: string }>`
    select id, desk_state as state from wire_item where id = any(${ids}::bigint[])
    order by agency collate "C", external_id collate "C" for update`.execute(work.db)
  if (locked.rows.length === 0) throw new Refusal('not-found', 'wire.not-found', 'There is no such item on the wire.')
  const changed = locked.rows.filter((row) => row.state !== state).map(({ id }) => id)
  if (changed.length === 0) return
  await sql`
    update wire_item set desk_state = ${state}, desk_state_by = ${JSON.stringify(work.by)}::jsonb, desk_state_at = ${work.at}
    where id = any(${changed}::bigint[])`.execute(work.db)
  await record<WireFact>(work, { fact, itemIds: changed })
  await tellDesks(work.db, changed)
}
