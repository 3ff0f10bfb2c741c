import { describe, expect, it } from 'vitest'
import { isSunUp } from './sun.ts'

const SPOKANE = { latitude: 47.66, longitude: -117.43 }

describe('the sun', () => {
  it('sets before 4 p.m. in an inland December, which weather services call day', () => {
    // Sunset of Dec. 10, 2026: 3:58 p.m. PST.
    expect(isSunUp(SPOKANE, new Date('2026-12-10T23:45:00Z'))).toBe(true)
    expect(isSunUp(SPOKANE, new Date('2026-12-11T00:10:00Z'))).toBe(false)
  })
  it('rises about 4:52 a.m. at midsummer', () => {
    expect(isSunUp(SPOKANE, new Date('2026-06-21T11:40:00Z'))).toBe(false)
    expect(isSunUp(SPOKANE, new Date('2026-06-21T12:05:00Z'))).toBe(true)
  })
  it('does not set in the north in summer, nor rise in winter', () => {
    const barrow = { latitude: 71.29, longitude: -156.79 }
    expect(isSunUp(barrow, new Date('2026-06-21T09:00:00Z'))).toBe(true)
    expect(isSunUp(barrow, new Date('2026-12-21T22:30:00Z'))).toBe(false)
  })
  it('is up at noon on either side of the world', () => {
    expect(isSunUp({ latitude: -33.9, longitude: 151.2 }, new Date('2026-03-20T02:00:00Z'))).toBe(true)
    expect(isSunUp({ latitude: -33.9, longitude: 151.2 }, new Date('2026-03-20T14:00:00Z'))).toBe(false)
  })
})
