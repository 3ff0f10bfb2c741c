import { type SqlBool, sql } from 'kysely'
import { instantOf, type Paper, withDescendants } from '#domains/paper'
import { type Body, type Teaser, teaserColumns, textOf } from '#domains/stories'
import type { Db } from '#platform/db'
import { HIT_CLOSES, HIT_OPENS, type Query, type Shard, shardsOf } from './query.ts'

/** A story that was found, with the passage that matches. */
export interface Found {
  readonly story: Teaser
  readonly excerpt: readonly Shard[]
}

/** One page of what was found. `total` stops counting at 1,000 (`atLeast`). */
export interface Results {
  readonly items: readonly Found[]
  readonly total: number
  readonly atLeast: boolean
  readonly more: boolean
}

export const RESULTS_PER_PAGE = 20
const COUNT_AT_MOST = 1_000

/** Searches the live stories. Words as people type them: "quoted phrases", or, and -not (websearch_to_tsquery). */
export async function find(db: Db, paper: Paper, query: Query): Promise<Results> {
  const wheres = [sql<SqlBool>`true`]
  const asked = query.q === '' ? undefined : sql`websearch_to_tsquery('newspaper', ${query.q})`
  if (asked) wheres.push(sql`entry.words @@ ${asked}`)
  const section = paper.sections.find((one) => one.path === `/${query.section.replace(/^\/|\/$/g, '')}/`)
  if (section) wheres.push(sql`entry.section_id = any(${withDescendants(paper.sections, section.id)}::bigint[])`)
  if (query.byline) wheres.push(sql`${query.byline} = any(entry.byline_slugs)`)
  if (query.from) wheres.push(sql`entry.published_at >= ${instantOf(`${query.from}T00:00`, paper.zone)}`)
  if (query.to)
    wheres.push(sql`entry.published_at < ${instantOf(`${query.to}T00:00`, paper.zone)}::timestamptz + interval '1 day'`)
  const where = sql.join(wheres, sql` and `)

  // Rank fades with age, halving in a year: in a newspaper the newest of two equal matches is nearly always the one meant.
  const order =
    query.sort === 'oldest'
      ? sql`entry.published_at, entry.story_id`
      : query.sort === 'newest' || !asked
        ? sql`entry.published_at desc, entry.story_id desc`
        : sql`ts_rank(entry.words, ${asked}) / (1 + extract(epoch from now() - entry.published_at) / 31557600) desc, entry.story_id desc`

  const counted = await sql<{ total: number }>`
    select count(*)::int as total from (select from archive_entry entry where ${where} limit ${COUNT_AT_MOST + 1}) counted`.execute(
    db,
  )
  const rows = await sql<Teaser & { body: Body }>`
    with best as (
      select entry.story_id from archive_entry entry where ${where}
      order by ${order} limit ${RESULTS_PER_PAGE + 1} offset ${(query.page - 1) * RESULTS_PER_PAGE}
    )
    select ${teaserColumns}, live.body from archive_entry entry join live_story live on live.story_id = entry.story_id
    where entry.story_id in (select story_id from best) order by ${order}`.execute(db)

  const items = await Promise.all(
    rows.rows.slice(0, RESULTS_PER_PAGE).map(async ({ body, ...story }) => ({
      story,
      excerpt: await excerptOf(db, textOf(body), story.deck, asked),
    })),
  )
  const total = counted.rows[0]?.total ?? 0
  return {
    items,
    total: Math.min(total, COUNT_AT_MOST),
    atLeast: total > COUNT_AT_MOST,
    more: rows.rows.length > RESULTS_PER_PAGE,
  }
}

async function excerptOf(
  db: Db,
  text: string,
  deck: string,
  asked: ReturnType<typeof sql> | undefined,
): Promise<Shard[]> {
  if (!asked) return deck ? [{ text: deck, hit: false }] : [{ text: `${text.slice(0, 180)}…`, hit: false }]
  const options = `StartSel=${HIT_OPENS},StopSel=${HIT_CLOSES},MaxFragments=2,MaxWords=24,MinWords=10,FragmentDelimiter=" … "`
  const plain = text.replace(/[\u0002\u0003]/g, '').slice(0, 100_000)
  const marked = await sql<{
    excerpt: string
  }>`select ts_headline('newspaper', ${plain}, ${asked}, ${options}) as excerpt`.execute(db)
  return shardsOf(marked.rows[0]?.excerpt ?? '')
}
