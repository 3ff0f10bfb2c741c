import { describe, expect, it } from 'vitest'
import { cautionsAbout } from './fitness.ts'
import { expiryOf, restrictionsOf } from './restriction.ts'
import { isPaperIn } from './territory.ts'

const kinds = (words: string) => restrictionsOf(words).map(({ kind }) => kind)
const sentinel = { name: 'The Inland Sentinel', place: 'Cheney Falls, Washington', zone: 'America/Los_Angeles' }
const shimbun = { name: 'The Saitama Shimbun', place: 'Saitama', zone: 'Asia/Tokyo' }
const at = new Date('2026-11-24T20:00:00Z')
const nothing = { cleared: [], expiresAt: null, expiredAt: null }
const about = (words: string, paper = sentinel, credit?: string) =>
  cautionsAbout(
    { ...nothing, restrictions: restrictionsOf(words) },
    { paper, at, ...(credit === undefined ? {} : { credit }) },
  )
const stops = (words: string, paper = sentinel, credit?: string) =>
  about(words, paper, credit).some(({ blocks }) => blocks)

describe('an agency’s words become restrictions', () => {
  it('one by one, whatever stands between them', () => {
    expect(kinds('MANDATORY CREDIT; NO SALES; MAGS OUT; TV OUT')).toEqual([
      'mandatory-credit',
      'no-sales',
      'medium-out',
      'medium-out',
    ])
    expect(kinds('NO SALES, NO ARCHIVES, JAPAN OUT, NO COMMERCIAL OR EDITORIAL SALES IN JAPAN')).toEqual([
      'no-sales',
      'no-archive',
      'territory-out',
    ])
    expect(kinds('TURKEY OUT  NOV. 11, 2019 FILE PHOTO')).toEqual(['territory-out'])
    expect(kinds('POOL PHOTO - NO INTERNET')).toEqual(['pool', 'no-web'])
  })
  it('a list of countries before OUT is one restriction', () => {
    expect(restrictionsOf('GERMANY, AUSTRIA AND SWITZERLAND OUT')).toEqual([
      {
        kind: 'territory-out',
        words: 'GERMANY, AUSTRIA AND SWITZERLAND OUT',
        places: ['GERMANY', 'AUSTRIA', 'SWITZERLAND'],
      },
    ])
    expect(restrictionsOf('', ['*** World Rights Except Italy ***'])).toMatchObject([
      { kind: 'territory-out', places: ['Italy'] },
    ])
  })
  it('Reuters’ NARCH30 is no archive after 30 days', () => {
    expect(restrictionsOf('NARCH/NARCH30')).toEqual([{ kind: 'no-archive', words: 'NARCH/NARCH30', days: 30 }])
    expect(restrictionsOf('', ['NO ARCHIVAL USE'])).toMatchObject([{ kind: 'no-archive' }])
  })
  it('the credit that must be printed is kept', () => {
    expect(restrictionsOf('MANDATORY CREDIT: JOAN ROE/THE SEATTLE TIMES, NO SALES')).toEqual([
      { kind: 'mandatory-credit', words: 'MANDATORY CREDIT: JOAN ROE/THE SEATTLE TIMES', credit: 'JOAN ROE/THE SEATTLE TIMES' },
      { kind: 'no-sales', words: 'NO SALES' },
    ]) // biome-ignore format: one to a line
  })
  it('ordinary sentences do not', () => {
    for (const words of [
      'Cleared for public release. Release authority, Capt. Roe, PAO Officer',
      'An instruction (ref2017.1)',
      'The team carried out the search; the lights went out.',
      'FILE PHOTO',
      'Use only with the written agreement with dpa',
      'Noe utvidet.',
      '',
    ])
      expect(kinds(words), words).toEqual([])
  })
  it('of any length are read as far as an agency writes', () => {
    for (const words of ['NO '.repeat(200_000), 'JAPAN, '.repeat(100_000), `${'a '.repeat(200_000)}without`])
      expect(restrictionsOf(words)).toEqual(restrictionsOf(words.slice(0, 5_000)))
  })
})

