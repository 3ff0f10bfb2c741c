import { type RawBuilder, sql } from 'kysely'
import type { State } from '#domains/stories'
import type { Db } from '#platform/db'
import type { Signal, WireType } from './item.ts'
import type { Standing } from './revision.ts'

/** Where a story of ours stands that uses an item. `isBehind`: the agency has sent a revision that no editor has looked at for it. */
export interface WireUse {
  readonly storyId: string
  readonly slugline: string
  readonly headline: string
  readonly state: State
  readonly isBehind: boolean
}

/** A line of the list. `ordinal` counts revisions from 1; `more` is how many near-duplicates lie behind this line. */
export interface WireLine {
  readonly id: string
  readonly agency: string
  readonly source: string
  readonly headline: string
  readonly slugline: string
  readonly place: string
  readonly type: WireType
  readonly signal: Signal
  readonly standing: Standing
  readonly advisory: boolean
  readonly urgency: number
  readonly words: number
  readonly photos: number
  readonly ordinal: number
  readonly movedAt: Date
  readonly embargoUntil: Date | null
  readonly embargoUnknown: boolean
  readonly expiresAt: Date | null
  readonly deskState: 'new' | 'held' | 'spiked'
  readonly unread: boolean
  readonly tags: readonly string[]
  readonly uses: readonly WireUse[]
  readonly more: number
  /** The position to ask the next page from. */
  readonly cursor: string
}

/** A use that is behind: the newest revision is neither what ours rests on nor what an editor has looked at and left. */
export const isBehind = sql`(use.revision_id <> item.revision_id and use.seen_revision_id is distinct from item.revision_id
  and item.standing = 'usable' and story.state <> 'withdrawn')`

/** The stories that use an item, as JSON; wants `item` in scope. */
export const usesColumn = sql`(
  select coalesce(json_agg(json_build_object('storyId', story.id::text, 'slugline', coalesce(version.copy ->> 'slugline', ''),
    'headline', coalesce(version.headline, ''), 'state', story.state, 'isBehind', ${isBehind}) order by story.id), '[]')
  from wire_use use join story on story.id = use.story_id
  join story_version version on version.story_id = story.id and version.number = story.version
  where use.item_id = item.id)`

/** Whether the person has not read the newest revision; wants `item` in scope. */
export function isUnread(personId: string): RawBuilder<boolean> {
  return sql`not exists (select from wire_read seen where seen.person_id = ${personId} and seen.item_id = item.id
    and seen.revision_id = item.revision_id)`
}

/** Items as lines of the list, in the order of the ids given. */
export async function linesOf(db: Db, ids: readonly string[], { personId }: { personId: string }): Promise<WireLine[]> {
  if (ids.length === 0) return []
  const found = await sql<Omit<WireLine, 'cursor'>>`
    select item.id, item.agency, coalesce(source.name, '') as source, item.headline, item.slugline, item.place, item.type, item.signal,
      item.standing, item.is_advisory as advisory, item.urgency, item.words, item.photos, item.revisions as ordinal,
      item.moved_at as "movedAt", item.embargo_until as "embargoUntil", item.embargo_unknown as "embargoUnknown",
      item.expires_at as "expiresAt", item.desk_state as "deskState", ${isUnread(personId)} as unread, item.tags, ${usesColumn} as uses,
      (select count(*)::int from wire_item other where other.cluster_id = item.cluster_id and other.id <> item.id
        and other.desk_state <> 'spiked') as more
    from unnest(${ids}::bigint[]) with ordinality as wanted (id, place)
    join wire_item item on item.id = wanted.id left join wire_source source on source.id = item.source_id
    where item.revision_id is not null order by wanted.place`.execute(db)
  return found.rows.map((row) => ({ ...row, cursor: `${row.movedAt.getTime()}-${row.id}` }))
}
