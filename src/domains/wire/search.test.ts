import { describe, expect, it } from 'vitest'
import { aWireItem } from '#kit/wire'
import { dayMarks, findableOf, quoted, wantedOf } from './search.ts'
import { storable } from './storable.ts'

describe('what a person typed into the filter', () => {
  it('is taken apart into words and fields', () => {
    expect(wantedOf('flood slug:RIVER-1 by:"ann frost" category:a agency:AP -snow')).toEqual({
      words: 'flood     -snow',
      weighed: [
        { words: ['RIVER', '1'], weight: 'A' },
        { words: ['ann', 'frost'], weight: 'B' },
      ],
      marks: ['c:a', 'a:ap'],
      headline: [],
      slugline: ['RIVER-1'],
      place: [],
    })
  })
  it('may hold colons that are no field', () => {
    expect(wantedOf('10:30 https://x.example')).toMatchObject({ words: '10:30 https://x.example', marks: [] })
  })
})

describe('what an item is found by', () => {
  it('is its day and month in UTC, its agency and its categories', () => {
    const { exact } = findableOf(aWireItem(), 'AP', new Date('2026-11-24T23:59:59Z'))
    expect(exact).toEqual(['d:2026-11-24', 'm:2026-11', 'a:ap', 'c:a', 'c:apcategorycode:a'])
    expect(dayMarks(new Date('2026-12-01T00:00:00Z'))).toEqual(['d:2026-12-01', 'm:2026-12'])
  })
  it('is quoted as a search spells it', () => {
    expect(quoted("c:o'clock\\")).toBe("'c:o''clock\\\\'")
  })
})

describe('JSON for the database', () => {
  it('has no NUL and no half characters, and is else to the letter', () => {
    const value = { text: 'a\u0000b\ud800c 😀 \\u0000 \\\u0000' }
    expect(JSON.parse(storable(value))).toEqual({ text: 'ab\ufffdc 😀 \\u0000 \\' })
    expect(storable({ text: 'plain' })).toBe('{"text":"plain"}')
  })
})
