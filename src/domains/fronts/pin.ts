import { sql } from 'kysely'
import { hasRole, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { getPaper } from '#domains/paper'
import { Refusal } from '#platform/refusal'
import { FRONT_PAGE } from './queries.ts'

/** What can happen to a front. */
export type FrontFact =
  | { readonly fact: 'story.pinned'; readonly storyId: string; readonly front: string }
  | { readonly fact: 'story.unpinned'; readonly storyId: string; readonly front: string }

/** Pins a live story to the top of a front; those pinned before move down one. */
export async function pin(work: Work, storyId: string, front = FRONT_PAGE): Promise<void> {
  mustBeEditor(work)
  await mustBeFront(work, front)
  if (!ID.test(storyId)) throw new Refusal('not-found', 'story.not-found', 'There is no such story.')
  // Held, so that a pin cannot outlive a withdrawal that happens meanwhile.
  const live = await sql`select from live_story where story_id = ${storyId} for share`.execute(work.db)
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
  if (!ID.test(storyId)) throw new Refusal('not-found', 'story.not-found', 'There is no such story.')
  const gone = await sql`delete from pin where front = ${front} and story_id = ${storyId} returning front`.execute(
    work.db,
  )
  if (gone.rows.length > 0) await record<FrontFact>(work, { fact: 'story.unpinned', storyId, front })
}

const ID = /^\d{1,18}$/

async function mustBeFront(work: Work, front: string): Promise<void> {
  if (front === FRONT_PAGE) return
  const { sections } = await getPaper(work.db)
  if (!sections.some((section) => section.path === front))
    throw new Refusal('not-found', 'front.not-found', 'There is no such front to pin it to.', { front: 'Unknown' })
}

function mustBeEditor(work: Work): void {
  if (!hasRole(work.by, 'admin', 'editor'))
    throw new Refusal('not-allowed', 'front.not-yours', 'Only editors may arrange the front.')
}

/** Takes everything off a front that is gone with its section. Safe to run twice. */
export async function forgetFront(work: Work, front: string): Promise<void> {
  await sql`
    delete from pin where front = ${front} and not exists (select from section where path = ${front})`.execute(work.db)
}

/** Takes a story off every front if it is no longer with readers. Safe to run twice, and late: it may be back, and pinned anew. */
export async function forgetPins(work: Work, storyId: string): Promise<void> {
  await sql`
    delete from pin where story_id = ${storyId} and not exists (select from live_story where story_id = ${storyId})`.execute(
    work.db,
  )
}
