import { sql } from 'kysely'
import type { WantedPicture } from '#domains/wire'
import type { Db } from '#platform/db'
import { enqueue } from '#platform/jobs'

/** The job that fetches one picture. */
export const FETCH_PICTURE = 'wire-picture'
/** About an hour and a half with the queue's own pauses. */
export const PICTURE_TRIES = 8

/** Queues a job for each picture that has none. One that waits for its next try keeps its time. */
export async function enqueuePictures(
  db: Db,
  wanted: readonly Pick<WantedPicture, 'itemId' | 'picture'>[],
): Promise<void> {
  if (wanted.length === 0) return
  const keys = wanted.map(({ itemId, picture }) => keyOf(itemId, picture))
  const queued = await sql<{ key: string }>`select key from graphile_worker.jobs where key = any(${keys})`.execute(db)
  const known = new Set(queued.rows.map(({ key }) => key))
  for (const { itemId, picture } of wanted) {
    const key = keyOf(itemId, picture)
    if (!known.has(key)) await enqueue(db, FETCH_PICTURE, { itemId, picture }, { key, maxAttempts: PICTURE_TRIES + 2 })
  }
}

// A key of the queue has at most 512 characters; a picture's own name may be a long address.
function keyOf(itemId: string, picture: string): string {
  return `${FETCH_PICTURE} ${itemId} ${picture.slice(0, 200)}`
}
