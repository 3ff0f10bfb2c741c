import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { dayIn, getPaper } from '#domains/paper'
import { Refusal } from '#platform/refusal'
import { addressOf, slugOf } from './address.ts'
import type { Copy } from './copy.ts'
import type { Place, StoryFact } from './fact.ts'
import { listHolds, mustNotBeHeld } from './hold.ts'
import { claimAddress, hasPhotos, photosBarred, placeOf, writeLive } from './live-store.ts'
import { mayPublish } from './permission.ts'
import { findLiveStoryById } from './queries.ts'
import { addVersion, lockStory, saveStory } from './store.ts'
import { obstacleSentences, obstaclesToPublishing, type Story } from './story.ts'

/**
 * Puts a story, or an update of it, before readers. Everything that follows from it is in reactions.ts.
 * `basedOn` is the revision the editor saw. `as` is for stories that first came out elsewhere or earlier: their own time.
 */
export async function publish(
  work: Work,
  storyId: string,
  { basedOn, as }: { basedOn?: number; as?: Date } = {},
): Promise<Story> {
  if (!mayPublish(work.by)) throw new Refusal('not-allowed', 'story.not-yours-to-publish', 'Only editors may publish.')
  const story = await lockStory(work.db, storyId)
  mustBeCurrent(story, basedOn)
  const { before, after } = await goLive(work, story, 'published', as)
  await record<StoryFact>(work, {
    fact: 'story.published',
    storyId,
    places: [before, after].filter((place) => place !== undefined),
    first: before === undefined,
  })
  return lockStory(work.db, storyId)
}

/** Publishes a scheduled story whose time has come; does nothing if it was published, unscheduled or moved meanwhile. */
export async function publishDue(work: Work, storyId: string): Promise<void> {
  const story = await lockStory(work.db, storyId)
  if (story.standing.state !== 'scheduled' || story.standing.for > work.at) return
  const [obstacle] = obstaclesToPublishing(story.standing, story.copy)
  const [hold] = await listHolds(work.db, storyId, work.at)
  const why = hold?.sentence ?? (obstacle ? obstacleSentences[obstacle] : (await whatIsGone(work, story))?.message)
  if (why) {
    // Back to the desk, where someone sees it, rather than out in a state nobody approved.
    await saveStory(work, { ...story, standing: { state: 'draft' } })
    await record<StoryFact>(work, { fact: 'story.missed-its-time', storyId, why })
    return
  }
  await publish(work, storyId)
}

/** Refuses when the story has been saved since the editor looked. */
export function mustBeCurrent(story: Story, basedOn: number | undefined): void {
  if (basedOn === undefined || basedOn === story.revision) return
  throw new Refusal(
    'conflict',
    'story.moved-on',
    'Someone saved this story since you opened it. Look at their changes first.',
  )
}

/** What the copy names that is no longer there or may not go out: its section, or a photo. */
async function whatIsGone({ db, at }: Work, { id, copy }: Story): Promise<Refusal | undefined> {
  const { sections, ...paper } = await getPaper(db)
  if (!sections.some((section) => section.id === copy.sectionId)) {
    const sentence = 'The section of this story does not exist. Choose another.'
    return new Refusal('conflict', 'story.no-section', sentence, { sectionId: sentence })
  }
  if (!(await hasPhotos(db, copy))) {
    const sentence = 'A photo in this story is no longer in the library. Take it out or choose another.'
    return new Refusal('conflict', 'story.photo-gone', sentence)
  }
  const barred = await photosBarred(db, id, copy, { paper, at })
  if (barred.length === 0) return undefined
  const sentences = [...new Set(barred.map(({ sentence }) => sentence))]
  return new Refusal('conflict', 'story.photo-restricted', sentences.join(' '), { photos: sentences.join(' ') })
}

/** Writes what readers see, claims the address, keeps the version. */
export async function goLive(
  work: Work,
  story: Story,
  kind: 'published' | 'corrected',
  as?: Date,
): Promise<{ before: Place | undefined; after: Place | undefined }> {
  const obstacles = obstaclesToPublishing(story.standing, story.copy)
  const [first] = obstacles
  if (first) {
    const fields = Object.fromEntries(obstacles.map((obstacle) => [obstacle, obstacleSentences[obstacle]]))
    throw new Refusal(
      'conflict',
      `story.${first}`,
      obstacles.map((obstacle) => obstacleSentences[obstacle]).join(' '),
      fields,
    )
  }
  // Here and nowhere else: every way to readers comes through this function.
  await mustNotBeHeld(work.db, story.id, work.at)
  const gone = await whatIsGone(work, story)
  if (gone) throw gone

  const { zone } = await getPaper(work.db)
  const before = await placeOf(work.db, story.id)
  const was = before && (await findLiveStoryById(work.db, story.id))
  const firstPublishedAt = story.firstPublishedAt ?? as ?? work.at
  const slug = story.copy.slug || slugOf(story.copy.headline) || 'story'
  const address = await claimAddress(work.db, story.id, (last) => addressOf(last, firstPublishedAt, zone), slug)
  const copy: Copy = { ...story.copy, slug: address.split('/').at(-2) ?? slug }
  const publishedAt = was?.publishedAt ?? as ?? work.at
  // "Updated" is for readers: a new section or topic is not news to them.
  const changed = was !== undefined && (kind === 'corrected' || reported(was) !== reported(copy))
  const number = await addVersion(work, story.id, copy, kind)
  await writeLive(work.db, {
    storyId: story.id,
    copy,
    address,
    publishedAt,
    updatedAt: changed ? work.at : (was?.updatedAt ?? null),
    day: dayIn(zone, firstPublishedAt),
  })
  await saveStory(work, {
    ...story,
    standing: { state: 'published', since: publishedAt },
    version: number,
    liveVersion: number,
    firstPublishedAt,
    publishedAt,
  })
  return { before, after: await placeOf(work.db, story.id) }
}

function reported(copy: Pick<Copy, 'headline' | 'deck' | 'body' | 'lead'>): string {
  const { headline, deck, body, lead } = copy
  return JSON.stringify(sorted([headline, deck, body, lead]))
}

// jsonb hands keys back in its own order.
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  )
}
