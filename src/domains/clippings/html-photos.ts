import { furnitureRole, hintOf, SKIPPED } from './html-roles.ts'
import { attribute, classWords, type Element, elementsIn, isElement, type Parent } from './html-tree.ts'
import type { PictureFound } from './piece.ts'
import { plain } from './runs.ts'

// Pictures that are part of the page and not of the story.
const DECORATION =
  /(?:^|[/_.\W])(?:logo|icon|avatar|gravatar|spacer|pixel|blank|sprite|button|badge|banner|bullet|arrow|tracking|1x1|clear|facebook|twitter|masthead)s?(?:[\W_\d]|$)/i

/** True of an element that frames a picture with its caption. */
export function isPhotoFrame(element: Element): boolean {
  if (element.tagName === 'figure') return true
  const words = classWords(element)
  if (element.tagName === 'body' || element.tagName === 'main' || element.tagName === 'article') return false
  return (
    words.includes('caption') &&
    words.some((word) => /^(?:wp|image|photo|img|with|media|picture)$/.test(word)) &&
    hasPicture(element)
  )
}

function hasPicture(element: Element): boolean {
  return elementsIn(element, 60).some((inner) => inner.tagName === 'img')
}

/** What an `img` shows, or undefined when it is decoration. */
export function pictureIn(image: Element): PictureFound | undefined {
  const picture = ['src', 'data-src', 'data-lazy-src', 'data-original', 'srcset', 'data-srcset']
    .map((name) => attribute(image, name).trim())
    .filter((value) => value !== '' && !/^data:image\/(?:gif|svg)/i.test(value))
    .map((value) => (value.startsWith('data:') ? value : (value.split(/[\s,]/)[0] ?? '')))[0]
  const alt = plain(attribute(image, 'alt')).slice(0, 1_000)
  const isSmall = [attribute(image, 'width'), attribute(image, 'height')].some(
    (size) => size !== '' && Number.parseInt(size, 10) < 80,
  )
  if (isSmall || picture === undefined) return undefined
  const names = `${picture.startsWith('data:') ? '' : picture.slice(-200)} ${attribute(image, 'class').slice(0, 200)}`
  if (DECORATION.test(names) || /\.svg$/i.test(picture) || /\b(?:logo|icon|avatar)\b/i.test(alt)) return undefined
  return { caption: '', credit: '', alt, picture }
}

/** The pictures of a frame, the caption with the last that has none of its own; several frames in one keep theirs. */
export function picturesIn(frame: Element): PictureFound[] {
  const inside = elementsIn(frame)
  const frames = inside.filter((element) => element.tagName === 'figure')
  if (frames.length > 0) return frames.flatMap(picturesIn)
  const pictures = inside.filter((element) => element.tagName === 'img').flatMap((image) => pictureIn(image) ?? [])
  const caption = inside.find((element) => element.tagName === 'figcaption') ?? frame
  const { text, credit } = wordsOf(caption)
  const [first, ...others] = pictures
  const only =
    first ?? (text !== '' && inside.some((element) => element.tagName === 'img') ? { alt: '', picture: '' } : undefined)
  return only ? [{ ...only, caption: text, credit }, ...others] : []
}

// A caption's words, with the part that the markup calls a credit apart.
function wordsOf(parent: Parent): { text: string; credit: string } {
  let text = ''
  let credit = ''
  function take(node: Parent, isCredit: boolean): void {
    for (const child of node.childNodes) {
      if ('value' in child) {
        if (isCredit) credit += child.value
        else text += child.value
      } else if (isElement(child) && !SKIPPED.has(child.tagName) && furnitureRole(child)?.reason !== '') {
        take(child, isCredit || hintOf(child) === 'credit')
        if (isCredit) credit += ' '
        else text += ' '
      }
    }
  }
  take(parent, false)
  return { text: plain(text.replace(/\n/g, ' ')), credit: plain(credit.replace(/\n/g, ' ')) }
}
