import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOVEMENT_KINDS, type Movement, postingsOf } from './movement.ts'

const movement: fc.Arbitrary<Movement> = fc
  .record({
    kind: fc.constantFrom(...MOVEMENT_KINDS),
    amountMinor: fc.integer({ min: 1, max: 1_000_000_000 }),
    feeMinor: fc.integer({ min: 0, max: 5000 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    heldFor: fc.option(fc.constant('sponsor')),
  })
  .map(({ kind, amountMinor, feeMinor, part, heldFor }) => ({
    kind,
    amountMinor,
    feeMinor,
    coverMinor: Math.floor(amountMinor * part),
    detail: { fund: 'forums', ...(heldFor ? { heldFor } : {}) },
  }))

describe('a journal', () => {
  it('has two sides or more and comes to nothing, whatever moved', () => {
    fc.assert(
      fc.property(movement, (moved) => {
        const lines = postingsOf(moved)
        expect(lines.length).toBeGreaterThanOrEqual(2)
        expect(lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0)
      }),
    )
  })
  it('never calls ours what is held for a sponsor', () => {
    const captured = postingsOf({
      kind: 'captured',
      amountMinor: 5180,
      coverMinor: 180,
      feeMinor: 0,
      detail: { fund: 'forums', heldFor: 'comma' },
    })
    expect(captured).toEqual([
      { account: 'asset:processor', amountMinor: 5180 },
      { account: 'liability:due-to:comma', amountMinor: -5180 },
    ])
  })
  it('takes a payout that came back out of where it lay', () => {
    const failed = (detail: Movement['detail']) =>
      postingsOf({ kind: 'payout-failed', amountMinor: 900, coverMinor: 0, feeMinor: 0, detail }).map(
        ({ account, amountMinor }) => `${account} ${amountMinor}`,
      )
    expect(failed({})).toEqual(['asset:processor 900', 'asset:bank-in-transit -900'])
    expect(failed({ where: 'bank' })).toEqual(['asset:processor 900', 'asset:bank -900'])
  })
  it('shows a card gift with its fee cover apart', () => {
    expect(
      postingsOf({ kind: 'captured', amountMinor: 5180, coverMinor: 180, feeMinor: 0, detail: { fund: 'forums' } }),
    ).toEqual([
      { account: 'asset:processor', amountMinor: 5180 },
      { account: 'revenue:gifts:forums', amountMinor: -5000 },
      { account: 'revenue:fee-cover', amountMinor: -180 },
    ])
  })
})
