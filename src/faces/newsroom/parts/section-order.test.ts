import { describe, expect, it } from 'vitest'
import { addedTo, freshSection, inOrder, movedBy, toLines } from './section-order.ts'

const view = (id: string, parentId: string | null, position: number) => ({
  id,
  parentId,
  slug: id,
  name: id,
  path: '',
  position,
})
const sections = inOrder([view('1', null, 0), view('2', null, 1), view('3', '1', 1), view('4', '1', 0)])
const keys = (list: readonly { key: string }[]) => list.map((section) => section.key)

describe('the order of sections', () => {
  it('lists each top section with those below it', () => {
    expect(keys(sections)).toEqual(['1', '4', '3', '2'])
  })

  it('moves a section with everything below it', () => {
    expect(keys(movedBy(sections, '1', 1))).toEqual(['2', '1', '4', '3'])
    expect(keys(movedBy(sections, '2', -1))).toEqual(['2', '1', '4', '3'])
  })

  it('moves a lower section only among its own', () => {
    expect(keys(movedBy(sections, '3', -1))).toEqual(['1', '3', '4', '2'])
    expect(keys(movedBy(sections, '3', 1))).toEqual(keys(sections))
  })

  it('puts a new section last at its level and sends it without an id', () => {
    const grown = freshSection(sections, '1')
    expect(grown.map((section) => section.name)).toEqual(['1', '4', '3', '', '2'])
    expect(toLines(grown)[3]).toEqual({ parentId: '1', slug: '', name: '' })
  })
})

it('what was added is taken back beginning with the deepest', () => {
  const old = { key: '1', id: '1', parentKey: null, slug: 'news', name: 'News' }
  const now = [
    old,
    { key: '2', id: '2', parentKey: null, slug: 'arts', name: 'Arts' },
    { key: '3', id: '3', parentKey: '2', slug: 'film', name: 'Film' },
  ]
  expect(addedTo([old], now)).toEqual(['3', '2'])
})
