import { safeAddress } from '#wire/formats/json/renditions.ts'
import type { WirePhoto } from '#wire/item.ts'
import { attribute, children, type Element } from '#wire/markup/tree.ts'
import { textAt } from './feeds-xml.ts'

const IMAGE_NAME = /\.(?:jpe?g|png|webp|gif|avif|tiff?)(?:[?#]|$)/i

/** The pictures an entry brings along: Media RSS, alone or in groups, and enclosures; a thumbnail only where there is nothing larger. */
export function photosOfEntry(entry: Element): Partial<WirePhoto>[] {
  const groups = children(entry, 'media-group')
  const full = [
    ...children(entry, 'media-content').map((content) => photoOf(content, entry)),
    // What is in one group is one picture in several sizes.
    ...groups.map((group) => largest(children(group, 'media-content').map((content) => photoOf(content, group)))),
    ...children(entry, 'enclosure').map((enclosure) => photoOf(enclosure, undefined)),
    ...children(entry, 'link')
      .filter((link) => attribute(link, 'rel') === 'enclosure')
      .map((link) => photoOf(link, undefined)),
  ].filter((photo) => photo !== undefined)
  if (full.length > 0) return full
  const small = [entry, ...groups].flatMap((one) =>
    children(one, 'media-thumbnail').map((thumbnail) => photoOf(thumbnail, one, true)),
  )
  return small.filter((photo) => photo !== undefined)
}

function largest(photos: readonly (Partial<WirePhoto> | undefined)[]): Partial<WirePhoto> | undefined {
  return photos
    .filter((photo) => photo !== undefined)
    .reduce<Partial<WirePhoto> | undefined>(
      (best, one) => (best && (best.width ?? 0) >= (one.width ?? 0) ? best : one),
      undefined,
    )
}

// What is not said of the picture itself may be said beside it.
function photoOf(element: Element, around: Element | undefined, isSure = false): Partial<WirePhoto> | undefined {
  const href = safeAddress(attribute(element, 'url') || attribute(element, 'href'))
  const type = attribute(element, 'type')
  const medium = attribute(element, 'medium')
  const isImage =
    isSure || medium === 'image' || /^image\//i.test(type) || (medium + type === '' && IMAGE_NAME.test(href ?? ''))
  if (!href || !isImage) return undefined
  const said = (...names: string[]) => words(textAt(element, ...names) || textAt(around, ...names))
  return {
    id: href,
    href,
    caption: said('media-description') || words(textAt(element, 'media-title', 'media-text')),
    creator: '',
    credit: said('media-credit', 'media-credits') || words(textAt(element, 'media-copyright')),
    width: sizeOf(element, 'width'),
    height: sizeOf(element, 'height'),
  }
}

function words(text: string): string {
  return text
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function sizeOf(element: Element, name: string): number | null {
  const size = Number.parseInt(attribute(element, name), 10)
  return Number.isFinite(size) ? size : null
}
