import { sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Signal, WirePhoto } from './item.ts'
import type { Standing } from './revision.ts'
import type { Findable } from './search.ts'
import { storable } from './storable.ts'

/** The NOTIFY channel on which open desks hear that items came or changed: `{ ids }`, empty when they are more than fit. */
export const WIRE_CHANNEL = 'broadsheet_wire'

// PostgreSQL takes 8,000 bytes in one NOTIFY.
const IDS_PER_MESSAGE = 200
const NEAR_DAYS = 3

/** An item as its newest revision and the rules leave it. */
export interface Settled extends Findable {
  readonly id: string
  readonly isNew: boolean
  readonly revisionId: string
  readonly standing: Standing
  readonly type: string
  readonly signal: Signal
  readonly isAdvisory: boolean
  readonly urgency: number
  readonly headline: string
  readonly slugline: string
  readonly place: string
  readonly words: number
  readonly revisions: number
  readonly embargoUntil: Date | null
  readonly embargoUnknown: boolean
  readonly keepsDecision: boolean
  readonly expiresAt: Date | null
  readonly usageTerms: readonly string[]
  readonly tags: readonly string[]
  readonly categories: readonly string[]
  readonly sectionId: string | null
  readonly sourceId: string
  readonly shingles: readonly number[]
  readonly isSpiked: boolean
  readonly movedAt: Date
  readonly deskIds: readonly string[]
  readonly pictures: readonly Pick<WirePhoto, 'id' | 'href'>[]
}

/** Writes what items now are, lays them on their desks and asks for their pictures, all in one statement. */
export async function settleItems(db: Db, settled: readonly Settled[], bandsInCommon: number): Promise<void> {
  if (settled.length === 0) return
  const rows = settled.map(({ pictures, ...row }) => ({
    ...row,
    photos: pictures.length,
    pictures: pictures.map(({ id, href }) => ({ id, href })),
  }))
  // Each part costs the planner about as much as the whole takes to run, and most items need none of them.
  const laid = settled.some(({ deskIds }) => deskIds.length > 0)
    ? sql`, laid as (
      insert into wire_on_desk (desk_id, item_id, moved_at)
      select desk.id, came.id, came."movedAt" from came join wire_desk desk on desk.id = any(came."deskIds") order by 1, 2
      on conflict (desk_id, item_id) do nothing
      )`
    : sql``
  const moved = settled.some(({ isNew }) => !isNew)
    ? sql`, moved as (
      update wire_on_desk lies set moved_at = came."movedAt" from came where lies.item_id = came.id and not came."isNew"
      )`
    : sql``
  const pictured = settled.some(({ pictures }) => pictures.length > 0)
    ? sql`, pictured as (
      insert into wire_picture (item_id, picture, href, source_id, state, why)
      select distinct on (came.id, picture ->> 'id') came.id, picture ->> 'id', picture ->> 'href', came."sourceId",
        case when picture ->> 'href' is null then 'not-to-be-had' else 'waiting' end,
        case when picture ->> 'href' is null then 'The agency did not say where the picture is.' else '' end
      from came, jsonb_array_elements(came.pictures) picture
      on conflict (item_id, picture) do update set href = excluded.href, state = 'waiting', why = ''
        where wire_picture.state = 'not-to-be-had' and wire_picture.href is null and excluded.href is not null
      )`
    : sql``
  // The other's time is wrapped so that its index is not taken for the search: the shingles find a handful, the days thousands.
  await sql`
    with came as materialized (
      select * from jsonb_to_recordset(${storable(rows)}::jsonb) as came (id bigint, "isNew" boolean, "revisionId" bigint, standing text,
        type text, signal text, "isAdvisory" boolean, urgency smallint, headline text, slugline text, place text, words integer,
        photos integer, revisions integer, "embargoUntil" timestamptz, "embargoUnknown" boolean, "keepsDecision" boolean,
        "expiresAt" timestamptz, "usageTerms" text[], tags text[], categories text[], "sectionId" bigint, "sourceId" bigint,
        shingles integer[], "isSpiked" boolean, "movedAt" timestamptz, "deskIds" bigint[], pictures jsonb,
        a text, b text, c text, exact text[])
    ), settled as (
      update wire_item item set revision_id = came."revisionId", standing = came.standing, type = came.type, signal = came.signal,
        is_advisory = came."isAdvisory", urgency = came.urgency, headline = came.headline, slugline = came.slugline, place = came.place,
        words = came.words, photos = came.photos, revisions = came.revisions,
        embargo_until = case when came."keepsDecision" then item.embargo_until else came."embargoUntil" end,
        embargo_unknown = came."embargoUnknown" and not came."keepsDecision",
        embargo_decided_by = case when came."keepsDecision" then item.embargo_decided_by end,
        embargo_decided_at = case when came."keepsDecision" then item.embargo_decided_at end,
        expires_at = came."expiresAt", usage_terms = came."usageTerms", categories = came.categories,
        tags = case when came."isNew" then came.tags else array(select distinct unnest(item.tags || came.tags)) end,
        section_id = coalesce(item.section_id, (select id from section where id = came."sectionId")),
        source_id = came."sourceId", moved_at = came."movedAt", shingles = came.shingles,
        desk_state = case when came."isNew" and came."isSpiked" then 'spiked' else item.desk_state end,
        cluster_id = coalesce(item.cluster_id, case when cardinality(came.shingles) > 0 then coalesce((
            select coalesce(other.cluster_id, other.id) from wire_item other
            where other.shingles && came.shingles and other.id <> came.id
              and other.moved_at + interval '0' > came."movedAt" - make_interval(days => ${NEAR_DAYS})
              and (select count(*) from unnest(other.shingles) band where band = any(came.shingles)) >= ${bandsInCommon}
            order by other.id limit 1), item.id) end),
        search = setweight(to_tsvector('newspaper', came.a), 'A') || setweight(to_tsvector('newspaper', came.b), 'B')
          || setweight(to_tsvector('newspaper', came.c), 'C') || array_to_tsvector(came.exact)
      from came where item.id = came.id
    )${laid}${moved}${pictured}
    select pg_notify(${WIRE_CHANNEL}, ${toldOf(settled.map(({ id }) => id))})`.execute(db)
}

/** An item whose newest revision is as it was, but of which more came: how many, and what that makes of its standing. */
export async function restand(
  db: Db,
  { id, revisions, standing, movedAt }: { id: string; revisions: number; standing: Standing; movedAt: Date },
): Promise<void> {
  await sql`
    with stands as (
      update wire_item set revisions = ${revisions}, standing = ${standing}, moved_at = ${movedAt},
        signal = case when ${standing} = 'killed' then 'kill' else signal end where id = ${id}
    ), moved as (
      update wire_on_desk set moved_at = ${movedAt} where item_id = ${id}
    )
    select pg_notify(${WIRE_CHANNEL}, ${toldOf([id])})`.execute(db)
}

/** Tells open desks, when the transaction is kept, that these items changed. */
export async function tellDesks(db: Db, ids: readonly string[]): Promise<void> {
  await sql`select pg_notify(${WIRE_CHANNEL}, ${toldOf(ids)})`.execute(db)
}

function toldOf(ids: readonly string[]): string {
  return JSON.stringify({ ids: ids.length > IDS_PER_MESSAGE ? [] : ids })
}
