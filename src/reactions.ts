import type { AccountFact, Work } from '#domains/accounts'
import { indexStory } from '#domains/archive'
import type { FrontFact } from '#domains/fronts'
import { forgetFront, forgetPins } from '#domains/fronts'
import type { GiftFact } from '#domains/gifts'
import type { PhotoFact } from '#domains/media'
import type { PaperFact } from '#domains/paper'
import type { StoryFact } from '#domains/stories'
import type { WeatherFact } from '#domains/weather'
import { followCopy, type WireFact } from '#domains/wire'
import {
  lookAtWeatherSoon,
  purgeEverything,
  purgeGiving,
  purgeGonePhoto,
  purgePhoto,
  purgeStanding,
  purgeStory,
  purgeWithdrawn,
  thankGiver,
} from '#faces/worker'

/** Everything that can happen and that something may follow from. */
export type Fact = AccountFact | StoryFact | PhotoFact | PaperFact | FrontFact | WeatherFact | WireFact | GiftFact

type Reaction<fact> = (work: Work, fact: fact) => Promise<void>
type Reactions = { readonly [name in Fact['fact']]?: Readonly<Record<string, Reaction<Extract<Fact, { fact: name }>>>> }

/** When this happens, then these follow. Each runs as its own job, may run twice, and retries alone. */
export const reactions: Reactions = {
  'story.drafted': { wire: (work, fact) => followCopy(work, fact) },
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
  'photo.retired': { purge: purgeGonePhoto },
  'photo.replaced': { purge: purgeGonePhoto },
  'paper.founded': { purge: purgeEverything },
  'paper.renamed': { purge: purgeEverything },
  'paper.sections-arranged': { purge: purgeEverything },
  'paper.section-dropped': { purge: purgeEverything, unpin: (work, fact) => forgetFront(work, fact.path) },
  'entity.restated': { purge: purgeGiving },
  // The first fund puts a button on every page.
  'fund.opened': { purge: purgeEverything },
  'gift.captured': { purge: purgeStanding, thank: thankGiver },
  'gift.refunded': { purge: purgeStanding },
  'gift.refund-failed': { purge: purgeStanding },
  'gift.disputed': { purge: purgeStanding },
  'gift.dispute-won': { purge: purgeStanding },
  'gift.voided': { purge: purgeStanding },
  'gift.bounced': { purge: purgeStanding },
  'gift.deposited': { purge: purgeStanding },
  'pledge.made': { purge: purgeStanding },
  'pledge.released': { purge: purgeStanding },
  'match.announced': { purge: purgeGiving },
  'match.terms-changed': { purge: purgeGiving },
  'match.stands': { purge: purgeGiving },
  'weather.placed': { purge: purgeEverything, look: lookAtWeatherSoon },
}
