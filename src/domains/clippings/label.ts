import { type BylineLine, readByline } from './byline.ts'
import { type CaptionLine, type Credit, isCaptionByStart, readCaption, readCredit, readCreditLine } from './credit.ts'
import { type DateFound, readDates } from './date-line.ts'
import { type DatelineFound, readDateline } from './dateline.ts'
import { type Furniture, furnitureOf } from './furniture.ts'
import type { Piece } from './piece.ts'
import { gist, isProse, isSentence } from './prose.ts'
import { readBreadcrumb } from './section-line.ts'

/** Everything a piece may be, read once. What it is depends on where it stands. */
export interface Label {
  readonly piece: Piece
  readonly text: string
  readonly gist: string
  /** Why it cannot be the story's, in words for a warning. */
  readonly leftOut: string | undefined
  readonly ends: boolean
  readonly byline: BylineLine | undefined
  readonly hasBy: boolean
  readonly dates: readonly DateFound[]
  readonly breadcrumb: readonly string[] | undefined
  readonly caption: CaptionLine | undefined
  readonly isSureCaption: boolean
  readonly credit: Credit | undefined
  readonly dateline: DatelineFound | undefined
  readonly isSentence: boolean
  readonly isProse: boolean
  /** A list, a table, a quotation: more than a line. */
  readonly isStructure: boolean
  readonly isPhoto: boolean
}

const LINE_MAX = 400

/** Reads a piece in every way it can be read. */
export function labelOf(piece: Piece, { ourPaper, zone }: { ourPaper: string; zone: string | undefined }): Label {
  const { text, block, hint } = piece
  const isText = block.type === 'paragraph' || block.type === 'heading'
  const isLine = isText && text.length <= LINE_MAX && piece.dropped === undefined
  const furniture: Furniture | undefined = isText && hint !== 'headline' ? furnitureOf(text) : undefined
  const isLinkList = block.type === 'list' && piece.linked >= 0.7
  const isBylineHint = hint === 'byline'
  const byline = isLine ? readByline(text, { ourPaper, isMarked: isBylineHint }) : undefined
  const caption = captionOf(piece)
  const isHeading = block.type === 'heading'
  return {
    piece,
    text,
    gist: gist(text),
    leftOut: piece.dropped ?? furniture?.kind ?? (isLinkList ? 'links' : undefined),
    ends: furniture?.ends ?? false,
    byline,
    hasBy: byline !== undefined && (isBylineHint || /\bby\b/i.test(text.slice(0, 30))),
    dates: isLine ? datesIn(text, byline, zone) : [],
    breadcrumb: isLine && !isHeading ? readBreadcrumb(text) : crumbsOf(piece),
    caption,
    isSureCaption:
      caption !== undefined &&
      (caption.creator !== '' ||
        hint === 'caption' ||
        isCaptionByStart(text) ||
        /\b(?:photo|courtesy)\b/i.test(text.slice(-100))),
    credit: isLine ? (hint === 'credit' ? readCredit(text, { isMarked: true }) : readCreditLine(text)) : undefined,
    dateline: block.type === 'paragraph' && piece.dropped === undefined ? readDateline(text.slice(0, 200)) : undefined,
    isSentence: isText && isSentence(text),
    isProse: isText && isProse(text),
    isStructure: !isText && block.type !== 'photo',
    isPhoto: block.type === 'photo',
  }
}

// "By Hana Volkov Sept. 14, 2020": the names are no reason not to take the date.
function datesIn(text: string, byline: BylineLine | undefined, zone: string | undefined): DateFound[] {
  const names = (byline?.bylines ?? []).map(({ name }) => name.toLowerCase())
  return text.split(/\n|\s[|•·]\s/).flatMap((part) => {
    const place = names.map((name) => part.toLowerCase().indexOf(name)).find((at) => at >= 0)
    const name = names.find((one) => part.toLowerCase().includes(one)) ?? ''
    return readDates(place === undefined ? part : part.slice(0, place) + part.slice(place + name.length), zone)
  })
}

function captionOf({ text, block, hint, dropped }: Piece): CaptionLine | undefined {
  if (block.type !== 'paragraph' || dropped !== undefined) return undefined
  const read = readCaption(text)
  if (read) return read
  return hint === 'caption' || isCaptionByStart(text) ? { caption: text, creator: '', credit: '' } : undefined
}

// A breadcrumb is often a list whose separators are drawn by the style sheet.
function crumbsOf({ block, hint, text }: Piece): string[] | undefined {
  if (hint !== 'section' || block.type !== 'list') return undefined
  const names = text
    .split('\n')
    .map((name) => name.replace(/^[\s>»›/|]+|[\s>»›/|]+$/g, ''))
    .filter(Boolean)
  return names[0] && /^home$/i.test(names[0]) ? names.slice(1) : names
}
