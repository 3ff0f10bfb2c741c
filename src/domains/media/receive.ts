import type { Work } from '#domains/accounts'
import type { Files } from '#platform/files'
import type { Photo } from './photo.ts'
import { getPhoto } from './queries.ts'
import { tightenRights } from './rights.ts'
import { type RightsGiven, type Upload, upload } from './upload.ts'

/** A photo that came by itself: from an agency, or from a watched folder. What is given stands in place of what the file says. */
export type ReceivedPhoto = Partial<RightsGiven> & {
  readonly name: string
  readonly words?: Partial<Pick<Photo, 'caption' | 'creator' | 'credit' | 'source' | 'alt'>>
  /** The agency's own name for the picture. */
  readonly agencyId?: string
} & Pick<Extract<Upload, { picture: unknown }>, 'picture'>

/**
 * Puts a photo that came by itself into the library. Bytes that are there already are that photo: its words stay as the newsroom has them,
 * its restrictions get tighter if more is said now. Bytes that were retired are refused. `picture` is what `develop` made of the bytes,
 * before the transaction was opened.
 */
export async function receivePhoto(
  work: Work,
  { words = {}, ...received }: ReceivedPhoto,
  files: Files,
): Promise<{ photo: Photo; isNew: boolean }> {
  const { photo, isNew } = await upload(work, { ...words, ...received }, files)
  if (isNew) return { photo, isNew }
  await tightenRights(work, photo.id, received)
  return { photo: await getPhoto(work.db, photo.id), isNew }
}
