import { describe, expect, it } from 'vitest'
import { daysOnWeb, endOfRights, restrictionsIn } from './rights.ts'

describe('rights', () => {
  it('end by the terms of the agency where these speak of the web', () => {
    expect(daysOnWeb(['Web use limited to 30 days.'])).toBe(30)
    expect(daysOnWeb(['NO ARCHIVE. Internet: 2 weeks', 'online 48 hours'])).toBe(2)
    expect(daysOnWeb(['The festival lasts 30 days.', 'For editorial use only.'])).toBeNull()
  })
  it('end at the earliest of what anyone says', () => {
    const firstAt = new Date('2026-11-01T00:00:00Z')
    const end = (expiresAt: string | null, terms: string[], days: number | null) =>
      endOfRights({ expiresAt }, { terms, firstAt, days })?.toISOString() ?? null
    expect(end(null, [], null)).toBeNull()
    expect(end('2026-12-24T00:00:00Z', ['Web 30 days'], 7)).toBe('2026-11-08T00:00:00.000Z')
    expect(end('2026-12-24T00:00:00Z', ['Web 30 days'], null)).toBe('2026-12-01T00:00:00.000Z')
    expect(end('2026-11-02T00:00:00Z', ['Web 30 days'], 7)).toBe('2026-11-02T00:00:00.000Z')
  })
  it('are restricted by what forbids something, not by notices', () => {
    const terms = ['NO ARCHIVE', 'MANDATORY CREDIT: AP', 'JAPAN OUT', 'Copyright 2031 The Associated Press.']
    expect(restrictionsIn(terms)).toEqual(terms.slice(0, 3))
  })
})
