import type { Block } from '#domains/stories/shared'

const COLUMNS = /\S {2,}\S/

/**
 * The blocks of a text that was set for a teleprinter and put into one paragraph as it is, as Reuters does: indented lines start a
 * paragraph, figures stand in columns. Undefined for text whose line ends mean nothing.
 */
export function typescript(text: string): Block[] | undefined {
  const lines = text.replace(/\t/g, '    ').split('\n')
  const later = lines.slice(1).filter((line) => line.trim() !== '')
  // In XML that a program indented, every line is.
  if (later.length < 4 || later.filter((line) => /^\S/.test(line)).length < later.length / 4) return undefined
  const columns = lines.flatMap((line, at) => (COLUMNS.test(line.trim()) ? [at] : []))
  const [from = 0, to = 0] = [columns[0], columns.at(-1)]
  if (columns.length >= 4) {
    const table = lines.slice(from, to + 1).map((line) => line.trimEnd())
    return [
      ...paragraphs(lines.slice(0, from)),
      { type: 'preformatted', text: table.join('\n') },
      ...paragraphs(lines.slice(to + 1)),
    ]
  }
  return later.filter((line) => /^ {2,}\S/.test(line)).length >= 2 ? paragraphs(lines) : undefined
}

function paragraphs(lines: readonly string[]): Block[] {
  return lines
    .join('\n')
    .split(/\n\s*\n|\n(?= {2,}\S)/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
    .map((part) => ({ type: 'paragraph', runs: [{ text: part }] }))
}
