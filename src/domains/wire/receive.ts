import { createHash } from 'node:crypto'
import type { Work } from '#domains/accounts'
import { Refusal } from '#platform/refusal'
import { PARSER_VERSION, readWire } from '#wire/reading/read.ts'
import { followUp } from './aftermath.ts'
import type { WireItem } from './item.ts'
// biome-ignore format: a list of names
import {
  agenciesOf, arriveAgain, insertRevisions, type Kept, type Known, keptRevisions, type Locked, lockItems, lookUp, type NewRevision, type Source, touchRevision,
} from './receive-store.ts'
import { digestOf, keyOf, versionNumberOf } from './revision.ts'
import { rulesFrom, rulingOf } from './rules.ts'
import { type Came, settle } from './settle.ts'
import { storable } from './storable.ts'

/** What became of a file: the revisions it held that are new here, and how many were here already. */
export interface Received {
  readonly received: readonly { readonly itemId: string; readonly revisionId: string; readonly isNew: boolean }[]
  readonly dropped: number
}

/**
 * Takes in what a source brought: each revision once, however often and from however many it comes, with the bytes it came in. Everything
 * in the file is kept or nothing; what follows from a kill or a correction is done in the same transaction. `items` are those that
 * `readWire` gave, where the caller has read the bytes before it opened the transaction.
 */
export async function receive(
  work: Work,
  given: { sourceId: string; bytes: Uint8Array; items?: readonly WireItem[]; receivedAt?: Date },
): Promise<Received> {
  const at = given.receivedAt ?? work.at
  const items = given.items ?? (await readWire(given.bytes))
  const read = items.flatMap((item, placeInOriginal) => [
    { item, placeInOriginal },
    ...killsOf(item).map((kill) => ({ item: kill, placeInOriginal })),
  ])
  const bare = read.map(({ item, placeInOriginal }) => ({
    item,
    placeInOriginal,
    key: keyOf(item).slice(0, 500),
    digest: digestOf(item),
    versionNumber: versionNumberOf(item.version),
    revisedAt: item.revisedAt === null ? null : new Date(item.revisedAt),
  }))
  const stops = bare.filter(({ item }) => item.status === 'killed' || item.status === 'withheld')
  const others = await agenciesOf(
    work.db,
    given.sourceId,
    stops.map(({ item }) => item.id),
  )
  const sourceAgency = (item: WireItem, source?: Source) => {
    const own = item.agency || source?.agency || item.provider || source?.name || 'Wire'
    if (item.status !== 'killed' && item.status !== 'withheld') return own
    const known = others.filter(({ externalId }) => externalId === item.id)
    return known.some(({ agency }) => agency === own) ? own : (known[0]?.agency ?? own)
  }
  const { source, known } = await lookUp(
    work.db,
    given.sourceId,
    bare.map((one) => ({ agency: sourceAgency(one.item), externalId: one.item.id, key: one.key, digest: one.digest })),
  )
  if (!source) throw new Refusal('not-found', 'wire.no-source', 'There is no such source.')
  const rules = rulesFrom(source.rules)
  const came: Came[] = bare.map((one) => ({
    ...one,
    agency: sourceAgency(one.item, source),
    externalId: one.item.id,
    ruling: rulingOf(rules, one.item, source),
  }))

  const before = new Map(known.map((one) => [one.n, one]))
  const again = came.flatMap((one, n) => {
    const found = before.get(n)
    return found && !movesOn(found, one)
      ? [{ revisionId: found.revisionId, itemId: found.itemId, deskIds: one.ruling.deskIds }]
      : []
  })
  await arriveAgain(work.db, again, { sourceId: source.id, at })
  const fresh = came.filter((one, n) => {
    const found = before.get(n)
    return !found || movesOn(found, one)
  })
  if (fresh.length === 0) return { received: [], dropped: came.length }
  const received = await keep(work, fresh, source, { bytes: given.bytes, at })
  return { received, dropped: came.length - received.length }
}

