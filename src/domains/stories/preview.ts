import { dayIn } from '#domains/paper/shared'
import type { Db } from '#platform/db'
import { addressOf, slugOf } from './address.ts'
import { wordsIn } from './body.ts'
import type { LiveStory } from './live.ts'
import { liveBylines, liveTopics } from './live-store.ts'
import { listCorrectionsOf } from './newsroom-queries.ts'
import { findLiveStoryById, listTeasersById } from './queries.ts'
import type { Story } from './story.ts'

/** The copy in hand as readers would see it if it went out at `at`. */
export async function previewOf(db: Db, story: Story, zone: string, at: Date): Promise<LiveStory> {
  const { copy } = story
  const live = await findLiveStoryById(db, story.id)
  const first = story.firstPublishedAt ?? at
  return {
    id: story.id,
    address: addressOf(copy.slug || slugOf(copy.headline) || 'story', first, zone),
    sectionId: copy.sectionId,
    headline: copy.headline,
    deck: copy.deck,
    kicker: copy.kicker,
    agency: copy.agency,
    bylines: liveBylines(copy),
    lead: copy.lead,
    publishedAt: live?.publishedAt ?? at,
    updatedAt: live ? at : null,
    dateline: copy.dateline,
    body: copy.body,
    topics: liveTopics(copy),
    words: wordsIn(copy.body),
    day: dayIn(zone, first),
    corrections: await listCorrectionsOf(db, story.id),
    related: await listTeasersById(
      db,
      copy.related.filter((id) => /^\d{1,18}$/.test(id)),
    ),
  }
}
