import { describe, expect, it } from 'vitest'
import { waitAfter } from './patience.ts'

const minutes = (...asked: Parameters<typeof waitAfter>) => waitAfter(...asked) / 60_000

describe('the time until the source is asked again', () => {
  it('is a quarter of an hour while all is well', () => {
    expect(minutes('all', { failures: 0, chance: 0 })).toBe(15)
  })
  it('is a minute after a failure, and then longer and longer, up to an hour', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 99].map((failures) => minutes('nothing', { failures, chance: 0 }))).toEqual([
      1, 2, 4, 8, 16, 32, 60, 60,
    ])
  })
  it('is five minutes where only a part is missing, and never more than usual', () => {
    expect([1, 2, 3, 9].map((failures) => minutes('some', { failures, chance: 0 }))).toEqual([5, 10, 15, 15])
  })
  it('is as long as the source asks for, up to an hour', () => {
    expect(minutes('nothing', { failures: 1, chance: 1, askedToWaitMs: 600_000 })).toBe(10)
    expect(minutes('nothing', { failures: 1, chance: 0, askedToWaitMs: 86_400_000 })).toBe(60)
  })
  it('differs a little from paper to paper', () => {
    expect(minutes('all', { failures: 0, chance: 1 })).toBe(13.5)
  })
})
