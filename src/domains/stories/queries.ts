import { type SqlBool, sql } from 'kysely'
import type { Framed } from '#domains/media/shared'
import type { Db } from '#platform/db'
import type { Correction, LiveStory, Teaser, Topic } from './live.ts'

/** The columns of a teaser, for any query over live_story; `live` is its name there. */
export const teaserColumns = sql`
  live.story_id as id, live.address, live.section_id as "sectionId", live.headline, live.deck, live.kicker, live.agency,
  live.bylines, live.lead, live.published_at as "publishedAt", live.updated_at as "updatedAt"`

/** A story as readers see it, by its address; undefined if nothing is live there. */
export async function findLiveStory(db: Db, address: string): Promise<LiveStory | undefined> {
  return live(db, sql`live.address = ${address}`)
}

/** A story as readers see it, by its id; undefined if it is not live. */
export async function findLiveStoryById(db: Db, id: string): Promise<LiveStory | undefined> {
  return live(db, sql`live.story_id = ${id}`)
}

type Row = Omit<LiveStory, 'related'>

const liveColumns = sql`
  ${teaserColumns}, live.dateline, live.body, live.topics, live.words, live.day::text as day,
  (select coalesce(json_agg(json_build_object('id', c.id::text, 'text', c.text, 'placement', c.placement, 'at', c.at)
    order by c.at), '[]') from correction c where c.story_id = live.story_id) as corrections`

// What is related comes in the same answer: a second question would take as long as the first.
const relatedColumn = sql`(
  select coalesce(json_agg(json_build_object(
    'id', other.story_id::text, 'address', other.address, 'sectionId', other.section_id::text, 'headline', other.headline,
    'deck', other.deck, 'kicker', other.kicker, 'agency', other.agency, 'bylines', other.bylines, 'lead', other.lead,
    'publishedAt', other.published_at, 'updatedAt', other.updated_at) order by wanted.place), '[]')
  from jsonb_array_elements_text(live.related) with ordinality wanted (id, place)
  join live_story other on other.story_id = wanted.id::bigint) as related`

async function live(db: Db, where: ReturnType<typeof sql>): Promise<LiveStory | undefined> {
  const found = await sql<Row & { related: readonly Teaser[] }>`
    select ${liveColumns}, ${relatedColumn} from live_story live where ${where}`.execute(db)
  const row = found.rows[0]
  return row && storyOf(row, row.related.map(datesOf))
}

/** A live story with all that its page shows: the pictures that are at hand, and `rail`, the newest of its section and those below it. */
export interface StoryPage {
  readonly story: LiveStory
  readonly photos: readonly Framed[]
  readonly rail: readonly Pick<Teaser, 'id' | 'address' | 'headline'>[]
}

const IN_RAIL = 6

// Each section's own newest first: asked for all of them at once, the planner may read the whole paper to find six stories of a small one.
const railColumn = sql`(
  select coalesce(json_agg(json_build_object('id', id::text, 'address', address, 'headline', headline)
    order by published_at desc, id desc), '[]')
  from (
    select newest.* from section here join section below on starts_with(below.path, here.path)
    cross join lateral (
      select other.story_id as id, other.address, other.headline, other.published_at from live_story other
      where other.section_id = below.id and other.story_id <> live.story_id and not live.related ? other.story_id::text
      order by other.published_at desc, other.story_id desc limit ${sql.lit(IN_RAIL)}
    ) newest
    where here.id = live.section_id order by published_at desc, id desc limit ${sql.lit(IN_RAIL)}
  ) rail) as rail`

const photosColumn = sql`(
  select coalesce(json_agg(json_build_object('id', photo.id::text, 'fingerprint', fingerprint, 'width', width, 'height', height,
    'focus', case when focus_x is not null then json_build_object('x', focus_x, 'y', focus_y) end)), '[]')
  from live_photo join photo on photo.id = live_photo.photo_id
  where live_photo.story_id = live.story_id and photo.retired_at is null) as photos`

