import { apDate, dayIn } from '#domains/paper/shared'
import type { Item } from './store.ts'

/** Why an item cannot become a story of ours. */
export interface WhyNot {
  readonly code: string
  readonly sentence: string
}

/** Everything that stops an item from becoming a story now, worst first; empty when nothing does. An embargo does not: it holds the story. */
export function obstaclesToTaking(
  item: Pick<Item, 'standing' | 'isAdvisory' | 'agency' | 'expiresAt' | 'type'>,
  { at, zone, hasText }: { at: Date; zone: string; hasText: boolean },
): WhyNot[] {
  const found: WhyNot[] = []
  const add = (code: string, sentence: string) => found.push({ code: `wire.${code}`, sentence })
  if (item.standing === 'killed') add('killed', `${item.agency} killed this. It may not be used.`)
  if (item.standing === 'withheld') add('withheld', `${item.agency} holds this back. Wait for its next revision.`)
  if (item.isAdvisory) add('advisory', 'This is an advisory to editors and not for publication.')
  if (item.expiresAt && item.expiresAt <= at)
    add('expired', `The right to use this ended on ${apDate(dayIn(zone, item.expiresAt))}.`)
  if (item.type === 'picture' || item.type === 'graphic')
    add('picture', 'This is a picture, not a story. Find it in the photo library and place it in a story from there.')
  else if (!hasText) add('empty', 'There is nothing in this item to make a story of yet.')
  return found
}
