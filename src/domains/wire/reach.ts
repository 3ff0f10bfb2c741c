import { sql } from 'kysely'
import type { Db } from '#platform/db'
import type { AlarmKind } from './alarm.ts'
import { listRevisions } from './item-query.ts'
import { isBehind, usesColumn, type WireUse } from './line.ts'
import type { Standing } from './revision.ts'
import { getItem } from './store.ts'

/** Everything of ours that a kill touches. */
export interface WireReach {
  readonly stories: readonly (WireUse & { readonly address: string | null })[]
  readonly photos: readonly { readonly id: string; readonly caption: string; readonly usedIn: number }[]
}

/** The stories made from an item, with where readers find them, and its photos with how many published stories show each. */
export async function reachOf(db: Db, itemId: string): Promise<WireReach> {
  await getItem(db, itemId)
  const stories = await sql<WireReach['stories'][number]>`
    select story.id as "storyId", coalesce(version.copy ->> 'slugline', '') as slugline, coalesce(version.headline, '') as headline,
      story.state, ${isBehind} as "isBehind", live.address
    from wire_use use join wire_item item on item.id = use.item_id join story on story.id = use.story_id
    join story_version version on version.story_id = story.id and version.number = story.version
    left join live_story live on live.story_id = story.id where use.item_id = ${itemId} order by story.id`.execute(db)
  const photos = await sql<WireReach['photos'][number]>`
    select photo.id, photo.caption, (select count(*)::int from live_photo where photo_id = photo.id) as "usedIn"
    from wire_picture join photo on photo.id = photo_id where item_id = ${itemId} and photo.retired_at is null order by photo.id`.execute(
    db,
  )
  return { stories: stories.rows, photos: photos.rows }
}

/** What waits for an answer. */
export interface Alarm {
  readonly id: string
  readonly kind: AlarmKind
  readonly itemId: string | null
  readonly sourceId: string | null
  readonly sentence: string
  readonly raisedAt: Date
  readonly stories: readonly WireUse[]
}

/** The alarms that nobody has answered, oldest first. */
export async function listAlarms(db: Db): Promise<Alarm[]> {
  const found = await sql<Alarm>`
    select alarm.id, alarm.kind, alarm.item_id as "itemId", alarm.source_id as "sourceId", alarm.sentence, alarm.raised_at as "raisedAt",
      case when item.id is null then '[]' else ${usesColumn} end as stories
    from wire_alarm alarm left join wire_item item on item.id = alarm.item_id
    where alarm.answered_at is null order by alarm.raised_at, alarm.id limit 500`.execute(db)
  return found.rows
}

/** What a story of ours was made from. `ordinal` is the revision ours rests on. `ednote` is never for readers. */
export interface Origin {
  readonly itemId: string
  readonly agency: string
  readonly slugline: string
  readonly headline: string
  readonly ednote: string
  readonly ordinal: number
  readonly newestOrdinal: number
  readonly isBehind: boolean
  readonly standing: Standing
  readonly embargoUntil: Date | null
  readonly embargoUnknown: boolean
}

/** The items a story of ours was made from. */
export async function wireOfStory(db: Db, storyId: string): Promise<Origin[]> {
  if (!/^\d{1,18}$/.test(storyId)) return []
  const found = await sql<Omit<Origin, 'ordinal' | 'newestOrdinal'> & { restsOn: string; newestId: string }>`
    select item.id as "itemId", item.agency, item.slugline, item.headline, coalesce(newest.item ->> 'ednote', '') as ednote,
      ${isBehind} as "isBehind", item.standing, item.embargo_until as "embargoUntil", item.embargo_unknown as "embargoUnknown",
      use.revision_id as "restsOn", item.revision_id as "newestId"
    from wire_use use join wire_item item on item.id = use.item_id join story on story.id = use.story_id
    join wire_revision newest on newest.id = item.revision_id where use.story_id = ${storyId} order by use.at, item.id`.execute(
    db,
  )
  return Promise.all(
    found.rows.map(async ({ restsOn, newestId, ...origin }) => {
      const revisions = await listRevisions(db, origin.itemId, newestId)
      const ordinalOf = (id: string) => revisions.find((one) => one.id === id)?.ordinal ?? 1
      return { ...origin, ordinal: ordinalOf(restsOn), newestOrdinal: ordinalOf(newestId) }
    }),
  )
}
