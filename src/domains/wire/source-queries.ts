import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import { selectSources, type WireSource } from './source-store.ts'

/** A source with how many items came through it since some instant, 9,999 at most. */
export interface SourceToday extends WireSource {
  readonly today: number
}

const TODAY_MOST = 9_999

/** All sources by name, with how many items came through each since `since`. */
export async function listSources(db: Db, since: Date): Promise<SourceToday[]> {
  return withToday(db, await selectSources(db, sql`order by lower(source.name)`), since)
}

/** One source, with how many items came through it since `since`; refuses if there is none. */
export async function getSourceSince(db: Db, id: string, since: Date): Promise<SourceToday> {
  const [source] = await withToday(db, [await getSource(db, id)], since)
  if (!source) throw new Error('A source was there and is not counted.')
  return source
}

// Source by source, since the arrivals are in order of time for each; capped as on the rail.
async function withToday(db: Db, sources: readonly WireSource[], since: Date): Promise<SourceToday[]> {
  const counted = await sql<{ id: string; today: number }>`
    select source.id, counted.today from unnest(${sources.map(({ id }) => id)}::bigint[]) source (id) cross join lateral (
      select count(*)::int as today from (
        select from wire_arrival where source_id = source.id and at >= ${since} limit ${TODAY_MOST}) capped) counted`.execute(
    db,
  )
  const today = new Map(counted.rows.map((row) => [row.id, row.today]))
  return sources.map((source) => ({ ...source, today: today.get(source.id) ?? 0 }))
}

export async function findSource(db: Db, id: string): Promise<WireSource | undefined> {
  return /^\d{1,18}$/.test(id) ? (await selectSources(db, sql`where source.id = ${id}`))[0] : undefined
}

/** One source; refuses if there is none. */
export async function getSource(db: Db, id: string): Promise<WireSource> {
  const source = await findSource(db, id)
  if (!source) throw new Refusal('not-found', 'wire.no-source', 'There is no such source.')
  return source
}

export async function findSourceByName(db: Db, name: string): Promise<WireSource | undefined> {
  return (await selectSources(db, sql`where source.name = ${name}`))[0]
}

/** The sources of a kind that are switched on. */
export async function listSourcesOn(db: Db, kind: WireSource['kind']): Promise<WireSource[]> {
  return selectSources(db, sql`where source.is_on and source.kind = ${kind}`)
}

/** A line of a source's log. */
export interface SourceLogLine {
  readonly id: string
  readonly at: Date
  readonly level: 'good' | 'look' | 'bad'
  readonly sentence: string
  readonly items: number
}

/** What happened at a source, newest first. */
export async function listSourceLog(db: Db, sourceId: string, most = 200): Promise<SourceLogLine[]> {
  const { id } = await getSource(db, sourceId)
  const found = await sql<SourceLogLine>`
    select id, at, level, sentence, items from wire_source_log where source_id = ${id} order by id desc limit ${most}`.execute(
    db,
  )
  return found.rows
}
