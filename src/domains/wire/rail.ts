import { sql } from 'kysely'
import { dayIn, instantOf } from '#domains/paper'
import type { Db } from '#platform/db'
import { type Desk, listDesks } from './desk.ts'
import { isBehind } from './line.ts'
import { countUnreadOf, countUnreadOnDesks, EXPIRING_DAYS, isPlain } from './queries.ts'

/** Desks, what needs someone, and sources, with their counts. Counts stop at 999, those of sources at 9,999. */
export interface WireRail {
  readonly desks: readonly (Desk & { readonly unread: number })[]
  readonly needs: {
    readonly stopped: number
    readonly behind: number
    readonly embargoed: number
    readonly held: number
    readonly spikedToday: number
    readonly expiring: number
  }
  readonly sources: readonly {
    readonly id: string
    readonly name: string
    readonly kind: string
    readonly today: number
    readonly isOn: boolean
    readonly isQuiet: boolean
    readonly failing: boolean
    readonly note: string
  }[]
  /** What this person has not read, of everything not spiked. */
  readonly unread: number
}

// How long what was stopped stays among what needs someone, once it is answered.
const STOPPED_DAYS = 3

/** The rail beside the list, for one person; days are those of the paper's zone. */
export async function wireRail(
  db: Db,
  { personId, at, zone }: { personId: string; at: Date; zone: string },
): Promise<WireRail> {
  const today = instantOf(`${dayIn(zone, at)}T00:00`, zone)
  const desks = await listDesks(db, personId)
  // One after another: readers' pages share the connections.
  const unread = await countUnreadOf(db, {}, { personId, at })
  const needs = await needsOf(db, { at, today })
  const sources = await sourcesOf(db, today)
  const plain = desks.filter(({ filter }) => isPlain(filter)).map(({ id }) => id)
  const unreads = await countUnreadOnDesks(db, plain, { personId, at })
  for (const { id, filter } of desks)
    if (!unreads.has(id)) unreads.set(id, await countUnreadOf(db, filter, { personId, at }))
  return { desks: desks.map((desk) => ({ ...desk, unread: unreads.get(desk.id) ?? 0 })), needs, sources, unread }
}

async function needsOf(db: Db, { at, today }: { at: Date; today: Date }): Promise<WireRail['needs']> {
  const capped = (rows: ReturnType<typeof sql>) => sql`(select count(*)::int from (${rows} limit 999) capped)`
  const found = await sql<WireRail['needs']>`
    select ${capped(sql`select from wire_item where (standing <> 'usable' or signal in ('correction', 'kill'))
        and moved_at > ${at}::timestamptz - make_interval(days => ${STOPPED_DAYS})`)} as stopped,
      ${capped(sql`select from wire_use use join story on story.id = use.story_id join wire_item item on item.id = use.item_id
        where ${isBehind}`)} as behind,
      ${capped(sql`select from wire_item where (embargo_until is not null or embargo_unknown)
        and (embargo_unknown or embargo_until > ${at})`)} as embargoed,
      ${capped(sql`select from wire_item where desk_state = 'held'`)} as held,
      ${capped(sql`select from wire_item where desk_state = 'spiked' and desk_state <> 'new' and desk_state_at >= ${today}
        and moved_at > ${today}::timestamptz - make_interval(days => 7)`)} as "spikedToday",
      ${capped(sql`select from wire_use use join story on story.id = use.story_id where story.state <> 'withdrawn'
        and use.expires_at < ${at}::timestamptz + make_interval(days => ${EXPIRING_DAYS})`)} as expiring`.execute(db)
  return found.rows[0] ?? { stopped: 0, behind: 0, embargoed: 0, held: 0, spikedToday: 0, expiring: 0 }
}

async function sourcesOf(db: Db, today: Date): Promise<WireRail['sources']> {
  const found = await sql<WireRail['sources'][number]>`
    select source.id, source.name, source.kind, source.is_on as "isOn", source.is_quiet as "isQuiet", source.failures > 0 as failing,
      source.last_error as note,
      (select count(*)::int from (select from wire_arrival where source_id = source.id and at >= ${today} limit 9999) capped) as today
    from wire_source source order by source.name`.execute(db)
  return found.rows
}
