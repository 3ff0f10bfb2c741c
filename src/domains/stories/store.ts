import { sql } from 'kysely'
import type { Actor, Work } from '#domains/accounts'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import { wordsIn } from './body.ts'
import { type Copy, photosOf } from './copy.ts'
import type { Standing, Story } from './story.ts'

/** Why a version was kept. */
export type VersionKind =
  | 'created'
  | 'autosaved'
  | 'saved'
  | 'published'
  | 'corrected'
  | 'restored'
  | 'imported'
  | 'set-aside'

interface Row {
  readonly id: string
  readonly state: Standing['state']
  readonly revision: number
  readonly version: number
  readonly liveVersion: number | null
  readonly scheduledFor: Date | null
  readonly firstPublishedAt: Date | null
  readonly publishedAt: Date | null
  readonly withdrawnAt: Date | null
  readonly withdrawnReason: string
  readonly noteToReaders: string
  readonly createdAt: Date
  readonly createdBy: Actor
  readonly changedAt: Date
  readonly changedBy: Actor
  readonly copy: Copy
}

const columns = sql`
  story.id, story.state, story.revision, story.version, story.live_version as "liveVersion", story.scheduled_for as "scheduledFor",
  story.first_published_at as "firstPublishedAt", story.published_at as "publishedAt", story.withdrawn_at as "withdrawnAt",
  story.withdrawn_reason as "withdrawnReason", story.note_to_readers as "noteToReaders", story.created_at as "createdAt",
  story.created_by as "createdBy", story.changed_at as "changedAt", story.changed_by as "changedBy", version.copy`

function standingOf(row: Row): Standing {
  switch (row.state) {
    case 'draft':
      return { state: 'draft' }
    case 'scheduled':
      return { state: 'scheduled', for: row.scheduledFor ?? row.changedAt }
    case 'published':
      return { state: 'published', since: row.publishedAt ?? row.changedAt }
    case 'withdrawn':
      return {
        state: 'withdrawn',
        since: row.withdrawnAt ?? row.changedAt,
        reason: row.withdrawnReason,
        noteToReaders: row.noteToReaders,
      }
  }
}

function storyOf(row: Row): Story {
  return {
    id: row.id,
    standing: standingOf(row),
    revision: row.revision,
    version: row.version,
    liveVersion: row.liveVersion,
    firstPublishedAt: row.firstPublishedAt,
    publishedAt: row.publishedAt,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    changedAt: row.changedAt,
    changedBy: row.changedBy,
    copy: row.copy,
  }
}

/** The story with the copy in hand; `lock` holds it until the transaction ends. */
export async function readStory(db: Db, id: string, lock = false): Promise<Story | undefined> {
  if (!/^\d{1,18}$/.test(id)) return undefined
  const found = await sql<Row>`
    select ${columns} from story join story_version version on version.story_id = story.id and version.number = story.version
    where story.id = ${id} ${lock ? sql`for update of story` : sql``}`.execute(db)
  return found.rows[0] && storyOf(found.rows[0])
}

/** Locks the story, so that two editors cannot change it at once. */
export async function lockStory(db: Db, id: string): Promise<Story> {
  // The lock first: the version joined in the same statement could be the one from before the wait.
  if (/^\d{1,18}$/.test(id)) await sql`select from story where id = ${id} for update`.execute(db)
  const story = await readStory(db, id, true)
  if (!story) throw new Refusal('not-found', 'story.not-found', 'There is no such story.')
  return story
}

/** A new story with its first version. */
export async function insertStory(work: Work, copy: Copy, kind: VersionKind): Promise<string> {
  const by = JSON.stringify(work.by)
  const made = await sql<{ id: string }>`
    insert into story (state, created_at, created_by, changed_at, changed_by)
    values ('draft', ${work.at}, ${by}::jsonb, ${work.at}, ${by}::jsonb) returning id`.execute(work.db)
  const id = made.rows[0]?.id ?? ''
  await addVersion(work, id, copy, kind)
  return id
}

/** Keeps the copy as the story's next version and gives its number. */
export async function addVersion(
  work: Work,
  storyId: string,
  copy: Copy,
  kind: VersionKind,
  note = '',
): Promise<number> {
  const made = await sql<{ number: number }>`
    insert into story_version (story_id, number, kind, copy, words, photos, note, by_whom, at)
    select ${storyId}, coalesce(max(number), 0) + 1, ${kind}, ${JSON.stringify(copy)}::jsonb,
      ${wordsIn(copy.body)}, ${photosOf(copy).length}, ${note}, ${JSON.stringify(work.by)}::jsonb, ${work.at}
    from story_version where story_id = ${storyId} returning number`.execute(work.db)
  return made.rows[0]?.number ?? 0
}

/** Writes over an automatic save. */
export async function rewriteVersion(work: Work, storyId: string, number: number, copy: Copy): Promise<void> {
  await sql`
    update story_version set copy = ${JSON.stringify(copy)}::jsonb, words = ${wordsIn(copy.body)}, photos = ${photosOf(copy).length},
      started_at = coalesce(started_at, at), at = ${work.at}
    where story_id = ${storyId} and number = ${number} and kind = 'autosaved'`.execute(work.db)
}

/** Makes `version` the copy in hand, in the standing given. */
export async function saveStory(
  work: Work,
  story: Pick<Story, 'id' | 'standing' | 'version' | 'liveVersion' | 'firstPublishedAt' | 'publishedAt'>,
): Promise<void> {
  const { standing } = story
  const withdrawn = standing.state === 'withdrawn' ? standing : undefined
  await sql`
    update story set state = ${standing.state}, revision = revision + 1, version = ${story.version}, live_version = ${story.liveVersion},
      scheduled_for = ${standing.state === 'scheduled' ? standing.for : null}, first_published_at = ${story.firstPublishedAt},
      published_at = ${story.publishedAt}, withdrawn_at = ${withdrawn?.since ?? null}, withdrawn_reason = ${withdrawn?.reason ?? ''},
      note_to_readers = ${withdrawn?.noteToReaders ?? ''}, changed_at = ${work.at}, changed_by = ${JSON.stringify(work.by)}::jsonb
    where id = ${story.id}`.execute(work.db)
}
