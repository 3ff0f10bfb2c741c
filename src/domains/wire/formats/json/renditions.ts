import { entriesIn, type Fields, numberIn, textIn } from './json-fields.ts'

/** Where the best picture of an item is, and its size in pixels. */
export interface Rendition {
  readonly href: string | null
  readonly width: number | null
  readonly height: number | null
}

const FULL = /^(?:main|original|full|highres|hires|hi-?def|base_?image|large)$/i
const SMALL = /thumb|preview|quicklook|watermark/i
const NO_PICTURE = /caption|nitf|anpa|story|text|video|audio/i
const NO_IMAGE_TYPE = /^(?!image\/)[a-z]+\//i

/** The rendition of an item that shows the whole picture at its best: what is called the main or original one, else the widest. */
export function bestRendition(item: Fields): Rendition | undefined {
  const found = entriesIn(item, 'renditions')
    .map(({ name, entry }) => ({
      name: textIn(entry, 'name', 'rel') || name,
      title: textIn(entry, 'title'),
      type: textIn(entry, 'mimetype', 'contenttype'),
      href: safeAddress(textIn(entry, 'href', 'url')),
      width: numberIn(entry, 'width'),
      height: numberIn(entry, 'height'),
    }))
    .filter(({ name, type, href }) => href && !NO_IMAGE_TYPE.test(type) && !NO_PICTURE.test(name))
  const rank = ({ name, title, width }: (typeof found)[number]) =>
    (FULL.test(name) || FULL.test(title) ? 1_000_000 : 0) -
    (SMALL.test(name) || SMALL.test(title) ? 1_000_000 : 0) +
    Math.min(width ?? 0, 100_000)
  const best = found.sort((one, other) => rank(other) - rank(one))[0]
  return best && { href: best.href, width: best.width, height: best.height }
}

/** An address on the web as it stands; null for anything else that might be in its place. */
export function safeAddress(said: string): string | null {
  const text = said.trim()
  return text.length <= 4_000 && /^https?:\/\/[^\s<>"]+$/i.test(text) ? text : null
}
