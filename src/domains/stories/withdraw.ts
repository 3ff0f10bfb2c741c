import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { getPaper } from '#domains/paper'
import { announcePurge } from '#platform/cache'
import { Refusal } from '#platform/refusal'
import { tidyText } from './copy.ts'
import type { StoryFact } from './fact.ts'
import { keysToPurge } from './keys.ts'
import { dropLive, placeOf } from './live-store.ts'
import { mayPublish, mayRevise } from './permission.ts'
import { lockStory, saveStory } from './store.ts'
import type { Story } from './story.ts'

/**
 * Takes a story away from readers; its address then says so, with the note. A draft that nobody has seen is spiked by the same verb,
 * and whoever may write it may spike it. Nothing is deleted: restore brings it back.
 */
export async function withdraw(
  work: Work,
  storyId: string,
  { reason = '', noteToReaders = '' }: { reason?: string; noteToReaders?: string } = {},
): Promise<Story> {
  const story = await lockStory(work.db, storyId)
  const wasOut = story.firstPublishedAt !== null
  if (wasOut ? !mayPublish(work.by) : !mayRevise(work.by, story.standing)) {
    throw new Refusal('not-allowed', 'story.not-yours-to-withdraw', 'Only editors may take a story from readers.')
  }
  if (story.standing.state === 'withdrawn')
    throw new Refusal('conflict', 'story.already-withdrawn', 'This story is withdrawn already.')
  if (wasOut && reason.trim() === '') {
    throw new Refusal('invalid', 'story.no-reason', 'Say why, for the record. Readers do not see it.', {
      reason: 'Empty',
    })
  }
  const before = await placeOf(work.db, storyId)
  await dropLive(work.db, storyId)
  await saveStory(work, {
    ...story,
    liveVersion: null,
    standing: {
      state: 'withdrawn',
      since: work.at,
      reason: tidyText(reason).trim(),
      noteToReaders: tidyText(noteToReaders).trim(),
    },
  })
  // Told here too, not only by what follows from the fact: readers must not see it again, also while no worker runs.
  const { sections } = await getPaper(work.db)
  await announcePurge(work.db, keysToPurge(storyId, before ? [before] : [], sections), true)
  await record<StoryFact>(work, { fact: 'story.withdrawn', storyId, places: before ? [before] : [] })
  return lockStory(work.db, storyId)
}
