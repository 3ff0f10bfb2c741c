import { sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Signal, WireStatus } from './item.ts'
import type { Ranked, Standing } from './revision.ts'
import { storable } from './storable.ts'

/** A source as far as receiving needs it. */
export interface Source {
  readonly id: string
  readonly name: string
  readonly agency: string
  readonly deskId: string | null
  readonly sectionId: string | null
  readonly rules: unknown
  readonly usageTerms: readonly string[]
  readonly expiresAfterDays: number | null
  readonly killPolicy: 'ask' | 'withdraw'
}

/** What came, as far as it is looked for among what is here. */
export interface Sought {
  readonly agency: string
  readonly externalId: string
  readonly key: string
  readonly digest: string
}

/** A revision that is here already, by its key or by what it says. */
export interface Known {
  readonly n: number
  readonly revisionId: string
  readonly itemId: string
  readonly isByKey: boolean
  readonly versionNumber: string | null
  readonly revisedAt: Date | null
}

/** The source, and which of what came is here already. Revisions are never changed or deleted, so no lock is needed to know one. */
export async function lookUp(
  db: Db,
  sourceId: string,
  sought: readonly Sought[],
): Promise<{ source: Source | undefined; known: Known[] }> {
  const found = await sql<{
    source: Source
    known: (Omit<Known, 'revisedAt'> & { revisedAt: string | null })[] | null
  }>`
    select json_build_object('id', source.id::text, 'name', source.name, 'agency', source.agency, 'deskId', source.desk_id::text,
        'sectionId', source.section_id::text, 'rules', source.rules, 'usageTerms', source.usage_terms,
        'expiresAfterDays', source.expires_after_days, 'killPolicy', source.kill_policy) as source,
      (select json_agg(json_build_object('n', sought.n, 'revisionId', revision.id::text, 'itemId', item.id::text,
          'isByKey', revision.revision_key = sought.key, 'versionNumber', revision.version_number::text, 'revisedAt', revision.revised_at))
        from jsonb_to_recordset(${storable(sought.map((one, n) => ({ ...one, n })))}::jsonb)
          as sought (n integer, agency text, "externalId" text, key text, digest text)
        join wire_item item on item.agency = sought.agency and item.external_id = sought."externalId"
        join wire_revision revision on revision.item_id = item.id
          and (revision.revision_key = sought.key or revision.digest = sought.digest)) as known
    from wire_source source where source.id = ${sourceId}`.execute(db)
  const row = found.rows[0]
  const known = (row?.known ?? []).map((one) => ({
    ...one,
    revisedAt: one.revisedAt === null ? null : new Date(one.revisedAt),
  }))
  return { source: row?.source, known }
}

/**
 * The agencies under which a source has brought items with these ids. A kill often says less of whose it is than the story did, and must
 * find it all the same.
 */
export async function agenciesOf(
  db: Db,
  sourceId: string,
  externalIds: readonly string[],
): Promise<{ externalId: string; agency: string }[]> {
  if (externalIds.length === 0) return []
  const found = await sql<{ externalId: string; agency: string }>`
    select external_id as "externalId", agency from wire_item item where external_id = any(${externalIds}) and exists (
      select from wire_revision revision join wire_arrival on revision_id = revision.id
      where revision.item_id = item.id and wire_arrival.source_id = ${sourceId})
    order by id desc`.execute(db)
  return found.rows
}

/** An item as it stands before something is added to it, locked. */
export interface Locked {
  readonly id: string
  readonly agency: string
  readonly externalId: string
  readonly isNew: boolean
  readonly revisionId: string | null
  readonly standing: Standing
  readonly movedAt: Date
  readonly firstAt: Date
  readonly embargoUntil: Date | null
  readonly embargoUnknown: boolean
  readonly isEmbargoDecided: boolean
}

/** Makes the items that are not here yet and locks them all, always in the same order, so that no two receive one another's halves. */
export async function lockItems(
  db: Db,
  items: readonly { readonly agency: string; readonly externalId: string }[],
  at: Date,
): Promise<Locked[]> {
  const found = await sql<Locked>`
    insert into wire_item (agency, external_id, first_at, moved_at)
    select distinct agency collate "C", "externalId" collate "C", ${at}::timestamptz, ${at}::timestamptz
      from jsonb_to_recordset(${storable(items)}::jsonb) as came (agency text, "externalId" text) order by 1, 2
    on conflict (agency, external_id) do update set first_at = least(wire_item.first_at, excluded.first_at)
    returning id, agency, external_id as "externalId", revision_id is null as "isNew", revision_id as "revisionId", standing,
      moved_at as "movedAt", first_at as "firstAt", embargo_until as "embargoUntil", embargo_unknown as "embargoUnknown",
      embargo_decided_at is not null as "isEmbargoDecided"`.execute(db)
  return found.rows
}

