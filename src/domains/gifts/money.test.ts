import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardFee, dollars, feeCover, minorFrom } from './money.ts'

describe('covering the fee', () => {
  it('of $50 takes $1.80, and of $35 takes $1.35', () => {
    expect(feeCover(5000)).toBe(180)
    expect(feeCover(3500)).toBe(135)
  })
  it('lets the whole gift arrive, and asks for no cent more than that takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), (gift) => {
        const charged = gift + feeCover(gift)
        expect(charged - cardFee(charged)).toBeGreaterThanOrEqual(gift)
        expect(charged - 1 - cardFee(charged - 1)).toBeLessThan(gift)
      }),
    )
  })
})

describe('amounts as people type them', () => {
  it.each([
    ['35', 3500],
    ['$1,250.00', 125_000],
    ['12.5', 1250],
    [' $ 7 ', 700],
  ])('%s is understood', (typed, minor) => {
    expect(minorFrom(typed)).toBe(minor)
  })
  it.each(['', '-5', '1e3', '12.345', '1,2', '٣', 'NaN', '5 dollars'])('%s is not an amount', (typed) => {
    expect(minorFrom(typed)).toBeUndefined()
  })
  it('read back as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (minor) => {
        expect(minorFrom(dollars(minor))).toBe(minor)
      }),
    )
  })
})