/** Everything the page at an address shows, in one question; undefined if nothing is live there. */
export async function findStoryPage(db: Db, address: string): Promise<StoryPage | undefined> {
  const found = await sql<Row & { related: readonly Teaser[] } & Omit<StoryPage, 'story'>>`/* prepared story-page */
    select ${liveColumns}, ${relatedColumn}, ${photosColumn}, ${railColumn}
    from live_story live where live.address = ${address}`.execute(db)
  const [row] = found.rows
  if (!row) return undefined
  const { photos, rail, related, ...story } = row
  return { story: storyOf(story, related.map(datesOf)), photos, rail }
}

// JSON has no instants.
function datesOf(teaser: Teaser): Teaser {
  const { publishedAt, updatedAt } = teaser
  return { ...teaser, publishedAt: new Date(publishedAt), updatedAt: updatedAt && new Date(updatedAt) }
}

function storyOf(row: Row, related: readonly Teaser[]): LiveStory {
  return { ...row, related, corrections: row.corrections.map((note) => ({ ...note, at: new Date(note.at) })) }
}

/** Where an old address leads now: the live address, or 'withdrawn' with the note to readers, or undefined if it never was one. */
export async function findForward(
  db: Db,
  address: string,
): Promise<{ to: string } | { withdrawn: { at: Date; note: string } } | undefined> {
  const found = await sql<{ to: string | null; at: Date | null; note: string }>`
    select live.address as to, story.withdrawn_at as at, story.note_to_readers as note
    from story_address old join story on story.id = old.story_id left join live_story live on live.story_id = old.story_id
    where old.address = ${address}`.execute(db)
  const row = found.rows[0]
  if (!row) return undefined
  if (row.to !== null) return row.to === address ? undefined : { to: row.to }
  return row.at ? { withdrawn: { at: row.at, note: row.note } } : undefined
}

/** One page of a list, newest first. `more` tells whether older ones follow. */
export interface Page<item> {
  readonly items: readonly item[]
  readonly more: boolean
}

/** Which live stories to list. `sectionIds` any of them; `page` counts from 1. */
export interface TeaserQuery {
  readonly sectionIds?: readonly string[]
  readonly bylineSlug?: string
  readonly topicSlug?: string
  readonly day?: string
  readonly without?: readonly string[]
  readonly page?: number
  readonly size?: number
}

/** Live stories, newest first (of a day: as the day went). */
export async function listTeasers(db: Db, query: TeaserQuery): Promise<Page<Teaser>> {
  const { page = 1, size = 20 } = query
  const wheres = [sql<SqlBool>`true`]
  if (query.sectionIds) wheres.push(sql`live.section_id = any(${[...query.sectionIds]}::bigint[])`)
  if (query.day) wheres.push(sql`live.day = ${query.day}::date`)
  if (query.without?.length) wheres.push(sql`live.story_id <> all(${[...query.without]}::bigint[])`)
  if (query.bylineSlug) {
    wheres.push(sql`live.story_id in (select story_id from live_byline where slug = ${query.bylineSlug})`)
  }
  if (query.topicSlug) {
    wheres.push(
      sql`live.story_id in (select story_id from live_topic join topic on topic.id = topic_id where topic.slug = ${query.topicSlug})`,
    )
  }
  const found = await sql<Teaser>`
    select ${teaserColumns} from live_story live where ${sql.join(wheres, sql` and `)}
    order by live.published_at desc, live.story_id desc limit ${size + 1} offset ${(page - 1) * size}`.execute(db)
  return { items: found.rows.slice(0, size), more: found.rows.length > size }
}

/** Live stories by id, in the order asked for; those that are not live are left out. */
export async function listTeasersById(db: Db, ids: readonly string[]): Promise<Teaser[]> {
  if (ids.length === 0) return []
  const found = await sql<Teaser>`
    select ${teaserColumns} from live_story live where live.story_id = any(${[...ids]}::bigint[])
    order by array_position(${[...ids]}::bigint[], live.story_id)`.execute(db)
  return found.rows
}

