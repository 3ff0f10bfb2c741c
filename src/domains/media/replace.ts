import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import type { Files } from '#platform/files'
import { Refusal } from '#platform/refusal'
import { masterKey, originalKey } from './keys.ts'
import { LINE_MAX, mayRetire, type Photo, type PhotoFact } from './photo.ts'
import type { Picture } from './picture.ts'
import { tightenRights } from './rights.ts'
import { dropVersion, findByFingerprint, findReplaced, lockPhoto, savePicture } from './store.ts'
import { shorten, tidyWords } from './words.ts'

// A better scan has the same proportions to within a pixel or two; a different crop has not.
const SAME_SHAPE = 0.01

/**
 * Puts another picture in a photo's place, in every story that uses it. Its words, its id and its uses stay; the old bytes are kept. Its
 * addresses change, so no cache shows the old picture. The focal point stays if the proportions do. Refuses a picture that is another
 * photo of the library. `picture` is what `develop` made of the bytes, before the transaction was opened.
 */
export async function replace(
  work: Work,
  photoId: string,
  { picture, name }: { readonly picture: Picture; readonly name?: string },
  files: Files,
): Promise<Photo> {
  if (!mayRetire(work.by))
    throw new Refusal(
      'not-allowed',
      'photo.not-yours-to-replace',
      'Only editors and the photo desk may replace photos.',
    )

  const before = await lockPhoto(work.db, photoId)
  if (before.retiredAt) throw new Refusal('conflict', 'photo.retired', 'This photo was taken out of the library.')
  if (picture.fingerprint === before.fingerprint) return before
  const owner =
    (await findByFingerprint(work.db, picture.fingerprint))?.id ??
    (await findReplaced(work.db, picture.fingerprint))?.photoId
  if (owner !== undefined && owner !== photoId)
    throw new Refusal('conflict', 'photo.is-another', `This picture is photo ${owner} of the library. Use that one.`)

  const { metadata, original, mediaType, masterType, fingerprint, width, height, thumbhash, hasCredentials } = picture
  await files.put(originalKey(picture), original, { mediaType })
  await files.put(masterKey(picture), picture.master, { mediaType: masterType })
  const shapes = [width / height, before.width / before.height] as const
  const now: Photo = {
    ...before,
    ...{ fingerprint, mediaType, masterType, width, height, thumbhash, hasCredentials },
    version: before.version + 1,
    bytes: original.length,
    name: name === undefined ? before.name : shorten(tidyWords(name), LINE_MAX),
    focus: Math.abs(shapes[0] / shapes[1] - 1) <= SAME_SHAPE ? before.focus : null,
    takenAt: metadata.takenAt || before.takenAt,
  }
  await dropVersion(work.db, photoId, fingerprint)
  await savePicture(work, before, now)
  await tightenRights(work, photoId, { instructions: metadata.instructions, usageTerms: metadata.usageTerms })
  await record<PhotoFact>(work, { fact: 'photo.replaced', photoId, version: now.version })
  return lockPhoto(work.db, photoId)
}
