import { type Block, type Body, type Run, textOfRuns } from '#domains/stories/shared'

const WIDTH_MIN = 40
const WIDTH_MAX = 90
const BREAKS_MIN = 5
// A program that fills lines leaves no more room than the next word would have needed, but for the odd hyphen.
const FILLED_SHARE = 0.9

/**
 * A body whose line breaks only filled the screens of long ago, without them: each line is full, so that the first word of the next would
 * not have fitted. Line breaks that mean something ("Roses are red,") stay, as do all where it is not sure.
 */
export function unwrapped(body: Body): Body {
  const lines = body.flatMap((block) =>
    block.type === 'paragraph'
      ? [
          textOfRuns(block.runs)
            .split('\n')
            .map((line) => line.trim()),
        ]
      : [],
  )
  const width = lines.flat().reduce((widest, line) => Math.max(widest, line.length), 0)
  const breaks = lines.flatMap((all) => all.slice(0, -1).map((line, at) => [line, all[at + 1] ?? ''] as const))
  if (width < WIDTH_MIN || width > WIDTH_MAX || breaks.length < BREAKS_MIN) return body
  const filled = breaks.filter(
    ([line, next]) => line.length + 1 + (/^\S*/.exec(next)?.[0].length ?? 0) > width - 2,
  ).length
  return filled / breaks.length < FILLED_SHARE ? body : body.map(withoutBreaks)
}

function withoutBreaks(block: Block): Block {
  if (block.type !== 'paragraph') return block
  return { ...block, runs: block.runs.map((run): Run => ({ ...run, text: run.text.replace(/ *\n */g, ' ') })) }
}
