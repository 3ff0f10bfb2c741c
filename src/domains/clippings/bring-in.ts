import type { Work } from '#domains/accounts'
import { type Picture, upload } from '#domains/media'
import { getPaper } from '#domains/paper'
// biome-ignore format: a list of names
import {
  type Block, Copy, draft, findLiveStoryById, getStory, mayDraft, mayPublish, obstacleSentences, obstaclesToPublishing, type PhotoUse, publish,
} from '#domains/stories'
import type { Files } from '#platform/files'
import { Refusal } from '#platform/refusal'
import type { Clipping, ClippingPhoto } from './clipping.ts'
import { placeFor } from './place.ts'
import { quoted } from './prose.ts'
import { fingerprintOf, insertClipping, lockClipping } from './store.ts'

/**
 * How a page is brought in. `as` is when it was published, where that is known. `pictures` are those that were at hand, already developed,
 * by the name the clipping gives them. `section` is a path of names that is used instead of the page's own.
 */
export interface BringingIn {
  readonly isToBePublished?: boolean
  readonly as?: Date
  readonly section?: readonly string[]
  readonly pictures?: ReadonlyMap<string, Picture>
  readonly files?: Files
}

/** What became of a page. `address` is where readers find the story, undefined while it is a draft; `whyNotPublished` is a sentence or ''. */
export interface BroughtIn {
  readonly storyId: string
  readonly isNew: boolean
  readonly address: string | undefined
  readonly whyNotPublished: string
  readonly warnings: string[]
}

/**
 * Makes a story of a saved page, with all of its parts, and publishes it if asked. A page brought in before gives its first story and a
 * warning. What cannot be published stays a draft, and `whyNotPublished` says why. Refuses those who may not write or publish.
 */
export async function bringIn(work: Work, clipping: Clipping, how: BringingIn = {}): Promise<BroughtIn> {
  if (!mayDraft(work.by))
    throw new Refusal('not-allowed', 'clipping.not-yours-to-bring-in', 'Your role may read stories but not write them.')
  if (how.isToBePublished && !mayPublish(work.by)) {
    throw new Refusal(
      'not-allowed',
      'clipping.not-yours-to-publish',
      'Only editors may publish. Bring the page in as a draft.',
    )
  }
  const fingerprint = fingerprintOf(clipping)
  const before = await lockClipping(work, fingerprint)
  const warnings: string[] = []
  if (before !== undefined) warnings.push('This page was brought in before; this is the story it became then.')
  const storyId = before ?? (await makeStory(work, clipping, how, warnings))
  if (before === undefined) await insertClipping(work, fingerprint, storyId)
  const whyNotPublished = how.isToBePublished ? await tryToPublish(work, storyId, how) : ''
  const live = await findLiveStoryById(work.db, storyId)
  return { storyId, isNew: before === undefined, address: live?.address, whyNotPublished, warnings }
}

async function makeStory(work: Work, clipping: Clipping, how: BringingIn, warnings: string[]): Promise<string> {
  const { sections } = await getPaper(work.db)
  const place = placeFor(how.section ?? clipping.section, sections)
  if (place.doubt !== '') warnings.push(place.doubt)
  const uses = await photoUses(work, clipping.photos, how, warnings)
  const [lead, ...others] = clipping.photos.flatMap((photo, at) => (photo.isLead ? (uses[at] ?? []) : []))
  const below = clipping.photos.flatMap((photo, at) => (photo.isLead ? [] : [uses[at]]))
  const { headline, deck, bylines, agency, dateline } = clipping
  // biome-ignore format: one record
  const copy = Copy.parse({
    headline, deck, bylines, agency, dateline, sectionId: place.sectionId, lead: lead ?? null, body: withPhotos(clipping.body, others, below),
  })
  const story = await draft(work, copy, 'imported')
  return story.id
}

/** What each photo becomes in the story; undefined for one of which nothing is left to show. */
async function photoUses(
  work: Work,
  photos: readonly ClippingPhoto[],
  { pictures, files }: BringingIn,
  warnings: string[],
): Promise<(PhotoUse | undefined)[]> {
  const uses: (PhotoUse | undefined)[] = []
  for (const found of photos) {
    const { caption, creator, credit, alt } = found
    const picture = pictures?.get(found.picture)
    const words = {
      caption: caption.slice(0, 5_000),
      creator: creator.slice(0, 300),
      credit: credit.slice(0, 300),
      alt: alt.slice(0, 1_000),
    }
    const about = caption === '' ? 'A photo' : `The photo ${quoted(caption, 50)}`
    if (!picture || !files) {
      if (caption === '' && creator === '' && credit === '') {
        warnings.push('A photo without picture, caption or credit was left out.')
        uses.push(undefined)
        continue
      }
      warnings.push(`${about} has no picture in the saved page; its caption and credit are kept.`)
      uses.push({ photoId: '', ...words })
      continue
    }
    const { photo } = await upload(work, { picture, ...words }, files)
    if (alt === '' && caption !== '')
      warnings.push(
        `${about} has no description for those who do not see it; its caption stands in until someone writes one.`,
      )
    uses.push({ photoId: photo.id, ...words, alt: words.alt || words.caption.slice(0, 1_000) })
  }
  return uses
}

// Further photos from above the text open it; those from within it stand where they stood.
function withPhotos(
  body: readonly Block[],
  others: readonly PhotoUse[],
  below: readonly (PhotoUse | undefined)[],
): Block[] {
  const rest = [...below]
  const text = body.flatMap((block): Block[] => {
    if (block.type !== 'photo') return [block]
    const photo = rest.shift()
    return photo ? [{ type: 'photo', photo }] : []
  })
  const [first] = others
  if (!first) return text
  return [
    others.length === 1 ? { type: 'photo', photo: first } : { type: 'gallery', title: '', photos: [...others] },
    ...text,
  ]
}

async function tryToPublish(work: Work, storyId: string, { as }: BringingIn): Promise<string> {
  const story = await getStory(work.db, storyId)
  if (story.standing.state === 'published') return ''
  const obstacles = obstaclesToPublishing(story.standing, story.copy)
  if (obstacles.length > 0) return obstacles.map((obstacle) => obstacleSentences[obstacle]).join(' ')
  await publish(work, storyId, as ? { as } : {})
  return ''
}
