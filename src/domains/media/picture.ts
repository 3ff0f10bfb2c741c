import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'
import { Refusal } from '#platform/refusal'
import { carriesCredentials } from './credentials.ts'
import { inDarkroom, openPicture } from './darkroom.ts'
import { NO_METADATA, type PhotoMetadata, readMetadata } from './metadata.ts'
import { MEDIA_TYPES, type MediaType, PHOTO_MAX_BYTES, type PictureObstacle, pictureRefusals } from './photo.ts'
import { MASTER_MAX_EDGE } from './rendition.ts'

/** What a file shows of itself without being decoded. `width` and `height` are upright; `orientation` is EXIF's, 1 to 8, 1 where none is given. */
export interface Inspected {
  readonly obstacle: PictureObstacle | undefined
  readonly mediaType: string
  readonly width: number | undefined
  readonly height: number | undefined
  readonly orientation: number | undefined
  readonly metadata: PhotoMetadata
}

/** A picture that has been decoded and found good, with the clean copy that renditions are made from: upright, sRGB, nothing in it but pixels. */
export interface Picture {
  readonly fingerprint: string
  readonly original: Uint8Array
  readonly mediaType: MediaType
  readonly width: number
  readonly height: number
  readonly master: Uint8Array
  readonly masterType: 'image/jpeg' | 'image/png'
  readonly thumbhash: string
  readonly hasCredentials: boolean
  readonly metadata: PhotoMetadata
}

/** What tells pictures apart: the SHA-256 of their bytes, in hexadecimal. */
export function fingerprintOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Looks at a file without decoding it: its kind by content, its size by its header, what it says about itself. Never throws. */
export async function inspectPicture(bytes: Uint8Array): Promise<Inspected> {
  const sniffed = bytes.length > 0 && bytes.length <= PHOTO_MAX_BYTES ? await sniff(bytes) : ''
  const unread = { mediaType: sniffed, width: undefined, height: undefined, orientation: undefined }
  const early = obstacleByContent(bytes, sniffed)
  if (early) return { ...unread, obstacle: early, metadata: NO_METADATA }

  const header = await openPicture(bytes)
    .metadata()
    .then(
      (read) => ({ read }),
      (error: Error) => ({
        obstacle: /pixel limit/i.test(error.message) ? ('too-many-pixels' as const) : ('damaged' as const),
      }),
    )
  const isPhoneFormat = HEIF.test(sniffed)
  if ('obstacle' in header) {
    return {
      ...unread,
      ...(header.obstacle === 'too-many-pixels' && (await sizeOf(bytes))),
      obstacle: isPhoneFormat ? 'heic' : header.obstacle,
      metadata: await readMetadata(bytes, { mediaType: sniffed, xmp: undefined }),
    }
  }
  const { read } = header
  const mediaType = read.mediaType ?? ''
  // AVIF may call itself HEIF and then is what it holds. Any other file that is one kind to one reader and another to the next was made to deceive.
  const obstacle =
    isPhoneFormat && mediaType !== 'image/avif'
      ? 'heic'
      : !isPhoneFormat && mediaType !== sniffed
        ? 'damaged'
        : undefined
  const { width, height } = read.autoOrient
  return {
    obstacle,
    mediaType,
    width,
    height,
    orientation: read.orientation ?? 1,
    metadata: await readMetadata(bytes, { mediaType, xmp: read.xmp }),
  }
}

/** How large a picture says it is, be it however large: its header alone is read, nothing is decoded. */
async function sizeOf(bytes: Uint8Array): Promise<Partial<Pick<Inspected, 'width' | 'height' | 'orientation'>>> {
  return sharp(bytes, { limitInputPixels: false })
    .metadata()
    .then(
      ({ autoOrient, orientation = 1 }) => ({ width: autoOrient.width, height: autoOrient.height, orientation }),
      () => ({}),
    )
}

const HEIF = /^image\/hei[cf]/

