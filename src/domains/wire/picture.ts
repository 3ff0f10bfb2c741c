import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { retire } from '#domains/media'
import type { Db } from '#platform/db'
import { tellDesks } from './settle-store.ts'
import { lockItem } from './store.ts'

/** A picture of an item that is still to be fetched. `caption`, `creator` and `credit` are the item's words for it. */
export interface WaitingPicture {
  readonly itemId: string
  readonly picture: string
  readonly href: string
  readonly sourceId: string | null
  readonly tries: number
  readonly caption: string
  readonly creator: string
  readonly credit: string
}

/** Pictures that are still to be fetched: those tried least often first, then the newest items. */
export async function listWaitingPictures(db: Db, most = 20): Promise<WaitingPicture[]> {
  const found = await sql<WaitingPicture>`
    select waiting.item_id as "itemId", waiting.picture, waiting.href, waiting.source_id as "sourceId", waiting.tries,
      coalesce(said ->> 'caption', '') as caption, coalesce(said ->> 'creator', '') as creator, coalesce(said ->> 'credit', '') as credit
    from (select * from wire_picture where state = 'waiting' and href is not null order by tries, item_id desc limit ${most}) waiting
    join wire_item item on item.id = waiting.item_id join wire_revision revision on revision.id = item.revision_id
    left join lateral (
      select photo as said from jsonb_array_elements(revision.item -> 'photos') photo where photo ->> 'id' = waiting.picture limit 1
    ) named on true
    where item.standing <> 'killed' order by waiting.tries, waiting.item_id desc`.execute(db)
  return found.rows
}

/** Counts a try that brought nothing yet. */
export async function pictureTried(
  work: Work,
  { itemId, picture }: { itemId: string; picture: string },
): Promise<void> {
  await sql`update wire_picture set tries = tries + 1 where item_id = ${itemId} and picture = ${picture}`.execute(
    work.db,
  )
}

/** A picture is in the library. If its item was killed meanwhile, it goes out of it at once. */
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
