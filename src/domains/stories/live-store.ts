import { sql } from 'kysely'
import { type Circumstances, type PhotoObstacle, photosFitToPublish } from '#domains/media'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import { slugOf } from './address.ts'
import { wordsIn } from './body.ts'
import { type Copy, photosOf } from './copy.ts'
import type { Place } from './fact.ts'
import type { LiveByline, Topic } from './live.ts'

/** What goes live: the copy with its address and times. `day` is yyyy-mm-dd in the paper's zone. */
export interface GoingLive {
  readonly storyId: string
  readonly copy: Copy
  readonly address: string
  readonly publishedAt: Date
  readonly updatedAt: Date | null
  readonly day: string
}

/** Bylines with the addresses of their staff pages; lines without a name or agency are left out. */
export function liveBylines(copy: Copy): LiveByline[] {
  return copy.bylines
    .filter((byline) => byline.name.trim() !== '' || byline.agency.trim() !== '')
    .map((byline) => ({ ...byline, slug: slugOf(byline.name || byline.agency) || 'staff' }))
}

/** Topics with their addresses, each once. */
export function liveTopics(copy: Copy): Topic[] {
  const topics = new Map(copy.topics.map((name) => [slugOf(name), { slug: slugOf(name), name }]))
  return [...topics.values()].filter((topic) => topic.slug !== '')
}

/** Where a live story stands, or nothing if it is not live. */
export async function placeOf(db: Db, storyId: string): Promise<Place | undefined> {
  const found = await sql<Place>`
    select live.section_id as "sectionId", live.day::text as day,
      array(select slug from live_byline where story_id = live.story_id) as writers,
      array(select topic.slug from live_topic join topic on topic.id = topic_id where story_id = live.story_id) as topics
    from live_story live where live.story_id = ${storyId}`.execute(db)
  return found.rows[0]
}

/** Finds an address that is this story's own, adding -2, -3 … to the slug where another story has it, and keeps it for ever. */
export async function claimAddress(
  db: Db,
  storyId: string,
  addressWith: (slug: string) => string,
  slug: string,
): Promise<string> {
  for (let attempt = 1; attempt < 1_000; attempt++) {
    const address = addressWith(attempt === 1 ? slug : `${slug}-${attempt}`)
    const claimed = await sql<{ storyId: string }>`
      with claimed as (insert into story_address (address, story_id) values (${address}, ${storyId}) on conflict do nothing returning story_id)
      select story_id as "storyId" from claimed union all select story_id from story_address where address = ${address}`.execute(
      db,
    )
    if (claimed.rows[0]?.storyId === storyId) return address
  }
  throw new Refusal(
    'conflict',
    'story.address-taken',
    'Too many stories have this address today. Change the last part of it.',
    { slug: 'Taken' },
  )
}

/** Makes the copy what readers see. */
export async function writeLive(db: Db, going: GoingLive): Promise<void> {
  const { storyId, copy } = going
  const bylines = liveBylines(copy)
  const topics = liveTopics(copy)
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`
  await sql`
    insert into live_story (story_id, address, section_id, headline, deck, kicker, agency, bylines, dateline, lead, body, topics, related,
      words, published_at, updated_at, day)
    values (${storyId}, ${going.address}, ${copy.sectionId}, ${copy.headline}, ${copy.deck}, ${copy.kicker}, ${copy.agency}, ${json(bylines)},
      ${copy.dateline ? json(copy.dateline) : null}, ${copy.lead ? json(copy.lead) : null}, ${json(copy.body)}, ${json(topics)}, ${json(copy.related)},
      ${wordsIn(copy.body)}, ${going.publishedAt}, ${going.updatedAt}, ${going.day}::date)
    on conflict (story_id) do update set address = excluded.address, section_id = excluded.section_id, headline = excluded.headline,
      deck = excluded.deck, kicker = excluded.kicker, agency = excluded.agency, bylines = excluded.bylines, dateline = excluded.dateline,
      lead = excluded.lead, body = excluded.body, topics = excluded.topics, related = excluded.related, words = excluded.words,
      published_at = excluded.published_at, updated_at = excluded.updated_at, day = excluded.day`.execute(db)
  await sql`delete from live_byline where story_id = ${storyId}`.execute(db)
  await sql`delete from live_topic where story_id = ${storyId}`.execute(db)
  await sql`delete from live_photo where story_id = ${storyId}`.execute(db)
  await sql`
    insert into live_byline (story_id, position, slug, name, title, agency, published_at)
    select ${storyId}, place - 1, byline ->> 'slug', byline ->> 'name', byline ->> 'title', byline ->> 'agency', ${going.publishedAt}
    from jsonb_array_elements(${json(bylines)}) with ordinality as line (byline, place)`.execute(db)
  await sql`
    with named as (
      insert into topic (slug, name) select topic ->> 'slug', topic ->> 'name' from jsonb_array_elements(${json(topics)}) topic order by 1
      on conflict (slug) do update set name = topic.name returning id
    )
    insert into live_topic (story_id, topic_id, published_at) select ${storyId}, id, ${going.publishedAt} from named`.execute(
    db,
  )
  const photoIds = [...new Set(photosOf(copy).map((photo) => photo.photoId))].filter(Boolean)
  await sql`
    insert into live_photo (story_id, photo_id) select ${storyId}, id from photo where id = any(${photoIds}::bigint[])`.execute(
    db,
  )
}

/** Takes the story from readers. */
export async function dropLive(db: Db, storyId: string): Promise<void> {
  await sql`delete from live_story where story_id = ${storyId}`.execute(db)
}

/** True if every photo that the copy uses is in the library and not retired. */
export async function hasPhotos(db: Db, copy: Copy): Promise<boolean> {
  const ids = [...new Set(photosOf(copy).map((photo) => photo.photoId))].filter(Boolean)
  if (ids.length === 0) return true
  const found = await sql`select from photo where id = any(${ids}::bigint[]) and retired_at is null`.execute(db)
  return found.rows.length === ids.length
}

/**
 * What stops the copy's photos from going out now. A photo whose rights have run out, but which readers see in this story already, does not
 * stop a correction: taking it off is the photo desk's decision.
 */
export async function photosBarred(
  db: Db,
  storyId: string,
  copy: Copy,
  { paper, at }: Pick<Circumstances, 'paper' | 'at'>,
): Promise<PhotoObstacle[]> {
  const barred = await photosFitToPublish(db, photosOf(copy), { paper, at })
  if (!barred.some(({ kind }) => kind === 'expired')) return barred
  const seen = await sql<{ id: string }>`
    select photo_id as id from live_photo where story_id = ${storyId}`.execute(db)
  const live = new Set(seen.rows.map(({ id }) => id))
  return barred.filter(({ kind, photoId }) => kind !== 'expired' || !live.has(photoId))
}
