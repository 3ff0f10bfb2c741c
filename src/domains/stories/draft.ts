import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import { type Copy, EMPTY_COPY, tidy } from './copy.ts'
import type { StoryFact } from './fact.ts'
import { copyHolds } from './hold.ts'
import { mayDraft } from './permission.ts'
import { insertStory, lockStory } from './store.ts'
import type { Story } from './story.ts'

/** Starts a story, from nothing or from copy that came from elsewhere. */
export async function draft(
  work: Work,
  copy: Copy = EMPTY_COPY,
  kind: 'created' | 'imported' = 'created',
  { copyOf }: { readonly copyOf?: string } = {},
): Promise<Story> {
  if (!mayDraft(work.by))
    throw new Refusal('not-allowed', 'story.not-yours-to-start', 'Your role may read stories but not write them.')
  const id = await insertStory(work, tidy(copy), kind)
  if (copyOf) await copyHolds(work, copyOf, id)
  await record<StoryFact>(work, { fact: 'story.drafted', storyId: id, ...(copyOf ? { copyOf } : {}) })
  return lockStory(work.db, id)
}

/** Copies a story to a new draft, with an address of its own. What keeps the story from readers keeps the copy too. */
export async function duplicate(work: Work, storyId: string): Promise<Story> {
  const story = await lockStory(work.db, storyId)
  return draft(work, { ...story.copy, slug: '' }, 'created', { copyOf: storyId })
}
