import { type SqlBool, sql } from 'kysely'
import type { Actor } from '#domains/accounts'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import type { Copy } from './copy.ts'
import type { Correction } from './live.ts'
import { readStory, type VersionKind } from './store.ts'
import type { State, Story } from './story.ts'

/** A story by id, whatever its state. */
export function findStory(db: Db, id: string): Promise<Story | undefined> {
  return readStory(db, id)
}

/** A story by id; refuses if there is none. */
export async function getStory(db: Db, id: string): Promise<Story> {
  const story = await readStory(db, id)
  if (!story) throw new Refusal('not-found', 'story.not-found', 'There is no such story.')
  return story
}

/** A saved version. `startedAt` is when it was first saved, `at` when last; they differ only for automatic saves that were folded. */
export interface Version {
  readonly number: number
  readonly kind: VersionKind
  readonly headline: string
  readonly note: string
  readonly by: Actor
  readonly at: Date
  readonly startedAt: Date
  readonly copy: Copy
}

/** One version, whole; refuses if there is none. */
export async function getVersion(db: Db, storyId: string, number: number): Promise<Version> {
  const isNumber = Number.isInteger(number) && number > 0 && number < 2 ** 31
  const found = await sql<Version>`
    select number, kind, headline, note, by_whom as by, at, coalesce(started_at, at) as "startedAt", copy
    from story_version where story_id = ${storyId} and number = ${isNumber ? number : 0}`.execute(db)
  const version = found.rows[0]
  if (!version) throw new Refusal('not-found', 'story.no-version', 'There is no such version of this story.')
  return version
}

/** Every version, newest first, without the copy. */
export async function listVersions(db: Db, storyId: string): Promise<Omit<Version, 'copy'>[]> {
  const found = await sql<Omit<Version, 'copy'>>`
    select number, kind, headline, note, by_whom as by, at, coalesce(started_at, at) as "startedAt"
    from story_version where story_id = ${storyId} order by number desc limit 1000`.execute(db)
  return found.rows
}

/** The corrections of a story with who made them, oldest first; also of stories that are not live. */
export async function listCorrectionsOf(db: Db, storyId: string): Promise<(Correction & { by: Actor })[]> {
  const found = await sql<Correction & { by: Actor }>`
    select id, text, placement, at, by_whom as by from correction where story_id = ${storyId} order by at, id`.execute(
    db,
  )
  return found.rows
}

/** A line of the newsroom's list of stories. */
export interface StoryLine {
  readonly id: string
  readonly state: State
  readonly headline: string
  readonly slugline: string
  readonly sectionId: string | null
  readonly bylines: readonly string[]
  readonly agency: string
  readonly words: number
  readonly photos: number
  readonly changedAt: Date
  readonly changedBy: Actor
  readonly publishedAt: Date | null
  readonly scheduledFor: Date | null
  readonly hasUnpublishedChanges: boolean
  readonly address: string | null
}

/** Which stories to list. `q` looks in headline, slugline, deck and bylines; `by` is a person whose saves count as theirs. */
export interface StoryQuery {
  readonly q?: string
  readonly state?: State
  readonly sectionIds?: readonly string[]
  readonly personId?: string
  readonly page?: number
  readonly size?: number
}

