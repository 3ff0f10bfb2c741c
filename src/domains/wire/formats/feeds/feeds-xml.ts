import { Refusal } from '#platform/refusal'
import { bodyFromHtml } from '#wire/markup/markup.ts'
import { attribute, children, type Element, isElement, type Node, parseXml, raw } from '#wire/markup/tree.ts'

// The prefixes feeds use for these, whatever a feed calls them. Atom's and RSS's own names have none.
const PREFIXES: readonly (readonly [namespace: RegExp, prefix: string])[] = [
  [/^http:\/\/www\.w3\.org\/2005\/Atom$|^http:\/\/purl\.org\/rss\/1\.0\/$|^http:\/\/backend\.userland\.com/, ''],
  [/^http:\/\/purl\.org\/rss\/1\.0\/modules\/content\/?$/, 'content'],
  [/^http:\/\/purl\.org\/dc\/(?:elements\/1\.1|terms)\/?$/, 'dc'],
  [/^https?:\/\/search\.yahoo\.com\/mrss\/?$/, 'media'],
  [/^http:\/\/wordpress\.org\/export\/1\.\d\/excerpt\/$/, 'excerpt'],
  [/^http:\/\/wordpress\.org\/export\/1\.\d\/$/, 'wp'],
  [/^http:\/\/www\.itunes\.com\/dtds\/podcast-1\.0\.dtd$/i, 'itunes'],
]
// A feed of a thousand entries has a third of these.
const TAGS_MAX = 80_000
const ENTITIES_MAX = 300_000
// Characters; no headline has a tenth.
const TITLE_MAX = 5_000
// What is read over or taken as it stands.
const APART: readonly (readonly [start: string, end: string])[] = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
  ['<?', '?>'],
]

/**
 * A feed as a tree. Names keep their prefix ("dc-creator", "content-encoded"), since two of a feed's names are often the same but for it;
 * a prefix that was never declared is one like others. A stray "&" is taken for what it is.
 */
export function parseFeedXml(text: string): Element {
  const declared = new Map<string, string>()
  for (const [, name = '', uri = ''] of text
    .slice(0, 20_000)
    .matchAll(/\sxmlns:([\w.-]{1,40})\s*=\s*["']([^"'<>]{1,200})["']/g)) {
    const known = PREFIXES.find(([namespace]) => namespace.test(uri.trim()))
    if (known) declared.set(name, known[1])
  }
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff\ufffe\uffff]/g, '').trimStart()
  return parseXml(withMarkup(clean, (markup) => prepared(markup, declared)))
}

// The text with all that is markup or words changed, and what stands apart left alone. One pass, whatever is left open.
function withMarkup(text: string, change: (markup: string) => string): string {
  const pieces: string[] = []
  let from = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const apart = APART.find(([start]) => text.startsWith(start, at))
    if (!apart) {
      at += 1
      continue
    }
    const end = text.indexOf(apart[1], at)
    pieces.push(change(text.slice(from, at)))
    from = end < 0 ? text.length : end + apart[1].length
    pieces.push(text.slice(at, from))
    at = from
  }
  return [...pieces, change(text.slice(from))].join('')
}

function prepared(markup: string, declared: ReadonlyMap<string, string>): string {
  const signs = markup.length > TAGS_MAX ? (markup.match(/[<&]/g) ?? []) : []
  const tags = signs.filter((sign) => sign === '<').length
  if (tags > TAGS_MAX || signs.length - tags > ENTITIES_MAX)
    throw new Refusal('invalid', 'wire.too-large', 'This feed is larger than any feed is.')
  return markup
    .replace(/&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][\w.-]{0,60});)/gi, '&amp;')
    .replace(/<(\/?)([A-Za-z_][\w.-]{0,40}):(?=[A-Za-z_])/g, (_, slash: string, prefix: string) => {
      const name = declared.get(prefix) ?? prefix
      return `<${slash}${name === '' ? '' : `${name}-`}`
    })
}

/** The text of the first child with one of the names that has any; '' where none has. */
export function textAt(element: Element | undefined, ...names: string[]): string {
  for (const name of names) {
    for (const child of children(element, name)) {
      const text = raw(child)
      if (text.trim() !== '') return text.trim()
    }
  }
  return ''
}

/** The texts of all children with the name. */
export function textsAt(element: Element | undefined, name: string): string[] {
  return children(element, name)
    .map((child) => raw(child).trim())
    .filter((text) => text !== '')
}

/** The tree below an element as HTML again, for content that came as XHTML. */
export function htmlWithin(element: Element): string {
  return element.children.map(htmlOf).join('')
}

function htmlOf(node: Node): string {
  if (!isElement(node)) return escaped(node)
  const attributes = ['href', 'src', 'alt', 'title', 'width', 'height', 'class']
    .map((name) => [name, attribute(node, name)] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ` ${name}="${escaped(value).replace(/"/g, '&quot;')}"`)
  const isVoid = /^(?:br|img|hr)$/i.test(node.name)
  return `<${node.name}${attributes.join('')}>${isVoid ? '' : `${htmlWithin(node)}</${node.name}>`}`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

/** A title as words: feeds put HTML into titles that should have none. */
export function titleText(title: string): string {
  const line = title.slice(0, TITLE_MAX)
  return /<\/?[a-z][^<>]*>|&[a-z#]\w*;/i.test(line) ? bodyFromHtml(line).wording : line
}
