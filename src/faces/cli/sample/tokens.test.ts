import { describe, expect, it } from 'vitest'
import { expandAll, expandTokens } from './tokens.ts'

const first = { at: new Date('2026-11-24T06:30:00Z'), zone: 'America/Los_Angeles' }

describe('the days a sample text leaves open', () => {
  it('counts weekdays from the day it is in the paper’s zone, not in UTC', () => {
    expect(expandTokens('{{weekday:0}}, {{weekday:-1}} and {{weekday:+3}}', first)).toBe('Monday, Sunday and Thursday')
  })

  it('writes dates as AP does, with the year only when it is another', () => {
    expect(expandTokens('{{date:+8}}', first)).toBe('Dec. 1')
    expect(expandTokens('{{date:+40}}', first)).toBe('Jan. 2, 2027')
  })

  it('counts whole days across a change of clocks', () => {
    const beforeFall = { at: new Date('2026-10-31T20:00:00Z'), zone: 'America/Los_Angeles' }
    expect(expandTokens('{{iso:+1}} {{iso:+2}}', beforeFall)).toBe('2026-11-01 2026-11-02')
  })

  it('names the season', () => {
    expect(expandTokens('this {{season}}', first)).toBe('this fall')
  })

  it('refuses a token it does not know', () => {
    expect(() => expandTokens('{{moon:+1}}', first)).toThrow('There is no token {{moon:+1}}')
  })

  it('expands every text inside a value and leaves the rest alone', () => {
    expect(expandAll({ on: '{{iso:0}}', list: [1, null, '{{weekday:0}}'] }, first)).toEqual({
      on: '2026-11-23',
      list: [1, null, 'Monday'],
    })
  })
})
