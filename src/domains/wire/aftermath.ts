import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { enqueue } from '#platform/jobs'
import { raiseAlarm } from './alarm.ts'
import type { WireFact } from './fact.ts'
import { settleHolds } from './holds.ts'
import type { WireItem } from './item.ts'
import { pull, retirePhotos } from './kill.ts'
import type { Source } from './receive-store.ts'
import type { Standing } from './revision.ts'
import { listUses, type Use } from './store.ts'

// Flash and bulletin.
const ALERT_URGENCY = 2

/** What an arrival did to an item. `revisions` are those that are new. */
export interface Arrived {
  readonly itemId: string
  readonly isNew: boolean
  readonly wasStanding: Standing
  readonly standing: Standing
  readonly revisions: readonly { readonly id: string; readonly item: WireItem }[]
  readonly newestId: string
  readonly isMoved: boolean
  readonly alert: boolean
  readonly publish: boolean
}

/** Does what follows from what came, in the same transaction: holds, alarms, and the pull where the source's policy says so. */
export async function followUp(work: Work, source: Source, arrived: readonly Arrived[]): Promise<void> {
  const uses = await listUses(
    work.db,
    arrived.filter(({ isNew }) => !isNew).map(({ itemId }) => itemId),
  )
  for (const change of arrived) {
    const mine = uses.filter(({ itemId }) => itemId === change.itemId)
    if (!change.isNew) await bringUpToDate(work, change)
    await followStop(work, source, change, mine)
    await followNews(work, change, mine)
  }
}

async function bringUpToDate(work: Work, { itemId }: Arrived): Promise<void> {
  await settleHolds(work, itemId)
  await sql`
    update wire_use set expires_at = item.expires_at,
      expired_at = case when wire_use.expired_at >= item.expires_at then wire_use.expired_at end
    from wire_item item where item.id = item_id and item_id = ${itemId} and wire_use.expires_at is distinct from item.expires_at`.execute(
    work.db,
  )
}

async function followStop(work: Work, source: Source, change: Arrived, uses: readonly Use[]): Promise<void> {
  const { itemId, standing, wasStanding, revisions } = change
  if (standing === wasStanding || standing === 'usable') return
  const killing = revisions.find(({ item }) => item.status === standing) ?? revisions.at(-1)
  if (!killing) return
  const { id: revisionId, item } = killing
  const named = item.headline || item.slugline || 'a story without a headline'
  const what = isByAnother(killing) ? `a story that it names ${item.id}, in “${named}”` : named
  const shown = change.isNew ? 0 : await countShown(work, itemId)
  const reach = reachInWords(uses, shown)
  if (standing === 'withheld') {
    if (uses.length + shown > 0)
      await raiseAlarm(work, {
        kind: 'withheld',
        itemId,
        revisionId,
        sentence: `${item.agency || source.name} holds back: ${what}. ${reach}`,
      })
    return
  }
  await record<WireFact>(work, { fact: 'wire.killed', itemId, revisionId })
  const never = change.isNew ? ' The story itself has not come here.' : ''
  await raiseAlarm(work, {
    kind: 'kill',
    itemId,
    revisionId,
    sentence: `${item.agency || source.name} killed: ${what}.${never} ${reach}`,
  })
  // Of one that has not come here there is nothing to pull, and the alarm is all there is.
  if (change.isNew) return
  // What readers see is the editor's to take away; the rest must not reach them by another story meanwhile.
  await retirePhotos(
    { ...work, by: { kind: 'system', job: 'wire kill' } },
    {
      itemId,
      agency: item.agency || source.name,
      isSeenToo: false,
    },
  )
  if (source.killPolicy === 'withdraw')
    await pull({ ...work, by: { kind: 'system', job: 'wire kill policy' } }, itemId, {})
}

/** True for the tombstone that an item about another story made. */
function isByAnother({ item }: Arrived['revisions'][number]): boolean {
  return item.revisionKey.endsWith(` kills ${item.id}`)
}

/** In how many published stories readers see a picture of the item, also where a story was not made from it. */
async function countShown(work: Work, itemId: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(distinct story_id)::int as count from wire_picture join live_photo on live_photo.photo_id = wire_picture.photo_id
    where item_id = ${itemId}`.execute(work.db)
  return found.rows[0]?.count ?? 0
}

async function followNews(work: Work, change: Arrived, uses: readonly Use[]): Promise<void> {
  const { itemId, newestId, revisions, isMoved, standing } = change
  const newest = revisions.find(({ id }) => id === newestId)
  if (!newest || !isMoved || standing !== 'usable') return
  const { item } = newest
  const what = item.headline || item.slugline
  if (item.signal === 'correction' && uses.length > 0) {
    await record<WireFact>(work, { fact: 'wire.corrected', itemId, revisionId: newestId })
    await raiseAlarm(work, {
      kind: 'correction',
      itemId,
      revisionId: newestId,
      sentence: `${item.agency} corrects: ${what}. ${usesInWords(uses)}`,
    })
  }
  const isEmbargoed = item.embargoUnknown || (item.embargoUntil !== null && new Date(item.embargoUntil) > work.at)
  const shown = isEmbargoed && !change.isNew ? await countShown(work, itemId) : 0
  if (isEmbargoed && (shown > 0 || uses.some(({ state }) => state === 'published'))) {
    await raiseAlarm(work, {
      kind: 'withheld',
      itemId,
      revisionId: newestId,
      sentence: `${item.agency} now embargoes what readers already have: ${what}. ${reachInWords(uses, shown)}`,
    })
  }
  if (change.isNew && (item.urgency <= ALERT_URGENCY || change.alert))
    await raiseAlarm(work, { kind: 'alert', itemId, revisionId: newestId, sentence: `${item.agency}: ${what}` })
  if (change.publish && uses.length === 0)
    await enqueue(
      work.db,
      'wire-auto-publish',
      { itemId, revisionId: newestId },
      { key: `wire-auto-publish ${itemId}` },
    )
}

function reachInWords(uses: readonly Use[], shown: number): string {
  if (shown === 0) return usesInWords(uses)
  return `${usesInWords(uses)} Its pictures are in ${shown === 1 ? 'one published story' : `${shown} published stories`}.`
}

function usesInWords(uses: readonly Use[]): string {
  const out = uses.filter(({ state }) => state === 'published').length
  if (uses.length === 0) return 'No story of ours uses it.'
  const stories = uses.length === 1 ? 'One story of ours uses it' : `${uses.length} stories of ours use it`
  return out === 0 ? `${stories}; none is published.` : `${stories}; ${out === 1 ? 'one is' : `${out} are`} published.`
}
