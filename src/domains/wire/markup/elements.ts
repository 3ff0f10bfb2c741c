import { attribute, type Element, isElement, raw } from './tree.ts'

/** Elements whose words are not the story's: programs, styles, what stands for a picture. */
export const UNREAD: ReadonlySet<string> = new Set([
  'script', 'style', 'template', 'head', 'title', 'object', 'embed', 'svg', 'math', 'noscript', 'iframe', 'video', 'audio', 'canvas', 'form',
  'select', 'textarea', 'button', 'input', 'media', 'media-metadata', 'nitf-table-metadata',
]) // biome-ignore format: a list of words

/** Elements within a line. */
export const INLINE = new Set([
  'a', 'b', 'strong', 'i', 'em', 'u', 's', 'span', 'small', 'sup', 'sub', 'code', 'q', 'cite', 'abbr', 'mark', 'font', 'org', 'person',
  'location', 'city', 'state', 'region', 'country', 'chron', 'num', 'money', 'event', 'function', 'object.title', 'virtloc', 'lang', 'pronounce',
  'copyrite', 'time', 'strike', 'del', 'ins', 'tt', 'wbr', 'frac', 'name.given', 'name.family',
]) // biome-ignore format: a list of words

/** True when a figure holds a picture, so that its words are a caption. */
export function hasPicture(element: Element): boolean {
  return element.children.some(
    (child) => isElement(child) && (child.name === 'img' || (child.name !== 'figcaption' && hasPicture(child))),
  )
}

/** True for the line of genre and source that TT sets above a text, which repeats what the item says of itself. */
export function isSourceLine(element: Element): boolean {
  return element.name === 'div' && attribute(element, 'class') === 'dat' && /^\D{0,40}$/.test(raw(element).trim())
}

/** A text whose white space is single spaces; that of most texts is so already. */
export function collapsed(text: string): string {
  return /[^\S ]| {2}/u.test(text) ? text.replace(/\s+/gu, ' ') : text
}
