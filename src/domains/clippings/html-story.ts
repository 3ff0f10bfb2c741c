import { textOfBlock } from '#domains/stories'
import type { Span, Walked } from './html-pieces.ts'
import type { Piece } from './piece.ts'
import { isProse, isSentence } from './prose.ts'

/** Marks which pieces are furniture by their markup, and which stand inside the story's own element. */
export function markStory({ pieces, spans, drops }: Walked): Piece[] {
  const prose = pieces.map(lettersOfProse)
  const sums = [0]
  for (const letters of prose) sums.push((sums.at(-1) ?? 0) + letters)
  const within = (from: number, to: number) => (sums[to] ?? 0) - (sums[from] ?? 0)
  const all = sums.at(-1) ?? 0
  for (const { from, to, reason, isByName } of drops) {
    // A name such as "has-sidebar" on an element around the whole story says nothing about the story.
    if (isByName && within(from, to) > all * 0.4) continue
    for (const piece of pieces.slice(from, to)) piece.dropped ??= reason
  }
  const kept = [0]
  for (const [place, letters] of prose.entries())
    kept.push((kept.at(-1) ?? 0) + (pieces[place]?.dropped === undefined ? letters : 0))
  const story = storySpan(spans, (from, to) => (kept[to] ?? 0) - (kept[from] ?? 0))
  if (story) for (const piece of pieces.slice(story.from, story.to)) piece.isBody = true
  return pieces
}

function lettersOfProse(piece: Piece): number {
  if (piece.block.type === 'paragraph')
    return piece.linked < 0.5 && (isProse(piece.text) || (isSentence(piece.text) && !piece.hint))
      ? piece.text.length
      : 0
  if (piece.block.type === 'quote') return textOfBlock(piece.block).length
  return 0
}

type Prose = (from: number, to: number) => number

// The element the markup names as the story's text, or else the one whose own paragraphs weigh most, widened while that adds much.
function storySpan(spans: readonly Span[], prose: Prose): Span | undefined {
  if (spans.length === 0) return undefined
  const weight = (span: Span) => prose(span.from, span.to)
  const own = spans.map(weight)
  for (const span of spans) if (span.parent >= 0) own[span.parent] = (own[span.parent] ?? 0) - weight(span)
  let best = own.reduce((most, letters, place) => (letters > (own[most] ?? 0) ? place : most), 0)
  for (let up = spans[best]?.parent ?? -1; up >= 0; up = spans[up]?.parent ?? -1) {
    const [inner, outer] = [spans[best], spans[up]]
    if (inner && outer && weight(outer) > weight(inner) * 1.35) best = up
  }
  const found = spans[best]
  const named = spans.filter((span) => span.isNamed).sort((a, b) => weight(b) - weight(a))[0]
  if (!found || weight(found) === 0) return named
  return named && weight(named) > weight(found) * 0.5 ? named : found
}
