import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aWireItem } from '#kit/wire'
import { digestOf, keyOf, newestOf, type Ranked, standingOf, versionNumberOf } from './revision.ts'

const time = fc.integer({ min: 0, max: 20 }).map((hours) => new Date(Date.UTC(2026, 10, 24, hours)))
const status = fc.constantFrom('usable' as const, 'embargoed' as const, 'withheld' as const, 'killed' as const)
/** Revisions whose own order is known without looking at arrival: distinct by version or by time. */
const told = fc
  .uniqueArray(
    fc.record({
      versionNumber: fc.option(fc.bigInt({ min: 0n, max: 9n })),
      revisedAt: time,
      status,
    }),
    {
      minLength: 1,
      maxLength: 8,
      selector: ({ versionNumber, revisedAt }) => `${versionNumber} ${revisedAt.getTime()}`,
    },
  )
  .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))

type Told = { versionNumber: bigint | null; revisedAt: Date; status: 'usable' | 'embargoed' | 'withheld' | 'killed' }
const arrived = (list: readonly Told[]) =>
  list.map((one, at) => ({ ...one, receivedAt: new Date(Date.UTC(2026, 11, 1, 0, at)), place: BigInt(at) }))
const essence = (one: (Ranked & Told) | undefined) => one && [one.versionNumber, one.revisedAt, one.status]

describe('the newest revision', () => {
  it('is the same in whatever order they came', () => {
    fc.assert(
      fc.property(told, ([list, shuffled]) => {
        expect(essence(newestOf(arrived(shuffled)))).toEqual(essence(newestOf(arrived(list))))
        expect(standingOf(arrived(shuffled))).toBe(standingOf(arrived(list)))
      }),
    )
  })
  it('is never older by version than another', () => {
    fc.assert(
      fc.property(told, ([list]) => {
        const newest = newestOf(arrived(list))
        if (newest?.versionNumber == null) return
        for (const one of list) expect((one.versionNumber ?? 0n) <= newest.versionNumber).toBe(true)
      }),
    )
  })
  it('goes by arrival where the agency says nothing', () => {
    const quiet = arrived([0, 1, 2].map(() => ({ versionNumber: null, revisedAt: null, status: 'usable' }) as never))
    expect(newestOf(quiet)?.place).toBe(2n)
  })
  it('reads versions of ten and of seventeen figures and no words', () => {
    expect(versionNumberOf('1542761538')).toBe(1542761538n)
    expect(versionNumberOf('20180206160000000')).toBe(20180206160000000n)
    expect(versionNumberOf('b7')).toBeNull()
  })
})

describe('standing', () => {
  it('is killed for ever by one kill, before or after anything else', () => {
    fc.assert(
      fc.property(told, ([list]) => {
        const isKilled = list.some((one) => one.status === 'killed')
        expect(standingOf(arrived(list)) === 'killed').toBe(isKilled)
      }),
    )
  })
  it('is withheld until a later usable revision, and an earlier one lifts nothing', () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour))
    const revision = (versionNumber: bigint, kind: Told['status']) => ({
      versionNumber,
      revisedAt: at(1),
      status: kind,
    })
    expect(standingOf(arrived([revision(2n, 'withheld'), revision(1n, 'usable')]))).toBe('withheld')
    expect(standingOf(arrived([revision(2n, 'withheld'), revision(3n, 'usable')]))).toBe('usable')
  })
})

describe('what a revision says', () => {
  it('is the same in another format, and not for another word', () => {
    const item = aWireItem({ text: 'The dam held.' })
    expect(digestOf({ ...item, format: 'ninjs', revisionKey: 'other', warnings: ['x'] })).toBe(digestOf(item))
    expect(digestOf({ ...item, text: 'The dam  held.' })).toBe(digestOf(item))
    expect(digestOf({ ...item, text: 'The dam broke.' })).not.toBe(digestOf(item))
    expect(digestOf({ ...item, status: 'withheld' })).not.toBe(digestOf(item))
  })
  it('keeps a kill apart from the revision that has the same key', () => {
    const item = aWireItem()
    expect(keyOf({ ...item, status: 'killed' })).not.toBe(keyOf(item))
  })
})
