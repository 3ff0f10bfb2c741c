import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { enqueue } from '#platform/jobs'
import { Refusal } from '#platform/refusal'
import type { StoryFact } from './fact.ts'
import { mustNotBeHeld } from './hold.ts'
import { mayPublish } from './permission.ts'
import { mustBeCurrent } from './publish.ts'
import { lockStory, saveStory } from './store.ts'
import { obstacleSentences, obstaclesToPublishing, type Story } from './story.ts'

/** Sets the time at which a story goes out by itself. It must be fit for readers now, so that nobody need be there then. */
export async function schedule(
  work: Work,
  storyId: string,
  { basedOn, at }: { basedOn?: number; at: Date },
): Promise<Story> {
  if (!mayPublish(work.by))
    throw new Refusal('not-allowed', 'story.not-yours-to-schedule', 'Only editors may schedule.')
  const story = await lockStory(work.db, storyId)
  mustBeCurrent(story, basedOn)
  if (story.standing.state === 'published') {
    throw new Refusal(
      'conflict',
      'story.already-published',
      'This story is out already. Publish the update when it is ready.',
    )
  }
  const obstacles = obstaclesToPublishing(story.standing, story.copy)
  const [first] = obstacles
  if (first)
    throw new Refusal('conflict', `story.${first}`, obstacles.map((obstacle) => obstacleSentences[obstacle]).join(' '))
  if (at <= work.at)
    throw new Refusal('invalid', 'story.time-past', 'That time has passed. Choose a later one, or publish now.', {
      at: 'Past',
    })
  await mustNotBeHeld(work.db, storyId, at)
  await saveStory(work, { ...story, standing: { state: 'scheduled', for: at } })
  await record<StoryFact>(work, { fact: 'story.scheduled', storyId, for: at.toISOString() })
  await enqueue(work.db, 'publish-due', { storyId }, { key: `publish-due ${storyId}`, runAt: at })
  return lockStory(work.db, storyId)
}

/** Takes a scheduled story back to a draft. */
export async function unschedule(work: Work, storyId: string): Promise<Story> {
  if (!mayPublish(work.by))
    throw new Refusal('not-allowed', 'story.not-yours-to-schedule', 'Only editors may take a story off the schedule.')
  const story = await lockStory(work.db, storyId)
  if (story.standing.state !== 'scheduled')
    throw new Refusal('conflict', 'story.not-scheduled', 'This story is not scheduled.')
  await saveStory(work, { ...story, standing: { state: 'draft' } })
  await record<StoryFact>(work, { fact: 'story.unscheduled', storyId })
  return lockStory(work.db, storyId)
}
