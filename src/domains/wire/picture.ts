import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { retire } from '#domains/media'
import { settleHolds } from './holds.ts'
import { tellDesks } from './settle-store.ts'
import { lockItem } from './store.ts'

/** Counts a try that brought nothing yet. */
export async function pictureTried(
  work: Work,
  { itemId, picture }: { itemId: string; picture: string },
): Promise<void> {
  await sql`update wire_picture set tries = tries + 1 where item_id = ${itemId} and picture = ${picture}`.execute(
    work.db,
  )
}

/** A picture is in the library, and what keeps its item from readers lies on it. If the item was killed meanwhile, it goes out at once. */
export async function pictureArrived(
  work: Work,
  { itemId, picture, photoId }: { itemId: string; picture: string; photoId: string },
): Promise<void> {
  const item = await lockItem(work.db, itemId)
  await sql`
    insert into wire_picture (item_id, picture, photo_id, state) values (${itemId}, ${picture}, ${photoId}, 'here')
    on conflict (item_id, picture) do update set photo_id = excluded.photo_id, state = 'here', why = ''`.execute(
    work.db,
  )
  await settleHolds(work, itemId)
  if (item.standing === 'killed')
    await retire({ ...work, by: { kind: 'system', job: 'wire kill' } }, photoId, `Killed by ${item.agency}`)
  await tellDesks(work.db, [itemId])
}

/** A picture will not come: it was refused for what it is, or the agency does not give it. */
export async function pictureFailed(
  work: Work,
  { itemId, picture, state, why }: { itemId: string; picture: string; state: 'refused' | 'not-to-be-had'; why: string },
): Promise<void> {
  await sql`
    update wire_picture set state = ${state}, why = ${why.slice(0, 500)}, tries = tries + 1
    where item_id = ${itemId} and picture = ${picture} and state = 'waiting'`.execute(work.db)
  await tellDesks(work.db, [itemId])
}
