import { nameOf } from '#domains/accounts'
import { cautionsAbout, type Photo, photoAddress, type Sign } from '#domains/media'
import type { Paper } from '#domains/paper'
import type { PhotoView } from './contract.ts'

/** A photo as the newsroom shows it, with what it must know before using it in this paper now. */
export function viewOfPhoto(photo: Photo, { sign, paper, at }: { sign: Sign; paper: Paper; at: Date }): PhotoView {
  const address = (width: 320 | 960) =>
    photo.retiredAt ? '' : photoAddress(photo, { shape: 'full', width, format: 'jpeg' }, sign)
  const { id, width, height, name, caption, creator, credit, source, alt, isFile, instructions, version } = photo
  return {
    ...{ id, width, height, name, caption, creator, credit, source, alt, isFile, instructions, version },
    focus: photo.focus ? { x: photo.focus.x, y: photo.focus.y } : null,
    usageTerms: [...photo.usageTerms],
    restrictions: photo.restrictions.map(({ places, ...restriction }) => ({
      ...restriction,
      ...(places && { places: [...places] }),
    })),
    cleared: [...photo.cleared],
    cautions: cautionsAbout(photo, { paper, at }),
    expiresAt: photo.expiresAt?.toISOString() ?? null,
    whenExpired: photo.whenExpired,
    expiredAt: photo.expiredAt?.toISOString() ?? null,
    retired: photo.retiredAt && { at: photo.retiredAt.toISOString(), reason: photo.retiredReason },
    hasCredentials: photo.hasCredentials,
    takenAt: photo.takenAt,
    uploadedAt: photo.uploadedAt.toISOString(),
    uploadedBy: nameOf(photo.uploadedBy),
    preview: address(320),
    large: address(960),
  }
}
