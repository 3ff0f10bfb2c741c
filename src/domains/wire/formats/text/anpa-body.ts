import type { Block, Body } from '#domains/stories/shared'
import { withTypography } from './framed-text.ts'

// A line of agate is shorter than this; a longer one in a table is a paragraph about it.
const AGATE_MAX = 110
const COLUMNS_MIN = 3
const COLUMNS_MAX = 60

type Line = { readonly kind: 'end' } | { readonly kind: 'heading' | 'start' | 'more' | 'row'; readonly text: string }

/** The text of an item as blocks: a tab starts a paragraph; rows become tables; other lines of agate stay lines; "^…=" is a heading within. */
export function bodyOfAnpa(lines: readonly string[], isTabular: boolean): Body {
  const blocks: Block[] = []
  let paragraph: string[] = []
  let agate: string[] = []
  let rows: string[][] = []
  const close = () => {
    if (paragraph.length > 0) blocks.push(paragraphOf(paragraph.join(' ')))
    if (agate.length > 0) blocks.push({ type: 'preformatted', text: agate.join('\n') })
    if (rows.length > 0) blocks.push(tableOf(rows))
    paragraph = []
    agate = []
    rows = []
  }
  for (const line of lines.map((text) => readLine(text, isTabular))) {
    if (line.kind === 'end') {
      if (!isTabular) close()
      continue
    }
    if (line.kind === 'row') {
      if (rows.length === 0) close()
      rows.push(cellsOf(line.text))
    } else if (line.kind === 'heading') {
      close()
      blocks.push({ type: 'heading', level: 3, runs: [{ text: line.text }] })
    } else if (isTabular && line.text.length <= AGATE_MAX) {
      if (agate.length === 0) close()
      agate.push(line.text)
    } else {
      if (line.kind === 'start' || paragraph.length === 0) close()
      paragraph.push(line.text)
    }
  }
  close()
  return blocks.filter((block) => block.type !== 'heading' || block.runs.some(({ text }) => text !== ''))
}

function readLine(raw: string, isTabular: boolean): Line {
  const rail = /^\s*\^(.*?)\s*([<=]?)\s*$/.exec(raw)
  const isMarkedRow = raw.includes('\ue008') || raw.includes('\ue01e')
  const bare = raw.replace(/\s*[<=]\s*$/, '').trim()
  const isRow = isMarkedRow || (isTabular && bare.split(';').length >= COLUMNS_MIN)
  if (isRow && cellsOf(bare).length <= COLUMNS_MAX) return { kind: 'row', text: bare }
  const text = withTypography(plain(rail ? (rail[1] ?? '') : bare))
  if (text === '') return { kind: 'end' }
  if (rail && (rail[2] === '=' || rail[2] === '<')) return { kind: 'heading', text }
  return { kind: rail || /^(?:\t| {2,})/.test(raw) ? 'start' : 'more', text }
}

// A space band keeps words of one column together; "{" is a half in agate, and "_" alone is a dash.
function cellsOf(text: string): string[] {
  const row = text.replaceAll('\ue008', '').replace(/^\s*\^/, '')
  const isMarked = row.includes('\ue01e')
  const cells = row.split(isMarked ? /\ue01e/ : ';').map((cell) => plain(cell).replace(/^_$/, '—').replace(/\{/g, '½'))
  return isMarked ? cells.filter((cell, at) => at === 0 || cell !== '') : cells
}

function plain(text: string): string {
  return text
    .replace(/\ue010 ?/g, ' ')
    .replace(/[\ue008\ue01e]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function paragraphOf(text: string): Block {
  return { type: 'paragraph', runs: [{ text }] }
}

// The first row heads the columns when it has no figures.
function tableOf(rows: readonly string[][]): Block {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  const isHeading = rows.length > 1 && (rows[0] ?? []).every((cell) => !/\d/.test(cell))
  return {
    type: 'table',
    caption: '',
    rows: rows.map((row, at) =>
      Array.from({ length: width }, (_, column) => ({
        runs: [{ text: row[column] ?? '' }],
        ...(isHeading && at === 0 ? { header: true as const } : {}),
      })),
    ),
  }
}
