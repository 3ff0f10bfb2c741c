import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { type Restriction, restrictFrom } from '#domains/media'
import { apDateTime, findPaper } from '#domains/paper'
import { type Hold, type HoldKind, holdStory, liftHold } from '#domains/stories'
import { enqueue } from '#platform/jobs'
import { getItem, type Item, listPictures, listUses } from './store.ts'

/** The origin of holds that an item sets. */
export function originOf(itemId: string): string {
  return `wire:${itemId}`
}

/** Everything that keeps stories made from this item from readers at that instant. `zone` is the paper's, for the words. */
export function holdsOf(item: Item, at: Date, zone: string): Hold[] {
  const origin = originOf(item.id)
  const found: Hold[] = []
  const add = (kind: HoldKind, sentence: string, until: Date | null = null) =>
    found.push({ kind, origin, until, sentence })
  const agency = item.agency
  if (item.standing === 'killed') add('killed', `${agency} killed this story. It may not be published.`)
  if (item.standing === 'withheld') add('withheld', `${agency} holds this story back until it sends word.`)
  if (item.embargoUnknown)
    add('embargo-unknown', `${agency} has embargoed this story and does not say until when. An editor must decide.`)
  else if (item.embargoUntil && item.embargoUntil > at)
    add('embargo', `Embargoed by ${agency} until ${apDateTime(item.embargoUntil, zone)}.`, item.embargoUntil)
  if (item.isAdvisory) add('advisory', 'This is an advisory to editors and not for publication.')
  return found
}

/** What the item lays on its photos at that instant, so that no other story shows them either. An embargo ends by itself. */
export function restrictionOf(item: Item, at: Date, zone: string): Omit<Restriction, 'origin'> | undefined {
  const { agency, standing, embargoUntil } = item
  if (standing === 'killed')
    return { kind: 'stopped', words: `${agency} killed what this photo came with. It may not be published.` }
  if (standing === 'withheld')
    return { kind: 'stopped', words: `${agency} holds back what this photo came with until it sends word.` }
  if (item.embargoUnknown) {
    const words = `${agency} has embargoed what this photo came with and does not say until when. An editor must decide.`
    return { kind: 'embargo', words }
  }
  if (!embargoUntil || embargoUntil <= at) return undefined
  const words = `This photo is embargoed by ${agency} until ${apDateTime(embargoUntil, zone)}.`
  return { kind: 'embargo', words, until: embargoUntil.toISOString() }
}

/** Brings the holds on every story that uses the item, and what lies on its photos, up to date with what the item now is. */
export async function settleHolds(work: Work, itemId: string): Promise<void> {
  const item = await getItem(work.db, itemId)
  const uses = await listUses(work.db, [itemId])
  const photoIds = (await listPictures(work.db, itemId)).flatMap(({ photoId }) => photoId ?? []).sort()
  if (uses.length + photoIds.length === 0) return
  const zone = (await findPaper(work.db))?.zone ?? 'UTC'
  const origin = originOf(itemId)
  const restriction = restrictionOf(item, work.at, zone)
  for (const photoId of new Set(photoIds)) await restrictFrom(work, photoId, { origin, restriction })
  const wanted = holdsOf(item, work.at, zone)
  // That rights have run out is held when it happens, not here; it is over when the agency gives them for longer.
  const isRightsOver = item.expiresAt !== null && item.expiresAt <= work.at
  for (const { storyId } of uses) {
    for (const hold of wanted) await holdStory(work, storyId, hold)
    const there = await sql<{ kind: HoldKind }>`
      select kind from story_hold where story_id = ${storyId} and origin = ${origin}
        and (kind <> 'rights' or ${!isRightsOver})`.execute(work.db)
    for (const { kind } of there.rows)
      if (!wanted.some((hold) => hold.kind === kind)) await liftHold(work, storyId, { kind, origin })
  }
  if (item.embargoUntil && item.embargoUntil > work.at)
    await enqueue(work.db, 'wire-embargo', { itemId }, { key: `wire-embargo ${itemId}`, runAt: item.embargoUntil })
}
