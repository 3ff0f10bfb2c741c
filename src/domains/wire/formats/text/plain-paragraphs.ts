import type { Body } from '#domains/stories/shared'
import { Refusal } from '#platform/refusal'
import { textToBody } from '#wire/reading/finish.ts'

// A line that a person broke by hand is hardly ever longer; a program that breaks lines does so before.
const BROKEN_LINE_MAX = 100
// A year of box scores has fewer of either.
const LINES_MAX = 50_000
const CHARACTERS_MAX = 1_000_000

/** Refuses a text that is longer than any story; all that reads its words takes its time for each. */
export function mustBeOneStory(text: string): void {
  if (text.length <= CHARACTERS_MAX && (text.length <= LINES_MAX || text.split('\n').length <= LINES_MAX)) return
  throw new Refusal('invalid', 'wire.too-large', 'This text is longer than any story is.')
}

/**
 * Plain text as paragraphs. Where lines are longer than any that was broken to fit a screen, each line is a paragraph of its own; else an
 * empty line or an indent starts one.
 */
export function plainParagraphs(text: string): Body {
  mustBeOneStory(text)
  const lines = text.split(/\r\n?|\n/)
  const long = lines.filter((line) => line.length > BROKEN_LINE_MAX)
  const isUnbroken = long.reduce((sum, line) => sum + line.length, 0) > text.length / 2
  return textToBody(isUnbroken ? lines.join('\n\n') : text)
}
