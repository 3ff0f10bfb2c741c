import type { Actor, Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import { type Copy, tidy } from './copy.ts'
import type { StoryFact } from './fact.ts'
import { getVersion } from './newsroom-queries.ts'
import { mayRevise } from './permission.ts'
import { addVersion, lockStory, rewriteVersion, saveStory } from './store.ts'
import type { Story } from './story.ts'

/** The copy was kept as the copy in hand. */
export interface Saved {
  readonly outcome: 'saved'
  readonly story: Story
}

/** Someone saved meanwhile. Theirs stays in hand; yours was kept as a version set aside, number `keptAs`. */
export interface Conflict {
  readonly outcome: 'conflict'
  readonly theirs: Story
  readonly yours: Copy
  readonly keptAs: number
}

// Automatic saves of one person fold into one version for so long, so that history reads in steps a person remembers.
const FOLD_MS = 5 * 60_000

/** Saves copy. `basedOn` is the revision it was made from: if the story has moved on, nothing is overwritten and nothing is lost. */
export async function revise(
  work: Work,
  storyId: string,
  { basedOn, copy: given, auto = false }: { basedOn: number; copy: Copy; auto?: boolean },
): Promise<Saved | Conflict> {
  const story = await lockStory(work.db, storyId)
  if (!mayRevise(work.by, story.standing)) {
    throw new Refusal('not-allowed', 'story.not-yours-to-revise', whyNot(story))
  }
  // A story that has an address keeps it: an empty slug then only means that the writer's copy is from before it had one.
  const copy = tidy(given.slug === '' && story.firstPublishedAt ? { ...given, slug: story.copy.slug } : given)
  const same = JSON.stringify(copy) === JSON.stringify(tidy(story.copy))
  if (same && (auto || basedOn !== story.revision)) return { outcome: 'saved', story }

  if (basedOn !== story.revision) {
    const keptAs = await addVersion(work, storyId, copy, 'set-aside', 'Saved while someone else had saved')
    return { outcome: 'conflict', theirs: story, yours: copy, keptAs }
  }

  const number = await keep(work, story, copy, auto)
  await saveStory(work, { ...story, version: number })
  const saved = await lockStory(work.db, storyId)
  await record<StoryFact>(work, { fact: 'story.revised', storyId, revision: saved.revision })
  return { outcome: 'saved', story: saved }
}

async function keep(work: Work, story: Story, copy: Copy, auto: boolean): Promise<number> {
  if (auto && story.version !== story.liveVersion) {
    const last = await getVersion(work.db, story.id, story.version)
    if (
      last.kind === 'autosaved' &&
      isSamePerson(last.by, work.by) &&
      work.at.getTime() - last.startedAt.getTime() < FOLD_MS
    ) {
      await rewriteVersion(work, story.id, story.version, copy)
      return story.version
    }
  }
  return addVersion(work, story.id, copy, auto ? 'autosaved' : 'saved')
}

function isSamePerson(one: Actor, other: Actor): boolean {
  return one.kind === 'staff' && other.kind === 'staff' && one.personId === other.personId
}

function whyNot(story: Story): string {
  switch (story.standing.state) {
    case 'withdrawn':
      return 'This story was withdrawn. Restore it or copy it to a new draft to work on it.'
    case 'published':
    case 'scheduled':
      return 'Only editors and the copy desk may change a story that is out or scheduled.'
    case 'draft':
      return 'Your role may read stories but not write them.'
  }
}
