import { expect, it } from 'vitest'
import { shownHeadline } from './headline.ts'

it('keeps scores and other figures together, and leaves words with hyphens to break', () => {
  expect(shownHeadline('Falls win 61-58 in 10-year rematch, 2-1-1 overall')).toBe(
    'Falls win 61\u201158 in 10-year rematch, 2\u20111\u20111 overall',
  )
})
