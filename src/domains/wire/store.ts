import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import type { State } from '#domains/stories'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import type { Signal, WireItem, WireStatus, WireType } from './item.ts'
import type { Standing } from './revision.ts'

/** An item as the verbs know it. */
export interface Item {
  readonly id: string
  readonly agency: string
  readonly externalId: string
  readonly revisionId: string
  readonly standing: Standing
  readonly deskState: 'new' | 'held' | 'spiked'
  readonly type: WireType
  readonly signal: Signal
  readonly isAdvisory: boolean
  readonly urgency: number
  readonly headline: string
  readonly slugline: string
  readonly embargoUntil: Date | null
  readonly embargoUnknown: boolean
  readonly expiresAt: Date | null
  readonly usageTerms: readonly string[]
  readonly sectionId: string | null
  readonly sourceId: string | null
}

const columns = sql`item.id, item.agency, item.external_id as "externalId", item.revision_id as "revisionId", item.standing,
  item.desk_state as "deskState", item.type, item.signal, item.is_advisory as "isAdvisory", item.urgency, item.headline, item.slugline,
  item.embargo_until as "embargoUntil", item.embargo_unknown as "embargoUnknown", item.expires_at as "expiresAt",
  item.usage_terms as "usageTerms", item.section_id as "sectionId", item.source_id as "sourceId"`

function isId(id: string): boolean {
  return /^\d{1,18}$/.test(id)
}

/** The item, if there is one. */
export async function findItem(db: Db, id: string, lock = false): Promise<Item | undefined> {
  if (!isId(id)) return undefined
  const found = await sql<Item>`
    select ${columns} from wire_item item where item.id = ${id} and item.revision_id is not null
    ${lock ? sql`for update` : sql``}`.execute(db)
  return found.rows[0]
}

/** The item; refuses if there is none. */
export async function getItem(db: Db, id: string, lock = false): Promise<Item> {
  const item = await findItem(db, id, lock)
  if (!item) throw new Refusal('not-found', 'wire.not-found', 'There is no such item on the wire.')
  return item
}

/** Locks the item, so that nothing of it arrives while something is made of it. */
export function lockItem(db: Db, id: string): Promise<Item> {
  return getItem(db, id, true)
}

/** A revision with the item as it was read. */
export interface Revision {
  readonly id: string
  readonly itemId: string
  readonly status: WireStatus
  readonly signal: Signal
  readonly version: string
  readonly receivedAt: Date
  readonly item: WireItem
}

/** A revision, if there is one. */
export async function findRevision(db: Db, id: string): Promise<Revision | undefined> {
  if (!isId(id)) return undefined
  const found = await sql<Revision>`
    select id, item_id as "itemId", status, signal, version, received_at as "receivedAt", item from wire_revision where id = ${id}`.execute(
    db,
  )
  return found.rows[0]
}

/** A revision of that item; refuses if there is none. */
export async function getRevision(db: Db, itemId: string, id: string): Promise<Revision> {
  const revision = await findRevision(db, id)
  if (revision?.itemId !== itemId)
    throw new Refusal('not-found', 'wire.no-revision', 'There is no such revision of this item.')
  return revision
}

/** A story of ours that uses an item. */
export interface Use {
  readonly itemId: string
  readonly storyId: string
  readonly revisionId: string
  readonly seenRevisionId: string | null
  readonly state: State
}

/** The stories that use these items. */
export async function listUses(db: Db, itemIds: readonly string[]): Promise<Use[]> {
  if (itemIds.length === 0) return []
  const found = await sql<Use>`
    select item_id as "itemId", story_id as "storyId", revision_id as "revisionId", seen_revision_id as "seenRevisionId", story.state
    from wire_use join story on story.id = story_id where item_id = any(${itemIds}::bigint[]) order by story_id`.execute(
    db,
  )
  return found.rows
}

/** Remembers that a story uses an item and on which revision it rests. */
export async function saveUse(
  work: Work,
  use: { itemId: string; storyId: string; revisionId: string; expiresAt: Date | null },
): Promise<void> {
  await sql`
    insert into wire_use (item_id, story_id, revision_id, expires_at, at, by_whom)
    values (${use.itemId}, ${use.storyId}, ${use.revisionId}, ${use.expiresAt}, ${work.at}, ${JSON.stringify(work.by)}::jsonb)
    on conflict (item_id, story_id) do update set revision_id = excluded.revision_id, expires_at = excluded.expires_at,
      expired_at = case when wire_use.expired_at >= excluded.expires_at then wire_use.expired_at end`.execute(work.db)
}

/** A picture of an item. */
export interface Picture {
  readonly picture: string
  readonly photoId: string | null
  readonly state: 'waiting' | 'here' | 'refused' | 'not-to-be-had'
  readonly why: string
}

/** The pictures of an item. */
export async function listPictures(db: Db, itemId: string): Promise<Picture[]> {
  const found = await sql<Picture>`
    select picture, photo_id as "photoId", state, why from wire_picture where item_id = ${itemId}`.execute(db)
  return found.rows
}
