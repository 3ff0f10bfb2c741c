import type { ClippingPhoto } from './clipping.ts'
import { readCaption, readCredit } from './credit.ts'
import type { Evidence } from './html-evidence.ts'
import type { Label } from './label.ts'
import type { PictureFound } from './piece.ts'
import { gist, isSentence, wordCount } from './prose.ts'

/** A photo being put together: its picture, then its caption, then its credit may come as pieces of their own. */
export interface PhotoDraft {
  caption: string
  creator: string
  credit: string
  alt: string
  picture: string
  isLead: boolean
}

/** The photos of a story in order, each once. */
export interface PhotoList {
  readonly photos: PhotoDraft[]
  /** Adds a photo, or fills the one that has the same caption or picture. True if it is new. */
  add(photo: PhotoDraft): boolean
}

export function listPhotos(): PhotoList {
  const photos: PhotoDraft[] = []
  return {
    photos,
    add(photo) {
      const words = gist(photo.caption)
      const same = photos.find(
        (other) =>
          (words !== '' && gist(other.caption) === words) || (photo.picture !== '' && other.picture === photo.picture),
      )
      if (same) {
        for (const part of ['caption', 'creator', 'credit', 'alt', 'picture'] as const) same[part] ||= photo[part]
        return false
      }
      photos.push(photo)
      return true
    },
  }
}

/** A photo from the caption that a line is. */
export function photoOfCaption(label: Label, isLead: boolean): PhotoDraft {
  const { caption = label.text, creator = '', credit = '' } = label.caption ?? {}
  return { caption, creator, credit, alt: '', picture: '', isLead }
}

/** A photo from what the markup ties together. */
export function photoOfPicture({ caption, credit, alt, picture }: PictureFound, isLead: boolean): PhotoDraft {
  const marked = readCredit(credit, { isMarked: true })
  const read = readCaption(caption)
  const words = read && (!marked || read.creator !== '') ? read.caption : caption
  const only = read === undefined && !isSentence(caption) && wordCount(caption) <= 8 ? readCredit(caption) : undefined
  const said = marked ?? read ?? only
  return { caption: only ? '' : words, creator: said?.creator ?? '', credit: said?.credit ?? '', alt, picture, isLead }
}

/** Fills credits that only the page's data gives, where it is plain which photo they are of. */
export function withEvidence(photos: readonly PhotoDraft[], evidence: Evidence): ClippingPhoto[] {
  return photos.map((photo, place) => {
    if (photo.creator !== '' || photo.credit !== '') return photo
    const image = evidence.images.find(
      ({ caption }) =>
        gist(caption) !== '' && gist(caption).startsWith(gist(photo.caption).slice(0, 60)) && photo.caption !== '',
    )
    const found =
      image ?? (place === 0 && photos.length === 1 && evidence.images.length === 1 ? evidence.images[0] : undefined)
    if (!found) return photo
    const read = readCredit(found.credit, { isMarked: true })
    return { ...photo, creator: found.creator || (read?.creator ?? ''), credit: read?.credit ?? '' }
  })
}
