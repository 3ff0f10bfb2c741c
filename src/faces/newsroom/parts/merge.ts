import type { Copy } from '#domains/stories/shared'
import { pairs } from './compare.ts'
import { same } from './same.ts'

export type Field = keyof Copy

/** What to take for a field both have; 'both' (text only) keeps theirs and sets mine beside it wherever they differ. */
export type Choice = 'theirs' | 'mine' | 'both'

/** A field that is not the same in both copies, and who changed it since the copy both began with. */
export interface Clash {
  readonly field: Field
  readonly changedBy: 'them' | 'me' | 'both'
  readonly suggested: Choice
}

/** Every field that differs. One changed by one side alone is suggested from that side; one changed by both keeps both if it can. */
export function clashesBetween(begun: Copy, theirs: Copy, mine: Copy): Clash[] {
  return (Object.keys(theirs) as Field[])
    .filter((field) => !same(theirs[field], mine[field]))
    .map((field) => {
      const byThem = !same(begun[field], theirs[field])
      const byMe = !same(begun[field], mine[field])
      if (byThem && byMe) return { field, changedBy: 'both', suggested: field === 'body' ? 'both' : 'mine' }
      return byThem ? { field, changedBy: 'them', suggested: 'theirs' } : { field, changedBy: 'me', suggested: 'mine' }
    })
}

/** One copy out of two, by the choices made. A field without a choice is theirs. */
export function mergedCopy(theirs: Copy, mine: Copy, choices: Readonly<Partial<Record<Field, Choice>>>): Copy {
  const taken = Object.fromEntries(
    (Object.keys(theirs) as Field[]).map((field) => [field, choices[field] === 'mine' ? mine[field] : theirs[field]]),
  ) as Copy
  return choices.body === 'both' ? { ...taken, body: bothBodies(theirs, mine) } : taken
}

/** Theirs and mine together: where a paragraph differs, theirs comes first and mine right after it. */
export function bothBodies(theirs: Copy, mine: Copy): Copy['body'] {
  return pairs(theirs.body, mine.body).flatMap(([their, my]) => {
    if (their && my) return same(their, my) ? [their] : [their, my]
    return [their, my].filter((block) => block !== undefined)
  })
}
