import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '#platform/db'
import { isBehind, isUnread, linesOf, type WireLine } from './line.ts'
import { dayMarks, queryFor, quoted, type Wanted, wantedOf } from './search.ts'

/** What the list shows. Everything is optional; together they narrow. */
export const Filter = z.object({
  q: z.string().max(400).default(''),
  desk: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  source: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  view: z
    .enum(['all', 'unread', 'stopped', 'behind', 'embargoed', 'held', 'spiked', 'used', 'expiring'])
    .default('all'),
  type: z.enum(['text', 'picture', 'video', 'audio', 'graphic', 'package', 'other']).optional(),
  urgent: z.number().int().min(1).max(9).optional(),
})
export type Filter = z.output<typeof Filter>

// How soon rights end for an item to be in the view of those that expire.
export const EXPIRING_DAYS = 2
const UNREAD_MOST = 999
const UNREAD_LOOKED_AT = 1_500
const EXACT_MOST = 1_000

/** Items of the wire, newest first. `before` and `after` are cursors of lines; `total` is an estimate above 1,000. */
export async function listWire(
  db: Db,
  filter: FilterGiven,
  asked: { personId: string; at: Date; limit: number; before?: string; after?: string },
): Promise<{ items: WireLine[]; total: number; unread: number; more: boolean }> {
  const narrowed = await withDesk(db, Filter.parse(filter))
  const wanted = wantedOf(narrowed.q)
  const query = narrowed.q.trim() === '' ? '' : await queryFor(db, wanted)
  const sifted = siftOf(narrowed, { ...asked, wanted, query })
  const [ids, total, unread] = await Promise.all([
    query === '' ? idsOf(db, sifted, asked) : idsBySearch(db, sifted, query, asked),
    countOf(db, sifted, query),
    countUnread(db, sifted, query, asked),
  ])
  return {
    items: await linesOf(db, ids.slice(0, asked.limit), asked),
    total,
    unread,
    more: ids.length > asked.limit,
  }
}

type FilterGiven = { readonly [name in keyof Filter]?: Filter[name] | undefined }

/** The lines of items by id, as told on the channel; those that are gone are left out. */
export function listWireLines(
  db: Db,
  ids: readonly string[],
  asked: { personId: string; at: Date },
): Promise<WireLine[]> {
  return linesOf(db, [...new Set(ids.filter((id) => /^\d{1,18}$/.test(id)))], asked)
}

/**
 * How many items the filter finds that this person has not read, 999 at most, of the newest 1,500. A desk in it stands for what was laid
 * on that desk, as in the filter of a desk of its own.
 */
export async function countUnreadOf(
  db: Db,
  filter: FilterGiven,
  asked: { personId: string; at: Date },
): Promise<number> {
  const narrowed = Filter.parse(filter)
  const wanted = wantedOf(narrowed.q)
  const query = narrowed.q.trim() === '' ? '' : await queryFor(db, wanted)
  return countUnread(db, siftOf(narrowed, { ...asked, wanted, query }), query, asked)
}

/** The same of several desks at once, each with what was laid on it. */
export async function countUnreadOnDesks(
  db: Db,
  deskIds: readonly string[],
  { personId, at }: { personId: string; at: Date },
): Promise<Map<string, number>> {
  if (deskIds.length === 0) return new Map()
  const desk = sql<string>`desk.id`
  const wheres = [...viewOf('all', at, personId), sql<SqlBool>`lies.desk_id = ${desk}`, newestOfCluster(desk)]
  const found = await sql<{ id: string; unread: number }>`
    select desk.id, counted.unread from unnest(${deskIds}::bigint[]) desk (id) cross join lateral (
      select count(*)::int as unread from (
        select from (
          select item.id, item.revision_id from wire_on_desk lies join wire_item item on item.id = lies.item_id
          where item.revision_id is not null and ${sql.join(wheres, sql` and `)}
          order by lies.moved_at desc, lies.item_id desc limit ${UNREAD_LOOKED_AT}) item
        where ${isUnread(personId)} limit ${UNREAD_MOST}) unread) counted`.execute(db)
  return new Map(found.rows.map(({ id, unread }) => [id, unread]))
}

/** Where the candidates come from and what they must be. `movedAt` and `id` name the columns of the index that gives the order. */
interface Sift {
  readonly from: RawBuilder<unknown>
  readonly movedAt: RawBuilder<Date>
  readonly id: RawBuilder<string>
  readonly wheres: readonly RawBuilder<SqlBool>[]
  readonly isNarrow: boolean
}

