import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import { tidyText } from './copy.ts'
import type { StoryFact } from './fact.ts'
import { mayPublish } from './permission.ts'
import { goLive, mustBeCurrent } from './publish.ts'
import { lockStory } from './store.ts'
import type { Story } from './story.ts'

/** Publishes the copy in hand together with a correction, which stays on the story, on the corrections page and in its data for ever. */
export async function correct(
  work: Work,
  storyId: string,
  { basedOn, text, placement }: { basedOn?: number; text: string; placement: 'top' | 'foot' },
): Promise<Story> {
  if (!mayPublish(work.by))
    throw new Refusal('not-allowed', 'story.not-yours-to-correct', 'Only editors may publish a correction.')
  const story = await lockStory(work.db, storyId)
  mustBeCurrent(story, basedOn)
  if (story.standing.state !== 'published') {
    throw new Refusal(
      'conflict',
      'story.not-published',
      'Only a published story can be corrected; simply change this one.',
    )
  }
  const words = tidyText(text).trim()
  if (words === '')
    throw new Refusal('invalid', 'correction.empty', 'Say what was wrong and what is so.', { text: 'Empty' })
  const { before, after } = await goLive(work, story, 'corrected')
  const made = await sql<{ id: string }>`
    insert into correction (story_id, text, placement, at, by_whom)
    values (${storyId}, ${words}, ${placement}, ${work.at}, ${JSON.stringify(work.by)}::jsonb) returning id`.execute(
    work.db,
  )
  await record<StoryFact>(work, {
    fact: 'story.corrected',
    storyId,
    correctionId: made.rows[0]?.id ?? '',
    places: [before, after].filter((place) => place !== undefined),
  })
  return lockStory(work.db, storyId)
}
