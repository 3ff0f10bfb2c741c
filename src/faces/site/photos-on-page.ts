import { type Framed, photosById, pictureSources, type Shape, type Sign } from '#domains/media'
import { type PhotoUse, photoKey } from '#domains/stories'
import type { Ask, Print } from './page.ts'

export type { Shape }

/** A picture as a page shows it: `src` for those who choose nothing, `sources` for browsers that do, the best format first. */
export interface Picture {
  readonly src: string
  readonly width: number
  readonly height: number
  readonly sources: readonly { readonly type: string; readonly srcset: string }[]
}

/** The photos of one page. A use whose picture is not at hand, or was retired, has none. */
export interface Photos {
  /** `most` bounds the widths offered, in pixels: a small picture needs no large renditions. */
  picture(use: PhotoUse, shape: Shape, most?: number): Picture | undefined
}

const WIDTHS = [320, 480, 640, 960, 1280, 1920]

/** Finds the pictures of everything that a page shows, in one query. */
export async function photosFor(
  { db, print }: Pick<Ask, 'db' | 'print'>,
  uses: readonly (PhotoUse | null)[],
): Promise<Photos> {
  const photos = await photosById(
    db,
    uses.flatMap((use) => (use?.photoId ? [use.photoId] : [])),
  )
  return photosAmong(print, photos)
}

/** The pictures of a page from photos that are at hand. */
export function photosAmong({ sign }: Pick<Print, 'sign'>, photos: ReadonlyMap<string, Framed>): Photos {
  // A page names a picture several times: in its text, on its card, in its linked data.
  const made = new Map<string, Picture>()
  return {
    picture(use, shape, most = Number.POSITIVE_INFINITY) {
      const photo = photos.get(use.photoId)
      if (!photo) return undefined
      const name = [use.photoId, shape, most, use.focus?.x, use.focus?.y].join()
      const picture = made.get(name) ?? pictureOf(photo, use, shape, most, sign)
      made.set(name, picture)
      return picture
    },
  }
}

function pictureOf(photo: Framed, use: PhotoUse, shape: Shape, most: number, sign: Sign): Picture {
  const widths = shape === '1.91x1' ? {} : { widths: WIDTHS.filter((width) => width <= most) }
  const { src, width, height, avif, webp, jpeg } = pictureSources(photo, { shape, focus: use.focus, ...widths }, sign)
  return {
    src,
    width,
    height,
    sources: [
      { type: 'image/avif', srcset: avif },
      { type: 'image/webp', srcset: webp },
      { type: 'image/jpeg', srcset: jpeg },
    ],
  }
}

/** The surrogate keys of the photos in use. */
export function photoKeysOf(uses: readonly (PhotoUse | null)[]): string[] {
  return uses.flatMap((use) => (use?.photoId ? [photoKey(use.photoId)] : []))
}
