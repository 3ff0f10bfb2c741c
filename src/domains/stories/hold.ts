import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import type { StoryFact } from './fact.ts'
import { lockStory } from './store.ts'

/** Why something outside the story keeps it from readers. */
export type HoldKind = 'killed' | 'withheld' | 'embargo' | 'embargo-unknown' | 'advisory' | 'rights'

/** What keeps a story from readers, whatever its own state. Ends by itself at `until`; null lasts until it is lifted. */
export interface Hold {
  readonly kind: HoldKind
  /** What it comes from, such as "wire:17": one hold of a kind from one origin. */
  readonly origin: string
  readonly until: Date | null
  readonly sentence: string
}

/** Keeps a story from readers. A hold of the same kind and origin is brought up to date. The system's and the editors' verbs set it. */
export async function holdStory(work: Work, storyId: string, hold: Hold): Promise<void> {
  // Locked as publishing does, so that a story is either held before it goes out or seen to be out by whoever holds it.
  await lockStory(work.db, storyId)
  const { kind, origin, until, sentence } = hold
  const set = await sql`
    insert into story_hold (story_id, kind, origin, until, sentence, at) values (${storyId}, ${kind}, ${origin}, ${until}, ${sentence}, ${work.at})
    on conflict (story_id, kind, origin) do update set until = excluded.until, sentence = excluded.sentence
    where (story_hold.until, story_hold.sentence) is distinct from (excluded.until, excluded.sentence) returning id`.execute(
    work.db,
  )
  if (set.rows.length > 0) await record<StoryFact>(work, { fact: 'story.held', storyId, kind })
}

/** Takes a hold away; does nothing if there is none. */
export async function liftHold(
  work: Work,
  storyId: string,
  { kind, origin }: Pick<Hold, 'kind' | 'origin'>,
): Promise<void> {
  await lockStory(work.db, storyId)
  const gone = await sql`
    delete from story_hold where story_id = ${storyId} and kind = ${kind} and origin = ${origin} returning id`.execute(
    work.db,
  )
  if (gone.rows.length > 0) await record<StoryFact>(work, { fact: 'story.hold-lifted', storyId, kind })
}

/** What keeps the story from readers at that instant, the worst first. */
export async function listHolds(db: Db, storyId: string, at: Date): Promise<Hold[]> {
  const found = await sql<Hold>`
    select kind, origin, until, sentence from story_hold where story_id = ${storyId} and (until is null or until > ${at})
    order by array_position(array['killed', 'withheld', 'embargo-unknown', 'embargo', 'rights', 'advisory'], kind), id`.execute(
    db,
  )
  return found.rows
}

/** Refuses when something keeps the story from readers at that instant. */
export async function mustNotBeHeld(db: Db, storyId: string, at: Date): Promise<void> {
  const holds = await listHolds(db, storyId, at)
  if (holds.length === 0) return
  throw new Refusal(
    'conflict',
    'story.held',
    holds.map((hold) => hold.sentence).join(' '),
    Object.fromEntries(holds.map((hold) => [hold.kind, hold.sentence])),
  )
}

/** A copy of a story is held by whatever holds the story. */
export async function copyHolds(work: Work, fromId: string, toId: string): Promise<void> {
  await sql`
    insert into story_hold (story_id, kind, origin, until, sentence, at)
    select ${toId}, kind, origin, until, sentence, ${work.at} from story_hold where story_id = ${fromId}`.execute(
    work.db,
  )
}