/** Whole live stories for a feed, newest first, without what is related to them. */
export async function listForFeed(
  db: Db,
  query: { sectionIds?: readonly string[]; size: number },
): Promise<LiveStory[]> {
  const where = query.sectionIds ? sql`live.section_id = any(${[...query.sectionIds]}::bigint[])` : sql`true`
  const found = await sql<Row>`
    select ${liveColumns} from live_story live where ${where}
    order by live.published_at desc, live.story_id desc limit ${query.size}`.execute(db)
  return found.rows.map((row) => storyOf(row, []))
}

/** Who a staff page is about: the newest spelling of the name and title; undefined if nobody of that slug has a live story. */
export async function findWriter(
  db: Db,
  slug: string,
): Promise<{ name: string; title: string; agency: string } | undefined> {
  const found = await sql<{ name: string; title: string; agency: string }>`
    select name, title, agency from live_byline where slug = ${slug} order by published_at desc limit 1`.execute(db)
  return found.rows[0]
}

/** A topic that has live stories, by slug. */
export async function findTopic(db: Db, slug: string): Promise<Topic | undefined> {
  const found = await sql<Topic>`
    select slug, name from topic where slug = ${slug} and exists (select from live_topic where topic_id = topic.id)`.execute(
    db,
  )
  return found.rows[0]
}

/** Every correction of a live story, newest first. */
export async function listCorrections(
  db: Db,
  { page = 1, size = 40 }: { page?: number; size?: number },
): Promise<Page<Correction & { story: { id: string; address: string; headline: string } }>> {
  const found = await sql<Correction & { story: { id: string; address: string; headline: string } }>`
    select c.id, c.text, c.placement, c.at,
      json_build_object('id', live.story_id::text, 'address', live.address, 'headline', live.headline) as story
    from correction c join live_story live on live.story_id = c.story_id
    order by c.at desc, c.id desc limit ${size + 1} offset ${(page - 1) * size}`.execute(db)
  return { items: found.rows.slice(0, size), more: found.rows.length > size }
}

/** The days on which something was published, newest first, with how many: for the archive's calendar. */
export async function listDays(db: Db, month: string): Promise<{ day: string; stories: number }[]> {
  const found = await sql<{ day: string; stories: number }>`
    select day::text as day, count(*)::int as stories from live_story
    where day >= ${`${month}-01`}::date and day < ${`${month}-01`}::date + interval '1 month'
    group by day order by day desc`.execute(db)
  return found.rows
}

/** The first and last day with a live story, or undefined when nothing is live. */
export async function findSpan(db: Db): Promise<{ first: string; last: string } | undefined> {
  const found = await sql<{ first: string | null; last: string | null }>`
    select min(day)::text as first, max(day)::text as last from live_story`.execute(db)
  const row = found.rows[0]
  return row?.first && row.last ? { first: row.first, last: row.last } : undefined
}

/** One line of a sitemap. */
export interface SitemapLine {
  readonly address: string
  readonly headline: string
  readonly publishedAt: Date
  readonly changedAt: Date
}

/** Live stories for a sitemap of at most 50,000 lines (sitemaps.org), oldest first, so that full ones never change; `page` from 1. */
export async function listForSitemap(
  db: Db,
  { page, size, since }: { page: number; size: number; since?: Date },
): Promise<SitemapLine[]> {
  const found = await sql<SitemapLine>`
    select address, headline, published_at as "publishedAt", coalesce(updated_at, published_at) as "changedAt"
    from live_story where published_at >= ${since ?? new Date(0)}
    order by published_at, story_id limit ${size} offset ${(page - 1) * size}`.execute(db)
  return found.rows
}

/** How many stories are live. */
export async function countLive(db: Db): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from live_story`.execute(db)
  return found.rows[0]?.count ?? 0
}
