import {
  type Block,
  BODY_MAX_BLOCKS,
  type Byline,
  type Dateline,
  DECK_MAX,
  HEADLINE_MAX,
  textOfBlock,
} from '#domains/stories'
import { Refusal } from '#platform/refusal'
import { aboveText } from './above-text.ts'
import type { Clipping, ClippingPhoto, ReadingOptions } from './clipping.ts'
import { dayBefore, readDateline } from './dateline.ts'
import { dateOf, whyNoDate } from './dates.ts'
import { decode } from './decode.ts'
import { isAboutWriter } from './furniture.ts'
import { layoutOf } from './head.ts'
import { type Evidence, evidenceIn, NO_EVIDENCE } from './html-evidence.ts'
import { walkHtml } from './html-pieces.ts'
import { markStory } from './html-story.ts'
import { parseHtml } from './html-tree.ts'
import { type Label, labelOf } from './label.ts'
import { listPhotos, withEvidence } from './photos.ts'
import type { Piece } from './piece.ts'
import { piecesOfText } from './plain-text.ts'
import { quoted } from './prose.ts'
import { dropStart } from './runs.ts'
import { sectionOf } from './sections.ts'
import { storyText } from './story-text.ts'
import { collectWarnings, type Warnings } from './warnings.ts'
import { writersOf } from './writers.ts'

/**
 * Reads a saved newspaper page, text or HTML, into its story's parts. Pure. What is doubtful is said in `warnings`.
 * Refuses (invalid) what is empty, too large, no page, or has no article in it.
 */
export function readPage(bytes: Uint8Array, options: ReadingOptions = {}): Clipping {
  const { pieces, evidence } = piecesIn(bytes)
  const warnings = collectWarnings()
  const names = [options.paperName ?? '', evidence.siteName].filter(Boolean)
  // Where we are not told our own name, the page's own paper counts as ours.
  const ourPaper = options.paperName ?? evidence.siteName
  const labels = pieces.map((piece) => labelOf(piece, { ourPaper, zone: options.zone }))
  const layout = layoutOf(labels, evidence, names)
  if (layout.start < 0) throw noArticle()

  const text = storyText(labels, layout, warnings)
  if (!text.blocks.some((block) => block.type !== 'photo' && textOfBlock(block) !== '')) throw noArticle()
  if (layout.headline === '') {
    throw new Refusal(
      'invalid',
      'clipping.no-headline',
      'There is text in this page but no headline was found. Put the headline on a line of its own above it.',
    )
  }
  const above = aboveText(labels, layout, { evidence, ourPaper }, warnings)
  if (labels.slice(layout.headlineAt).some((label) => label.leftOut === 'a paywall')) {
    warnings.doubt('The page has a paywall in it; the story may not be whole.')
  }
  reportOutside(labels, layout.start, text.end, warnings)

  const read = withoutDateline(text.blocks)
  const { bylines, agency } = writersOf({ lines: above.bylines, dateline: read.dateline, evidence, ourPaper }, warnings)
  const published = dateOf({ labels, layout, end: text.end, evidence, zone: options.zone }, warnings)
  const list = listPhotos()
  for (const photo of above.photos) list.add(photo)
  const isNew = text.photos.map((photo) => list.add(photo))
  const photos = withEvidence(list.photos, evidence)
  const blocks = withPhotos(withoutBio(read.blocks, bylines, warnings), photos, isNew).slice(0, BODY_MAX_BLOCKS)
  if (published === null) warnings.doubt(whyNoDate(photos))

  return {
    headline: cut(layout.headline, HEADLINE_MAX, 'headline', warnings),
    deck: cut(above.deck, DECK_MAX, 'deck', warnings),
    bylines,
    agency,
    section: sectionOf(labels, layout, evidence, warnings),
    dateline: datelineOf(read.dateline, read.day, published),
    publishedAt: published,
    photos,
    body: blocks,
    paragraphs: blocks
      .filter((block) => block.type !== 'photo' && block.type !== 'pullquote')
      .map(textOfBlock)
      .filter((words) => words.trim() !== ''),
    warnings: warnings.all(),
  }
}

// The photos of the text as they are known at the end, without those that stood above it already.
function withPhotos(blocks: readonly Block[], photos: readonly ClippingPhoto[], isNew: readonly boolean[]): Block[] {
  const below = photos.filter((photo) => !photo.isLead)
  const flags = [...isNew]
  return blocks.flatMap((block): Block[] => {
    if (block.type !== 'photo') return [block]
    const found = flags.shift() ? below.shift() : undefined
    if (!found) return []
    const { caption, creator, credit, alt } = found
    return [{ type: 'photo', photo: { photoId: '', caption, creator, credit, alt } }]
  })
}

function noArticle(): Refusal {
  return new Refusal(
    'invalid',
    'clipping.no-article',
    'No article was found in this page: there is no running text in it.',
  )
}

function piecesIn(bytes: Uint8Array): { pieces: Piece[]; evidence: Evidence } {
  const { kind, text } = decode(bytes)
  if (kind === 'text') return { pieces: piecesOfText(text), evidence: NO_EVIDENCE }
  const document = parseHtml(text)
  return { pieces: markStory(walkHtml(document)), evidence: evidenceIn(document) }
}

function cut(text: string, most: number, part: string, warnings: Warnings): string {
  if (text.length <= most) return text
  warnings.doubt(`The ${part} has ${text.length} characters and was cut to ${most}: ${quoted(text)}`)
  return `${text.slice(0, most - 1).trimEnd()}…`
}

/** The blocks with the dateline taken out of the first paragraph. */
function withoutDateline(blocks: readonly Block[]): { blocks: Block[]; dateline: Dateline | null; day: string } {
  const first = blocks.findIndex((block) => block.type === 'paragraph')
  const block = blocks[first]
  if (block?.type !== 'paragraph') return { blocks: [...blocks], dateline: null, day: '' }
  const found = readDateline(textOfBlock(block))
  if (!found) return { blocks: [...blocks], dateline: null, day: '' }
  return {
    blocks: blocks.with(first, { ...block, runs: dropStart(block.runs, found.length) }),
    dateline: found.dateline,
    day: found.day,
  }
}

function datelineOf(dateline: Dateline | null, day: string, publishedAt: string | null): Dateline | null {
  return dateline && day !== '' && publishedAt
    ? { ...dateline, on: dayBefore(day, publishedAt.slice(0, 10)) }
    : dateline
}

/** "Jane Doe is a professor ..." under Jane Doe's column is about her, not by her. */
function withoutBio(blocks: readonly Block[], bylines: readonly Byline[], warnings: Warnings): Block[] {
  const kept = [...blocks]
  const names = bylines.map(({ name }) => name)
  for (let last = kept.at(-1); last && kept.length > 1 && isAboutWriter(textOfBlock(last), names); last = kept.at(-1)) {
    warnings.leftOut(textOfBlock(last), 'about the writer')
    kept.pop()
  }
  return kept
}

function reportOutside(labels: readonly Label[], start: number, end: number, warnings: Warnings): void {
  for (const label of labels.slice(end))
    if (label.isSentence) warnings.leftOut(label.text, label.leftOut ?? 'after the story')
  for (const label of labels.slice(0, start))
    if (label.isSentence && label.leftOut !== undefined) warnings.leftOut(label.text, label.leftOut)
}
