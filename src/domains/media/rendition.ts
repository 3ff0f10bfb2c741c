import type { Focus, Photo } from './photo.ts'

// What readers' pages may ask for is a closed list, so nobody can make us render other sizes; the stamp in an address, which only
// we can make, keeps strangers from walking through photos by number. One stamp serves all sizes of a photo, so that the
// addresses in a page repeat and compress well.

export const RENDITION_WIDTHS = [320, 480, 640, 960, 1280, 1920] as const
/** The one size for sharing: 1200 by 630. */
export const SOCIAL_WIDTH = 1200
export const FORMATS = ['avif', 'webp', 'jpeg'] as const
export type Format = (typeof FORMATS)[number]
export const SHAPES = ['full', '3x2', '1x1', '16x9', '1.91x1'] as const
/** How a photo is cropped: not at all, or to a proportion around its focal point. */
export type Shape = (typeof SHAPES)[number]

/** One picture made from a photo, `width` in pixels from the list. `focus` only where it matters and differs from the middle. */
export interface Rendition {
  readonly shape: Shape
  readonly width: number
  readonly format: Format
  readonly focus?: Focus | undefined
}

export type Framed = Pick<Photo, 'id' | 'fingerprint' | 'width' | 'height' | 'focus'>

/** Makes the stamp of a text, which only holders of the secret can. See `photoSigner`. */
export type Sign = (text: string) => string

/** The longest edge of the picture that renditions are made from. */
export const MASTER_MAX_EDGE = 3600

const PROPORTION: Record<Shape, number | undefined> = {
  full: undefined,
  '3x2': 3 / 2,
  '1x1': 1,
  '16x9': 16 / 9,
  '1.91x1': 1200 / 630,
}
const EXTENSION: Record<Format, string> = { avif: 'avif', webp: 'webp', jpeg: 'jpg' }
// Faces are above the middle in most upright pictures, so a crop that nobody looked at cuts feet rather than heads.
const UNMARKED: Focus = { x: 0.5, y: 0.4 }

/** The widths a shape may be asked for. */
export function widthsOf(shape: Shape): readonly number[] {
  return shape === '1.91x1' ? [SOCIAL_WIDTH] : RENDITION_WIDTHS
}

/** The largest part of a picture in that shape which holds the focal point as near its middle as it can. Whole pixels from the top left. */
export function cropOf(
  { width, height }: { width: number; height: number },
  shape: Shape,
  { x, y }: Focus = UNMARKED,
): { left: number; top: number; width: number; height: number } {
  const proportion = PROPORTION[shape] ?? width / height
  const wide = Math.max(1, Math.min(width, Math.round(height * proportion)))
  const high = Math.max(1, Math.min(height, Math.round(width / proportion)))
  const from = (at: number, part: number, whole: number) =>
    Math.min(Math.max(Math.round(at * whole - part / 2), 0), whole - part)
  return { left: from(x, wide, width), top: from(y, high, height), width: wide, height: high }
}

/** How large a rendition really is: as asked, or smaller where the picture is, for nothing is ever blown up. */
export function renditionSize(
  photo: { width: number; height: number },
  { shape, width }: Pick<Rendition, 'shape' | 'width'>,
): { width: number; height: number } {
  const scale = Math.min(1, MASTER_MAX_EDGE / Math.max(photo.width, photo.height))
  const crop = cropOf(
    { width: Math.max(1, Math.round(photo.width * scale)), height: Math.max(1, Math.round(photo.height * scale)) },
    shape,
  )
  const real = Math.min(width, crop.width)
  return { width: real, height: Math.max(1, Math.round((real * crop.height) / crop.width)) }
}

/** A rendition's address, `/photos/7/q8Zk3x0AbC/3x2-960.avif`; a focal point off the middle stands behind the stamp in percent. It never changes meaning. */
export function photoAddress(photo: Framed, { shape, width, format, focus }: Rendition, sign: Sign): string {
  return `${folderOf(photo, shape, focus, sign)}${shape}-${width}.${EXTENSION[format]}`
}

