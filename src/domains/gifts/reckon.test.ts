import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DONOR_KINDS, INSTRUMENTS, keptOf } from './gift.ts'
import { releasedAt, Terms, windowOf } from './match.ts'
import { type Countable, type Counting, reckon } from './reckon.ts'

const ZONE = 'America/Los_Angeles'
const { opensAt, closesAt } = windowOf('2026-11-01T00:00', '2027-01-01T00:00', ZONE)

function aCampaign(terms: object, rules: object = {}, over: Partial<Counting> = {}): Counting {
  const whole = Terms.parse({ kind: 'multiplier', ratio: { match: 1, gift: 1 }, poolMinor: 1_000_000, rules, ...terms })
  return {
    id: '1',
    isCanceled: false,
    clock: 'captured',
    opensAt,
    closesAt,
    fundIds: ['1'],
    terms: [{ version: 1, effectiveFrom: opensAt, terms: whole }],
    ...over,
  }
}

function aGift(over: Partial<Countable> = {}): Countable {
  const amountMinor = over.amountMinor ?? 10_000
  return {
    id: '1',
    fundId: '1',
    donorKey: 'donor 1',
    donorKind: 'individual',
    postalCode: '99004',
    instrument: 'card',
    every: 'once',
    isFirstOfRecurring: true,
    isAnonymous: false,
    amountMinor,
    coverMinor: 0,
    capturedMinor: amountMinor + (over.coverMinor ?? 0),
    refundedMinor: 0,
    disputedMinor: 0,
    lostMinor: 0,
    fairValueMinor: 0,
    authorizedAt: null,
    capturedAt: new Date('2026-11-24T20:00:00Z'),
    postmarkedAt: null,
    depositedAt: null,
    donorFirstGaveAt: null,
    ...over,
  }
}

const standing = (campaign: Counting, gift: Countable) => reckon([campaign], [gift]).get('1')?.get(gift.id)

const gifts: fc.Arbitrary<Countable[]> = fc
  .array(
    fc.record({
      amountMinor: fc.integer({ min: 1, max: 300_000 }),
      coverMinor: fc.integer({ min: 0, max: 9_000 }),
      back: fc.double({ min: 0, max: 1, noNaN: true }),
      donor: fc.integer({ min: 1, max: 5 }),
      minutes: fc.integer({ min: -50_000, max: 120_000 }),
      fundId: fc.constantFrom('1', '2'),
      instrument: fc.constantFrom(...INSTRUMENTS),
      donorKind: fc.constantFrom(...DONOR_KINDS),
      isAnonymous: fc.boolean(),
      worth: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 30 },
  )
  .map((list) =>
    list.map(({ back, donor, minutes, worth, ...one }, nth) => {
      const whole = one.amountMinor + one.coverMinor
      const refundedMinor = back > 0.6 ? Math.floor(whole * (back - 0.6) * 2.5) : 0
      return aGift({
        ...one,
        id: String(nth + 1),
        donorKey: `donor ${donor}`,
        refundedMinor,
        fairValueMinor: worth > 0.8 ? Math.floor(one.amountMinor * worth) : 0,
        capturedAt: new Date(opensAt.getTime() + minutes * 60_000),
      })
    }),
  )
const multiplier = fc.record({
  match: fc.integer({ min: 1, max: 5 }),
  gift: fc.integer({ min: 1, max: 5 }),
  poolMinor: fc.integer({ min: 1, max: 1_500_000 }),
  donorCapMinor: fc.option(fc.integer({ min: 1, max: 400_000 }), { nil: undefined }),
  coverCounts: fc.boolean(),
})
const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, one) => total + one, 0)

