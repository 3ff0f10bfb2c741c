import { type Actor, hasRole } from '#domains/accounts/shared'
import type { Restriction } from './restriction.ts'

/** The kinds of picture that may be uploaded, by their content. */
export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/tiff', 'image/gif'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

export const PHOTO_MAX_BYTES = 200_000_000
/** Width times height. The largest cameras in use make 100 million; decoding takes 3 bytes of memory for each. */
export const PHOTO_MAX_PIXELS = 102_000_000
/** IIM allows 2,000 bytes and XMP any number; longer than this is no caption. */
export const CAPTION_MAX = 5_000
export const LINE_MAX = 300
export const ALT_MAX = 1_000

/** Where the eye should stay when a photo is cropped: fractions of width and height from the top left, 0 to 1. */
export interface Focus {
  readonly x: number
  readonly y: number
}

/**
 * A photo in the library. `width` and `height` are as a person sees it, after the camera's orientation. `creator` took it, `credit` is the
 * agency or paper, `source` who owns it; `isFile` marks an old picture. `alt` is written by a person, never invented. `takenAt` is
 * ISO 8601, as exact as the file said. `instructions` and `usageTerms` are the agency's words and are never shown to readers;
 * `restrictions` are read out of them. `version` counts how often the picture was replaced. `expiresAt` is when the rights run out,
 * `expiredAt` when that was acted upon. `hasCredentials` says that the file carries C2PA content credentials, which nobody has checked.
 */
export interface Photo {
  readonly id: string
  readonly fingerprint: string
  readonly mediaType: MediaType
  readonly masterType: 'image/jpeg' | 'image/png'
  readonly width: number
  readonly height: number
  readonly bytes: number
  readonly thumbhash: string
  readonly name: string
  readonly caption: string
  readonly creator: string
  readonly credit: string
  readonly source: string
  readonly alt: string
  readonly isFile: boolean
  readonly focus: Focus | null
  readonly headline: string
  readonly city: string
  readonly country: string
  readonly keywords: readonly string[]
  readonly takenAt: string | null
  readonly instructions: string
  readonly uploadedBy: Actor
  readonly uploadedAt: Date
  readonly retiredAt: Date | null
  readonly retiredReason: string
  readonly version: number
  readonly usageTerms: readonly string[]
  readonly restrictions: readonly Restriction[]
  readonly cleared: readonly Cleared[]
  readonly expiresAt: Date | null
  readonly whenExpired: WhenExpired
  readonly expiredAt: Date | null
  readonly agencyId: string
  readonly hasCredentials: boolean
}

/** What becomes of a photo when its rights run out: it is only marked and may not go out again, or it comes off every page. */
export type WhenExpired = 'mark' | 'retire'

/** A restriction that its owner lifted for this paper: the words, and who says so and why. */
export interface Cleared {
  readonly words: string
  readonly note: string
  readonly by: string
  readonly at: string
}

/** The words a person may give or change, and where the eye should stay. */
export type PhotoWords = Pick<Photo, 'caption' | 'creator' | 'credit' | 'alt' | 'focus'>

/** What can happen to a photo. */
export type PhotoFact =
  | { readonly fact: 'photo.uploaded'; readonly photoId: string }
  | { readonly fact: 'photo.credited'; readonly photoId: string }
  | { readonly fact: 'photo.retired'; readonly photoId: string; readonly reason: string }
  | { readonly fact: 'photo.replaced'; readonly photoId: string; readonly version: number }
  | { readonly fact: 'photo.rights-changed'; readonly photoId: string }
  | {
      readonly fact: 'photo.restriction-cleared'
      readonly photoId: string
      readonly words: string
      readonly note: string
    }
  | { readonly fact: 'photo.expired'; readonly photoId: string }

export function mayUpload(by: Actor): boolean {
  return hasRole(by, 'admin', 'editor', 'copy', 'reporter', 'photo')
}

export function mayRetire(by: Actor): boolean {
  return hasRole(by, 'admin', 'editor', 'photo')
}

/** Why a file cannot be a photo. */
export type PictureObstacle = 'empty' | 'too-big' | 'heic' | 'svg' | 'not-a-picture' | 'too-many-pixels' | 'damaged'

/** What to tell the person who brought such a file. */
export const pictureRefusals: Record<PictureObstacle, string> = {
  empty: 'The file is empty. Choose it again; the copy may have been interrupted.',
  'too-big': `The file is larger than ${PHOTO_MAX_BYTES / 1_000_000} MB. Export it as a JPEG and upload that.`,
  heic: 'This is a HEIC photo, which browsers cannot show. Set the phone to Most Compatible (Settings, Camera, Formats), or export it as a JPEG.',
  svg: 'This is an SVG drawing, which may carry programs. Export it as a PNG.',
  'not-a-picture': 'This is not a picture we can use. Upload a JPEG, PNG, WebP, AVIF, TIFF or GIF.',
  'too-many-pixels': `The picture has more than ${Math.floor(PHOTO_MAX_PIXELS / 1_000_000)} million pixels. Export it smaller and upload that.`,
  damaged: 'The file is damaged or cut short. Copy it from the camera or download it again.',
}

/** Says where a focal point would be outside the picture. */
export function obstacleToFocus(focus: Focus | null): 'outside' | undefined {
  if (focus === null) return undefined
  return [focus.x, focus.y].every((part) => part >= 0 && part <= 1) ? undefined : 'outside'
}
