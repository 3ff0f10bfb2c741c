import { type BylineLine, readByline } from './byline.ts'
import { isCaptionOfCredit, isTitleShaped, type Layout } from './head.ts'
import type { Evidence } from './html-evidence.ts'
import type { Label } from './label.ts'
import { isOrganization } from './organization.ts'
import { listPhotos, type PhotoDraft, photoOfCaption, photoOfPicture } from './photos.ts'
import { gist, quoted, wordCount } from './prose.ts'
import type { Warnings } from './warnings.ts'

/** What stands above the story's text, apart from headline, date and section. */
export interface AboveText {
  readonly deck: string
  readonly bylines: BylineLine[]
  readonly photos: PhotoDraft[]
}

/** Reads deck, bylines and photos between the headline and the text; captions just above the headline count too. */
export function aboveText(
  labels: readonly Label[],
  { headlineAt, headline, start }: Layout,
  { evidence, ourPaper }: { evidence: Evidence; ourPaper: string },
  warnings: Warnings,
): AboveText {
  const list = listPhotos()
  const bylines: BylineLine[] = []
  let deck = ''
  for (let at = Math.max(0, headlineAt - 8); at < start; at += 1) {
    const label = labels[at]
    if (!label || label.leftOut !== undefined || at === headlineAt || label.gist === gist(headline)) continue
    const next = labels[at + 1]
    const before = labels[at - 1]
    if (label.isPhoto) {
      if (at > headlineAt - 4) for (const picture of label.piece.photos ?? []) list.add(photoOfPicture(picture, true))
    } else if (label.caption) {
      captionUnder(before, photoOfCaption(label, true))
    } else if (label.isSentence && isCaptionOfCredit(labels, at) && next?.credit) {
      captionUnder(before, { ...photoOfCaption(label, true), ...next.credit })
      at += 1
    } else if (at <= headlineAt) {
      if (label.hasBy && label.byline && at >= headlineAt - 2) bylines.push(label.byline)
    } else if (label.credit && list.photos.length > 0 && !label.hasBy) {
      const last = list.photos.at(-1)
      if (last && last.creator === '' && last.credit === '') Object.assign(last, label.credit)
    } else if (label.byline && (label.hasBy || !isDeckLikely(label, deck))) {
      at += addByline(label, next)
    } else if (label.dates.length > 0 || label.breadcrumb) {
    } else if (before?.isPhoto && label.isSentence && list.photos.at(-1)?.caption === '' && deck !== '') {
      Object.assign(list.photos.at(-1) ?? {}, { caption: label.text })
    } else if (
      deck === '' &&
      bylines.length === 0 &&
      (isTitleShaped(label) || label.isSentence || label.piece.hint === 'deck') &&
      wordCount(label.text) >= 4
    ) {
      deck = label.text.replace(/\s*\n\s*/g, ' ')
      const isMarked =
        label.piece.hint === 'deck' || label.piece.level !== undefined || gist(evidence.deck) === label.gist
      if (!isMarked && label.isSentence)
        warnings.doubt(`Took ${quoted(label.text)} as the deck; it may be a caption or the story’s first paragraph.`)
    } else if (label.isSentence || label.isProse) {
      warnings.leftOut(label.text, 'between the headline and the story')
    }
  }
  return { deck, bylines, photos: list.photos }

  function captionUnder(before: Label | undefined, photo: PhotoDraft): void {
    const last = list.photos.at(-1)
    if (before?.isPhoto && last && last.caption === '') {
      Object.assign(last, {
        caption: photo.caption,
        creator: photo.creator || last.creator,
        credit: photo.credit || last.credit,
      })
    } else list.add(photo)
  }

  /** "By JANE DOE" may have "Of The Inland Sentinel" or "Staff writer" on the line below. Gives how many more lines it took. */
  function addByline(label: Label, next: Label | undefined): number {
    const [first] = label.byline?.bylines ?? []
    const isBare = label.hasBy && first !== undefined && first.agency === '' && first.title === ''
    const both =
      isBare && next && isUnderByline(next)
        ? readByline(`${label.text}\n${next.text}`, { ourPaper, isMarked: true })
        : undefined
    if (both) {
      bylines.push(both)
      return 1
    }
    if (label.byline) bylines.push(label.byline)
    return 0
  }
}

function isUnderByline({ text, isSentence, leftOut }: Label): boolean {
  if (isSentence || leftOut !== undefined || wordCount(text) > 7) return false
  return (
    isOrganization(text) ||
    /^(?:of|for|special to)\s+(?:the\s+)?\p{Lu}/iu.test(text) ||
    /\b(?:writer|reporter|editor|correspondent|columnist|photographer|bureau)s?$/i.test(text)
  )
}

function isDeckLikely(label: Label, deck: string): boolean {
  return deck === '' && (label.piece.hint === 'deck' || wordCount(label.text) > 12)
}
