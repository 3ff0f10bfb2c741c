import { describe, expect, it } from 'vitest'
import type { WireLine, WireList } from '#faces/api/contract'
import {
  begun,
  NO_LINES,
  withAllShown,
  withBack,
  withChanged,
  withNewer,
  withOlder,
  without,
  withRead,
} from './lines.ts'

const line = (id: number, over: Partial<WireLine> = {}) =>
  ({ id: String(id), cursor: String(id), headline: `Line ${id}`, unread: true, deskState: 'new', ...over }) as WireLine
const page = (ids: number[], over: Partial<WireList> = {}): WireList => ({
  items: ids.map((id) => line(id)),
  total: 100,
  unread: 50,
  more: true,
  ...over,
})
const shown = (lines: { readonly shown: readonly WireLine[] }) => lines.shown.map(({ id }) => Number(id))

describe('the lines on screen', () => {
  it('do not move when newer ones come: those wait until they are asked for', () => {
    const list = withNewer(begun(page([9, 8, 7])), page([11, 10], { total: 102, more: false }))
    expect(shown(list)).toEqual([9, 8, 7])
    expect(list.newer).toHaveLength(2)
    const all = withAllShown(list)
    expect(shown(all)).toEqual([11, 10, 9, 8, 7])
    expect(all).toMatchObject({ newer: [], top: '11', bottom: '7', total: 102 })
  })
  it('keep a revised line where it stands with its new words, and let it go up when the newer are shown', () => {
    const revised = line(8, { cursor: '12', headline: 'Killed', standing: 'killed' })
    const list = withNewer(begun(page([9, 8, 7])), { ...page([]), items: [revised], more: false })
    expect(list.shown[1]).toBe(revised)
    expect(shown(list)).toEqual([9, 8, 7])
    expect(list.top).toBe('9')
    expect(shown(withAllShown(list))).toEqual([8, 9, 7])
  })
  it('are shown at once where there was nothing', () => {
    const list = withNewer(NO_LINES, page([2, 1]))
    expect(shown(list)).toEqual([2, 1])
    expect(list.newer).toEqual([])
  })
  it('go on below with older pages, none twice, from the cursor of the last that was read', () => {
    const first = withChanged(begun(page([9, 8, 7])), [line(7, { cursor: '20' })])
    expect(first.bottom).toBe('7')
    const list = withOlder(first, page([7, 6, 5], { more: false }))
    expect(shown(list)).toEqual([9, 8, 7, 6, 5])
    expect(list).toMatchObject({ bottom: '5', hasOlder: false })
  })
  it('lose what was spiked and get it back at its place', () => {
    const list = without(begun(page([9, 8, 7])), ['8'])
    expect(shown(list)).toEqual([9, 7])
    expect(list).toMatchObject({ total: 99, unread: 49 })
    const back = withBack(list, line(8), 1)
    expect(shown(back)).toEqual([9, 8, 7])
    expect(back).toMatchObject({ total: 100, unread: 50 })
    expect(shown(withBack(back, line(8), 0))).toEqual([9, 8, 7])
  })
  it('are read once and stay in their place', () => {
    const list = withRead(begun(page([9, 8])), '8')
    expect(list).toMatchObject({ unread: 49, shown: [{ unread: true }, { unread: false }] })
    expect(withRead(list, '8')).toBe(list)
  })
  it('remember that more came than was told', () => {
    expect(withNewer(begun(page([9])), page([12, 11], { more: true })).newerIsCut).toBe(true)
  })
})
