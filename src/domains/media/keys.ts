import type { Photo } from './photo.ts'
import type { Rendition } from './rendition.ts'

type Kept = Pick<Photo, 'fingerprint' | 'mediaType' | 'masterType'>

/** The picture as it came, with all that is in it. It is never served. */
export function originalKey({ fingerprint, mediaType }: Pick<Kept, 'fingerprint' | 'mediaType'>): string {
  return `originals/${fingerprint.slice(0, 2)}/${fingerprint}.${extensionOf(mediaType)}`
}

/** The clean copy that renditions are made from. */
export function masterKey({ fingerprint, masterType }: Pick<Kept, 'fingerprint' | 'masterType'>): string {
  return `masters/${fingerprint.slice(0, 2)}/${fingerprint}.${extensionOf(masterType)}`
}

/** Everything under here can be made again, so it may be deleted at any time and needs no backup. */
export function renditionKey(
  { fingerprint }: Pick<Kept, 'fingerprint'>,
  { shape, width, format, focus }: Rendition,
): string {
  const at = focus && shape !== 'full' ? `-${Math.round(focus.x * 100)}-${Math.round(focus.y * 100)}` : ''
  return `renditions/${fingerprint.slice(0, 2)}/${fingerprint}/${shape}${at}-${width}.${format}`
}

function extensionOf(mediaType: string): string {
  return mediaType.slice('image/'.length)
}
