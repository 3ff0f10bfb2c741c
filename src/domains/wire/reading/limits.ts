import { Refusal } from '#platform/refusal'

// An agency's largest page has a hundred, a feed a thousand.
const ITEMS_MAX = 2_000

/** Refuses a file with more items than any agency sends at once; none of them would be dropped in silence. */
export function mustBeFew(items: number): void {
  if (items <= ITEMS_MAX) return
  throw new Refusal(
    'invalid',
    'wire.too-many-items',
    `There are more than ${ITEMS_MAX} items in this file. Send them in parts.`,
  )
}

/** The refusal of a file that is what it should be, but has no item in it. */
export function noItems(sentence: string): Refusal {
  return new Refusal('invalid', 'wire.no-items', sentence)
}