/** Stories by last change, newest first, with how many there are in each state. */
export async function listStories(
  db: Db,
  query: StoryQuery,
): Promise<{ items: StoryLine[]; total: number; counts: Record<State, number> }> {
  const { page = 1, size = 50 } = query
  const wheres = [sql<SqlBool>`true`]
  if (query.q) {
    const like = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`
    wheres.push(sql`(version.headline ilike ${like} or version.copy ->> 'slugline' ilike ${like} or version.copy ->> 'deck' ilike ${like}
      or (version.copy -> 'bylines')::text ilike ${like})`)
  }
  if (query.sectionIds) wheres.push(sql`version.copy ->> 'sectionId' = any(${[...query.sectionIds]})`)
  if (query.personId) {
    wheres.push(
      sql`(story.created_by ->> 'personId' = ${query.personId} or story.changed_by ->> 'personId' = ${query.personId})`,
    )
  }
  const from = sql`from story join story_version version on version.story_id = story.id and version.number = story.version`
  const where = sql.join(wheres, sql` and `)
  // Counting every story needs no look at its text.
  const counting = query.q || query.sectionIds ? from : sql`from story`
  const counted = await sql<{ state: State; count: number }>`
    select story.state, count(*)::int as count ${counting} where ${where} group by story.state`.execute(db)
  const counts: Record<State, number> = { draft: 0, scheduled: 0, published: 0, withdrawn: 0 }
  for (const row of counted.rows) counts[row.state] = row.count

  const state = query.state ? sql`and story.state = ${query.state}` : sql``
  const found = await sql<StoryLine>`
    select story.id, story.state, version.headline, version.copy ->> 'slugline' as slugline, version.copy ->> 'sectionId' as "sectionId",
      array(select line ->> 'name' from jsonb_array_elements(version.copy -> 'bylines') line) as bylines, version.copy ->> 'agency' as agency,
      version.words, version.photos,
      story.changed_at as "changedAt", story.changed_by as "changedBy", story.published_at as "publishedAt", story.scheduled_for as "scheduledFor",
      (story.live_version is not null and story.live_version <> story.version) as "hasUnpublishedChanges", live.address
    ${from} left join live_story live on live.story_id = story.id
    where ${where} ${state} order by story.changed_at desc, story.id desc limit ${size} offset ${(page - 1) * size}`.execute(
    db,
  )
  const total = query.state ? counts[query.state] : Object.values(counts).reduce((sum, count) => sum + count, 0)
  return { items: found.rows, total, counts }
}

/** How many stories stand in a section itself, with readers or in work; withdrawn ones do not. */
export async function countInSection(db: Db, sectionId: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from story join story_version version on version.story_id = story.id and version.number = story.version
    left join live_story live on live.story_id = story.id
    where (story.state <> 'withdrawn' and version.copy ->> 'sectionId' = ${sectionId}) or live.section_id = ${sectionId}`.execute(
    db,
  )
  return found.rows[0]?.count ?? 0
}

/** Scheduled stories whose time has come. */
export async function listOverdue(db: Db, at: Date): Promise<string[]> {
  const found = await sql<{
    id: string
  }>`select id from story where state = 'scheduled' and scheduled_for <= ${at} order by scheduled_for`.execute(db)
  return found.rows.map((row) => row.id)
}

/** Headlines of stories by id, in the order asked for, whatever their state: for lists of related stories. */
export async function listTitles(db: Db, ids: readonly string[]): Promise<{ id: string; headline: string }[]> {
  const known = ids.filter((id) => /^\d{1,18}$/.test(id))
  if (known.length === 0) return []
  const found = await sql<{ id: string; headline: string }>`
    select story.id, version.headline from story join story_version version on version.story_id = story.id and version.number = story.version
    where story.id = any(${known}::bigint[]) order by array_position(${known}::bigint[], story.id)`.execute(db)
  return found.rows
}

/** A story that uses a photo. `isLive` if readers see the photo in it now, `inHand` if the copy in hand has it. */
export interface PhotoUser {
  readonly id: string
  readonly headline: string
  readonly slugline: string
  readonly state: State
  readonly address: string | null
  readonly isLive: boolean
  readonly inHand: boolean
}

/** Every story that shows the photo to readers or has it in the copy in hand, the live ones first. At most 200. */
export async function listUsesOfPhoto(db: Db, photoId: string): Promise<PhotoUser[]> {
  const found = await sql<PhotoUser>`
    with used as (
      select story_id as id, true as live, false as hand from live_photo where photo_id = ${photoId}
      union all
      select version.story_id, false, true from story_version version
        join story on story.id = version.story_id and story.version = version.number
        where photos_of_copy(version.copy) @> array[${photoId}]::text[]
    )
    select story.id, version.copy ->> 'headline' as headline, version.copy ->> 'slugline' as slugline, story.state,
      max(live.address) as address, bool_or(used.live) as "isLive", bool_or(used.hand) as "inHand"
    from used join story on story.id = used.id
      join story_version version on version.story_id = story.id and version.number = story.version
      left join live_story live on live.story_id = story.id
    group by story.id, version.copy order by "isLive" desc, story.changed_at desc, story.id desc limit 200`.execute(db)
  return found.rows
}
