import type { Evidence } from './html-evidence.ts'
import type { Label } from './label.ts'
import { isOrganization, isSameOrganization } from './organization.ts'
import { gist, isProse, wordCount } from './prose.ts'
import { isSectionName } from './section-line.ts'

/** Where the parts of a page stand, as places in the list of its pieces. -1 where there is none. */
export interface Layout {
  readonly headlineAt: number
  readonly headline: string
  /** The first piece of the story's text. */
  readonly start: number
}

/** Finds the headline and the start of the text; `start` is -1 when there is no story. */
export function layoutOf(labels: readonly Label[], evidence: Evidence, names: readonly string[]): Layout {
  const marked = markedHeadline(labels, evidence)
  if (marked >= 0) {
    const start = startAfter(labels, marked)
    return { headlineAt: marked, headline: oneLine(labels[marked]?.text ?? ''), start }
  }
  const start = startOfText(labels)
  if (start < 0) return { headlineAt: -1, headline: '', start }
  return { ...plainHeadline(labels, start, names), start }
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ')
}

function mayBeText(label: Label): boolean {
  return (
    label.leftOut === undefined &&
    !label.isPhoto &&
    label.credit === undefined &&
    label.dates.length === 0 &&
    label.breadcrumb === undefined
  )
}

function isAside(label: Label): boolean {
  const { hint } = label.piece
  return (
    label.isSureCaption ||
    hint === 'headline' ||
    hint === 'deck' ||
    hint === 'byline' ||
    hint === 'date' ||
    hint === 'caption' ||
    hint === 'credit'
  )
}

// A headline that the markup shows: a first-level heading, a class, or the words that the page's data gives as its headline.
function markedHeadline(labels: readonly Label[], evidence: Evidence): number {
  const known = evidence.headlines.map(gist).filter((words) => words.length >= 8)
  const firstText = labels.findIndex(
    (label) => label.piece.isBody && label.isProse && mayBeText(label) && !isAside(label),
  )
  let best = -1
  let most = 1
  for (const [place, { piece, gist: words }] of labels.entries()) {
    if (firstText >= 0 && place > firstText && best >= 0) break
    if (piece.dropped !== undefined || piece.isLoose || words === '' || piece.text.length > 300) continue
    const matches = known.some(
      (headline) =>
        headline === words || (words.length >= 15 && (headline.startsWith(words) || words.startsWith(headline))),
    )
    const score =
      (matches ? 4 : 0) +
      (piece.hint === 'headline' ? 2 : 0) +
      (piece.level === 1 ? 3 : piece.level === 2 ? 1 : 0) -
      (piece.linked > 0.8 ? 1 : 0)
    const nearer = score === most && firstText >= 0 && place < firstText && !matches
    if (score > most || (nearer && best >= 0)) [best, most] = [place, score]
  }
  return most >= 2 ? best : -1
}

function startAfter(labels: readonly Label[], headlineAt: number): number {
  const hasBody = labels.some(
    (label, place) =>
      place > headlineAt && label.piece.isBody && (label.isProse || label.isSentence) && mayBeText(label),
  )
  return labels.findIndex((label, place) => {
    if (place <= headlineAt || !mayBeText(label) || isAside(label) || label.hasBy || (hasBody && !label.piece.isBody))
      return false
    const isDeck = label.piece.level === 2 && labels[place - 1] !== undefined && place - headlineAt <= 2
    if (isDeck || (label.byline !== undefined && !label.isSentence)) return false
    if (label.piece.block.type === 'embed' || label.piece.block.type === 'table') return false
    return (
      label.isSentence ||
      label.isStructure ||
      label.isProse ||
      (label.piece.level !== undefined && isListNext(labels, place))
    )
  })
}

function isListNext(labels: readonly Label[], place: number): boolean {
  return labels[place + 1]?.piece.block.type === 'list' && labels[place + 1]?.leftOut === undefined
}

