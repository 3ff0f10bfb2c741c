import { SaxesParser } from 'saxes'
import { tidyWords } from './words.ts'

/** The properties of an XMP packet that we read, by namespace and name as they are usually written. */
export type XmpField =
  | 'dc:description'
  | 'dc:creator'
  | 'dc:subject'
  | 'photoshop:Headline'
  | 'photoshop:Credit'
  | 'photoshop:Source'
  | 'photoshop:City'
  | 'photoshop:Country'
  | 'photoshop:Instructions'
  | 'photoshop:DateCreated'
  | 'exif:DateTimeOriginal'
  | 'xmp:CreateDate'
  | 'xmpRights:UsageTerms'

/** What a packet says: for each property its values in order, the default language first. */
export type Xmp = ReadonlyMap<string, readonly string[]>

// Prefixes are whatever the writer chose; the namespaces are not.
const PREFIX: Readonly<Record<string, string>> = {
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://ns.adobe.com/photoshop/1.0/': 'photoshop',
  'http://ns.adobe.com/exif/1.0/': 'exif',
  'http://ns.adobe.com/xap/1.0/': 'xmp',
  'http://ns.adobe.com/xap/1.0/rights/': 'xmpRights',
}
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const VALUES_MAX = 500
const DEPTH_MAX = 64

// An honest packet is a few kilobytes. A parser's time grows with it.
const PACKET_MAX_BYTES = 1_000_000

interface Part {
  text: string
  readonly isDefault: boolean
}

/**
 * Reads an XMP packet (ISO 16684-1), as far as it is well formed; a broken or oversized one says nothing more. Structures inside
 * properties are passed over. Entities are never defined nor fetched: the parser knows only those of XML itself.
 */
export function readXmp(packet: Uint8Array | undefined): Xmp {
  const found = new Map<string, string[]>()
  if (!packet || packet.length > PACKET_MAX_BYTES) return found
  const parser = new SaxesParser({ xmlns: true, fragment: true })
  let depth = 0
  let described: number | undefined
  let isBroken = false
  let property: { readonly name: string | undefined; readonly depth: number; parts: Part[]; own: Part } | undefined
  let part: { readonly part: Part; readonly depth: number } | undefined

  parser.on('error', () => {
    // What is written about one namespace may be wrong while the rest is right, so reading goes on where it can.
    isBroken ||= depth > DEPTH_MAX
  })
  parser.on('opentag', ({ uri, local, attributes }) => {
    depth += 1
    if (isBroken || depth > DEPTH_MAX) return
    if (property) {
      const isPart = uri === RDF && (local === 'li' || local === 'value')
      if (isPart && (!part || local === 'value')) {
        const lang = Object.values(attributes).find((each) => each.name === 'xml:lang')
        const made = { text: '', isDefault: lang?.value === 'x-default' }
        if (property.parts.length < VALUES_MAX) property.parts.push(made)
        part = { part: made, depth }
      }
      return
    }
    if (uri === RDF && local === 'Description') {
      described = depth
      for (const { uri: of, local: name, value } of Object.values(attributes)) keep(nameOf(of, name), [value])
      return
    }
    if (described !== depth - 1) return
    property = { name: nameOf(uri, local), depth, parts: [], own: { text: '', isDefault: false } }
  })
  const write = (text: string) => {
    if (!property || isBroken) return
    if (part?.depth === depth) part.part.text += text
    else if (property.depth === depth) property.own.text += text
  }
  parser.on('text', write)
  parser.on('cdata', write)
  parser.on('closetag', () => {
    if (part?.depth === depth) part = undefined
    if (property?.depth === depth) {
      const { parts, own, name } = property
      const ordered = [...parts].sort((a, b) => Number(b.isDefault) - Number(a.isDefault))
      keep(
        name,
        (ordered.length > 0 ? ordered : [own]).map((each) => each.text),
      )
      property = undefined
    }
    if (described === depth) described = undefined
    depth -= 1
  })

  function keep(name: string | undefined, values: readonly string[]): void {
    const said = values.map(tidyWords).filter(Boolean)
    if (name && said.length > 0 && !found.has(name)) found.set(name, said)
  }
  parser.write(decoded(packet)).close()
  return found
}

function nameOf(uri: string, local: string): string | undefined {
  const prefix = Object.hasOwn(PREFIX, uri) ? PREFIX[uri] : undefined
  return prefix && `${prefix}:${local}`
}

function decoded(packet: Uint8Array): string {
  const [first, second] = packet
  const charset =
    first === 0xfe && second === 0xff ? 'utf-16be' : first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8'
  const text = new TextDecoder(charset).decode(packet)
  // Before and after the packet there may be padding, and its wrapper is no XML of ours.
  const start = text.search(/<(?:\w+:)?(?:xmpmeta|xapmeta|RDF)[\s>]/)
  return start < 0
    ? ''
    : text
        .slice(start)
        .replace(/<\?xpacket[^>]*>\s*$/, '')
        .replaceAll('\0', '')
}

/** Looks for a packet in the bytes of a file whose header cannot be read. */
export function findXmp(bytes: Uint8Array): Uint8Array | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = file.indexOf('<x:xmpmeta')
  const end = start < 0 ? -1 : file.indexOf('</x:xmpmeta>', start)
  return end < 0 ? undefined : file.subarray(start, end + '</x:xmpmeta>'.length)
}
