import {
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  Parser,
  type Token,
} from 'parse5'
import { Refusal } from '#platform/refusal'

export type Element = DefaultTreeAdapterTypes.Element
export type Node = DefaultTreeAdapterTypes.ChildNode
export type Parent = DefaultTreeAdapterTypes.ParentNode

// Both ends of each element counted, a large saved page has a tenth of these.
const TAGS_MAX = 250_000
// With those of scripts. The parser makes a token of each.
const WORDS_MAX = 1_000_000
// Deep enough for any page made by people; the parser looks through all open elements at nearly every tag.
const DEPTH_MAX = 200
// Old pages leave fonts and bolds open; the parser opens them all again at every paragraph.
const OPEN_MARKS_MAX = 24

// Text and elements that stand wrongly in a table are put before it. The table is the newest child, so it is looked for from the end:
// from the start, as the stock adapter does, a hostile page takes quadratic time.
const adapter: typeof defaultTreeAdapter = {
  ...defaultTreeAdapter,
  insertBefore(parent, node, before) {
    parent.childNodes.splice(Math.max(0, parent.childNodes.lastIndexOf(before)), 0, node)
    node.parentNode = parent
  },
  insertTextBefore(parent, text, before) {
    const previous = parent.childNodes[parent.childNodes.lastIndexOf(before) - 1]
    if (previous && defaultTreeAdapter.isTextNode(previous)) previous.value += text
    else adapter.insertBefore(parent, defaultTreeAdapter.createTextNode(text), before)
  },
}

class BoundedParser extends Parser<DefaultTreeAdapterMap> {
  override onStartTag(token: Token.TagToken): void {
    if (TYPOGRAPHY.has(token.tagName) || (MARKS.has(token.tagName) && this.openMarks() >= OPEN_MARKS_MAX)) return
    if (this.openElements.stackTop < DEPTH_MAX || VOID.has(token.tagName)) super.onStartTag(token)
  }

  private openMarks(): number {
    let count = 0
    for (
      let entry = this.activeFormattingElements.newest;
      entry !== null && count < OPEN_MARKS_MAX;
      entry = entry.older
    )
      count += 1
    return count
  }
}

const VOID = new Set(['br', 'img', 'hr', 'meta', 'link', 'input', 'wbr'])
const TYPOGRAPHY = new Set(['font', 'big', 'small', 'tt', 'nobr'])
const MARKS = new Set(['a', 'b', 'code', 'em', 'i', 's', 'strike', 'strong', 'u'])

function mustBeOnePage(html: string): void {
  let tags = 0
  let words = 0
  let wasSpace = true
  for (let at = 0; at < html.length; at += 1) {
    const code = html.charCodeAt(at)
    const isSpace = code === 32 || (code >= 9 && code <= 13)
    if (code === 60) tags += 1
    if (wasSpace && !isSpace) words += 1
    wasSpace = isSpace
  }
  if (tags <= TAGS_MAX && words <= WORDS_MAX) return
  throw new Refusal('invalid', 'clipping.too-long', 'This page is too long to be one story’s page.')
}

/** The page's tree, as a browser would build it, never deeper than a fixed bound. */
export function parseHtml(html: string): Parent {
  mustBeOnePage(html)
  const parser = new BoundedParser({ treeAdapter: adapter, scriptingEnabled: false })
  parser.tokenizer.write(html, true)
  return parser.document
}

export function isElement(node: Node): node is Element {
  return 'tagName' in node
}

export function attribute(element: Element, name: string): string {
  return element.attrs.find((attr) => attr.name === name)?.value ?? ''
}

/** The elements below `parent`, in order, up to `most` of them: a look into each of many nested elements must not add up. */
export function elementsIn(parent: Parent, most = 2_000): Element[] {
  const found: Element[] = []
  const waiting: Node[] = parent.childNodes.toReversed()
  for (let node = waiting.pop(); node && found.length < most; node = waiting.pop()) {
    if (!isElement(node)) continue
    found.push(node)
    for (let place = node.childNodes.length - 1; place >= 0; place -= 1) {
      const child = node.childNodes[place]
      if (child) waiting.push(child)
    }
  }
  return found
}

/** All characters below `parent`, as they stand. */
export function rawText(parent: Parent): string {
  let text = ''
  for (const child of parent.childNodes) {
    if ('value' in child) text += child.value
    else if (isElement(child)) text += child.tagName === 'br' ? '\n' : rawText(child)
  }
  return text
}

/** The words of an element's class and id, in small letters: "entry-content post_body" is entry, content, post, body. */
export function classWords(element: Element): string[] {
  const names = `${attribute(element, 'class')} ${attribute(element, 'id')}`.slice(0, 500)
  return names
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
}
