import { type SqlBool, sql } from 'kysely'
import { instantOf, nextDay, type Paper, withDescendants } from '#domains/paper'
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
// After it a year has five figures.
const LAST_DAY = '9999-12-31'
// An excerpt is cut from so much of a story, about 3,500 words: marking more takes longer than the search itself.
const EXCERPT_FROM = 20_000

/** Searches the live stories. Words as people type them: "quoted phrases", or, and -not (websearch_to_tsquery). */
export async function find(db: Db, paper: Paper, query: Query): Promise<Results> {
  const wheres = [sql<SqlBool>`true`]
  const asked = query.q === '' ? undefined : sql`websearch_to_tsquery('newspaper', ${query.q})`
  if (asked) wheres.push(sql`entry.words @@ ${asked}`)
  const section = paper.sections.find((one) => one.path === `/${query.section.replace(/^\/|\/$/g, '')}/`)
  if (section) wheres.push(sql`entry.section_id = any(${withDescendants(paper.sections, section.id)}::bigint[])`)
  if (query.byline) wheres.push(sql`${query.byline} = any(entry.byline_slugs)`)
  if (query.from) wheres.push(sql`entry.published_at >= ${instantOf(`${query.from}T00:00`, paper.zone)}`)
  if (query.to && query.to < LAST_DAY)
    wheres.push(sql`entry.published_at < ${instantOf(`${nextDay(query.to)}T00:00`, paper.zone)}`)
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

  const page = rows.rows.slice(0, RESULTS_PER_PAGE)
  const excerpts = asked ? await markedIn(db, page, asked) : page.map(openingOf)
  const items = page.map(({ body: _, ...story }, at) => ({ story, excerpt: excerpts[at] ?? [] }))
  const total = counted.rows[0]?.total ?? 0
  return {
    items,
    total: Math.min(total, COUNT_AT_MOST),
    atLeast: total > COUNT_AT_MOST,
    more: rows.rows.length > RESULTS_PER_PAGE,
  }
}

/** The passages that match, of all stories in one question. */
async function markedIn(
  db: Db,
  stories: readonly { body: Body }[],
  asked: ReturnType<typeof sql>,
): Promise<readonly Shard[][]> {
  if (stories.length === 0) return []
  const texts = stories.map(({ body }) => textOf(body).replace(MARKS, '').slice(0, EXCERPT_FROM).toWellFormed())
  const options = `StartSel=${HIT_OPENS},StopSel=${HIT_CLOSES},MaxFragments=2,MaxWords=24,MinWords=10,FragmentDelimiter=" … "`
  const marked = await sql<{ excerpt: string }>`
    select ts_headline('newspaper', text, ${asked}, ${options}) as excerpt
    from unnest(${texts}::text[]) with ordinality as story (text, place) order by place`.execute(db)
  return marked.rows.map(({ excerpt }) => shardsOf(excerpt))
}

const MARKS = new RegExp(`[${HIT_OPENS}${HIT_CLOSES}]`, 'g')

function openingOf({ deck, body }: { deck: string; body: Body }): Shard[] {
  return [{ text: deck || `${textOf(body).slice(0, 180)}…`, hit: false }]
}