// In plain text nothing is marked. A dateline starts the text; else the first sentence after the byline; else the first running text.
function startOfText(labels: readonly Label[]): number {
  const isText = (label: Label) =>
    mayBeText(label) && !label.isSureCaption && !label.hasBy && (label.isProse || label.isSentence)
  const hasTextSoon = (from: number) => labels.slice(from + 1, from + 9).some(isText)
  const bylineAt = labels.findIndex(
    (label, place) => label.hasBy && label.leftOut === undefined && !label.isProse && hasTextSoon(place),
  )
  const datelineAt = labels.findIndex(
    (label) => label.dateline !== undefined && mayBeText(label) && wordCount(label.text) >= 8,
  )
  if (datelineAt >= 0 && datelineAt > bylineAt && (bylineAt < 0 || datelineAt - bylineAt <= 8)) return datelineAt
  if (bylineAt >= 0) {
    const isSpoken = (label: Label | undefined) => label?.credit !== undefined && !label.piece.hasGap
    return labels.findIndex((label, place) => place > bylineAt && isText(label) && !isSpoken(labels[place + 1]))
  }
  const followed = (place: number) => labels.slice(place + 1, place + 8).filter(isText).length > 0
  const running = labels.findIndex(
    (label, place) => isText(label) && label.isProse && !isCaptionOfCredit(labels, place) && followed(place),
  )
  return running >= 0 ? running : labels.findIndex((label) => isText(label) && label.isProse)
}

/** A sentence with a line under it that is only a credit is a caption. */
export function isCaptionOfCredit(labels: readonly Label[], place: number): boolean {
  const next = labels[place + 1]
  const [here] = labels.slice(place, place + 1)
  return (
    next?.credit !== undefined &&
    next.leftOut === undefined &&
    (!next.piece.hasGap || here?.piece.hint === 'caption' || labels[place - 1]?.isPhoto === true)
  )
}

/** A line that may be a headline or a deck: some words, no running text, nothing else we know. */
export function isTitleShaped(label: Label): boolean {
  // biome-ignore format: one condition
  return (
    mayBeText(label) && !label.isStructure && !label.isSureCaption && label.byline === undefined && label.text.length <= 250 &&
    !isSectionName(label.text) && !/(?:\s[|•·»]\s?.*){2}/.test(label.text) && (!isProse(label.text) || /\?[”’"]?$/.test(label.text)) && !isAside(label)
  )
}

// Above the text stand menus, then headline and deck, perhaps under a breadcrumb. Menus are runs of short lines.
function plainHeadline(
  labels: readonly Label[],
  start: number,
  names: readonly string[],
): { headlineAt: number; headline: string } {
  const above = labels.slice(0, start)
  const isShort = (label: Label | undefined) =>
    label !== undefined && isTitleShaped(label) && wordCount(label.text) <= 3
  const crumbAt = above.findLastIndex((label) => label.breadcrumb !== undefined)
  const menuAt = above.findLastIndex((label, place) => isShort(label) && isShort(above[place - 1]) && place > 1)
  const groupFrom = Math.max(crumbAt, menuAt) + 1
  const titles = above.map((label) => withoutPaper(label.text, names))
  let best = -1
  let most = 0
  let isFirst = true
  for (const [place, label] of above.entries()) {
    if (!isTitleShaped(label)) continue
    const words = wordCount(label.text)
    const isEcho = above.some(
      (other, at) => at !== place && (other.gist === label.gist || gist(titles[at] ?? '') === label.gist),
    )
    const isName = names.some((name) => isSameOrganization(name, label.text)) || isTitleOfAnother(above, titles, place)
    const isChrome = labels.some((other, at) => at > start && other.gist === label.gist) && !isEcho
    let score =
      (words >= 3 ? 2 : words >= 2 ? 1 : 0) +
      (place >= groupFrom ? 2 : 0) +
      (isEcho ? 1 : 0) +
      (label.piece.hasGap ? 1 : 0)
    score -= (isName ? 4 : 0) + (isChrome ? 3 : 0)
    if (place >= groupFrom && isFirst) {
      isFirst = false
      score += 1
    }
    if (score > most) [best, most] = [place, score]
  }
  return { headlineAt: best, headline: best < 0 ? '' : (titles[best] ?? '') }
}

// "Headline | The Paper" is the window's title; where the headline itself is there too, it is the better one.
function isTitleOfAnother(above: readonly Label[], titles: readonly string[], place: number): boolean {
  const title = titles[place] ?? ''
  return title !== above[place]?.text && above.some((label, at) => at !== place && label.gist === gist(title))
}

/** A window's title without the paper's name: "Bridge closed | The Inland Sentinel" is "Bridge closed". */
export function withoutPaper(title: string, names: readonly string[]): string {
  const found = /^(.{4,}?)\s+[|–—-]\s+([^|]{3,60})$/.exec(title)
  const [, headline = '', paper = ''] = found ?? []
  return headline !== '' && (isOrganization(paper) || names.some((name) => isSameOrganization(name, paper)))
    ? headline
    : title
}