describe('the counting of a match, whatever is given', () => {
  it('keeps to the pool, to the cap of each giver, and to what is left of each gift', () => {
    fc.assert(
      fc.property(gifts, multiplier, (given, { match, gift, poolMinor, donorCapMinor, coverCounts }) => {
        const campaign = aCampaign(
          { ratio: { match, gift }, poolMinor },
          { coverCounts, ...(donorCapMinor ? { donorCapMinor } : {}) },
        )
        const counted = reckon([campaign], given).get('1') ?? new Map()
        expect(sum([...counted.values()].map((one) => one.matchedMinor))).toBeLessThanOrEqual(poolMinor)
        const byDonor = new Map<string, number>()
        for (const one of given) {
          const { countedMinor = 0, matchedMinor = 0 } = counted.get(one.id) ?? {}
          const kept = keptOf(one)
          expect(countedMinor).toBeLessThanOrEqual(kept.giftMinor + kept.coverMinor)
          expect(matchedMinor * gift).toBeLessThanOrEqual(countedMinor * match)
          byDonor.set(one.donorKey, (byDonor.get(one.donorKey) ?? 0) + countedMinor)
        }
        if (donorCapMinor) for (const total of byDonor.values()) expect(total).toBeLessThanOrEqual(donorCapMinor)
      }),
    )
  })
  it('counts no cent of a gift in two matches', () => {
    fc.assert(
      fc.property(gifts, multiplier, multiplier, (given, one, other) => {
        const campaigns = [one, other].map(({ match, gift, poolMinor }, nth) =>
          aCampaign({ ratio: { match, gift }, poolMinor }, {}, { id: String(nth + 1), fundIds: ['1', '2'] }),
        )
        const answer = reckon(campaigns, given)
        for (const gift of given) {
          const total = sum([...answer.values()].map((standings) => standings.get(gift.id)?.countedMinor ?? 0))
          expect(total).toBeLessThanOrEqual(keptOf(gift).giftMinor)
        }
      }),
    )
  })
  it('is the same in whatever order the gifts are told', () => {
    fc.assert(
      fc.property(
        gifts,
        multiplier,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (given, { match, gift, poolMinor }, dice) => {
          const campaign = aCampaign({ ratio: { match, gift }, poolMinor }, { donorCapMinor: 50_000 })
          const shuffled = given
            .map((one) => ({ one, at: dice.next().value }))
            .sort((a, b) => a.at - b.at)
            .map(({ one }) => one)
          const plain = (list: Countable[]) => [...(reckon([campaign], list).get('1') ?? [])].sort()
          expect(plain(shuffled)).toEqual(plain(given))
        },
      ),
    )
  })
  it('gives what a refund frees to the next in line, never more than there is', () => {
    fc.assert(
      fc.property(gifts, fc.integer({ min: 1, max: 200_000 }), (given, poolMinor) => {
        const campaign = aCampaign({ poolMinor })
        const total = (list: Countable[]) =>
          sum([...(reckon([campaign], list).get('1') ?? new Map()).values()].map((one) => one.matchedMinor))
        const wanted = (list: Countable[]) => total(list.map((one) => one)) === poolMinor
        const [first, ...rest] = given
        if (!first) return
        const after = [{ ...first, refundedMinor: first.capturedMinor }, ...rest]
        // The pool stays full as long as the others can fill it.
        const fillable = sum(
          [...(reckon([aCampaign({ poolMinor: 1_000_000_000 })], rest).get('1') ?? new Map()).values()].map(
            (one) => one.countedMinor,
          ),
        )
        expect(total(after)).toBe(Math.min(poolMinor, fillable))
        expect(wanted(given) || total(given) < poolMinor).toBe(true)
      }),
    )
  })
})

