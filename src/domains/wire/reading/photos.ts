import type { WirePhoto } from '#wire/item.ts'
import { line, paragraphs } from './lines.ts'
import { withCreditSplit } from './photo-caption.ts'

// A gallery of an agency has fifty.
const PHOTOS_MAX = 500

/** Pictures that are named twice become one, with what either knows. */
export function photosOf(photos: readonly Partial<WirePhoto>[]): WirePhoto[] {
  const found = new Map<string, WirePhoto>()
  for (const [at, photo] of photos.map(withCreditSplit).entries()) {
    const key = photo.id || photo.href || `${at + 1}`
    const before = found.get(key)
    found.set(key, {
      id: key,
      caption: before?.caption || paragraphs(photo.caption ?? ''),
      creator: before?.creator || line(photo.creator),
      credit: before?.credit || line(photo.credit),
      href: before?.href ?? (photo.href || null),
      width: before?.width ?? sizeOf(photo.width),
      height: before?.height ?? sizeOf(photo.height),
    })
  }
  return [...found.values()].slice(0, PHOTOS_MAX)
}

function sizeOf(size: number | null | undefined): number | null {
  return size !== undefined && size !== null && Number.isFinite(size) && size > 0 ? Math.round(size) : null
}
