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
  retired_at as "retiredAt", retired_reason as "retiredReason", version, usage_terms as "usageTerms", restrictions, cleared,
  expires_at as "expiresAt", when_expired as "whenExpired", expired_at as "expiredAt", agency_id as "agencyId",
  has_credentials as "hasCredentials"`

/** The photo with these bytes, retired or not, if they were ever uploaded. */
export async function findByFingerprint(db: Db, fingerprint: string): Promise<Photo | undefined> {
  const found = await sql<Photo>`select ${columns} from photo where fingerprint = ${fingerprint}`.execute(db)
  return found.rows[0]
}

/** A photo not yet in the library. */
export type NewPhoto = Omit<
  Photo,
  'id' | 'uploadedBy' | 'uploadedAt' | 'retiredAt' | 'retiredReason' | 'version' | 'cleared' | 'expiredAt'
>

/** Keeps the photo, unless its bytes are there already: then nothing is given, also when someone else is keeping them at this moment. */
export async function insertPhoto({ db, by, at }: Work, photo: NewPhoto): Promise<Photo | undefined> {
  const made = await sql<Photo>`
    insert into photo (fingerprint, media_type, master_type, width, height, bytes, thumbhash, name, caption, creator, credit, source,
      alt, is_file, focus_x, focus_y, headline, city, country, keywords, taken_at, instructions, usage_terms, restrictions, expires_at,
      when_expired, agency_id, has_credentials, day, uploaded_by, uploaded_at)
    values (${photo.fingerprint}, ${photo.mediaType}, ${photo.masterType}, ${photo.width}, ${photo.height}, ${photo.bytes},
      ${photo.thumbhash}, ${photo.name}, ${photo.caption}, ${photo.creator}, ${photo.credit}, ${photo.source}, ${photo.alt},
      ${photo.isFile}, ${photo.focus?.x ?? null}, ${photo.focus?.y ?? null}, ${photo.headline}, ${photo.city}, ${photo.country},
      ${photo.keywords}, ${photo.takenAt}, ${photo.instructions}, ${photo.usageTerms}, ${JSON.stringify(photo.restrictions)}::jsonb,
      ${photo.expiresAt}, ${photo.whenExpired}, ${photo.agencyId}, ${photo.hasCredentials}, ${dayOf(photo.takenAt, at)}::date, ${JSON.stringify(by)}::jsonb, ${at})
    on conflict (fingerprint) do nothing
    returning ${columns}`.execute(db)
  return made.rows[0]
}

// The day it was taken, or where nobody says, the day it came.
function dayOf(takenAt: string | null, at: Date): string {
  return (takenAt || at.toISOString()).slice(0, 10)
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

/** What is allowed with a photo, and until when. */
export type Rights = Pick<
  Photo,
  'instructions' | 'usageTerms' | 'restrictions' | 'cleared' | 'expiresAt' | 'whenExpired' | 'expiredAt'
>

export async function saveRights(db: Db, id: string, rights: Rights): Promise<void> {
  await sql`
    update photo set instructions = ${rights.instructions}, usage_terms = ${rights.usageTerms},
      restrictions = ${JSON.stringify(rights.restrictions)}::jsonb, cleared = ${JSON.stringify(rights.cleared)}::jsonb,
      expires_at = ${rights.expiresAt}, when_expired = ${rights.whenExpired}, expired_at = ${rights.expiredAt}
    where id = ${id}`.execute(db)
}

/** Gives the photo other bytes and keeps a line about those it had. */
export async function savePicture({ db, by, at }: Work, before: Photo, now: Photo): Promise<void> {
  await sql`
    insert into photo_version (photo_id, version, fingerprint, media_type, master_type, width, height, bytes, name, replaced_by, replaced_at)
    values (${before.id}, ${before.version}, ${before.fingerprint}, ${before.mediaType}, ${before.masterType}, ${before.width},
      ${before.height}, ${before.bytes}, ${before.name}, ${JSON.stringify(by)}::jsonb, ${at})`.execute(db)
  await sql`
    update photo set version = ${now.version}, fingerprint = ${now.fingerprint}, media_type = ${now.mediaType}, master_type = ${now.masterType},
      width = ${now.width}, height = ${now.height}, bytes = ${now.bytes}, thumbhash = ${now.thumbhash}, name = ${now.name},
      focus_x = ${now.focus?.x ?? null}, focus_y = ${now.focus?.y ?? null}, taken_at = ${now.takenAt},
      day = ${dayOf(now.takenAt, before.uploadedAt)}::date, has_credentials = ${now.hasCredentials}
    where id = ${now.id}`.execute(db)
}

/** Forgets that these bytes were replaced, because they stand again. */
export async function dropVersion(db: Db, photoId: string, fingerprint: string): Promise<void> {
  await sql`delete from photo_version where photo_id = ${photoId} and fingerprint = ${fingerprint}`.execute(db)
}

/** The photo that had these bytes before they were replaced. */
export async function findReplaced(db: Db, fingerprint: string): Promise<{ photoId: string } | undefined> {
  const found = await sql<{ photoId: string }>`
    select photo_id as "photoId" from photo_version where fingerprint = ${fingerprint}`.execute(db)
  return found.rows[0]
}

export async function saveRetirement({ db, at }: Work, id: string, reason: string): Promise<void> {
  await sql`update photo set retired_at = ${at}, retired_reason = ${reason} where id = ${id}`.execute(db)
}
