import type { WirePhoto } from '#wire/item.ts'
import { anywhere, attribute, children, type Element, isElement, words } from './tree.ts'

const TRACKERS =
  /(?:\b1x1\b|\bpixel\b|[/.]track(?:er|ing)?[/.]|\bbeacon\b|feedburner\.com\/~|doubleclick\.net|scorecardresearch|feedsportal|stats\.wordpress\.com|pixel\.wp\.com|google-analytics|\/count(?:er)?\.gif)/i

/** The picture an HTML img shows; undefined when it counts readers, has no address, or is written into the page itself. */
export function photoOfImage(image: Element): Partial<WirePhoto> | undefined {
  const href = attribute(image, 'src') || attribute(image, 'data-src')
  const [width, height] = [sizeOf(image, 'width'), sizeOf(image, 'height')]
  if (href === '' || /^data:|^javascript:/i.test(href) || TRACKERS.test(href)) return undefined
  if ((width !== null && width <= 2) || (height !== null && height <= 2)) return undefined
  if (/display:\s*none|visibility:\s*hidden/i.test(attribute(image, 'style'))) return undefined
  return {
    id: attribute(image, 'data-uri') || href,
    href,
    width,
    height,
    caption: attribute(image, 'title') || attribute(image, 'alt'),
  }
}

/** The picture of an HTML figure, with its caption. */
export function photoOfFigure(figure: Element): Partial<WirePhoto> | undefined {
  const [image] = anywhere(figure, 'img')
  const photo = image && photoOfImage(image)
  const caption = anywhere(figure, 'figcaption').map(words).join(' ').trim()
  const isFrame = figure.children.filter(isElement).every(({ name }) => name !== 'p')
  return (
    photo && {
      ...photo,
      credit: creditOf(figure),
      caption: caption || (isFrame ? '' : words(figure)) || (photo.caption ?? ''),
    }
  )
}

// TT and others put the photographer beside the caption.
function creditOf(figure: Element): string {
  const marked = ['div', 'span', 'p', 'small', 'cite'].flatMap((name) => anywhere(figure, name))
  return words(marked.find((one) => /\b(?:byline|credit|photographer)\b/i.test(attribute(one, 'class'))))
}

/** The pictures of a NITF media element: the largest of each that is said to be the same, with caption and producer. */
export function photosOfMedia(media: Element): Partial<WirePhoto>[] {
  const type = attribute(media, 'media-type').toLowerCase()
  const references = children(media, 'media-reference').filter(
    (reference) => !/^(?:video|audio|text|application)/i.test(attribute(reference, 'mime-type')),
  )
  if (type !== '' && !/image|photo|picture|graphic|bild|foto/.test(type)) return []
  const area = (one: Element) => (sizeOf(one, 'width') ?? 0) * (sizeOf(one, 'height') ?? 0)
  const largest = references.reduce<Element | undefined>(
    (best, one) => (best && area(best) >= area(one) ? best : one),
    undefined,
  )
  const caption = children(media, 'media-caption').map(words).join(' ').trim()
  if (!largest && caption === '') return []
  const href = attribute(largest, 'source') || attribute(largest, 'data-location')
  return [
    {
      id: href,
      href,
      caption,
      creator: children(media, 'media-producer').map(words).join(', '),
      credit: attribute(largest, 'source-credit'),
      width: sizeOf(largest, 'width'),
      height: sizeOf(largest, 'height'),
    },
  ]
}

function sizeOf(element: Element | undefined, name: string): number | null {
  const size = Number.parseInt(attribute(element, name), 10)
  return Number.isFinite(size) ? size : null
}
