import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import { type Caution, type Circumstances, cautionsAbout } from './fitness.ts'
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

/** Which photos by what is allowed with them. Those retired are found only when asked for. */
export type RightsFilter = 'all' | 'free' | 'restricted' | 'expires' | 'expired' | 'retired'

/** What is looked for in the library: words, who took it, the days it was taken (yyyy-mm-dd), what is allowed with it. */
export interface LibrarySearch {
  readonly q?: string
  readonly creator?: string
  readonly from?: string
  readonly to?: string
  readonly rights?: RightsFilter
  readonly page?: number
}

const RIGHTS: Readonly<Record<RightsFilter, ReturnType<typeof sql>>> = {
  all: sql`retired_at is null`,
  free: sql`retired_at is null and restrictions = '[]' and expires_at is null`,
  restricted: sql`retired_at is null and restrictions <> '[]'`,
  expires: sql`retired_at is null and expires_at is not null and expired_at is null`,
  expired: sql`retired_at is null and expired_at is not null`,
  retired: sql`retired_at is not null`,
}

/**
 * A page of the library, newest first. `q` is words, or beginnings of words, in caption, creator, credit, place or file name; `creator`
 * is part of a name or of a credit. A photo whose day nobody knows is found by the day it came.
 */
export async function listPhotos(
  db: Db,
  { q = '', creator = '', from = '', to = '', rights = 'all', page = 1 }: LibrarySearch,
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
  const name = `%${creator.trim().replaceAll(/[\\%_]/g, '\\$&')}%`
  const found = await sql<Photo>`
    select ${columns} from photo
    where ${RIGHTS[rights]}
      and ${wanted === '' ? sql`true` : sql`words @@ to_tsquery('simple', ${wanted})`}
      and ${creator.trim() === '' ? sql`true` : sql`(creator ilike ${name} or credit ilike ${name})`}
      and ${from === '' ? sql`true` : sql`day >= ${from}::date`}
      and ${to === '' ? sql`true` : sql`day <= ${to}::date`}
    order by id desc limit ${PHOTOS_A_PAGE + 1} offset ${(page - 1) * PHOTOS_A_PAGE}`.execute(db)
  return { items: found.rows.slice(0, PHOTOS_A_PAGE), more: found.rows.length > PHOTOS_A_PAGE }
}

/** The photo that an agency calls so, retired or not, if it came; the newest if several did. */
export async function findPhotoByAgencyId(db: Db, agencyId: string): Promise<Photo | undefined> {
  if (agencyId === '') return undefined
  const found = await sql<Photo>`
    select ${columns} from photo where agency_id = ${agencyId} order by id desc limit 1`.execute(db)
  return found.rows[0]
}

/** A photo as a story means to use it, and the credit it would print. */
export interface IntendedUse {
  readonly photoId: string
  readonly creator: string
  readonly credit: string
}

/** Something that stops a photo from going out with a story. */
export interface PhotoObstacle extends Caution {
  readonly photoId: string
}

/** What stops these photos from going out in that paper now: restrictions that apply, rights that have run out. None, if nothing does. */
export async function photosFitToPublish(
  db: Db,
  uses: readonly IntendedUse[],
  { paper, at }: Pick<Circumstances, 'paper' | 'at'>,
): Promise<PhotoObstacle[]> {
  const photos = await photosById(
    db,
    uses.map(({ photoId }) => photoId),
  )
  return uses.flatMap(({ photoId, creator, credit }) => {
    const photo = photos.get(photoId)
    const cautions = photo ? cautionsAbout(photo, { paper, at, credit: `${creator} ${credit}` }) : []
    return cautions.filter(({ blocks }) => blocks).map((caution) => ({ ...caution, photoId }))
  })
}
