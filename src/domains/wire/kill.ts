import { sql } from 'kysely'
import { hasRole, nameOf, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { retire } from '#domains/media'
import { holdStory, photoKey, unschedule, withdraw } from '#domains/stories'
import { announcePurge } from '#platform/cache'
import { Refusal } from '#platform/refusal'
import { settleAlarms } from './alarm.ts'
import type { WireFact } from './fact.ts'
import { originOf } from './holds.ts'
import { tellDesks } from './settle-store.ts'
import { listPictures, listUses, lockItem } from './store.ts'

/** What a pull did. */
export interface Pulled {
  /** Stories taken from readers. */
  readonly withdrawn: readonly string[]
  /** Stories that were not out and cannot go out. */
  readonly blocked: readonly string[]
  /** Photos taken out of the library and off every page. */
  readonly retired: readonly string[]
}

/**
 * The one confirmed action after a kill: every published story that uses the item is taken from readers with a note, the others are held
 * for good, and its photos are retired. `storyIds` limits it to some stories. Doing it twice changes nothing.
 */
export async function pull(
  work: Work,
  itemId: string,
  { noteToReaders = '', storyIds }: { noteToReaders?: string; storyIds?: readonly string[] },
): Promise<Pulled> {
  if (!hasRole(work.by, 'admin', 'editor'))
    throw new Refusal('not-allowed', 'wire.not-yours-to-pull', 'Only editors may pull a story.')
  const item = await lockItem(work.db, itemId)
  const isWhole = storyIds === undefined
  const uses = (await listUses(work.db, [itemId])).filter(({ storyId }) => isWhole || storyIds.includes(storyId))
  const note =
    noteToReaders.trim() || `This story was withdrawn because ${item.agency}, the agency that supplied it, withdrew it.`
  const withdrawn: string[] = []
  const blocked: string[] = []
  for (const { storyId, state } of uses) {
    if (state === 'published') {
      await withdraw(work, storyId, { reason: `Killed by ${item.agency}`, noteToReaders: note })
      withdrawn.push(storyId)
    } else if (state === 'scheduled') await unschedule(work, storyId)
    await holdStory(work, storyId, {
      kind: 'killed',
      origin: `${originOf(itemId)}:pulled`,
      until: null,
      sentence: `Pulled by ${nameOf(work.by)}: it may not be published.`,
    })
    if (state !== 'published' && state !== 'withdrawn') blocked.push(storyId)
  }
  const retired = isWhole ? await retirePhotos(work, { itemId, agency: item.agency, isSeenToo: true }) : []
  await settleAlarms(work, { kinds: ['kill', 'withheld'], itemId, answer: 'Pulled' })
  if (withdrawn.length + blocked.length + retired.length > 0)
    await record<WireFact>(work, { fact: 'wire.pulled', itemId, storyIds: [...withdrawn, ...blocked] })
  await tellDesks(work.db, [itemId])
  return { withdrawn, blocked, retired }
}

/** Retires the photos of an item, also those that readers see or only the others, and gives their ids. */
export async function retirePhotos(
  work: Work,
  { itemId, agency, isSeenToo }: { itemId: string; agency: string; isSeenToo: boolean },
): Promise<string[]> {
  const ids = (await listPictures(work.db, itemId)).flatMap(({ photoId }) => photoId ?? [])
  const there = await sql<{ id: string }>`
    select id from photo where id = any(${ids}::bigint[]) and retired_at is null
      and (${isSeenToo} or not exists (select from live_photo where photo_id = photo.id)) order by id`.execute(work.db)
  for (const { id } of there.rows) await retire(work, id, `Killed by ${agency}`)
  // Told here too, hard: readers must not see them again, also while no worker runs.
  await announcePurge(
    work.db,
    there.rows.map(({ id }) => photoKey(id)),
    true,
  )
  return there.rows.map(({ id }) => id)
}
