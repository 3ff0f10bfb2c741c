import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import { LINE_MAX, mayRetire, type Photo, type PhotoFact } from './photo.ts'
import { lockPhoto, saveRetirement } from './store.ts'
import { shorten, tidyWords } from './words.ts'

/**
 * Takes a photo out of the library and off every page, for good: rights ran out, or the agency killed it. Its addresses answer 404 from
 * now on and its bytes are refused if uploaded again. Retiring twice changes nothing.
 */
export async function retire(work: Work, photoId: string, reason = ''): Promise<Photo> {
  if (!mayRetire(work.by))
    throw new Refusal('not-allowed', 'photo.not-yours-to-retire', 'Only editors and the photo desk may retire photos.')

  const photo = await lockPhoto(work.db, photoId)
  if (photo.retiredAt) return photo

  const retiredReason = shorten(tidyWords(reason), LINE_MAX)
  await saveRetirement(work, photoId, retiredReason)
  await record<PhotoFact>(work, { fact: 'photo.retired', photoId, reason: retiredReason })
  return { ...photo, retiredAt: work.at, retiredReason }
}
