import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import { tidy } from './copy.ts'
import type { StoryFact } from './fact.ts'
import { getVersion } from './newsroom-queries.ts'
import { mayDraft, mayPublish, mayRevise } from './permission.ts'
import { mustBeCurrent } from './publish.ts'
import { addVersion, lockStory, saveStory } from './store.ts'
import type { Story } from './story.ts'

/**
 * Makes an old version the copy in hand, as a new version. Readers see nothing of it until it is published.
 * A withdrawn or spiked story comes back as a draft.
 */
export async function restore(
  work: Work,
  storyId: string,
  { basedOn, version }: { basedOn?: number; version: number },
): Promise<Story> {
  const story = await lockStory(work.db, storyId)
  const isBack = story.standing.state === 'withdrawn'
  const may = isBack
    ? story.firstPublishedAt
      ? mayPublish(work.by)
      : mayDraft(work.by)
    : mayRevise(work.by, story.standing)
  if (!may) throw new Refusal('not-allowed', 'story.not-yours-to-restore', 'Only editors may bring this version back.')
  mustBeCurrent(story, basedOn)
  const old = await getVersion(work.db, storyId, version)
  const number = await addVersion(work, storyId, tidy(old.copy), 'restored', `Version ${version}`)
  await saveStory(work, { ...story, version: number, standing: isBack ? { state: 'draft' } : story.standing })
  await record<StoryFact>(work, { fact: 'story.restored', storyId, version })
  return lockStory(work.db, storyId)
}
