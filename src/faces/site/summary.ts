import { type LiveStory, textOfRuns } from '#domains/stories'

const MOST = 200

/** A story in a sentence or two: its deck, or else how it begins, cut at a word. */
export function summaryOf({ deck, body }: Pick<LiveStory, 'deck' | 'body'>): string {
  if (deck) return deck
  const opening = body.find((block) => block.type === 'paragraph')
  const text = opening ? textOfRuns(opening.runs).replace(/\s+/g, ' ').trim() : ''
  if (text.length <= MOST) return text
  return `${text.slice(0, text.lastIndexOf(' ', MOST - 1))}…`
}
