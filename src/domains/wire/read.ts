import { sql } from 'kysely'
import type { Work } from '#domains/accounts'

/** Remembers that a person has read the item as it now is. */
export async function markRead(work: Work, itemId: string, personId: string): Promise<void> {
  await sql`
    insert into wire_read (person_id, item_id, revision_id, at)
    select ${personId}, id, revision_id, ${work.at} from wire_item where id = ${itemId} and revision_id is not null
    on conflict (person_id, item_id) do update set revision_id = excluded.revision_id, at = excluded.at`.execute(
    work.db,
  )
}
