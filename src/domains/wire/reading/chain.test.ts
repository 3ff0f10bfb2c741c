import { describe, expect, it } from 'vitest'
import { chainOf } from './chain.ts'

const chain = (slugline: string, number = 'V1') => chainOf({ agency: 'AP', slugline, number, day: '2031-03-04' })

describe('the chain of an item without an id', () => {
  it('is the same for a story and its write-thrus, whatever their number', () => {
    const first = chain('BC-US--Harbor Seals', 'V1')
    expect(first).toBe('AP:us-harbor-seals:2031-03-04')
    expect(chain('BC-US--Harbor Seals, 1st Ld-Writethru', 'V2')).toBe(first)
    expect(chain('AM-US--Harbor Seals, 10th Ld-Writethru', 'V3')).toBe(first)
    expect(chain('BC-US--Harbor Seals, 2nd Ld-Writethru, KILL', 'V4')).toBe(first)
    expect(chain('BC-US--Harbor Seals, 1st Add', 'V5')).toBe(first)
    expect(chain('BC-US--Harbor Seals (UPDATE 2)', 'V6')).toBe(first)
  })
  it('is another for another story, another day and another agency', () => {
    const first = chain('BC-US--Harbor Seals')
    expect(chain('BC-US--Harbor Seal Pups')).not.toBe(first)
    expect(chainOf({ agency: 'AP', slugline: 'BC-US--Harbor Seals', number: '1', day: '2031-03-05' })).not.toBe(first)
    expect(chainOf({ agency: 'dpa', slugline: 'BC-US--Harbor Seals', number: '1', day: '2031-03-04' })).not.toBe(first)
  })
  it('goes by number where the keywords say only the kind, or nothing', () => {
    expect(chain('BC-US--APNewsAlert', 'W1645')).toBe('AP:W1645:2031-03-04')
    expect(chain('', 'W1646')).toBe('AP:W1646:2031-03-04')
  })
  it('keeps words that only look like a revision', () => {
    expect(chain('BC-US--Update on Seals')).toBe('AP:us-update-on-seals:2031-03-04')
    expect(chain('BC-US--Road Kill')).not.toBe(chain('BC-US--Road'))
  })
  it('is found in time, however long the keywords', () => {
    expect(chain(', 1st Ld'.repeat(100_000)).length).toBeLessThan(400)
  })
})
