import { describe, expect, it } from 'vitest'
import type { WireLine, WireUseView } from '#faces/api/contract'
import { marksOf, nth, priorityOf, usageAsks, usageWords, writeThruWords } from './marks.ts'

const ZONE = 'America/Los_Angeles'
const NOON = new Date('2026-11-24T20:00:00Z')
const plain: Parameters<typeof marksOf>[0] = {
  standing: 'usable',
  signal: 'new',
  advisory: false,
  urgency: 4,
  embargoUntil: null,
  embargoUnknown: false,
  deskState: 'new',
  expiresAt: null,
}
const words = (over: Partial<WireLine>) => marksOf({ ...plain, ...over }, ZONE, NOON).map((mark) => mark.words)
const use: WireUseView = { storyId: '7', slugline: 'SALMON18', headline: 'Salmon', state: 'published', isBehind: false }

describe('the marks of a line', () => {
  it('say in words what it is, the gravest first', () => {
    expect(words({})).toEqual([])
    expect(words({ standing: 'killed', signal: 'correction' })).toEqual(['KILL', 'Correction'])
    expect(words({ standing: 'withheld', deskState: 'held' })).toEqual(['WITHHELD', 'Held'])
    expect(words({ advisory: true, urgency: 8 })).toEqual(['Advisory', 'Advance'])
  })
  it('tell an embargo by the clock of the paper, until it is over', () => {
    expect(words({ embargoUntil: '2026-11-25T05:01:00Z' })).toEqual(['Embargoed to 9:01 p.m.'])
    expect(words({ embargoUntil: '2026-11-26T05:01:00Z' })).toEqual(['Embargoed to Wed. 9:01 p.m.'])
    expect(words({ embargoUntil: '2026-11-24T19:59:00Z' })).toEqual([])
    expect(words({ embargoUnknown: true })).toEqual(['Embargo: time unknown'])
  })
  it('warn of rights that end within three days', () => {
    expect(words({ expiresAt: '2026-11-28T20:00:00Z' })).toEqual([])
    expect(words({ expiresAt: '2026-11-25T20:00:00Z' })).toEqual(['Rights end Wed. noon'])
    expect(words({ expiresAt: '2026-11-23T20:00:00Z' })).toEqual(['Rights over'])
  })
  it('count write-thrus from the second revision on, as people say it', () => {
    expect([1, 2, 3, 4, 12, 13, 14, 22].map(writeThruWords)).toEqual([
      '', '1st Write-thru', '2nd Write-thru', '3rd Write-thru', '11th Write-thru', '12th Write-thru', '13th Write-thru', '21st Write-thru',
    ]) // biome-ignore format: a list
    expect(nth(111)).toBe('111th')
  })
  it('give a letter with a word to what is urgent', () => {
    expect([1, 2, 3, 4].map((urgency) => priorityOf({ urgency }))).toEqual([
      { letter: 'B', word: 'Flash' },
      { letter: 'B', word: 'Bulletin' },
      { letter: 'U', word: 'Urgent' },
      undefined,
    ])
  })
})

describe('where we use it', () => {
  it('is said with how it stands, and asks for eyes where readers have what changed or was stopped', () => {
    expect(usageWords(use)).toBe('In SALMON18, published')
    expect(usageWords({ ...use, isBehind: true })).toBe('Newer than SALMON18, published')
    expect(usageWords({ ...use, slugline: '', headline: '' })).toBe('In story 7, published')
    expect(usageAsks(plain, use)).toBe(false)
    expect(usageAsks({ ...plain, standing: 'killed' }, use)).toBe(true)
    expect(usageAsks({ ...plain, standing: 'killed' }, { ...use, state: 'withdrawn' })).toBe(false)
    expect(usageAsks(plain, { ...use, isBehind: true })).toBe(true)
  })
})
