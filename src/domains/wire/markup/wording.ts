import { type Block, BODY_MAX_BLOCKS, type Body, type Run, textOfBlock } from '#domains/stories/shared'

// What a block of a story holds at most (#domains/stories, body.ts).
const TEXT_MAX = 20_000
const RUNS_MAX = 2_000
const ITEMS_MAX = 1_000
const CELLS_MAX = 60

/** Plain text as paragraphs: an empty line, or an indented new line, starts one. Single line ends are joined. */
export function textToBody(text: string): Body {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n+|\n(?=\t| {2,}\S)/)
    .map((part) => part.replace(/\s+/gu, ' ').trim())
    .filter((part) => part !== '')
  return paragraphs.map((part) => ({ type: 'paragraph', runs: [{ text: part }] }))
}

/** The letters and figures of a text alone: two texts with the same are the same words, however spaced and set. */
export function letters(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '')
}

/** How many words a newsroom counts in a text. */
export function countWords(text: string): number {
  let count = 0
  let wasSpace = true
  for (let at = 0; at < text.length; at += 1) {
    const isSpace = isSpaceAt(text, at)
    if (wasSpace && !isSpace) count += 1
    wasSpace = isSpace
  }
  return count
}

function isSpaceAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code <= 0x20 ? code === 0x20 || (code >= 9 && code <= 13) : code > 0x7f && /\s/u.test(text[at] ?? '')
}

// The same letters in the same order, told without making other texts of them; false where only a closer look would tell.
function isPlainlySame(one: string, other: string): boolean {
  let at = 0
  for (let from = 0; from < one.length; from += 1) {
    if (!isWordAt(one, from)) continue
    while (at < other.length && !isWordAt(other, at)) at += 1
    if (other.charCodeAt(at) !== one.charCodeAt(from)) return false
    at += 1
  }
  while (at < other.length && !isWordAt(other, at)) at += 1
  return at >= other.length
}

// Beyond ASCII everything counts: what differs there is looked at more closely.
function isWordAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code > 0x7f
  )
}

/** The words of `original` that are not, or not as often, in `kept`; in whatever order they stand. */
export function wordsLost(original: string, kept: string): string[] {
  if (isPlainlySame(original, kept) || letters(original) === letters(kept)) return []
  const words = (text: string) => text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? []
  const left = new Map<string, number>()
  for (const word of words(kept)) left.set(word, (left.get(word) ?? 0) + 1)
  const lost = words(original).filter((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count <= 0
  })
  // A word that only the white space around it cut in two is not lost.
  return letters(kept).includes(letters(lost.join(''))) ? [] : lost
}

/** The body within what a story can hold: what is longer is cut into several, never dropped. */
export function fitted(body: Body): Body {
  const blocks = body.flatMap(fittedBlock).filter((block) => textOfBlock(block).trim() !== '' || block.type === 'embed')
  if (blocks.length <= BODY_MAX_BLOCKS) return blocks
  const rest = blocks
    .slice(BODY_MAX_BLOCKS - 200)
    .map(textOfBlock)
    .join('\n')
  return [
    ...blocks.slice(0, BODY_MAX_BLOCKS - 200),
    ...cut(rest).map((text): Block => ({ type: 'preformatted', text })),
  ]
}

function fittedBlock(block: Block): Block[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return chunks(shorter(block.runs), RUNS_MAX).map((runs) => ({ ...block, runs }))
    case 'list':
      return chunks(block.items.map(shorter), ITEMS_MAX).map((items) => ({ ...block, items }))
    case 'quote':
      return chunks(block.paragraphs.map(shorter), 200).map((paragraphs) => ({ ...block, paragraphs }))
    case 'preformatted':
      return cut(block.text).map((text) => ({ ...block, text }))
    case 'table': {
      const rows = block.rows.flatMap((row) => chunks(row, CELLS_MAX))
      return chunks(rows, ITEMS_MAX).map((part, at) => ({
        ...block,
        caption: at === 0 ? block.caption : '',
        rows: part,
      }))
    }
    default:
      return [block]
  }
}

function shorter(runs: readonly Run[]): Run[] {
  return runs.flatMap((run) => cut(run.text).map((text) => ({ ...run, text })))
}

function cut(text: string): string[] {
  if (text.length <= TEXT_MAX) return [text]
  return Array.from({ length: Math.ceil(text.length / TEXT_MAX) }, (_, at) =>
    text.slice(at * TEXT_MAX, (at + 1) * TEXT_MAX),
  )
}

function chunks<part>(parts: readonly part[], size: number): part[][] {
  if (parts.length <= size) return parts.length === 0 ? [] : [[...parts]]
  return Array.from({ length: Math.ceil(parts.length / size) }, (_, at) => parts.slice(at * size, (at + 1) * size))
}
