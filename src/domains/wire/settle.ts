import type { Work } from '#domains/accounts'
import type { Arrived } from './aftermath.ts'
import { BANDS_IN_COMMON, bandsOf } from './cluster.ts'
import type { WireItem } from './item.ts'
import type { Kept, Locked, Source } from './receive-store.ts'
import { newestOf, standingOf } from './revision.ts'
import { endOfRights } from './rights.ts'
import type { Ruling } from './rules.ts'
import { findableOf } from './search.ts'
import { restand, type Settled, settleItems } from './settle-store.ts'
import { getWhole } from './whole.ts'

/** A revision on its way in. */
export interface Came {
  readonly item: WireItem
  readonly agency: string
  readonly externalId: string
  readonly key: string
  readonly digest: string
  readonly versionNumber: bigint | null
  readonly revisedAt: Date | null
  readonly placeInOriginal: number
  readonly ruling: Ruling
}

/** Works out what each item now is, from all of its revisions, and writes it. Gives what changed. */
export async function settle(
  work: Work,
  change: {
    locked: readonly Locked[]
    old: readonly Kept[]
    made: readonly { came: Came; item: Locked; id: string }[]
    touched: readonly { id: string; came: Came }[]
    source: Source
    at: Date
  },
): Promise<Arrived[]> {
  const { locked, old, made, touched, source, at } = change
  const rows: Settled[] = []
  const arrived: Arrived[] = []
  for (const item of locked) {
    const mine = made.filter((one) => one.item.id === item.id)
    const again = touched.filter(({ id }) => old.some((one) => one.id === id && one.itemId === item.id))
    if (mine.length + again.length === 0) continue
    const all = [
      ...old
        .filter((one) => one.itemId === item.id)
        .map((one) => moved(one, again.find(({ id }) => id === one.id)?.came)),
      ...mine.map(({ came, id }) => ({
        ...came,
        id,
        receivedAt: at,
        place: BigInt(id),
        status: came.item.status,
        signal: came.item.signal,
      })),
    ]
    const newest = newestOf(all)
    if (!newest) continue
    const standing = standingOf(all)
    const standsAnew = standing !== item.standing
    const ruling = mine.at(-1)?.came.ruling ?? again.at(-1)?.came.ruling
    const isMoved = newest.id !== item.revisionId
    const movedAt = isMoved || standsAnew ? at : item.movedAt
    const cameNow = mine.find(({ id }) => id === newest.id)?.came.item
    const isAdd = newest.signal === 'add'
    const isWhole = cameNow !== undefined && (!isAdd || all.length === 1)
    // What an add is added to may come after it.
    const isAnew = isMoved || isAdd
    const newestItem = isWhole ? cameNow : isAnew ? (await getWhole(work.db, item.id, newest.id)).item : undefined
    if (newestItem && isAnew && ruling) {
      rows.push(
        settledOf(newestItem, {
          item,
          standing,
          revisions: all.length,
          revisionId: newest.id,
          movedAt,
          source,
          ruling,
          at,
        }),
      )
    } else await restand(work.db, { id: item.id, revisions: all.length, standing, movedAt })
    arrived.push({
      itemId: item.id,
      isNew: item.isNew,
      wasStanding: item.isNew ? 'usable' : item.standing,
      standing,
      revisions: mine.map(({ id, came }) => ({ id, item: came.item })),
      newestId: newest.id,
      isMoved,
      alert: ruling?.alert ?? false,
      publish: ruling?.publish ?? false,
    })
  }
  await settleItems(work.db, rows, BANDS_IN_COMMON)
  return arrived
}

function moved(kept: Kept, came: Came | undefined): Kept {
  if (!came) return kept
  const higher = came.versionNumber !== null && (kept.versionNumber === null || came.versionNumber > kept.versionNumber)
  const later = came.revisedAt !== null && (kept.revisedAt === null || came.revisedAt > kept.revisedAt)
  return {
    ...kept,
    versionNumber: higher ? came.versionNumber : kept.versionNumber,
    revisedAt: later ? came.revisedAt : kept.revisedAt,
  }
}

function settledOf(
  item: WireItem,
  given: {
    item: Locked
    standing: Settled['standing']
    revisions: number
    revisionId: string
    movedAt: Date
    source: Source
    ruling: Ruling
    at: Date
  },
): Settled {
  const { source, ruling, movedAt } = given
  const usageTerms = [...new Set([...item.usageTerms, ...source.usageTerms])]
  // Held for release without a time is an embargo that nobody knows the end of.
  const isUnknown = item.embargoUnknown || (item.status === 'embargoed' && item.embargoUntil === null)
  return {
    ...findableOf(item, given.item.agency, movedAt),
    id: given.item.id,
    isNew: given.item.isNew,
    revisionId: given.revisionId,
    standing: given.standing,
    type: item.type,
    signal: given.standing === 'killed' ? 'kill' : item.signal,
    isAdvisory: item.advisory,
    urgency: item.urgency,
    headline: item.headline,
    slugline: item.slugline,
    place: item.dateline?.place ?? '',
    words: item.wordCount,
    revisions: given.revisions,
    embargoUntil: item.embargoUntil === null ? null : new Date(item.embargoUntil),
    embargoUnknown: isUnknown,
    // An editor's decision holds until the agency itself gives a time, or lets go.
    keepsDecision: isUnknown && given.item.isEmbargoDecided,
    expiresAt: endOfRights(item, { terms: usageTerms, firstAt: given.item.firstAt, days: source.expiresAfterDays }),
    usageTerms,
    tags: ruling.tags,
    categories: [...new Set(item.categories.map(({ code }) => code))],
    sectionId: ruling.sectionId,
    sourceId: source.id,
    shingles: item.type === 'text' ? bandsOf(item.text) : [],
    isSpiked: ruling.spike,
    movedAt,
    deskIds: ruling.deskIds,
    pictures: item.photos,
  }
}
