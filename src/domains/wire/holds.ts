import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { apDateTime, findPaper } from '#domains/paper'
import { type Hold, type HoldKind, holdStory, liftHold } from '#domains/stories'
import { enqueue } from '#platform/jobs'
import { getItem, type Item, listUses } from './store.ts'

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

/** Brings the holds on every story that uses the item up to date with what the item now is. */
export async function settleHolds(work: Work, itemId: string): Promise<void> {
  const [item, uses] = [await getItem(work.db, itemId), await listUses(work.db, [itemId])]
  if (uses.length === 0) return
  const zone = (await findPaper(work.db))?.zone ?? 'UTC'
  const wanted = holdsOf(item, work.at, zone)
  const origin = originOf(itemId)
  for (const { storyId } of uses) {
    for (const hold of wanted) await holdStory(work, storyId, hold)
    const there = await sql<{ kind: HoldKind }>`
      select kind from story_hold where story_id = ${storyId} and origin = ${origin} and kind <> 'rights'`.execute(
      work.db,
    )
    for (const { kind } of there.rows)
      if (!wanted.some((hold) => hold.kind === kind)) await liftHold(work, storyId, { kind, origin })
  }
  if (item.embargoUntil && item.embargoUntil > work.at)
    await enqueue(work.db, 'wire-embargo', { itemId }, { key: `wire-embargo ${itemId}`, runAt: item.embargoUntil })
}