/** True for the words of a revision we have, sent again as a later one: an agency went back to them. */
function movesOn(found: Known, came: Came): boolean {
  if (found.isByKey) return false
  const isHigher =
    came.versionNumber !== null && (found.versionNumber === null || came.versionNumber > BigInt(found.versionNumber))
  return isHigher || (came.revisedAt !== null && (found.revisedAt === null || came.revisedAt > found.revisedAt))
}

/** The tombstones of other stories that an item kills, as items of their own. */
function killsOf(item: WireItem): WireItem[] {
  return [...new Set(item.kills ?? [])]
    .filter((id) => id !== item.id && id !== '')
    .map((id) => ({
      ...item,
      id,
      status: 'killed',
      signal: 'kill',
      version: '',
      revisionKey: `${item.id}:${item.revisionKey} kills ${id}`,
      photos: [],
      kills: [],
    }))
}

async function keep(
  work: Work,
  fresh: readonly Came[],
  source: Source,
  { bytes, at }: { bytes: Uint8Array; at: Date },
): Promise<Received['received']> {
  const locked = await lockItems(
    work.db,
    fresh.map(({ agency, externalId }) => ({ agency, externalId })),
    at,
  )
  const items = new Map(locked.map((item) => [`${item.agency}\n${item.externalId}`, item]))
  const old = await keptRevisions(
    work.db,
    locked.filter((item) => !item.isNew).map((item) => item.id),
  )
  const { news, touched } = sortOut(fresh, items, old)
  for (const { id, came } of touched) {
    await touchRevision(work.db, id, {
      version: came.item.version,
      versionNumber: came.versionNumber?.toString() ?? null,
      revisedAt: came.revisedAt,
    })
  }
  const again = touched.map(({ id, came }) => {
    const itemId = old.find((one) => one.id === id)?.itemId ?? ''
    return { revisionId: id, itemId, deskIds: came.ruling.deskIds }
  })
  await arriveAgain(work.db, again, { sourceId: source.id, at })
  const fingerprint = createHash('sha256').update(bytes).digest('hex')
  const rows = news.map(({ came, item }): NewRevision => rowOf(came, item.id))
  const ids =
    rows.length === 0
      ? []
      : await insertRevisions(work.db, rows, {
          sourceId: source.id,
          fingerprint,
          bytes,
          parserVersion: PARSER_VERSION,
          at,
        })
  const made = news.map(({ came, item }, n) => ({ came, item, id: ids[n] ?? '' }))
  const arrived = await settle(work, { locked, old, made, touched, source, at })
  await followUp(work, source, arrived)
  return made.map(({ item, id }) => ({ itemId: item.id, revisionId: id, isNew: item.isNew }))
}

/** Apart what is new from what another transaction, or an earlier part of the same file, has kept meanwhile. */
function sortOut(fresh: readonly Came[], items: ReadonlyMap<string, Locked>, old: readonly Kept[]) {
  const news: { came: Came; item: Locked }[] = []
  const touched: { id: string; came: Came }[] = []
  const seen = new Set<string>()
  for (const came of fresh) {
    const item = items.get(`${came.agency}\n${came.externalId}`)
    if (!item) continue
    const marks = [`${item.id} k ${came.key}`, `${item.id} d ${came.digest}`]
    if (marks.some((mark) => seen.has(mark))) continue
    const ofItem = old.filter((one) => one.itemId === item.id)
    if (ofItem.some((one) => one.key === came.key)) continue
    const same = ofItem.find((one) => one.digest === came.digest)
    if (same) touched.push({ id: same.id, came })
    else news.push({ came, item })
    for (const mark of marks) seen.add(mark)
  }
  return { news, touched }
}

function rowOf(came: Came, itemId: string): NewRevision {
  return {
    itemId,
    key: came.key,
    digest: came.digest,
    version: came.item.version,
    versionNumber: came.versionNumber?.toString() ?? null,
    revisedAt: came.revisedAt,
    signal: came.item.signal,
    status: came.item.status,
    json: storable(came.item),
    placeInOriginal: came.placeInOriginal,
  }
}
