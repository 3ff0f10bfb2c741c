import { Refusal } from '#platform/refusal'
import { PIECES_MAX, type Piece, pieceOf } from './piece.ts'
import { paragraph, plain } from './runs.ts'

const LINES_MAX = 3 * PIECES_MAX

/** The pieces of a page saved or copied as text: one to a line, unless the lines were wrapped at a width. */
export function piecesOfText(text: string): Piece[] {
  const lines = text.replace(/\n[ \t\n]*\n/g, '\n\n').split('\n', LINES_MAX + 1)
  if (lines.length > LINES_MAX) throw tooLong()
  const width = wrapWidth(lines)
  const pieces: Piece[] = []
  let hasGap = true
  for (let at = 0; at < lines.length; ) {
    const count = tableLines(lines, at)
    if (count > 0) {
      pieces.push(table(lines.slice(at, at + count)))
      at += count
      hasGap = false
      continue
    }
    const taken = width === 0 ? 1 : wrappedLines(lines, at, width)
    const line = plain(lines.slice(at, at + taken).join(' '))
    at += taken
    if (line === '') {
      hasGap = true
      continue
    }
    pieces.push(pieceOf(paragraph(line), { hasGap, isLoose: true }))
    hasGap = false
    if (pieces.length > PIECES_MAX) throw tooLong()
  }
  return pieces
}

function tooLong(): Refusal {
  return new Refusal('invalid', 'clipping.too-long', 'This file has too many lines to be one story’s page.')
}

// The width at which the text was wrapped, as text browsers and mail do, or 0 where a line is a paragraph.
function wrapWidth(lines: readonly string[]): number {
  const filled = lines.map((line) => line.trimEnd().length).filter((length) => length > 0)
  const widest = filled.reduce((most, length) => Math.max(most, length), 0)
  if (widest > 100 || widest < 50) return 0
  const inside = lines.filter((line, place) => line.trim() !== '' && (lines[place + 1]?.trim() ?? '') !== '')
  const full = inside.filter((line, place) => isFull(line, inside[place + 1] ?? '', widest))
  // Paragraphs of one line each end as sentences do; wrapped lines seldom.
  const open = full.filter((line) => !/[.!?:][”"’')]*\s*$/.test(line))
  return full.length >= inside.length * 0.5 && open.length >= full.length * 0.5 && full.length >= 3 ? widest : 0
}

function isFull(line: string, next: string, width: number): boolean {
  const firstWord = next.trim().split(' ')[0] ?? ''
  return line.trimEnd().length + 1 + firstWord.length > width * 0.92
}

// A wrapped paragraph goes on while its lines are full: one that ends early is its last.
function wrappedLines(lines: readonly string[], from: number, width: number): number {
  let at = from
  while (at + 1 < lines.length) {
    const line = lines[at] ?? ''
    const next = lines[at + 1] ?? ''
    if (
      line.trim() === '' ||
      !isFull(line, next, width) ||
      next.trim() === '' ||
      /^\s{2,}\S/.test(next) !== /^\s{2,}\S/.test(lines[from + 1] ?? '')
    )
      break
    at += 1
  }
  return at - from + 1
}

function cellsOf(line: string): string[] {
  return line.trim().split(line.includes('\t') ? /\s*\t\s*/ : /\s{3,}/)
}

// Browsers copy a table with tabs between its cells; text browsers set it in columns.
function tableLines(lines: readonly string[], from: number): number {
  let count = 0
  while (from + count < lines.length) {
    const cells = cellsOf(lines[from + count] ?? '')
    if (cells.length < 3 || cells.length > 60 || cells.some((cell) => cell.length > 60)) break
    count += 1
  }
  return count >= 2 ? Math.min(count, 1_000) : 0
}

function table(lines: readonly string[]): Piece {
  const rows = lines.map((line) => cellsOf(line).map((cell) => ({ runs: cell === '' ? [] : [{ text: plain(cell) }] })))
  return pieceOf({ type: 'table', caption: '', rows }, { isLoose: true })
}
