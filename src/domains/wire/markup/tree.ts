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
// The parser makes an error of each, with its place in the text; a story has a handful.
const OVERLOOKED_MAX = 20_000

// A stray "&", or the name of an entity nobody knows, is kept as it stands; what follows the document is left out.
const OVERLOOKED =
  /entity|disallowed character in character reference|malformed character entity|text data outside of root node|must not appear more than once|disallowed character\.?$/

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
  mustUseNoEntityOfItsOwn(text)
  for (const [name, value] of htmlEntities(text)) parser.ENTITIES[name] = value
  let overlooked = 0
  parser.on('error', (error) => {
    overlooked += 1
    if (overlooked <= OVERLOOKED_MAX && OVERLOOKED.test(error.message)) return
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
  let found: Record<string, string> | undefined
  let prefixed: string[] | undefined
  for (const name of Object.keys(attributes)) {
    if (name.includes(':')) {
      prefixed ??= []
      prefixed.push(name)
      continue
    }
    found ??= Object.create(null) as Record<string, string>
    found[name] = attributes[name] ?? ''
  }
  for (const name of prefixed ?? []) {
    if (name.startsWith('xmlns:')) continue
    found ??= Object.create(null) as Record<string, string>
    found[local(name)] ??= attributes[name] ?? ''
  }
  return found ?? NONE
}

const FIVE = new Set(['amp', 'lt', 'gt', 'quot', 'apos'])

// One that a document declares itself and uses might be a bomb or a door to a file, so the document is refused; unless HTML has one of
// that name, which then stands for what it is in HTML, whatever the document says.
function mustUseNoEntityOfItsOwn(text: string): void {
  const start = text.slice(0, 200_000)
  if (!/<!DOCTYPE/i.test(start)) return
  const names = new Set([...start.matchAll(/<!ENTITY\s+([\w.-]{1,100})\s/g)].map((found) => found[1] ?? ''))
  if (names.size === 0) return
  for (const [, name = ''] of text.matchAll(/&([\w.-]{1,100});/g)) {
    if (!names.has(name)) continue
    names.delete(name)
    if (FIVE.has(name) || htmlEntity(name) !== undefined) continue
    throw new Refusal(
      'invalid',
      'wire.own-entities',
      `This XML uses an entity it declares itself (&${name};), which is never expanded.`,
    )
  }
}

function htmlEntities(text: string): Map<string, string> {
  const values = new Map<string, string>()
  const seen = new Set(FIVE)
  for (const [, name = ''] of text.matchAll(/&([A-Za-z][A-Za-z0-9]{1,31});/g)) {
    if (seen.size >= ENTITIES_MAX) break
    if (seen.has(name)) continue
    seen.add(name)
    const value = htmlEntity(name)
    if (value !== undefined) values.set(name, value)
  }
  return values
}

function htmlEntity(name: string): string | undefined {
  const [node] = parseFragment(`&${name};`).childNodes
  // Of a name HTML does not have, a beginning that it has is read, and the rest stays as it is.
  return node && 'value' in node && !node.value.endsWith(';') ? node.value : undefined
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
  return element && firstAt(element, namesOf(path), 0)
}

function firstAt(element: Element, names: readonly string[], at: number): Element | undefined {
  for (const child of element.children) {
    if (!isElement(child) || child.name !== names[at]) continue
    const found = at === names.length - 1 ? child : firstAt(child, names, at + 1)
    if (found) return found
  }
  return undefined
}

/** All elements at a path of names below this one, in order. */
export function every(element: Element | undefined, path: string): Element[] {
  const found: Element[] = []
  if (element) collectAt(element, namesOf(path), 0, found)
  return found
}

function collectAt(element: Element, names: readonly string[], at: number, found: Element[]): void {
  for (const child of element.children) {
    if (!isElement(child) || child.name !== names[at]) continue
    if (at === names.length - 1) found.push(child)
    else collectAt(child, names, at + 1, found)
  }
}

// The paths are those written in the readers: a few dozen.
const paths = new Map<string, readonly string[]>()

function namesOf(path: string): readonly string[] {
  const known = paths.get(path)
  if (known) return known
  const names = path.split('/')
  paths.set(path, names)
  return names
}

/** All elements of a name anywhere below this one, in order. */
export function anywhere(element: Element | undefined, name: string): Element[] {
  const found: Element[] = []
  const look = (within: Element) => {
    for (const child of within.children) {
      if (!isElement(child)) continue
      if (child.name === name) found.push(child)
      look(child)
    }
  }
  if (element) look(element)
  return found
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
  const pieces: string[] = []
  const collect = (within: Element) => {
    for (const child of within.children) {
      if (isElement(child)) collect(child)
      else pieces.push(child)
    }
  }
  if (element) collect(element)
  return pieces.join('')
}