/** A desk with a filter of its own stands for that filter; any other for what was laid on it. */
async function withDesk(db: Db, filter: Filter): Promise<Filter> {
  if (!filter.desk) return filter
  const found = await sql<{ filter: unknown }>`select filter from wire_desk where id = ${filter.desk}`.execute(db)
  const own = Filter.safeParse(found.rows[0]?.filter ?? {})
  if (!own.success || isPlain(own.data)) return filter
  const { desk: _desk, ...others } = filter
  const q = [own.data.q, filter.q].filter(Boolean).join(' ')
  return { ...own.data, ...others, q, view: filter.view === 'all' ? own.data.view : filter.view }
}

/** True for the filter of a desk that shows what was laid on it. */
export function isPlain(filter: Filter): boolean {
  return filter.q === '' && filter.view === 'all' && !filter.desk && !filter.source && !filter.type && !filter.urgent
}

function siftOf(
  filter: Filter,
  { at, personId, wanted, query }: { at: Date; personId: string; wanted: Wanted; query: string },
): Sift {
  const wheres: RawBuilder<SqlBool>[] = [sql`item.revision_id is not null`, ...viewOf(filter.view, at, personId)]
  if (filter.source) wheres.push(sql`item.source_id = ${filter.source}`)
  if (filter.type) wheres.push(sql`item.type = ${filter.type}`)
  if (filter.urgent) wheres.push(sql`item.urgency <= ${filter.urgent}`)
  const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`
  for (const text of wanted.headline) wheres.push(sql`item.headline ilike ${like(text)}`)
  for (const text of wanted.slugline) wheres.push(sql`item.slugline ilike ${like(text)}`)
  for (const text of wanted.place) wheres.push(sql`item.place ilike ${like(text)}`)
  const isDesk = filter.desk !== undefined
  const isPlainList = query === '' && !filter.source && !filter.type && !filter.urgent
  if (isPlainList && (filter.view === 'all' || filter.view === 'unread'))
    wheres.push(newestOfCluster(filter.desk === undefined ? undefined : sql`${filter.desk}`))
  const ofUses = filter.view === 'used' || filter.view === 'behind' || filter.view === 'expiring'
  if (isDesk && !ofUses) wheres.push(sql`lies.desk_id = ${filter.desk}`)
  return {
    from:
      isDesk && !ofUses ? sql`wire_on_desk lies join wire_item item on item.id = lies.item_id` : sql`wire_item item`,
    movedAt: isDesk && !ofUses ? sql`lies.moved_at` : sql`item.moved_at`,
    id: isDesk && !ofUses ? sql`lies.item_id` : sql`item.id`,
    wheres,
    isNarrow: !(isPlainList && !isDesk && filter.view === 'all'),
  }
}

function viewOf(view: Filter['view'], at: Date, personId: string): RawBuilder<SqlBool>[] {
  const ofUsesWhere = (condition: RawBuilder<unknown>) =>
    sql<SqlBool>`item.id = any(array(select use.item_id from wire_use use join story on story.id = use.story_id
      join wire_item item on item.id = use.item_id where ${condition}))`
  switch (view) {
    case 'all':
      return [sql`item.desk_state <> 'spiked'`]
    case 'unread':
      return [sql`item.desk_state <> 'spiked'`, isUnread(personId)]
    case 'stopped':
      return [sql`(item.standing <> 'usable' or item.signal in ('correction', 'kill'))`]
    case 'embargoed':
      return [
        sql`(item.embargo_until is not null or item.embargo_unknown)`,
        sql`(item.embargo_unknown or item.embargo_until > ${at})`,
      ]
    case 'held':
    case 'spiked':
      return [sql`item.desk_state = ${view}`]
    case 'used':
      return [ofUsesWhere(sql`true`)]
    case 'behind':
      return [ofUsesWhere(isBehind)]
    case 'expiring':
      return [
        ofUsesWhere(
          sql`story.state <> 'withdrawn' and use.expires_at < ${at}::timestamptz + make_interval(days => ${EXPIRING_DAYS})`,
        ),
      ]
  }
}

// One line for near-duplicates: the newest of them that is in the same list. What was stopped is always seen.
function newestOfCluster(desk: RawBuilder<unknown> | undefined): RawBuilder<SqlBool> {
  const onDesk = desk
    ? sql`and exists (select from wire_on_desk also where also.desk_id = ${desk} and also.item_id = newer.id)`
    : sql``
  return sql`(item.cluster_id is null or item.standing <> 'usable' or not exists (
    select from wire_item newer where newer.cluster_id = item.cluster_id and newer.desk_state <> 'spiked' and newer.standing = 'usable'
      and (newer.moved_at, newer.id) > (item.moved_at, item.id) ${onDesk}))`
}

function placed({ movedAt, id }: Sift, { before, after }: { before?: string; after?: string }): RawBuilder<SqlBool>[] {
  const [older, newer] = [placeOf(before), placeOf(after)]
  return [
    ...(older ? [sql<SqlBool>`(${movedAt}, ${id}) < (${older.at}::timestamptz, ${older.id}::bigint)`] : []),
    ...(newer ? [sql<SqlBool>`(${movedAt}, ${id}) > (${newer.at}::timestamptz, ${newer.id}::bigint)`] : []),
  ]
}

function placeOf(cursor: string | undefined): { at: Date; id: string } | undefined {
  const [, ms, id] = /^(\d{1,15})-(\d{1,18})$/.exec(cursor ?? '') ?? []
  return ms && id ? { at: new Date(Number(ms)), id } : undefined
}

async function idsOf(db: Db, sift: Sift, asked: { limit: number; before?: string; after?: string }): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select item.id from ${sift.from} where ${sql.join([...sift.wheres, ...placed(sift, asked)], sql` and `)}
    order by ${sift.movedAt} desc, ${sift.id} desc limit ${asked.limit + 1}`.execute(db)
  return found.rows.map(({ id }) => id)
}

