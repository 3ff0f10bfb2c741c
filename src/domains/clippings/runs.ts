import { type Block, type Run, textOfRuns } from '#domains/stories'

// The longest run a story keeps, in characters.
const RUN_MAX = 20_000

/** Text as we compare and keep it: ordinary spaces, none doubled, no invisible characters. Line breaks stay. */
export function plain(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}

/** Runs with white space collapsed across them, neighbors with the same marks joined, and both ends trimmed. */
export function tidyRuns(runs: readonly Run[]): Run[] {
  const kept: Run[] = []
  let before = '\n'
  for (const run of runs) {
    let text = run.text
      .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
      .replace(/[^\S\n]+/gu, ' ')
      .replace(/ ?\n ?/g, '\n')
    if (/\s$/.test(before)) text = text.replace(/^ +/, '')
    if (text === '') continue
    if (text.startsWith('\n')) trimEnd(kept)
    before = text
    const last = kept.at(-1)
    if (
      last &&
      last.bold === run.bold &&
      last.italic === run.italic &&
      last.link === run.link &&
      last.text.length + text.length <= RUN_MAX
    ) {
      kept[kept.length - 1] = { ...last, text: last.text + text }
    } else {
      for (let from = 0; from < text.length; from += RUN_MAX)
        kept.push({ ...run, text: text.slice(from, from + RUN_MAX) })
    }
  }
  trimEnd(kept)
  return kept
}

function trimEnd(runs: Run[]): void {
  for (let last = runs.at(-1); last; last = runs.at(-1)) {
    const text = last.text.trimEnd()
    if (text !== '') {
      runs[runs.length - 1] = { ...last, text }
      return
    }
    runs.pop()
  }
}

/** The runs without their first `count` characters. */
export function dropStart(runs: readonly Run[], count: number): Run[] {
  let left = count
  return tidyRuns(
    runs.flatMap((run) => {
      const text = run.text.slice(left)
      left = Math.max(0, left - run.text.length)
      return text === '' ? [] : [{ ...run, text }]
    }),
  )
}

/** A paragraph of unmarked text. */
export function paragraph(text: string): Block {
  return { type: 'paragraph', runs: tidyRuns([{ text }]) }
}

/** Splits runs into lines at their line breaks. */
export function linesOf(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]]
  for (const run of runs) {
    for (const [place, text] of run.text.split('\n').entries()) {
      if (place > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push({ ...run, text })
    }
  }
  return lines.map(tidyRuns).filter((line) => textOfRuns(line) !== '')
}