/** A revision that is kept, as far as the order of its item needs it. */
export interface Kept extends Ranked {
  readonly id: string
  readonly itemId: string
  readonly key: string
  readonly digest: string
  readonly status: WireStatus
  readonly signal: Signal
}

/** The revisions of items that are locked. */
export async function keptRevisions(db: Db, itemIds: readonly string[]): Promise<Kept[]> {
  if (itemIds.length === 0) return []
  const found = await sql<Omit<Kept, 'versionNumber' | 'place'> & { versionNumber: string | null }>`
    select id, item_id as "itemId", revision_key as key, digest, version_number::text as "versionNumber", revised_at as "revisedAt",
      received_at as "receivedAt", status, signal
    from wire_revision where item_id = any(${itemIds}::bigint[])`.execute(db)
  return found.rows.map((row) => ({
    ...row,
    versionNumber: row.versionNumber === null ? null : BigInt(row.versionNumber),
    place: BigInt(row.id),
  }))
}

/** A revision to be kept. `json` is the item as it was read, as text. */
export interface NewRevision {
  readonly itemId: string
  readonly key: string
  readonly digest: string
  readonly version: string
  readonly versionNumber: string | null
  readonly revisedAt: Date | null
  readonly signal: Signal
  readonly status: WireStatus
  readonly json: string
  readonly placeInOriginal: number
}

/** Keeps revisions, the bytes they came in (once), and through which source. Gives their ids in the order given. */
export async function insertRevisions(
  db: Db,
  revisions: readonly NewRevision[],
  given: { sourceId: string; fingerprint: string; bytes: Uint8Array; parserVersion: string; at: Date },
): Promise<string[]> {
  const rows = revisions.map(({ json: _json, ...row }, n) => ({ ...row, n }))
  const made = await sql<{ id: string; itemId: string; key: string }>`
    with original as (
      insert into wire_original (fingerprint, bytes, received_at) values (${given.fingerprint}, ${Buffer.from(given.bytes)}, ${given.at})
      on conflict do nothing
    ), made as (
      insert into wire_revision (item_id, revision_key, digest, version, version_number, revised_at, signal, status, item, original,
        place_in_original, parser_version, received_at)
      select came."itemId", came.key, came.digest, came.version, came."versionNumber", came."revisedAt", came.signal, came.status,
        (${revisions.map(({ json }) => json)}::text[])[came.n + 1]::jsonb, ${given.fingerprint}, came."placeInOriginal",
        ${given.parserVersion}, ${given.at}
      from jsonb_to_recordset(${storable(rows)}::jsonb) as came (n integer, "itemId" bigint, key text, digest text, version text,
        "versionNumber" numeric, "revisedAt" timestamptz, signal text, status text, "placeInOriginal" integer)
      order by came.n
      returning id, item_id, revision_key
    ), arrived as (
      insert into wire_arrival (revision_id, source_id, at) select id, ${given.sourceId}, ${given.at} from made
    )
    select id, item_id as "itemId", revision_key as key from made`.execute(db)
  const ids = new Map(made.rows.map((row) => [`${row.itemId} ${row.key}`, row.id]))
  return revisions.map(({ itemId, key }) => ids.get(`${itemId} ${key}`) ?? '')
}

/** Remembers that a revision came again later, so that words an agency went back to are its newest again. */
export async function touchRevision(
  db: Db,
  id: string,
  { versionNumber, version, revisedAt }: { versionNumber: string | null; version: string; revisedAt: Date | null },
): Promise<void> {
  await sql`
    update wire_revision set version = case when ${versionNumber}::numeric > coalesce(version_number, -1) then ${version} else version end,
      version_number = greatest(version_number, ${versionNumber}::numeric), revised_at = greatest(revised_at, ${revisedAt}::timestamptz)
    where id = ${id}`.execute(db)
}

/** A revision that came again through another source is on that source's desks too. */
export async function arriveAgain(
  db: Db,
  arrivals: readonly { revisionId: string; itemId: string; deskIds: readonly string[] }[],
  { sourceId, at }: { sourceId: string; at: Date },
): Promise<void> {
  if (arrivals.length === 0) return
  await sql`
    with again as (
      select distinct on ("revisionId") * from jsonb_to_recordset(${JSON.stringify(arrivals)}::jsonb)
        as again ("revisionId" bigint, "itemId" bigint, "deskIds" bigint[]) order by "revisionId"
    ), arrived as (
      insert into wire_arrival (revision_id, source_id, at) select "revisionId", ${sourceId}, ${at} from again
      on conflict do nothing returning revision_id
    )
    insert into wire_on_desk (desk_id, item_id, moved_at)
    select desk.id, again."itemId", item.moved_at
    from again join arrived on arrived.revision_id = again."revisionId" join wire_item item on item.id = again."itemId"
    join wire_desk desk on desk.id = any(again."deskIds") order by 1, 2
    on conflict (desk_id, item_id) do nothing`.execute(db)
}
