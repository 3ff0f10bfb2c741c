import { nameOf, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import { CAPTION_MAX, LINE_MAX, mayRetire, type Photo, type PhotoFact, type WhenExpired } from './photo.ts'
import { expiryOf, type Restriction, restrictionsOf } from './restriction.ts'
import { lockPhoto, saveRights } from './store.ts'
import { type RightsGiven, rightsWords } from './upload.ts'
import { shorten, tidyWords } from './words.ts'

function mustKeepRights(work: Work): void {
  if (mayRetire(work.by)) return
  throw new Refusal(
    'not-allowed',
    'photo.not-yours-to-clear',
    'Only editors and the photo desk may change what an agency allows.',
  )
}

/** What a person may say about a photo's rights; what is not given stays. */
export interface RightsChange {
  readonly instructions?: string
  /** null for no end. */
  readonly expiresAt?: Date | null
  readonly whenExpired?: WhenExpired
}

/**
 * Writes down anew what an agency allows. Restrictions are read out of the new words; an end that is given counts even if the words name
 * an earlier one, since a person has looked.
 */
export async function setRights(work: Work, photoId: string, change: RightsChange): Promise<Photo> {
  mustKeepRights(work)
  const photo = await lockPhoto(work.db, photoId)
  if (photo.retiredAt) throw new Refusal('conflict', 'photo.retired', 'This photo was taken out of the library.')
  const instructions =
    change.instructions === undefined ? photo.instructions : shorten(tidyWords(change.instructions), CAPTION_MAX)
  const restrictions = [...laidOn(photo), ...restrictionsOf(instructions, photo.usageTerms)]
  const expiresAt = change.expiresAt === undefined ? photo.expiresAt : change.expiresAt
  const now: Photo = {
    ...photo,
    instructions,
    restrictions,
    expiresAt,
    whenExpired: change.whenExpired ?? photo.whenExpired,
    expiredAt: expiresAt && expiresAt <= work.at ? photo.expiredAt : null,
  }
  await saveRights(work.db, photoId, now)
  await record<PhotoFact>(work, { fact: 'photo.rights-changed', photoId })
  return now
}

/** Adds what an agency says now to what it said before: more words, an earlier end. Nothing is ever loosened by it. */
export async function tightenRights(work: Work, photoId: string, given: Partial<RightsGiven>): Promise<void> {
  const photo = await lockPhoto(work.db, photoId)
  const terms = rightsWords(photo, given)
  const restrictions = [...laidOn(photo), ...restrictionsOf(terms.instructions, terms.usageTerms)]
  const came = expiryOf(restrictions, { cameAt: photo.uploadedAt, expiresAt: given.expiresAt })
  const expiresAt = came && photo.expiresAt && photo.expiresAt < came ? photo.expiresAt : (came ?? photo.expiresAt)
  const whenExpired = given.whenExpired === 'retire' ? 'retire' : photo.whenExpired
  const isSame =
    terms.instructions === photo.instructions &&
    terms.usageTerms.length === photo.usageTerms.length &&
    expiresAt?.getTime() === photo.expiresAt?.getTime() &&
    whenExpired === photo.whenExpired
  if (isSame) return
  await saveRights(work.db, photoId, { ...photo, ...terms, restrictions, expiresAt, whenExpired })
  await record<PhotoFact>(work, { fact: 'photo.rights-changed', photoId })
}

/** Takes a restriction off because its owner agreed; `note` says who did and how, and stays in the ledger. */
export async function clearRestriction(work: Work, photoId: string, words: string, note: string): Promise<Photo> {
  mustKeepRights(work)
  const photo = await lockPhoto(work.db, photoId)
  const named = photo.restrictions.filter((restriction) => restriction.words === words)
  if (named.length === 0)
    throw new Refusal('not-found', 'photo.no-such-restriction', 'This photo has no such restriction.')
  if (named.some(({ origin }) => origin !== undefined))
    throw new Refusal(
      'conflict',
      'photo.restricted-elsewhere',
      'This lies on what the photo came with. It goes from the photo when it goes from that, on the wire desk.',
    )
  const why = shorten(tidyWords(note), LINE_MAX)
  if (why === '') {
    const sentence = 'Say who agreed to it, and when.'
    throw new Refusal('invalid', 'photo.clear-without-note', sentence, { note: sentence })
  }
  const others = photo.cleared.filter((each) => each.words !== words)
  const cleared = [...others, { words, note: why, by: nameOf(work.by), at: work.at.toISOString() }]
  await saveRights(work.db, photoId, { ...photo, cleared })
  await record<PhotoFact>(work, { fact: 'photo.restriction-cleared', photoId, words, note: why })
  return { ...photo, cleared }
}

/** Lays on a photo what keeps back the thing it came with, in place of what that laid on it before; undefined when nothing does any more. */
export async function restrictFrom(
  work: Work,
  photoId: string,
  { origin, restriction }: { origin: string; restriction: Omit<Restriction, 'origin'> | undefined },
): Promise<void> {
  const photo = await lockPhoto(work.db, photoId)
  if (photo.retiredAt) return
  const before = photo.restrictions.find((one) => one.origin === origin)
  const isSame =
    before?.kind === restriction?.kind && before?.words === restriction?.words && before?.until === restriction?.until
  if (isSame) return
  const others = photo.restrictions.filter((one) => one.origin !== origin)
  const restrictions = restriction ? [{ ...restriction, origin }, ...others] : others
  await saveRights(work.db, photoId, { ...photo, restrictions })
  await record<PhotoFact>(work, { fact: 'photo.rights-changed', photoId })
}

function laidOn(photo: Photo): Restriction[] {
  return photo.restrictions.filter(({ origin }) => origin !== undefined)
}
