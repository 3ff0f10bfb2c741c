import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { settleHolds } from './holds.ts'
import { tellDesks } from './settle-store.ts'

/** A copy of a story that uses the wire uses it too, so that a kill finds it. Safe to run twice. */
export async function followCopy(work: Work, { storyId, copyOf }: { storyId: string; copyOf?: string }): Promise<void> {
  if (!copyOf) return
  const locked = await sql<{ id: string }>`
    select item.id from wire_item item where id in (select item_id from wire_use where story_id = ${copyOf})
    order by agency collate "C", external_id collate "C" for update`.execute(work.db)
  await sql`
    insert into wire_use (item_id, story_id, revision_id, seen_revision_id, expires_at, at, by_whom)
    select item_id, ${storyId}, revision_id, seen_revision_id, expires_at, ${work.at}, by_whom from wire_use where story_id = ${copyOf}
    on conflict (item_id, story_id) do nothing`.execute(work.db)
  for (const { id } of locked.rows) await settleHolds(work, id)
  if (locked.rows.length > 0)
    await tellDesks(
      work.db,
      locked.rows.map(({ id }) => id),
    )
}
