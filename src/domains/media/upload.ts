import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import type { Files } from '#platform/files'
import { Refusal } from '#platform/refusal'
import { masterKey, originalKey } from './keys.ts'
import {
  ALT_MAX,
  CAPTION_MAX,
  LINE_MAX,
  mayUpload,
  obstacleToFocus,
  type Photo,
  type PhotoFact,
  type PhotoWords,
  type WhenExpired,
} from './photo.ts'
import { develop, fingerprintOf, type Picture } from './picture.ts'
import { expiryOf, restrictionsOf } from './restriction.ts'
import { findByFingerprint, findReplaced, insertPhoto, type NewPhoto } from './store.ts'
import { shorten, tidyWords } from './words.ts'

/**
 * A picture to be added, as bytes or, where a transaction is open, already developed. What is given beside it is used in place of what
 * the file says. `name` is the file's own, so that it can be found again.
 */
export type Upload = Partial<PhotoWords & RightsGiven & Pick<Photo, 'source' | 'agencyId'>> & {
  readonly name?: string
} & ({ readonly bytes: Uint8Array } | { readonly picture: Picture })

/** What is said of a photo's rights beside what its file says. */
export interface RightsGiven {
  readonly instructions: string
  readonly usageTerms: readonly string[]
  readonly expiresAt: Date
  readonly whenExpired: WhenExpired
}

/**
 * Adds a picture to the library. The same bytes are the same photo, however often and by however many they are uploaded: then `isNew` is
 * false and nothing is changed. Refuses what is no whole picture, and bytes that were retired. Developing takes up to a second; a face
 * that opens a transaction calls `develop` before it and hands in the picture.
 */
export async function upload(work: Work, request: Upload, files: Files): Promise<{ photo: Photo; isNew: boolean }> {
  if (!mayUpload(work.by))
    throw new Refusal('not-allowed', 'photo.not-yours-to-upload', 'Only the newsroom may upload photos.')
  if (obstacleToFocus(request.focus ?? null))
    throw new Refusal('invalid', 'photo.focus-outside', 'The focal point lies outside the picture.')

  const fingerprint = 'bytes' in request ? fingerprintOf(request.bytes) : request.picture.fingerprint
  const before = await findByFingerprint(work.db, fingerprint)
  if (before) return again(before)
  const replaced = await findReplaced(work.db, fingerprint)
  if (replaced)
    throw new Refusal(
      'conflict',
      'photo.was-replaced',
      `This picture was replaced by another in the library: photo ${replaced.photoId}. Use that one.`,
    )

  const picture = 'bytes' in request ? await develop(request.bytes) : request.picture
  // Files first: a row without its files would be a broken picture, files without a row are only unused.
  await files.put(originalKey(picture), picture.original, { mediaType: picture.mediaType })
  await files.put(masterKey(picture), picture.master, { mediaType: picture.masterType })
  const photo = await insertPhoto(work, newPhoto(work, picture, request))
  if (!photo) return again(await findByFingerprint(work.db, fingerprint))
  await record<PhotoFact>(work, { fact: 'photo.uploaded', photoId: photo.id })
  return { photo, isNew: true }
}

function again(photo: Photo | undefined): { photo: Photo; isNew: boolean } {
  if (!photo) throw new Error('A photo was there and is gone, but photos are never deleted.')
  if (photo.retiredAt)
    throw new Refusal('conflict', 'photo.retired', 'This photo was taken out of the library and may not be used again.')
  return { photo, isNew: false }
}

function newPhoto({ at }: Work, picture: Picture, given: Upload): NewPhoto {
  const { metadata, original, mediaType, masterType, fingerprint, width, height, thumbhash } = picture
  const line = (own: string | undefined, said: string, most = LINE_MAX) =>
    shorten(own === undefined ? said : tidyWords(own), most)
  const terms = rightsWords(metadata, given)
  const restrictions = restrictionsOf(terms.instructions, terms.usageTerms)
  return {
    ...metadata,
    ...terms,
    restrictions,
    expiresAt: expiryOf(restrictions, { cameAt: at, expiresAt: given.expiresAt }),
    whenExpired: given.whenExpired ?? 'mark',
    agencyId: line(given.agencyId, ''),
    hasCredentials: picture.hasCredentials,
    fingerprint,
    mediaType,
    masterType,
    width,
    height,
    thumbhash,
    bytes: original.length,
    name: line(given.name, ''),
    caption: line(given.caption, metadata.caption, CAPTION_MAX),
    creator: line(given.creator, metadata.creator),
    credit: line(given.credit, metadata.credit),
    source: line(given.source, metadata.source),
    alt: line(given.alt, '', ALT_MAX),
    focus: given.focus ?? null,
    takenAt: metadata.takenAt || null,
  }
}

const TERMS_MAX = 20

/** The words about rights from all sides: what the file says and what came beside it, each once. */
export function rightsWords(
  said: Pick<Photo, 'instructions' | 'usageTerms'>,
  given: Partial<RightsGiven>,
): Pick<Photo, 'instructions' | 'usageTerms'> {
  const own = tidyWords(given.instructions ?? '')
  const isMore = own !== '' && !said.instructions.includes(own)
  return {
    instructions: shorten([said.instructions, ...(isMore ? [own] : [])].filter(Boolean).join('\n'), CAPTION_MAX),
    usageTerms: [...new Set([...said.usageTerms, ...(given.usageTerms ?? []).map(tidyWords)])]
      .filter(Boolean)
      .slice(0, TERMS_MAX)
      .map((term) => shorten(term, CAPTION_MAX)),
  }
}
