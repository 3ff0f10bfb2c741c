import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apDate, apDateTime, apTime, dayIn, instantOf, wallTimeOf, weekdayOf } from './wall-time.ts'

const LA = 'America/Los_Angeles'

describe('wall time', () => {
  it('comes back as it was set, in any zone, but for the hour that spring takes', () => {
    const zones = fc.constantFrom(LA, 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC')
    const walls = fc
      .date({ min: new Date('1971-01-01'), max: new Date('2037-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 16))
    fc.assert(
      fc.property(walls, zones, (wall, zone) => {
        const shown = wallTimeOf(instantOf(wall, zone), zone)
        const movedOn = Date.parse(`${shown}Z`) - Date.parse(`${wall}Z`)
        return movedOn >= 0 && movedOn <= 3_600_000
      }),
      { numRuns: 2_000 },
    )
  })
  it('skips on over the hour that spring takes', () => {
    expect(wallTimeOf(instantOf('2026-03-08T02:30', LA), LA)).toBe('2026-03-08T03:30')
  })
  it('means the first of the two hours that autumn gives', () => {
    expect(instantOf('2026-11-01T01:30', LA).toISOString()).toBe('2026-11-01T08:30:00.000Z')
  })
  it('keeps the paper’s day, not the server’s', () => {
    expect(dayIn(LA, new Date('2017-04-19T05:00:00Z'))).toBe('2017-04-18')
  })
})

describe('dates in AP style', () => {
  it('shorten the long months and leave the short ones', () => {
    expect([apDate('2026-11-24'), apDate('2026-03-01'), apDate('2026-09-09')]).toEqual([
      'Nov. 24, 2026',
      'March 1, 2026',
      'Sept. 9, 2026',
    ])
  })
  it('say noon and midnight, and drop the minutes of a full hour', () => {
    const at = (wall: string) => apTime(instantOf(wall, LA), LA)
    expect([at('2026-11-24T12:00'), at('2026-11-24T00:00'), at('2026-11-24T17:00'), at('2026-11-24T05:08')]).toEqual([
      'noon',
      'midnight',
      '5 p.m.',
      '5:08 a.m.',
    ])
  })
  it('join date and time', () => {
    expect(apDateTime(new Date('2017-04-19T00:12:00Z'), LA)).toBe('April 18, 2017, 5:12 p.m.')
  })
  it('know the day of the week', () => expect(weekdayOf('2017-04-18')).toBe('Tuesday'))
})
