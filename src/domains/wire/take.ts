import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { photosById } from '#domains/media'
import { apDate, dayIn, findPaper, type Paper } from '#domains/paper'
import { draft, getStory, listHolds, mayDraft, obstaclesToPublishing, type PhotoUse, publish } from '#domains/stories'
import { Refusal } from '#platform/refusal'
import type { WireFact } from './fact.ts'
import { settleHolds } from './holds.ts'
import type { WireItem } from './item.ts'
import { restrictionsIn } from './rights.ts'
import { tellDesks } from './settle-store.ts'
import { obstaclesToTaking } from './standing.ts'
import { type Item, listPictures, listUses, lockItem, saveUse } from './store.ts'
import { getWhole } from './whole.ts'
import { copyFrom, placedPhoto } from './wire-copy.ts'

/** The story an item became. `warnings` are for the editor: terms, pictures that are not here, an embargo. */
export interface Taken {
  readonly storyId: string
  readonly warnings: readonly string[]
  /** False when a story of ours had been made from the item before; then that one is given. */
  readonly isNew: boolean
}

/** Makes a draft of an item, with all parts in their places and credited. What keeps the item from readers keeps the story. */
export async function take(work: Work, itemId: string): Promise<Taken> {
  if (!mayDraft(work.by))
    throw new Refusal(
      'not-allowed',
      'wire.not-yours-to-take',
      'Your role may read the wire but not make stories of it.',
    )
  const item = await lockItem(work.db, itemId)
  const { item: read } = await getWhole(work.db, itemId, item.revisionId)
  const paper = await findPaper(work.db)
  const zone = paper?.zone ?? 'UTC'
  const pictures = await placedPictures(work, itemId, read)
  mustBeFree(item, read, { at: work.at, zone, photoIds: pictures.uses.map((use) => use.photoId) })

  const before = (await listUses(work.db, [itemId])).find(({ state }) => state !== 'withdrawn')
  if (before)
    return { storyId: before.storyId, warnings: ['This item had been made a story before; here it is.'], isNew: false }

  const copy = copyFrom(read, {
    agency: item.agency,
    sectionId: sectionIn(paper, item.sectionId),
    photos: pictures.uses,
  })
  const story = await draft(work, copy)
  await saveUse(work, { itemId, storyId: story.id, revisionId: item.revisionId, expiresAt: item.expiresAt })
  await settleHolds(work, itemId)
  await record<WireFact>(work, { fact: 'wire.taken', itemId, revisionId: item.revisionId, storyId: story.id })
  await tellDesks(work.db, [itemId])
  const holds = await listHolds(work.db, story.id, work.at)
  return {
    storyId: story.id,
    warnings: [
      ...holds.map(({ sentence }) => sentence),
      ...(item.expiresAt ? [`The right to use this ends on ${apDate(dayIn(zone, item.expiresAt))}.`] : []),
      ...restrictionsIn(item.usageTerms).map((term) => `Terms: ${term}`),
      ...(isExcerpt(read) ? ['This may be only an excerpt of the story.'] : []),
      ...pictures.warnings,
    ],
    isNew: true,
  }
}

/**
 * Makes a story of an item and publishes it, where a rule says so. Never an advisory, an excerpt, or what is embargoed, held back or
 * unfit for readers; what cannot go out by itself stays a draft or, where it must not be used at all, is left alone.
 */
export async function publishByRule(work: Work, itemId: string, revisionId: string): Promise<void> {
  const item = await lockItem(work.db, itemId)
  if (item.revisionId !== revisionId || item.deskState !== 'new' || item.standing !== 'usable' || item.isAdvisory)
    return
  if (item.embargoUnknown || (item.embargoUntil !== null && item.embargoUntil > work.at)) return
  const { item: read } = await getWhole(work.db, itemId, revisionId)
  if (isExcerpt(read) || read.text.trim() === '' || (await listUses(work.db, [itemId])).length > 0) return
  const { storyId } = await take(work, itemId)
  const story = await getStory(work.db, storyId)
  if (obstaclesToPublishing(story.standing, story.copy).length > 0) return
  if ((await listHolds(work.db, storyId, work.at)).length > 0) return
  await publish(work, storyId)
}

function mustBeFree(
  item: Item,
  read: WireItem,
  { at, zone, photoIds }: { at: Date; zone: string; photoIds: readonly string[] },
): void {
  const hasText = read.text.trim() !== '' || read.headline.trim() !== ''
  const [first] = obstaclesToTaking(item, { at, zone, hasText })
  if (!first) return
  const [photoId] = first.code === 'wire.picture' ? photoIds : []
  throw new Refusal('conflict', first.code, first.sentence, photoId ? { photoId } : {})
}

async function placedPictures(
  work: Work,
  itemId: string,
  read: WireItem,
): Promise<{ uses: PhotoUse[]; warnings: string[] }> {
  const there = new Map((await listPictures(work.db, itemId)).map((picture) => [picture.picture, picture]))
  const photos = await photosById(
    work.db,
    [...there.values()].flatMap(({ photoId }) => photoId ?? []),
  )
  const uses = read.photos.flatMap((said) => {
    const photo = photos.get(there.get(said.id)?.photoId ?? '')
    return photo ? [placedPhoto(said, photo)] : []
  })
  const waiting = read.photos.filter(({ id }) => there.get(id)?.state === 'waiting').length
  const missing = read.photos.length - uses.length - waiting
  const count = (n: number) => (n === 1 ? 'One picture' : `${n} pictures`)
  return {
    uses,
    warnings: [
      ...(waiting > 0 ? [`${count(waiting)} of this story had not arrived yet.`] : []),
      ...(missing > 0 ? [`${count(missing)} of this story could not be had.`] : []),
      ...(uses.some(({ alt }) => alt.trim() === '')
        ? ['The pictures need a description (alt text) before the story can go out.']
        : []),
    ],
  }
}

function sectionIn(paper: Paper | undefined, sectionId: string | null): string | null {
  return paper?.sections.some(({ id }) => id === sectionId) ? sectionId : null
}

// Feeds as a rule carry the beginning and a link.
const FEEDS: readonly string[] = ['rss', 'atom', 'json-feed']
const WHOLE_STORY_WORDS = 150

/** True for what may be only the beginning of a story. */
export function isExcerpt({ format, wordCount }: Pick<WireItem, 'format' | 'wordCount'>): boolean {
  return FEEDS.includes(format) && wordCount < WHOLE_STORY_WORDS
}
