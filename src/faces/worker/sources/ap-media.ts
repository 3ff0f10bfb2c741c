import { apLinks, readWire, type WireItem, withApBody } from '#domains/wire'
import { readJson } from '#platform/json'
import { fetchOutside, OutsideError } from '#platform/outside'
import { Refusal } from '#platform/refusal'
import { isSameFamily } from './origin.ts'
import { mustNotBeOurs, PATIENCE, SourceTrouble, sentenceOf } from './trouble.ts'
import type { Asked, Kind, Looked, Peeked, Visit } from './visit.ts'
import { askWeb } from './web.ts'

// AP holds a page open until there is something on it.
const LONG_POLL_MS = 90_000
const PAGE_MAX_BYTES = 5_000_000
const PAGES_A_LOOK = 50

/** AP's Media API: pages of a feed, each naming the next; the text of a story is a file of its own. */
export const apMedia: Kind = { look, peek }

interface Page {
  readonly next: string | null
  readonly items: readonly { readonly item: WireItem; readonly json: unknown; readonly nitf: string | null }[]
}

async function look(visit: Visit): Promise<Looked> {
  let at = String(visit.source.cursor.next ?? startOf(visit))
  for (let pages = 0; pages < PAGES_A_LOOK; pages += 1) {
    const page = await askPage(visit, at)
    for (const one of page.items) {
      visit.signal.throwIfAborted()
      await takeOne(visit, one)
    }
    const { next } = page
    // The same address again: there is nothing new.
    if (next === null || next === at) return {}
    if (!isSameFamily(next, startOf(visit)))
      throw new SourceTrouble(`The next page lies elsewhere (${new URL(next).host}); we do not go there.`)
    await visit.remember({ next })
    at = next
  }
  return { nextMs: 0 }
}

async function takeOne(visit: Visit, { item, json, nitf }: Page['items'][number]): Promise<void> {
  const text = nitf === null ? undefined : await askText(visit, item, nitf)
  // What is kept as the original has the text in it, so that it can be read again.
  const original = { item: json, ...(text ? { nitf: Buffer.from(text).toString('utf8') } : {}) }
  const name = item.headline || item.id
  const taken = await visit.take({
    name,
    bytes: Buffer.from(JSON.stringify(original)),
    items: [await withText(visit, item, text)],
  })
  mustNotBeOurs(taken, visit, name)
  if (taken.trouble !== undefined) await visit.note('bad', `“${name}”: ${taken.trouble}`)
}

async function withText(visit: Visit, item: WireItem, text: Uint8Array | undefined): Promise<WireItem> {
  if (!text) return item
  try {
    return withApBody(item, text)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await visit.note('look', `The text of “${item.headline || item.id}” cannot be read: ${error.message}`)
    return item
  }
}

async function askText(visit: Visit, item: WireItem, address: string): Promise<Uint8Array | undefined> {
  const name = item.headline || item.id
  if (!isSameFamily(address, startOf(visit))) {
    await visit.note('look', `The text of “${name}” lies elsewhere (${new URL(address).host}); it is taken without.`)
    return undefined
  }
  try {
    const answer = await fetchOutside(address, { headers: keyFor(visit), trusted: visit.trusted, signal: visit.signal })
    if (answer.status === 200) return answer.bytes
    if (answer.status >= 500 || answer.status === 429)
      throw new OutsideError('unreachable', `AP answered ${answer.status}.`)
    await visit.note('look', `AP does not give the text of “${name}” (${answer.status}); it is taken without.`)
    return undefined
  } catch (error) {
    if (!(error instanceof OutsideError) || error.code === 'stopped') throw error
    if (visit.source.failures < PATIENCE)
      throw new SourceTrouble(`The text of “${name}” did not come: ${error.message}`, { cause: error })
    await visit.note(
      'look',
      `The text of “${name}” did not come in ${PATIENCE} tries (${error.message}); it is taken without.`,
    )
    return undefined
  }
}

async function askPage(asked: Asked, url: string): Promise<Page> {
  const answer = await askWeb(asked, url, {
    headers: { ...keyFor(asked), accept: 'application/json' },
    maxBytes: PAGE_MAX_BYTES,
    timeoutMs: LONG_POLL_MS,
  })
  if (answer.status === 304) return { next: url, items: [] }
  try {
    const json = readJson(Buffer.from(answer.bytes).toString('utf8'))
    const { nextPage, items: links } = apLinks(json)
    const items = itemsIn(json)
    if (items.length === 0) return { next: nextPage, items: [] }
    const read = await readWire(answer.bytes)
    return {
      next: nextPage,
      items: read.map((item, at) => ({
        item,
        json: items[at],
        nitf: item.type === 'text' ? (links[at]?.nitf ?? null) : null,
      })),
    }
  } catch (error) {
    throw new SourceTrouble(`What AP sent cannot be read: ${sentenceOf(error) ?? 'it is no JSON.'}`, { cause: error })
  }
}

async function peek(asked: Asked): Promise<Peeked> {
  const { items } = await askPage(asked, startOf(asked))
  const sentence =
    items.length === 0
      ? 'AP lets us in; there is nothing new on the feed.'
      : `AP lets us in; the page has ${items.length === 1 ? 'one item' : `${items.length} items`}.`
  return { sentence, headlines: items.map(({ item }) => item.headline) }
}

function startOf({ source }: Asked): string {
  const { url = '', query } = source.settings
  if (!query) return url
  return `${url}${url.includes('?') ? '&' : '?'}${query.replace(/^[?&]/, '')}`
}

function keyFor({ secrets }: Asked): Record<string, string> {
  return secrets.key ? { 'x-api-key': secrets.key } : {}
}

function itemsIn(json: unknown): unknown[] {
  const page = objectOf(objectOf(json).data ?? json)
  return Array.isArray(page.items) ? page.items.map((entry: unknown) => objectOf(entry).item ?? entry) : []
}

function objectOf(json: unknown): Record<string, unknown> {
  return typeof json === 'object' && json !== null ? { ...json } : {}
}
