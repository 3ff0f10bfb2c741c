import { describe, expect, it } from 'vitest'
import { aWireItem } from '#kit/wire'
import { rulesFrom, rulingOf } from './rules.ts'

const none = { deskId: null, sectionId: null }
const ruled = (
  rules: unknown[],
  item = aWireItem(),
  source: { deskId: string | null; sectionId: string | null } = none,
) => rulingOf(rulesFrom(rules), item, source)

describe('the rules of a source', () => {
  it('fit only when all conditions hold', () => {
    const rule = {
      name: 'r',
      when: { words: ['grant'], categories: ['a'], maxUrgency: 4, type: 'text' },
      does: { tags: ['x'] },
    }
    expect(ruled([rule]).tags).toEqual(['x'])
    expect(ruled([rule], aWireItem({ urgency: 5 })).tags).toEqual([])
    expect(ruled([rule], aWireItem({ type: 'picture' })).tags).toEqual([])
    expect(ruled([rule], aWireItem({ categories: [] })).tags).toEqual([])
    expect(ruled([rule], aWireItem({ paragraphs: ['Nothing.'] })).tags).toEqual([])
  })
  it('look for whole words and phrases, in any case, in headline, slugline, keywords and text', () => {
    const fits = (word: string, over = {}) =>
      ruled([{ when: { words: [word] }, does: { spike: true } }], aWireItem(over)).spike
    expect(fits('MILL bridge')).toBe(true)
    expect(fits('mil')).toBe(false)
    expect(fits('mil*')).toBe(true)
    expect(fits('river road', { headline: '', paragraphs: [] })).toBe(true)
    expect(fits('*')).toBe(false)
  })
  it('know a category with and without its scheme', () => {
    const fits = (code: string) => ruled([{ when: { categories: [code] }, does: { alert: true } }]).alert
    expect([fits('A'), fits('apcategorycode:a'), fits('other:a')]).toEqual([true, true, false])
  })
  it('add up from first to last until one stops', () => {
    const rules = [
      { does: { deskId: '2', tags: ['one'], sectionId: '5' } },
      { does: { deskId: '3', tags: ['two'], sectionId: '6', stop: true } },
      { does: { deskId: '4', spike: true } },
    ]
    expect(ruled(rules, aWireItem(), { deskId: '1', sectionId: '9' })).toEqual({
      deskIds: ['1', '2', '3'],
      sectionId: '5',
      tags: ['one', 'two'],
      spike: false,
      alert: false,
      publish: false,
    })
  })
  it('that cannot be read fit nothing, and the others still do', () => {
    expect(ruled([{ when: 7 }, 'x', { does: { alert: true } }]).alert).toBe(true)
    expect(rulesFrom('nonsense')).toEqual([])
  })
})