describe('the window of a match', () => {
  it('takes a gift in its last second by the clocks of the paper and none after', () => {
    const last = new Date('2027-01-01T07:59:59Z')
    expect(standing(aCampaign({}), aGift({ capturedAt: last }))?.countedMinor).toBe(10_000)
    expect(standing(aCampaign({}), aGift({ capturedAt: new Date(last.getTime() + 1000) }))).toMatchObject({
      countedMinor: 0,
      reason: 'not counted: given after the match closed',
    })
  })
  it('opens and closes by wall time through both changes of the clocks', () => {
    expect(windowOf('2026-03-08T00:00', '2026-03-09T00:00', ZONE)).toEqual({
      opensAt: new Date('2026-03-08T08:00:00Z'),
      closesAt: new Date('2026-03-09T07:00:00Z'),
    })
    expect(windowOf('2026-11-01T00:00', '2026-11-02T00:00', ZONE)).toEqual({
      opensAt: new Date('2026-11-01T07:00:00Z'),
      closesAt: new Date('2026-11-02T08:00:00Z'),
    })
  })
  it('goes by the clock of the campaign: a check postmarked in time counts though it comes late', () => {
    const late = aGift({
      instrument: 'check',
      postmarkedAt: new Date('2026-12-30T20:00:00Z'),
      capturedAt: new Date('2027-01-04T20:00:00Z'),
    })
    expect(standing(aCampaign({}, {}, { clock: 'postmarked' }), late)?.countedMinor).toBe(10_000)
    expect(standing(aCampaign({}), late)?.countedMinor).toBe(0)
    expect(standing(aCampaign({}, {}, { clock: 'deposited' }), late)?.reason).toBe('not counted: not deposited yet')
  })
})

describe('why a gift counts as it does', () => {
  it('is said in a sentence when a cap cuts it', () => {
    expect(standing(aCampaign({}, { donorCapMinor: 100_000 }), aGift({ amountMinor: 150_000 }))).toMatchObject({
      countedMinor: 100_000,
      reason: 'counted $1,000 of $1,500: donor cap',
    })
    expect(standing(aCampaign({ poolMinor: 2_500 }), aGift())?.reason).toBe('counted $25 of $100: the match is used up')
  })
  it.each([
    [
      'a check where only cards count',
      { instruments: ['card'] },
      { instrument: 'check' },
      'gifts given this way do not count (check)',
    ],
    [
      'a business where only people count',
      { donorKinds: ['individual'] },
      { donorKind: 'business' },
      'gifts of this kind of giver do not count (business)',
    ],
    ['a gift from elsewhere', { postalPrefixes: ['990', '992'] }, { postalCode: '10001' }, 'not from the region'],
    [
      'the second month',
      { recurring: 'first-payment-only' },
      { isFirstOfRecurring: false },
      'only the first payment counts',
    ],
    [
      'an old giver',
      { newDonorsOnly: true },
      { donorFirstGaveAt: new Date('2020-01-01T00:00:00Z') },
      'only new givers count',
    ],
    ['a ticket', { quidProQuo: 'exclude' }, { fairValueMinor: 100 }, 'something was given in return'],
    ['a small gift', { giftLeastMinor: 20_000 }, {}, 'smaller than the match takes'],
  ] as const)('is said of %s', (_, rules, over, why) => {
    expect(standing(aCampaign({}, rules), aGift(over))).toMatchObject({
      countedMinor: 0,
      matchedMinor: 0,
      reason: `not counted: ${why}`,
    })
  })
  it('leaves out what the giver got in return, and the fee cover unless it counts', () => {
    const gift = aGift({ amountMinor: 10_000, coverMinor: 330, fairValueMinor: 2_500 })
    expect(standing(aCampaign({}), gift)?.countedMinor).toBe(7_500)
    expect(standing(aCampaign({}, { coverCounts: true }), gift)?.countedMinor).toBe(7_830)
  })
})

describe('the release of a grant', () => {
  const threshold = (over: object) =>
    Terms.parse({
      kind: 'threshold',
      requirementMinor: 9_000_000,
      releases: [{ atMinor: 9_000_000, grantMinor: 7_500_000 }],
      rules: {},
      ...over,
    })
  it('is all or nothing, unless it is in proportion', () => {
    expect(releasedAt(threshold({}), 8_999_999)).toBe(0)
    expect(releasedAt(threshold({}), 9_000_000)).toBe(7_500_000)
    expect(releasedAt(threshold({ allOrNothing: false }), 4_500_001)).toBe(3_750_000)
  })
  it('comes by step', () => {
    const steps = threshold({
      releases: [
        { atMinor: 3_000_000, grantMinor: 1_000_000 },
        { atMinor: 9_000_000, grantMinor: 2_000_000 },
      ],
    })
    expect([2_999_999, 3_000_000, 9_000_000].map((raised) => releasedAt(steps, raised))).toEqual([
      0, 1_000_000, 3_000_000,
    ])
  })
})
