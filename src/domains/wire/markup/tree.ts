import { parseFragment } from 'parse5'
import { SaxesParser } from 'saxes'
import { Refusal } from '#platform/refusal'

/** An element of an XML or HTML document. Names are local, without prefix; so are attributes', and the first of two with one name stands. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
}
export type Node = Element | string

// An agency's largest story has a hundredth of these.
const DEPTH_MAX = 200
const ELEMENTS_MAX = 100_000
const ATTRIBUTES_MAX = 200
const ENTITIES_MAX = 300

interface Growing {
  readonly name: string
  readonly attributes: Record<string, string>
  readonly children: Node[]
}

/**
 * The tree of an XML document. A DOCTYPE is read over; entities are the five of XML, numeric ones and those of HTML, and no other is ever
 * expanded, nor anything fetched. Refuses what is no XML, is cut off, or is deeper or larger than any story.
 */
export function parseXml(text: string): Element {
  const parser = new SaxesParser({ xmlns: false, fragment: false })
  const open: Growing[] = []
  let root: Growing | undefined
  let elements = 0
  let attributes = 0
  const own = ownEntities(text)
  for (const [name, value] of htmlEntities(text, own)) parser.ENTITIES[name] = value
  parser.on('error', (error) => {
    // A stray "&", or the name of an entity nobody knows, is kept as it stands.
    if (/entity|disallowed character in character reference|malformed character entity/.test(error.message)) return
    if (/text data outside of root node|must not appear more than once|disallowed character\.?$/.test(error.message))
      return
    throw new Refusal('invalid', 'wire.broken', `This XML is broken: ${error.message.replace(/\.$/, '')}.`)
  })
  parser.on('opentagstart', () => {
    attributes = 0
    elements += 1
    if (open.length >= DEPTH_MAX)
      throw new Refusal('invalid', 'wire.too-deep', `This XML has elements more than ${DEPTH_MAX} deep.`)
    if (elements > ELEMENTS_MAX)
      throw new Refusal('invalid', 'wire.too-large', `This XML has more than ${ELEMENTS_MAX} elements.`)
  })
  parser.on('attribute', () => {
    attributes += 1
    if (attributes > ATTRIBUTES_MAX)
      throw new Refusal(
        'invalid',
        'wire.too-large',
        `This XML has an element with more than ${ATTRIBUTES_MAX} attributes.`,
      )
  })
  parser.on('opentag', (tag) => {
    const element: Growing = { name: local(tag.name), attributes: localized(tag.attributes), children: [] }
    if (open.length === 0) root ??= element
    else open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => open.pop())
  const addText = (piece: string) => open.at(-1)?.children.push(piece)
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.write(text).close()
  if (!root) throw new Refusal('invalid', 'wire.broken', 'This XML has no element in it.')
  return root
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

const NONE: Record<string, string> = Object.freeze(Object.create(null))

function localized(attributes: Readonly<Record<string, string>>): Record<string, string> {
  if (Object.keys(attributes).length === 0) return NONE
  const found: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(attributes)) if (!name.includes(':')) found[name] = value
  for (const [name, value] of Object.entries(attributes)) {
    if (name.includes(':') && !name.startsWith('xmlns:')) found[local(name)] ??= value
  }
  return found
}

// The entities a document declares itself. One that is used might be a bomb or a door to a file, so the document is refused.
function ownEntities(text: string): ReadonlySet<string> {
  const start = text.slice(0, 200_000)
  if (!/<!DOCTYPE/i.test(start)) return new Set()
  const names = new Set([...start.matchAll(/<!ENTITY\s+([\w.-]{1,100})\s/g)].map((found) => found[1] ?? ''))
  for (const [, name = ''] of names.size === 0 ? [] : text.matchAll(/&([\w.-]{1,100});/g)) {
    if (names.has(name) && !FIVE.has(name))
      throw new Refusal(
        'invalid',
        'wire.own-entities',
        `This XML uses an entity it declares itself (&${name};), which is never expanded.`,
      )
  }
  return names
}

const FIVE = new Set(['amp', 'lt', 'gt', 'quot', 'apos'])

function htmlEntities(text: string, own: ReadonlySet<string>): Map<string, string> {
  const values = new Map<string, string>()
  for (const [whole, name = ''] of text.matchAll(/&([A-Za-z][A-Za-z0-9]{1,31});/g)) {
    if (values.size >= ENTITIES_MAX) break
    if (values.has(name) || FIVE.has(name) || own.has(name)) continue
    const [node] = parseFragment(whole).childNodes
    const value = node && 'value' in node ? node.value : whole
    if (value !== whole) values.set(name, value)
  }
  return values
}

export function isElement(node: Node | undefined): node is Element {
  return typeof node === 'object'
}

/** The element's own children that are elements, of one of the names if any are given. */
export function children(element: Element | undefined, ...names: string[]): Element[] {
  const found = element?.children.filter(isElement) ?? []
  return names.length === 0 ? found : found.filter(({ name }) => names.includes(name))
}

/** The first element at a path of names below this one: 'head/docdata/urgency'. Undefined where any is missing. */
export function first(element: Element | undefined, path: string): Element | undefined {
  return every(element, path)[0]
}

/** All elements at a path of names below this one, in order. */
export function every(element: Element | undefined, path: string): Element[] {
  let found = element ? [element] : []
  for (const name of path.split('/')) found = found.flatMap((one) => children(one, name))
  return found
}

/** All elements of a name anywhere below this one, in order. */
export function anywhere(element: Element | undefined, name: string): Element[] {
  return children(element).flatMap((child) => [...(child.name === name ? [child] : []), ...anywhere(child, name)])
}

/** An attribute's value without white space at its ends; '' where there is none. */
export function attribute(element: Element | undefined, name: string): string {
  return element?.attributes[name]?.trim() ?? ''
}

/** All words of an element, its white space collapsed; '' where there is none. */
export function words(element: Element | undefined): string {
  return raw(element).replace(/\s+/gu, ' ').trim()
}

/** All characters of an element as they stand. */
export function raw(element: Element | undefined): string {
  return element?.children.map((child) => (isElement(child) ? raw(child) : child)).join('') ?? ''
}
