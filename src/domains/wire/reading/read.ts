import { createHash } from 'node:crypto'
import { readJson } from '#platform/json'
import { Refusal } from '#platform/refusal'
// biome-ignore format: a list of names
import {
  readAnpa, readApMedia, readEmail, readFeed, readIptc7901, readNewsMl12, readNewsMlG2, readNinjs, readNitf, readPlainText, readRitzau, withApBody,
} from '#wire/formats/index.ts'
import type { WireItem } from '#wire/item.ts'
import { bounded } from './bounded.ts'
import { decode } from './decode.ts'
import { detect } from './detect.ts'
import { finished, type WireDraft } from './finish.ts'
import { jsonMustFit } from './json-size.ts'
import { mustBeFew, noItems } from './limits.ts'
import { mended } from './mend.ts'
import { wireMustFit } from './size.ts'

// Of the formats that have one story in a file, and nothing but its text.
const STORY_MAX_BYTES = 1_000_000

/** How the readers of this release read. A kept original read by an older one may be read again. */
export const PARSER_VERSION = '1'

/**
 * The items in what an agency sent, whatever the format, found out from the content alone. Refuses with `wire.empty`, `wire.too-large`,
 * `wire.not-understood`, `wire.broken` and their kin, and a sentence that says why. Fetches nothing.
 */
export async function readWire(bytes: Uint8Array): Promise<WireItem[]> {
  wireMustFit(bytes.byteLength)
  const { text, warnings } = decode(bytes)
  if (text.trim() === '') throw new Refusal('invalid', 'wire.empty', 'There is nothing in the file but white space.')
  const drafts = await draftsOf(bytes, text, warnings)
  if (drafts.length === 0) throw noItems('There is no item in this file.')
  mustBeFew(drafts.length)
  const whole = drafts.length === 1 ? fingerprint(bytes) : ''
  return drafts.map((draft) => {
    const bare = finished(mended(bounded(draft)))
    const item = draft.nitf ? withApBody(bare, new TextEncoder().encode(draft.nitf)) : bare
    const revisionKey = item.revisionKey || whole || fingerprint(substanceOf(item))
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

function draftsOfJson(text: string): WireDraft[] {
  jsonMustFit(text)
  const json = readJson(text)
  if (json === undefined)
    throw new Refusal('invalid', 'wire.broken', 'This looks like JSON but cannot be read as JSON; it may be cut off.')
  const said = (name: string) => (isFields(json) && typeof json[name] === 'string' ? json[name] : '')
  if (/jsonfeed\.org\/version/.test(said('version'))) return readFeed(text)
  if (isFields(json) && (json.swagger || json.openapi || /json-schema\.org/.test(said('$schema'))))
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

// What a reader or an editor would notice, and nothing that only a later release of these readers would find in it.
function substanceOf(item: WireItem): string {
  const { id, status, embargoUntil, revisedAt, headline, summary, text, photos } = item
  return JSON.stringify([id, status, embargoUntil, revisedAt, headline, summary, text, photos.map((photo) => photo.id)])
}

function fingerprint(content: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}
