import type { AccountFact, Work } from '#domains/accounts'
import { indexStory } from '#domains/archive'
import type { FrontFact } from '#domains/fronts'
import { forgetPins } from '#domains/fronts'
import type { PhotoFact } from '#domains/media'
import type { PaperFact } from '#domains/paper'
import type { StoryFact } from '#domains/stories'
import { purgeEverything, purgePhoto, purgeStory, purgeWithdrawn } from '#faces/worker'

/** Everything that can happen and that something may follow from. */
export type Fact = AccountFact | StoryFact | PhotoFact | PaperFact | FrontFact

type Reaction<fact> = (work: Work, fact: fact) => Promise<void>
type Reactions = { readonly [name in Fact['fact']]?: Readonly<Record<string, Reaction<Extract<Fact, { fact: name }>>>> }

/** When this happens, then these follow. Each runs as its own job, may run twice, and retries alone. */
export const reactions: Reactions = {
  'story.published': { purge: purgeStory, index: (work, fact) => indexStory(work, fact.storyId) },
  'story.corrected': { purge: purgeStory, index: (work, fact) => indexStory(work, fact.storyId) },
  'story.withdrawn': {
    purge: purgeWithdrawn,
    // Looks again whether it is live: this may run late, when the story is back.
    index: (work, fact) => indexStory(work, fact.storyId),
    unpin: (work, fact) => forgetPins(work, fact.storyId),
  },
  'story.pinned': { purge: purgeStory },
  'story.unpinned': { purge: purgeStory },
  'photo.credited': { purge: purgePhoto },
  'photo.retired': { purge: purgePhoto },
  'paper.founded': { purge: purgeEverything },
  'paper.renamed': { purge: purgeEverything },
  'paper.sections-arranged': { purge: purgeEverything },
}
