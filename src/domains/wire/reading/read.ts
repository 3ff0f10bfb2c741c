import { createHash } from 'node:crypto'
import { readJson } from '#platform/json'
import { Refusal } from '#platform/refusal'
// biome-ignore format: a list of names
import {
  readAnpa, readApMedia, readEmail, readFeed, readIptc7901, readNewsMl12, readNewsMlG2, readNinjs, readNitf, readPlainText, readRitzau,
} from '#wire/formats/index.ts'
import type { WireItem } from '#wire/item.ts'
import { decode } from './decode.ts'
import { detect } from './detect.ts'
import { finished, type WireDraft } from './finish.ts'

/** No agency sends a larger file of text; what is, is a film or an archive. */
export const WIRE_MAX_BYTES = 5_000_000
// Of the formats that have one story in a file, and nothing but its text.
const STORY_MAX_BYTES = 1_000_000
const ITEMS_MAX = 2_000

/** How the readers of this release read. A kept original read by an older one may be read again. */
export const PARSER_VERSION = '1'

/** Refuses a file by its size alone, before it is read. `byteLength` in bytes. */
export function wireMustFit(byteLength: number): void {
  if (byteLength === 0) throw new Refusal('invalid', 'wire.empty', 'The file is empty.')
  if (byteLength <= WIRE_MAX_BYTES) return
  throw new Refusal(
    'invalid',
    'wire.too-large',
    `The file has ${Math.round(byteLength / 1_000_000)} MB. A wire file has at most ${WIRE_MAX_BYTES / 1_000_000} MB.`,
  )
}

/**
 * The items in what an agency sent, whatever the format, found out from the content alone. Refuses with `wire.empty`, `wire.too-large`,
 * `wire.not-understood`, `wire.broken` and their kin, and a sentence that says why. Fetches nothing.
 */
export async function readWire(bytes: Uint8Array): Promise<WireItem[]> {
  wireMustFit(bytes.byteLength)
  const { text, warnings } = decode(bytes)
  if (text.trim() === '') throw new Refusal('invalid', 'wire.empty', 'There is nothing in the file but white space.')
  const drafts = await draftsOf(bytes, text, warnings)
  if (drafts.length === 0) throw new Refusal('invalid', 'wire.no-items', 'There is no item in this file.')
  mustBeFew(drafts.length)
  const whole = drafts.length === 1 ? fingerprint(bytes) : ''
  return drafts.map((draft) => {
    const item = finished(draft)
    const revisionKey = item.revisionKey || whole || fingerprint(JSON.stringify(item))
    return { ...item, id: item.id || revisionKey, revisionKey }
  })
}

async function draftsOf(bytes: Uint8Array, text: string, warnings: readonly string[]): Promise<WireDraft[]> {
  const kind = detect(bytes, text)
  if (/^(?:anpa-1312|iptc-7901|plain-text)$/.test(kind)) mustBeOneStory(bytes.byteLength)
  if (kind === 'feed') mustBeFew(text.match(/<(?:[\w-]{1,20}:)?(?:item|entry)[\s>]/g)?.length ?? 0)
  const warned = (drafts: readonly WireDraft[]) =>
    drafts.map((draft) => ({ ...draft, warnings: [...warnings, ...(draft.warnings ?? [])] }))
  switch (kind) {
    case 'json':
      return warned(draftsOfJson(text))
    case 'nitf':
      return warned(readNitf(text))
    case 'newsml-g2':
      return warned(readNewsMlG2(text))
    case 'newsml-1.2':
      return warned(readNewsMl12(text))
    case 'ritzau':
      return warned(readRitzau(text))
    case 'feed':
      return warned(readFeed(text))
    case 'anpa-1312':
      return readAnpa(bytes)
    case 'iptc-7901':
      return readIptc7901(bytes)
    case 'rfc822':
      return readEmail(bytes)
    case 'plain-text':
      return warned(readPlainText(text))
  }
}

function mustBeOneStory(byteLength: number): void {
  if (byteLength <= STORY_MAX_BYTES) return
  throw new Refusal('invalid', 'wire.too-large', 'This text is far longer than any story.')
}

function mustBeFew(items: number): void {
  if (items <= ITEMS_MAX) return
  throw new Refusal(
    'invalid',
    'wire.too-many-items',
    `There are more than ${ITEMS_MAX} items in this file. Send them in parts.`,
  )
}

function draftsOfJson(text: string): WireDraft[] {
  const json = readJson(text)
  if (json === undefined)
    throw new Refusal('invalid', 'wire.broken', 'This looks like JSON but cannot be read as JSON; it may be cut off.')
  if (isFields(json) && /jsonfeed\.org\/version/.test(String(json.version))) return readFeed(text)
  if (isFields(json) && (json.swagger || json.openapi || /json-schema\.org/.test(String(json.$schema))))
    throw new Refusal(
      'invalid',
      'wire.not-understood',
      'This is a schema, which describes a format. It has no story in it.',
    )
  return isApMedia(json) ? readApMedia(json) : readNinjs(json, { nitf: readNitf })
}

function isApMedia(json: unknown): boolean {
  if (!isFields(json)) return false
  if (json.api_version !== undefined && isFields(json.data)) return true
  const item = isFields(json.item) && !Array.isArray(json.item) ? json.item : json
  return (
    isFields(item.altids) &&
    typeof item.altids.itemid === 'string' &&
    item.standard === undefined &&
    item.$standard === undefined
  )
}

function isFields(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null
}

function fingerprint(content: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}
