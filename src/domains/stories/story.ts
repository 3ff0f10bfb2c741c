import type { Actor } from '#domains/accounts/shared'
import { textOf } from './body.ts'
import { type Copy, photosOf } from './copy.ts'

/** Where a story stands. Each state carries only what is true in it. */
export type Standing =
  | { readonly state: 'draft' }
  | { readonly state: 'scheduled'; readonly for: Date }
  | { readonly state: 'published'; readonly since: Date }
  | { readonly state: 'withdrawn'; readonly since: Date; readonly reason: string; readonly noteToReaders: string }

export type State = Standing['state']

/**
 * A story as the newsroom holds it. `revision` grows with every save and is what a save must be based on;
 * `version` numbers the copy in hand, `liveVersion` the one readers have.
 */
export interface Story {
  readonly id: string
  readonly standing: Standing
  readonly revision: number
  readonly version: number
  readonly liveVersion: number | null
  readonly firstPublishedAt: Date | null
  readonly publishedAt: Date | null
  readonly createdAt: Date
  readonly createdBy: Actor
  readonly changedAt: Date
  readonly changedBy: Actor
  readonly copy: Copy
}

/** What makes a story unfit for readers. */
export type Obstacle =
  | 'withdrawn'
  | 'no-headline'
  | 'no-section'
  | 'no-byline'
  | 'no-body'
  | 'photo-without-credit'
  | 'photo-without-alt'

/** Everything that stops this copy going out, worst first; empty when nothing does. */
export function obstaclesToPublishing(standing: Standing, copy: Copy): Obstacle[] {
  const found: Obstacle[] = []
  const photos = photosOf(copy)
  if (standing.state === 'withdrawn') found.push('withdrawn')
  if (copy.headline.trim() === '') found.push('no-headline')
  if (copy.sectionId === null) found.push('no-section')
  if (
    copy.agency.trim() === '' &&
    !copy.bylines.some((byline) => byline.name.trim() !== '' || byline.agency.trim() !== '')
  ) {
    found.push('no-byline')
  }
  if (textOf(copy.body).trim() === '') found.push('no-body')
  if (photos.some((photo) => photo.credit.trim() === '' && photo.creator.trim() === ''))
    found.push('photo-without-credit')
  if (photos.some((photo) => photo.photoId !== '' && photo.alt.trim() === '')) found.push('photo-without-alt')
  return found
}

/** What to tell the person, for each obstacle. */
export const obstacleSentences: Record<Obstacle, string> = {
  withdrawn: 'A withdrawn story cannot be published again. Copy it to a new draft.',
  'no-headline': 'Give the story a headline.',
  'no-section': 'Choose a section.',
  'no-byline': 'Add a byline or name the agency.',
  'no-body': 'The story has no text yet.',
  'photo-without-credit': 'Every photo needs a credit.',
  'photo-without-alt': 'Every photo needs a description (alt text) for readers who do not see it.',
}

/** Worth a look, but no reason to hold the story. */
export type Doubt = 'no-deck' | 'headline-long' | 'no-caption' | 'no-photo' | 'double-space'

export const doubtSentences: Record<Doubt, string> = {
  'no-deck': 'No deck. Search engines and the front will show the first paragraph instead.',
  'headline-long': 'The headline is over 110 characters; search engines and phones cut it.',
  'no-caption': 'A photo has no caption.',
  'no-photo': 'A photo’s picture is not at hand; readers will see its caption and credit in an empty frame.',
  'double-space': 'There are double spaces in the text.',
}

/** What an editor may want to look at before publishing. */
export function doubtsAbout(copy: Copy): Doubt[] {
  const found: Doubt[] = []
  const photos = photosOf(copy)
  if (copy.deck.trim() === '') found.push('no-deck')
  if (copy.headline.length > 110) found.push('headline-long')
  if (photos.some((photo) => photo.caption.trim() === '')) found.push('no-caption')
  if (photos.some((photo) => photo.photoId === '')) found.push('no-photo')
  if (/\S {2,}\S/.test(textOf(copy.body))) found.push('double-space')
  return found
}
