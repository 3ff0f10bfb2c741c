import type { WirePhoto } from '#wire/item.ts'
import { attribute, children, type Element, every, first, words } from '#wire/markup/tree.ts'

/** The picture that a picture item is, in its largest rendition. */
export function photoOfItem(item: Element, caption: string): Partial<WirePhoto> {
  const content = first(item, 'contentMeta')
  const renditions = every(item, 'contentSet/remoteContent').filter(
    (one) => !/^(?:video|audio|text)/i.test(attribute(one, 'contenttype')),
  )
  const largest = renditions.reduce<Element | undefined>(
    (best, one) => (best && rank(best) >= rank(one) ? best : one),
    undefined,
  )
  const creator = children(content, 'creator').find((one) => words(first(one, 'name')) !== '')
  return {
    id: attribute(item, 'guid'),
    href: attribute(largest, 'href') || attribute(largest, 'residref') || null,
    caption,
    creator:
      [words(first(content, 'by')), words(first(creator, 'name'))].find(
        (name) => !/no-data/i.test(name) && name !== '',
      ) ?? '',
    credit: words(first(content, 'creditline')),
    width: Number(attribute(largest, 'width')) || null,
    height: Number(attribute(largest, 'height')) || null,
  }
}

// By area; where sizes are not said, by what the rendition is called.
function rank(rendition: Element): number {
  const area = (Number(attribute(rendition, 'width')) || 0) * (Number(attribute(rendition, 'height')) || 0)
  if (area > 0) return area
  const name = `${attribute(rendition, 'rendition')} ${attribute(rendition, 'residref')}`.toLowerCase()
  return /thumb/.test(name) ? 1 : /preview|view|web/.test(name) ? 2 : /base|high|main|orig/.test(name) ? 4 : 3
}

/** Pictures that an item only links to, without their captions. */
export function photosOfLinks(meta: Element | undefined): Partial<WirePhoto>[] {
  return children(meta, 'link')
    .filter((link) => /(?:^|:)(?:picture|photo|graphic)$/i.test(attribute(first(link, 'itemClass'), 'qcode')))
    .map((link) => ({
      id: attribute(link, 'residref') || attribute(link, 'href'),
      href: attribute(link, 'href') || null,
      caption: words(first(link, 'description')) || words(first(link, 'title')),
      creator: '',
      credit: words(first(link, 'creditline')),
    }))
}
