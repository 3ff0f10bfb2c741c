import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import {
  ALT_MAX,
  CAPTION_MAX,
  LINE_MAX,
  mayUpload,
  obstacleToFocus,
  type Photo,
  type PhotoFact,
  type PhotoWords,
} from './photo.ts'
import { lockPhoto, saveWords } from './store.ts'
import { shorten, tidyWords } from './words.ts'

/**
 * Changes what is said of a photo and where the eye should stay; what is not given stays. Stories keep the words they were
 * made with; the focal point moves wherever a story has none of its own.
 */
export async function credit(work: Work, photoId: string, words: Partial<PhotoWords>): Promise<Photo> {
  if (!mayUpload(work.by))
    throw new Refusal(
      'not-allowed',
      'photo.not-yours-to-credit',
      'Only the newsroom may change what is said of a photo.',
    )

  const photo = await lockPhoto(work.db, photoId)
  if (photo.retiredAt) throw new Refusal('conflict', 'photo.retired', 'This photo was taken out of the library.')
  if (obstacleToFocus(words.focus ?? null))
    throw new Refusal('invalid', 'photo.focus-outside', 'The focal point lies outside the picture.')

  const line = (own: string | undefined, stood: string, most: number) =>
    own === undefined ? stood : shorten(tidyWords(own), most)
  const credited: Photo = {
    ...photo,
    caption: line(words.caption, photo.caption, CAPTION_MAX),
    creator: line(words.creator, photo.creator, LINE_MAX),
    credit: line(words.credit, photo.credit, LINE_MAX),
    alt: line(words.alt, photo.alt, ALT_MAX),
    focus: words.focus === undefined ? photo.focus : words.focus,
  }
  await saveWords(work.db, photoId, credited)
  await record<PhotoFact>(work, { fact: 'photo.credited', photoId })
  return credited
}