/**
 * The same by words. The newest days are looked through first, then two months, then all there is: words that every story has are found
 * at once in the days, and rare ones are few everywhere. The days are in the index with the words, so that only theirs are read.
 */
async function idsBySearch(
  db: Db,
  sift: Sift,
  query: string,
  asked: { at: Date; limit: number; before?: string; after?: string },
): Promise<string[]> {
  const wheres = [...sift.wheres, ...placed(sift, asked)]
  let ids: string[] = []
  for (const window of placeOf(asked.after) ? [''] : windowsFrom(placeOf(asked.before)?.at ?? asked.at)) {
    const found = await sql<{ id: string }>`
      with hits as materialized (
        select item.id, ${sift.movedAt} as moved_at from ${sift.from}
        where item.search @@ ${window === '' ? query : `(${query}) & (${window})`}::tsquery and ${sql.join(wheres, sql` and `)}
      )
      select id from hits order by moved_at desc, id desc limit ${asked.limit + 1}`.execute(db)
    ids = found.rows.map(({ id }) => id)
    if (ids.length > asked.limit) return ids
  }
  return ids
}

const DAY_MS = 86_400_000

function windowsFrom(at: Date): [days: string, months: string, everything: string] {
  const back = (days: number) => new Date(at.getTime() - days * DAY_MS)
  const [today, month] = dayMarks(at)
  const [yesterday] = dayMarks(back(1))
  // A clock that is ahead by some hours may have moved an item into tomorrow.
  const [tomorrow, nextMonth] = dayMarks(back(-1))
  const lastMonth = dayMarks(back(at.getUTCDate() + 1))[1]
  const any = (marks: readonly string[]) => [...new Set(marks)].map(quoted).join(' | ')
  return [any([today, yesterday, tomorrow]), any([month, nextMonth, lastMonth]), '']
}

/** How many there are: as the planner guesses where that is many, else counted. */
async function countOf(db: Db, sift: Sift, query: string): Promise<number> {
  const matching = query === '' ? sql`` : sql`item.search @@ ${query}::tsquery and`
  const rows = sql`select item.id from ${sift.from} where ${matching} ${sql.join(sift.wheres, sql` and `)}`
  const plan = await sql<{ 'QUERY PLAN': unknown }>`explain (format json) ${rows}`.execute(db)
  const guess = Guess.safeParse(plan.rows[0]?.['QUERY PLAN'])
  if (guess.success && guess.data[0].Plan['Plan Rows'] > EXACT_MOST) return guess.data[0].Plan['Plan Rows']
  const counted = await sql<{ count: number }>`
    select count(*)::int as count from (${rows} limit ${EXACT_MOST + 1}) counted`.execute(db)
  return counted.rows[0]?.count ?? 0
}

const Guess = z.tuple([z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })])

async function countUnread(
  db: Db,
  sift: Sift,
  query: string,
  { personId, at }: { personId: string; at: Date },
): Promise<number> {
  const [days] = windowsFrom(at)
  const matching = query === '' ? sql`` : sql`item.search @@ ${`(${query}) & (${days})`}::tsquery and`
  const found = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from (
        select item.id, item.revision_id from ${sift.from} where ${matching} ${sql.join(sift.wheres, sql` and `)}
        order by ${sift.movedAt} desc, ${sift.id} desc limit ${UNREAD_LOOKED_AT}) item
      where ${isUnread(personId)} limit ${UNREAD_MOST}) unread`.execute(db)
  return found.rows[0]?.count ?? 0
}
