import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import type { Photo } from './photo.ts'
import { columns } from './store.ts'

export const PHOTOS_A_PAGE = 48

// Larger figures are no id and would be a fault in the database.
function isId(id: string): boolean {
  return /^\d{1,18}$/.test(id)
}

/** The photo with that id, retired or not, if there is one. */
export async function findPhoto(db: Db, id: string): Promise<Photo | undefined> {
  if (!isId(id)) return undefined
  const found = await sql<Photo>`select ${columns} from photo where id = ${id}`.execute(db)
  return found.rows[0]
}

/** The photo with that id, retired or not. Refuses if there is none. */
export async function getPhoto(db: Db, id: string): Promise<Photo> {
  const photo = await findPhoto(db, id)
  if (!photo) throw new Refusal('not-found', 'photo.not-found', 'There is no such photo.')
  return photo
}

/** The photos a page shows, by id, in one query. Retired ones are left out: readers see them no more. Ids that are empty or wrong are passed over. */
export async function photosById(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Photo>> {
  const asked = [...new Set(ids.filter(isId))]
  if (asked.length === 0) return new Map()
  const found = await sql<Photo>`
    select ${columns} from photo where id = any(${asked}::bigint[]) and retired_at is null`.execute(db)
  return new Map(found.rows.map((photo) => [photo.id, photo]))
}

/** A page of the library, newest first, without what is retired. `q` is words, or beginnings of words, in caption, creator, credit, place or file name. */
export async function listPhotos(
  db: Db,
  { q = '', page = 1 }: { q?: string; page?: number },
): Promise<{ items: Photo[]; more: boolean }> {
  const words =
    q
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0 && q.trim() !== '') return { items: [], more: false }
  const wanted = words
    .slice(0, 12)
    .map((word) => `${word}:*`)
    .join(' & ')
  const found = await sql<Photo>`
    select ${columns} from photo
    where retired_at is null and ${wanted === '' ? sql`true` : sql`words @@ to_tsquery('simple', ${wanted})`}
    order by id desc limit ${PHOTOS_A_PAGE + 1} offset ${(page - 1) * PHOTOS_A_PAGE}`.execute(db)
  return { items: found.rows.slice(0, PHOTOS_A_PAGE), more: found.rows.length > PHOTOS_A_PAGE }
}
