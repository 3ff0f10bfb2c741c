import { describe, expect, it } from 'vitest'
import { BANDS_IN_COMMON, bandsOf } from './cluster.ts'

const story = Array.from({ length: 300 }, (_, at) => `word${(at * 7919) % 997}`)
const common = (one: readonly string[], other: readonly string[]) => {
  const bands = bandsOf(other.join(' '))
  return bandsOf(one.join(' ')).filter((band) => bands.includes(band)).length
}

describe('near-duplicates', () => {
  it('are found when a word in fifty differs, whatever case and punctuation', () => {
    const edited = story.map((word, at) => (at % 100 === 3 ? 'changed' : `${word.toUpperCase()},`))
    expect(common(story, edited)).toBeGreaterThanOrEqual(BANDS_IN_COMMON)
  })
  it('are found when a paragraph was added', () => {
    expect(common(story, [...story, ...Array.from({ length: 40 }, (_, at) => `more${at}`)])).toBeGreaterThanOrEqual(
      BANDS_IN_COMMON,
    )
  })
  it('are not stories that share a tenth of their text', () => {
    const other = [...story.slice(0, 30), ...Array.from({ length: 270 }, (_, at) => `other${(at * 31) % 991}`)]
    expect(common(story, other)).toBeLessThan(BANDS_IN_COMMON)
  })
  it('are not guessed from a line or two', () => {
    expect(bandsOf('Fire at the mill. More soon.')).toEqual([])
  })
})