function obstacleByContent(bytes: Uint8Array, sniffed: string): PictureObstacle | undefined {
  if (bytes.length === 0) return 'empty'
  if (bytes.length > PHOTO_MAX_BYTES) return 'too-big'
  if (HEIF.test(sniffed) || MEDIA_TYPES.some((type) => type === sniffed)) return undefined
  return /<svg[\s>]/i.test(Buffer.from(bytes.subarray(0, 4_096)).toString('latin1')) ? 'svg' : 'not-a-picture'
}

function sniff(bytes: Uint8Array): Promise<string> {
  return fileTypeFromBuffer(bytes).then(
    (kind) => {
      // An animated PNG is a PNG whose first frame we take. A TIFF cut short has lost the list that file-type knows it by.
      if (kind?.mime === 'image/apng') return 'image/png'
      return kind?.mime ?? (isTiff(bytes) ? 'image/tiff' : '')
    },
    () => '',
  )
}

function isTiff(bytes: Uint8Array): boolean {
  return /^(?:II\*\0|MM\0\*)/.test(Buffer.from(bytes.subarray(0, 4)).toString('latin1'))
}

/** Whether all of a picture's pixels can be read. */
export function obstacleToDecoding(bytes: Uint8Array): Promise<'damaged' | undefined> {
  return inDarkroom(() =>
    openPicture(bytes)
      .resize(64, 64, { fit: 'inside' })
      .raw()
      .toBuffer()
      .then(
        () => undefined,
        () => 'damaged' as const,
      ),
  )
}

/**
 * Decodes an uploaded file and makes its clean copy. It takes no database, so call it before a transaction is opened: it may take a second.
 * Refuses, with a sentence for the person, whatever is not a whole picture of a kind and size we take.
 */
export async function develop(bytes: Uint8Array): Promise<Picture> {
  const { obstacle, mediaType, width, height, metadata } = await inspectPicture(bytes)
  const kind = MEDIA_TYPES.find((type) => type === mediaType)
  if (obstacle || !kind || !width || !height) throw refusalOf(obstacle ?? 'damaged')
  const printed = await inDarkroom(() => print(bytes, kind)).then(
    (made) => made,
    () => undefined,
  )
  if (!printed) throw refusalOf('damaged')
  const hasCredentials = carriesCredentials(bytes)
  return {
    ...{ fingerprint: fingerprintOf(bytes), original: bytes, mediaType: kind, width, height },
    ...{ metadata, hasCredentials, ...printed },
  }
}

/** The refusal of a file, for the person who brought it. */
export function refusalOf(obstacle: PictureObstacle): Refusal {
  return new Refusal('invalid', `photo.${obstacle}`, pictureRefusals[obstacle], { file: pictureRefusals[obstacle] })
}

// sharp writes no metadata unless asked, and turns any embedded color profile into sRGB.
async function print(
  bytes: Uint8Array,
  kind: MediaType,
): Promise<Pick<Picture, 'master' | 'masterType' | 'thumbhash'>> {
  const { hasAlpha } = await openPicture(bytes).metadata()
  // Drawings and screenshots come as PNG and GIF, where JPEG would smear letters and edges.
  const isGraphic = hasAlpha || kind === 'image/png' || kind === 'image/gif'
  const upright = openPicture(bytes)
    .toColorspace('srgb')
    .resize(MASTER_MAX_EDGE, MASTER_MAX_EDGE, { fit: 'inside', withoutEnlargement: true })
  const master = await (isGraphic
    ? upright.png({ compressionLevel: 6 })
    : upright.jpeg({ quality: 90, mozjpeg: true })
  ).toBuffer()
  return { master, masterType: isGraphic ? 'image/png' : 'image/jpeg', thumbhash: await thumbhashOf(master) }
}

async function thumbhashOf(master: Uint8Array): Promise<string> {
  const small = sharp(master)
    .resize(100, 100, { fit: 'inside', withoutEnlargement: true })
    .toColorspace('srgb')
    .ensureAlpha()
    .raw()
  const { data: pixels, info } = await small.toBuffer({ resolveWithObject: true })
  return Buffer.from(rgbaToThumbHash(info.width, info.height, pixels)).toString('base64')
}
