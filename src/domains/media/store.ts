import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import type { Photo, PhotoWords } from './photo.ts'

/** A photo's row as the nouns know it. */
export const columns = sql`
  id, fingerprint, media_type as "mediaType", master_type as "masterType", width, height, bytes, thumbhash, name, caption, creator,
  credit, source, alt, is_file as "isFile",
  case when focus_x is not null then json_build_object('x', focus_x, 'y', focus_y) end as focus,
  headline, city, country, keywords, taken_at as "takenAt", instructions, uploaded_by as "uploadedBy", uploaded_at as "uploadedAt",
  retired_at as "retiredAt", retired_reason as "retiredReason"`

/** The photo with these bytes, retired or not, if they were ever uploaded. */
export async function findByFingerprint(db: Db, fingerprint: string): Promise<Photo | undefined> {
  const found = await sql<Photo>`select ${columns} from photo where fingerprint = ${fingerprint}`.execute(db)
  return found.rows[0]
}

/** A photo not yet in the library. */
export type NewPhoto = Omit<Photo, 'id' | 'uploadedBy' | 'uploadedAt' | 'retiredAt' | 'retiredReason'>

/** Keeps the photo, unless its bytes are there already: then nothing is given, also when someone else is keeping them at this moment. */
export async function insertPhoto({ db, by, at }: Work, photo: NewPhoto): Promise<Photo | undefined> {
  const made = await sql<Photo>`
    insert into photo (fingerprint, media_type, master_type, width, height, bytes, thumbhash, name, caption, creator, credit, source,
      alt, is_file, focus_x, focus_y, headline, city, country, keywords, taken_at, instructions, uploaded_by, uploaded_at)
    values (${photo.fingerprint}, ${photo.mediaType}, ${photo.masterType}, ${photo.width}, ${photo.height}, ${photo.bytes},
      ${photo.thumbhash}, ${photo.name}, ${photo.caption}, ${photo.creator}, ${photo.credit}, ${photo.source}, ${photo.alt},
      ${photo.isFile}, ${photo.focus?.x ?? null}, ${photo.focus?.y ?? null}, ${photo.headline}, ${photo.city}, ${photo.country},
      ${photo.keywords}, ${photo.takenAt}, ${photo.instructions}, ${JSON.stringify(by)}::jsonb, ${at})
    on conflict (fingerprint) do nothing
    returning ${columns}`.execute(db)
  return made.rows[0]
}

/** Locks the photo's row, so that two people's changes come one after the other. */
export async function lockPhoto(db: Db, id: string): Promise<Photo> {
  const found = /^\d{1,18}$/.test(id)
    ? await sql<Photo>`select ${columns} from photo where id = ${id} for update`.execute(db)
    : undefined
  const photo = found?.rows[0]
  if (!photo) throw new Refusal('not-found', 'photo.not-found', 'There is no such photo.')
  return photo
}

export async function saveWords(
  db: Db,
  id: string,
  { caption, creator, credit, alt, focus }: PhotoWords,
): Promise<void> {
  await sql`
    update photo set caption = ${caption}, creator = ${creator}, credit = ${credit}, alt = ${alt},
      focus_x = ${focus?.x ?? null}, focus_y = ${focus?.y ?? null}
    where id = ${id}`.execute(db)
}

export async function saveRetirement({ db, at }: Work, id: string, reason: string): Promise<void> {
  await sql`update photo set retired_at = ${at}, retired_reason = ${reason} where id = ${id}`.execute(db)
}