/** What a `<picture>` needs: a srcset for each format, the fallback's address, and the size that keeps its place. */
export interface PictureSources {
  readonly avif: string
  readonly webp: string
  readonly jpeg: string
  readonly src: string
  readonly width: number
  readonly height: number
  readonly sizes: string
}

/** The sources of a picture in a page. `widths` come from the list; `focus` is the story's own, where it differs from the photo's. */
export function pictureSources(
  photo: Framed,
  {
    shape = 'full',
    widths = widthsOf(shape),
    sizes = '100vw',
    focus,
  }: { shape?: Shape; widths?: readonly number[]; sizes?: string; focus?: Focus | undefined },
  sign: Sign,
): PictureSources {
  const folder = folderOf(photo, shape, focus, sign)
  const useful = usefulWidths(photo, shape, widths)
  const srcset = (format: Format) =>
    useful.map(({ asked, real }) => `${folder}${shape}-${asked}.${EXTENSION[format]} ${real}w`).join(', ')
  const fallback = useful.findLast(({ asked }) => asked <= 960) ?? useful[0]
  const size = renditionSize(photo, { shape, width: fallback?.asked ?? 960 })
  return {
    avif: srcset('avif'),
    webp: srcset('webp'),
    jpeg: srcset('jpeg'),
    src: `${folder}${shape}-${fallback?.asked ?? 960}.jpg`,
    ...size,
    sizes,
  }
}

// Widths beyond the picture's own would all be the same picture, so only the first of those is offered.
function usefulWidths(photo: Framed, shape: Shape, widths: readonly number[]): { asked: number; real: number }[] {
  const all = [...widths]
    .sort((a, b) => a - b)
    .map((asked) => ({ asked, real: renditionSize(photo, { shape, width: asked }).width }))
  return all.filter(({ real }, place) => place === 0 || real > (all[place - 1]?.real ?? 0))
}

function folderOf(photo: Framed, shape: Shape, own: Focus | undefined, sign: Sign): string {
  const focus = shape === 'full' ? undefined : percentOf(own ?? photo.focus)
  return `/photos/${photo.id}/${sign(stampedText(photo, focus))}${focus ? `.${focus.x}.${focus.y}` : ''}/`
}

/** The text that a photo's stamp is made of. */
export function stampedText(
  { id, fingerprint }: Pick<Framed, 'id' | 'fingerprint'>,
  percent: Focus | undefined,
): string {
  return ['photo', id, fingerprint, ...(percent ? [percent.x, percent.y] : [])].join(' ')
}

function percentOf(focus: Focus | null): Focus | undefined {
  return focus ? { x: Math.round(focus.x * 100), y: Math.round(focus.y * 100) } : undefined
}

const FOLDER = /^([\w-]{10})(?:\.(0|[1-9]\d?|100)\.(0|[1-9]\d?|100))?$/
const NAME = /^(full|3x2|1x1|16x9|1\.91x1)-([1-9]\d{2,3})\.(avif|webp|jpg)$/

/** Reads the last two parts of a rendition's address, or gives nothing if they are not on the list. `percent` is the focal point as stamped. */
export function parseRendition(
  folder: string,
  name: string,
): { stamp: string; percent: Focus | undefined; rendition: Rendition } | undefined {
  const [, stamp, x, y] = FOLDER.exec(folder) ?? []
  const [, shapeName, widthName, extension] = NAME.exec(name) ?? []
  const shape = SHAPES.find((each) => each === shapeName)
  const format = FORMATS.find((each) => EXTENSION[each] === extension)
  const width = Number(widthName)
  if (!stamp || !shape || !format || !widthsOf(shape).includes(width)) return undefined
  if (shape === 'full' && x !== undefined) return undefined
  const percent = x === undefined ? undefined : { x: Number(x), y: Number(y) }
  return {
    stamp,
    percent,
    rendition: { shape, width, format, ...(percent && { focus: { x: percent.x / 100, y: percent.y / 100 } }) },
  }
}
