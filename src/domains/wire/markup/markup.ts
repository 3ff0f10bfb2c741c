import { parseHtml } from '#domains/clippings'
import type { Body } from '#domains/stories/shared'
import { Refusal } from '#platform/refusal'
import type { WirePhoto } from '#wire/item.ts'
import { writeBody } from './body-writer.ts'
import { collapsed, hasPicture, INLINE, isSourceLine, UNREAD } from './elements.ts'
import { anywhere, attribute, children, type Element, isElement, type Node, words } from './tree.ts'

/** A body read from markup. `wording` is all its words, taken without the reader of blocks, for comparing. */
export interface Marked {
  readonly body: Body
  readonly photos: readonly Partial<WirePhoto>[]
  readonly links: readonly { readonly href: string; readonly text: string }[]
  /** What stands above the text as its genre ("Culture"), which is a keyword and no part of the story. */
  readonly labels: readonly string[]
  readonly wording: string
}

// No agency's story has a fiftieth of this; the parser's time grows with it.
const HTML_MAX = 2_000_000
// Characters; the longest investigations have a tenth.
const STORY_MAX = 1_000_000
// Both ends of each element counted: a table of two thousand rows.
const TAGS_MAX = 40_000

/** The body that HTML describes: paragraphs, headings, lists, tables, quotes, with bold, italic, links and line breaks. Refuses what is no story by its size. */
export function bodyFromHtml(html: string): Marked {
  const tags = html.length > 10_000 ? (html.match(/</g)?.length ?? 0) : 0
  if (html.length > HTML_MAX || tags > TAGS_MAX)
    throw new Refusal('invalid', 'wire.too-large', 'This HTML is too long to be one story’s.')
  // What stands before the first tag of a table or a list is text all the same, so the words are in a body of their own.
  const document = parseHtml(`<!doctype html><body>${html}`)
  return bodyFromXml({ name: 'body', attributes: {}, children: plainNodes(document.childNodes) })
}

/** The body that a tree of NITF, XHTML or HTML elements describes, from the children of `node`. */
export function bodyFromXml(node: Element): Marked {
  // White space that a program put between the elements is no text, but not more of it than text.
  const wording = lengthOf(node) > STORY_MAX * 2 ? undefined : wordingOf(node)
  if (wording === undefined || wording.length > STORY_MAX)
    throw new Refusal('invalid', 'wire.too-large', 'This text is far longer than any story.')
  const { body, photos, links } = writeBody(node)
  const labels = anywhere(node, 'div')
    .filter(isSourceLine)
    .flatMap((div) => children(div, 'span'))
    .filter((span) => attribute(span, 'class') === 'vignette')
  return { body, photos, links, labels: labels.map(words), wording }
}

/** True for text that has HTML tags in it, and not only a "<" or an "&". */
export function looksLikeHtml(text: string): boolean {
  return /<\/?(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|table|blockquote|img|figure|section|html|body)\b[^<>]*>/i.test(
    text,
  )
}

type HtmlNode = ReturnType<typeof parseHtml>['childNodes'][number]

const NONE: Record<string, string> = Object.freeze(Object.create(null))

function plainNodes(nodes: readonly HtmlNode[]): Node[] {
  return nodes.flatMap((node): Node[] => {
    if ('value' in node) return [node.value]
    if (!('tagName' in node)) return []
    const attributes: Record<string, string> = node.attrs.length === 0 ? NONE : Object.create(null)
    for (const { name, value } of node.attrs) attributes[name] ??= value
    return [{ name: node.tagName, attributes, children: plainNodes(node.childNodes) }]
  })
}

function lengthOf(node: Element): number {
  return node.children.reduce((sum, child) => sum + (isElement(child) ? lengthOf(child) : child.length), 0)
}

const BREAK = '\n\n'

function wordingOf(node: Element): string {
  const found: string[] = []
  const walk = (element: Element) => {
    if (UNREAD.has(element.name) || isSourceLine(element) || (element.name === 'figure' && hasPicture(element))) return
    const isApart = !INLINE.has(element.name)
    if (isApart && found.at(-1) !== BREAK) found.push(BREAK)
    for (const child of element.children) {
      if (isElement(child)) walk(child)
      else found.push(collapsed(child))
    }
    if (isApart && found.at(-1) !== BREAK) found.push(BREAK)
  }
  walk({ ...node, name: 'p' })
  return found
    .join('')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
