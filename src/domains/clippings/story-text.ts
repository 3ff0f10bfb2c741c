import { type Block, type Run, textOfBlock } from '#domains/stories'
import { isCaptionOfCredit, type Layout } from './head.ts'
import type { Label } from './label.ts'
import { listPhotos, type PhotoDraft, photoOfCaption, photoOfPicture } from './photos.ts'
import { gist, isSpeech, quoted, wordCount } from './prose.ts'
import { paragraph, tidyRuns } from './runs.ts'
import type { Warnings } from './warnings.ts'

/** The story's text as blocks, its photos, and where it ended. Photos below the lead stand in the text as blocks. */
export interface StoryText {
  readonly blocks: Block[]
  readonly photos: PhotoDraft[]
  readonly end: number
}

const BULLET = /^(?:[•·▪●◦‣*–—-]|\d{1,2}[.)])\s+(?=\S)/
const AMOUNT = /^(?:\d+|[¼½¾⅓⅔⅛]|\d+\s?[¼½¾⅓⅔⅛]|\d+\/\d+|a pinch|pinch|dash|salt|pepper)[\s–-]/i

/** Takes the story's text from its start to its end, leaving out what stands between. */
export function storyText(
  labels: readonly Label[],
  { headlineAt, start, headline }: Layout,
  warnings: Warnings,
): StoryText {
  const blocks: Block[] = []
  const list = listPhotos()
  const hasBody = labels.some((label, place) => place >= start && label.piece.isBody)
  const chrome = chromeOf(labels, headlineAt)
  const isIn = (label: Label) => !hasBody || label.piece.isBody
  const seen = new Set<string>()
  let end = labels.length

  for (let at = start; at < labels.length; at += 1) {
    const label = labels[at]
    if (!label) break
    if (!isIn(label)) {
      leaveOut(label, label.leftOut ?? 'outside the story', warnings)
      continue
    }
    if (label.leftOut !== undefined || isRelatedLink(label, blocks)) {
      leaveOut(label, label.leftOut ?? 'a link', warnings)
      if (label.ends && label.piece.dropped === undefined && mayEnd(labels, at, blocks)) {
        end = at
        break
      }
      continue
    }
    if (label.isPhoto) {
      for (const picture of label.piece.photos ?? []) addPhoto(photoOfPicture(picture, false))
      continue
    }
    if (label.credit && !label.isSentence) {
      const last = list.photos.at(-1)
      if (last && last.creator === '' && last.credit === '') Object.assign(last, label.credit)
      continue
    }
    if (isCaption(label, at)) {
      const photo = photoOfCaption(label, false)
      const last = list.photos.at(-1)
      if (labels[at - 1]?.isPhoto && last && last.caption === '')
        Object.assign(last, {
          caption: photo.caption,
          creator: photo.creator || last.creator,
          credit: photo.credit || last.credit,
        })
      else addPhoto(photo)
      continue
    }
    if (chrome.has(label.gist) && !label.isSentence && label.piece.isLoose) {
      if (mayEnd(labels, at, blocks)) {
        end = at
        break
      }
      continue
    }
    if (label.gist === gist(headline) && !label.isProse) continue
    if (label.isProse && wordCount(label.text) >= 12) {
      if (seen.has(label.gist)) {
        leaveOut(label, 'it is there twice', warnings)
        continue
      }
      seen.add(label.gist)
    }
    at += take(label, at)
  }
  trimEnd()
  return { blocks, photos: list.photos, end }

  function isCaption(label: Label, at: number): boolean {
    if (label.isStructure) return false
    return (
      (label.caption !== undefined && (label.isSureCaption || labels[at - 1]?.isPhoto === true)) ||
      (label.isSentence && isCaptionOfCredit(labels, at))
    )
  }

  function addPhoto(photo: PhotoDraft): void {
    if (!list.add(photo)) return
    blocks.push({
      type: 'photo',
      photo: { photoId: '', caption: photo.caption, creator: photo.creator, credit: photo.credit, alt: photo.alt },
    })
  }

  /** Keeps a piece; gives how many more it took with it. */
  function take(label: Label, at: number): number {
    if (!label.piece.isLoose || label.isStructure) {
      blocks.push(label.piece.block)
      return 0
    }
    if (isItem(label, labels[at + 1])) return takeList(at)
    if (label.isSentence || label.isProse || isSpeech(label.text) || /[.!?…:][”’"')\]]*$/.test(label.text)) {
      blocks.push(/:$/.test(label.text) && wordCount(label.text) <= 4 ? headingOf(label.text) : paragraph(label.text))
      return 0
    }
    return takeShort(at)
  }

  function isItem(label: Label, next: Label | undefined): boolean {
    if (BULLET.test(label.text)) return true
    const isAmount = (text: string) => AMOUNT.test(text) && wordCount(text) <= 14 && !/[.!?][”"]?$/.test(text)
    return (
      isAmount(label.text) &&
      (blocks.at(-1)?.type === 'list' ||
        (next !== undefined && isAmount(next.text)) ||
        blocks.at(-1)?.type === 'heading')
    )
  }

  function takeList(from: number): number {
    const items: Run[][] = []
    let at = from
    for (; at < labels.length; at += 1) {
      const label = labels[at]
      if (
        !label ||
        label.leftOut !== undefined ||
        label.isStructure ||
        !(items.length > 0 || isItem(label, labels[at + 1]))
      )
        break
      const isNext =
        isItem(label, labels[at + 1]) ||
        (AMOUNT.test(label.text) && wordCount(label.text) <= 14) ||
        isShortItem(label, items.length)
      if (!isNext) break
      items.push(tidyRuns([{ text: label.text.replace(BULLET, '') }]))
    }
    const isOrdered = /^\d{1,2}[.)]\s/.test(labels[from]?.text ?? '')
    blocks.push({ type: 'list', ordered: isOrdered, items: items.slice(0, 1_000) })
    return at - from - 1
  }

  // "Salt and pepper" among ingredients: no amount, but no empty line before it either.
  function isShortItem(label: Label, count: number): boolean {
    return count > 0 && !label.piece.hasGap && wordCount(label.text) <= 8 && !/[.!?:]$/.test(label.text)
  }

  // Short lines in plain text: one alone between paragraphs is a subheading, several are links or buttons.
  function takeShort(from: number): number {
    let to = from
    while (isShort(labels[to + 1]) && to - from < 200) to += 1
    const run = labels.slice(from, to + 1)
    const [only] = run
    const next = labels[to + 1]
    const isAlone =
      run.length === 1 &&
      only !== undefined &&
      only.piece.hasGap &&
      next?.piece.hasGap === true &&
      wordCount(only.text) >= 2
    if (
      isAlone &&
      only.text.length <= 80 &&
      next.leftOut === undefined &&
      (next.isSentence || isItem(next, labels[to + 2]))
    ) {
      blocks.push(headingOf(only.text))
      warnings.doubt(`Took the line ${quoted(only.text)} as a heading inside the story.`)
      return 0
    }
    for (const label of run) if (wordCount(label.text) >= 3) warnings.leftOut(label.text, 'a line that is no sentence')
    return to - from
  }

  function isShort(label: Label | undefined): boolean {
    if (
      !label ||
      label.leftOut !== undefined ||
      label.isStructure ||
      label.isPhoto ||
      label.isSentence ||
      label.isProse
    )
      return false
    return (
      !/[.!?…:][”’"')\]]*$/.test(label.text) &&
      !BULLET.test(label.text) &&
      !label.isSureCaption &&
      label.credit === undefined
    )
  }

  // A heading over nothing, or a rule, belonged to what was left out.
  function trimEnd(): void {
    for (let last = blocks.at(-1); last?.type === 'heading'; last = blocks.at(-1)) {
      warnings.leftOut(textOfBlock(last), 'a heading over nothing')
      blocks.pop()
    }
  }
}

function headingOf(text: string): Block {
  return { type: 'heading', level: 2, runs: tidyRuns([{ text: text.replace(/:$/, '') }]) }
}

function leaveOut(label: Label, why: string, warnings: Warnings): void {
  if (label.isSentence || label.isProse || label.piece.block.type === 'quote') warnings.leftOut(label.text, why)
}

// A paragraph that is only a link, and no sentence of the story: "Read the county's report".
function isRelatedLink(label: Label, blocks: readonly Block[]): boolean {
  return (
    label.piece.linked > 0.85 &&
    !label.isStructure &&
    blocks.length > 0 &&
    (!label.isSentence || wordCount(label.text) <= 16)
  )
}

// Short lines that stand above the headline and again below it: the paper's name, a menu.
function chromeOf(labels: readonly Label[], headlineAt: number): Set<string> {
  return new Set(
    labels
      .slice(0, Math.max(0, headlineAt))
      .filter((label) => !label.isSentence && label.gist !== '')
      .map((label) => label.gist),
  )
}

// What seems to end a story does not when much of it is still to come.
function mayEnd(labels: readonly Label[], at: number, blocks: readonly Block[]): boolean {
  const before = blocks.reduce((sum, block) => sum + textOfBlock(block).length, 0)
  const after = labels
    .slice(at + 1)
    .reduce((sum, label) => sum + (label.leftOut === undefined && label.isProse ? label.text.length : 0), 0)
  const inBody = labels
    .slice(at + 1)
    .some((label) => label.piece.isBody && label.leftOut === undefined && label.isProse)
  return !inBody && (after < before * 0.6 || labels[at]?.leftOut !== undefined)
}
