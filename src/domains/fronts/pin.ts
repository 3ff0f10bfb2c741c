import { sql } from 'kysely'
import { hasRole, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import { FRONT_PAGE } from './queries.ts'

/** What can happen to a front. */
export type FrontFact =
  | { readonly fact: 'story.pinned'; readonly storyId: string; readonly front: string }
  | { readonly fact: 'story.unpinned'; readonly storyId: string; readonly front: string }

/** Pins a live story to the top of a front; those pinned before move down one. */
export async function pin(work: Work, storyId: string, front = FRONT_PAGE): Promise<void> {
  mustBeEditor(work)
  const live = await sql`select from live_story where story_id = ${storyId}`.execute(work.db)
  if (live.rows.length === 0) throw new Refusal('conflict', 'story.not-live', 'Only a published story can be pinned.')
  await sql`select pg_advisory_xact_lock(hashtext(${`pin ${front}`}))`.execute(work.db)
  await sql`update pin set position = position + 1 where front = ${front}`.execute(work.db)
  await sql`
    insert into pin (front, story_id, position, pinned_at, by_whom)
    values (${front}, ${storyId}, 0, ${work.at}, ${JSON.stringify(work.by)}::jsonb)
    on conflict on constraint pinned_once_to_a_front
    do update set position = 0, pinned_at = excluded.pinned_at, by_whom = excluded.by_whom`.execute(work.db)
  await record<FrontFact>(work, { fact: 'story.pinned', storyId, front })
}

/** Takes a pin away; nothing happens if there is none. */
export async function unpin(work: Work, storyId: string, front = FRONT_PAGE): Promise<void> {
  mustBeEditor(work)
  const gone = await sql`delete from pin where front = ${front} and story_id = ${storyId} returning front`.execute(
    work.db,
  )
  if (gone.rows.length > 0) await record<FrontFact>(work, { fact: 'story.unpinned', storyId, front })
}

function mustBeEditor(work: Work): void {
  if (!hasRole(work.by, 'admin', 'editor'))
    throw new Refusal('not-allowed', 'front.not-yours', 'Only editors may arrange the front.')
}

/** Takes a story off every front: it is no longer with readers. Safe to run twice. */
export async function forgetPins(work: Work, storyId: string): Promise<void> {
  await sql`delete from pin where story_id = ${storyId}`.execute(work.db)
}