describe('what stops a photo', () => {
  it('is its own country, and not another’s', () => {
    expect(stops('JAPAN OUT', sentinel)).toBe(false)
    expect(stops('JAPAN OUT', shimbun)).toBe(true)
    expect(about('JAPAN OUT')[0]?.sentence).toBe('Not for use in JAPAN.')
    for (const words of ['USA OUT', 'U.S. OUT', 'UNITED STATES OUT', 'NORTH AMERICA OUT', 'SEATTLE, WASHINGTON OUT'])
      expect(stops(words), words).toBe(true)
    for (const words of ['UK OUT', 'FRANKREICH OUT', 'EUROPE OUT', 'SPOKANE OUT'])
      expect(stops(words), words).toBe(false)
    expect(stops('SPOKANE OUT', { ...sentinel, place: 'Spokane, Washington' })).toBe(true)
  })
  it('is being for another country only', () => {
    expect(stops('UK ONLY')).toBe(true)
    expect(stops('FOR USE IN NORTH AMERICA ONLY')).toBe(false)
    expect(kinds('EDITORIAL USE ONLY')).toEqual(['editorial-only'])
  })
  it('is that it may not be on the web', () => {
    for (const words of [
      'NO INTERNET',
      'NO ONLINE USE',
      'PRINT ONLY',
      'INTERNET OUT',
      'Print use only',
      'ONLINE OUT, TV OUT',
    ])
      expect(stops(words), words).toBe(true)
    expect(stops('NO SALES, TV OUT, MAGS OUT')).toBe(false)
  })
  it('is a missing credit where one is mandatory', () => {
    expect(stops('MANDATORY CREDIT', sentinel, ' ')).toBe(true)
    expect(stops('MANDATORY CREDIT', sentinel, 'Ana Reyes')).toBe(false)
    expect(about('MANDATORY CREDIT: ANA REYES/THE BEACON', sentinel, 'AP')[0]?.sentence).toContain('must read')
    expect(
      about('MANDATORY CREDIT: ANA REYES/THE BEACON', sentinel, 'Ana Reyes The Beacon')[0]?.sentence,
    ).not.toContain('must read')
  })
  it('is an embargo that has not ended, and a permission not yet given', () => {
    expect(stops('EMBARGOED UNTIL DEC. 1, 2026')).toBe(true)
    expect(stops('EMBARGOED UNTIL NOV. 20, 2026')).toBe(false)
    expect(stops('EMBARGOED')).toBe(true)
    expect(stops('No usage or third party sales granted without prior permission.')).toBe(true)
  })
  it('is no longer what was cleared', () => {
    const restrictions = restrictionsOf('NO INTERNET')
    const cleared = [{ words: 'NO INTERNET', note: 'Agency agreed', by: 'Pip', at: at.toISOString() }]
    expect(cautionsAbout({ ...nothing, restrictions, cleared }, { paper: sentinel, at })).toEqual([])
  })
  it('is that its rights have run out', () => {
    const before = { ...nothing, restrictions: [], expiresAt: new Date('2026-11-28T00:00:00Z') }
    expect(cautionsAbout(before, { paper: sentinel, at })).toMatchObject([{ kind: 'expires', blocks: false }])
    expect(cautionsAbout(before, { paper: sentinel, at: before.expiresAt })).toMatchObject([
      { kind: 'expired', blocks: true },
    ])
  })
})

describe('the end of a photo', () => {
  it('is the earliest of all that is said', () => {
    const cameAt = new Date('2026-11-01T00:00:00Z')
    const ends = (words: string, expiresAt?: Date) =>
      expiryOf(restrictionsOf(words), { cameAt, expiresAt })?.toISOString().slice(0, 10)
    expect(ends('WEB 14 DAYS; NO ARCHIVE')).toBe('2026-11-15')
    expect(ends('WEB 14 DAYS', new Date('2026-11-05T00:00:00Z'))).toBe('2026-11-05')
    expect(ends('NOT TO BE USED AFTER 5 May 2027')).toBe('2027-05-06')
    expect(ends('NO SALES')).toBeUndefined()
  })
})

describe('where a paper is', () => {
  it('is known by its zone, whatever the zone is called', () => {
    const paper = { name: '', place: '' }
    expect(isPaperIn('India', { ...paper, zone: 'Asia/Kolkata' })).toBe(true)
    expect(isPaperIn('India', { ...paper, zone: 'Asia/Calcutta' })).toBe(true)
    expect(isPaperIn('Germany', { ...paper, zone: 'Europe/Berlin' })).toBe(true)
    expect(isPaperIn('Germany', { ...paper, zone: 'Europe/Vienna' })).toBe(false)
  })
})
