import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPaper } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aCheck, aDoubling, aGivingPaper } from '#kit/giving'
import { connect, type Db, transaction } from '#platform/db'
import { allotAgain, listCountable, listStandings } from './allot.ts'
import { changeTerms, standMatch } from './announce.ts'
import { listDrift, rebuiltBalances, trialBalances } from './book.ts'
import { depositGifts, enter, voidGift } from './enter.ts'
import { keptOf } from './gift.ts'
import { Terms } from './match.ts'
import { promise } from './pledge.ts'
import { findMatch } from './queries.ts'
import { reckon } from './reckon.ts'
import { dispute, endDispute, refund, unrefund } from './settle.ts'

const fresh = await freshDb()
const { db } = fresh
const NOON = new Date('2026-11-24T20:00:00Z')
const POOL = 100_000
const CAP = 30_000

beforeAll(async () => {
  await aPaper(db)
  await aGivingPaper(db)
  await aDoubling(db, { poolMinor: POOL }, { donorCapMinor: CAP })
  await aDoubling(
    db,
    { poolMinor: 50_000 },
    {},
    { slug: 'second', title: 'Doubled again', funds: ['forums', 'outdoors'] },
  )
})
afterAll(() => fresh.close())

const by = cast.bea
const at = (minute: number) => new Date(NOON.getTime() + minute * 60_000)
const within = <result>(fn: (tx: Db) => Promise<result>): Promise<result> => transaction(db, fn)
const campaignId = async (slug: string) => (await findMatch(db, slug))?.id ?? ''
const giver = (n: number) => ({ name: `Giver ${n}`, email: `giver${n}@example.com` })

/** Everything that must hold whatever happened. */
async function expectAllIsWell(): Promise<void> {
  expect(await listDrift(db)).toEqual([])
  const [book] = await trialBalances(db)
  expect(book?.debitMinor).toBe(book?.creditMinor)
  expect(JSON.stringify(await rebuiltBalances(db))).toBe(JSON.stringify(await trialBalances(db)))

  const entity = await sql<{ id: string }>`select id from entity`.execute(db)
  const gifts = await listCountable(db, entity.rows[0]?.id ?? '')
  const used = new Map<string, number>()
  for (const [slug, pool, cap] of [
    ['double', POOL, CAP],
    ['second', 50_000, Number.POSITIVE_INFINITY],
  ] as const) {
    const view = await findMatch(db, slug)
    const standings = await listStandings(db, view?.id ?? '')
    const byDonor = new Map<string, number>()
    for (const gift of gifts) {
      const counted = standings.get(gift.id)?.countedMinor ?? 0
      used.set(gift.id, (used.get(gift.id) ?? 0) + counted)
      byDonor.set(gift.donorKey, (byDonor.get(gift.donorKey) ?? 0) + counted)
    }
    expect(view?.matchedMinor).toBeLessThanOrEqual(pool)
    for (const total of byDonor.values()) expect(total).toBeLessThanOrEqual(cap)
    expect(view?.countedMinor).toBe((view?.onlineMinor ?? 0) + (view?.byHandMinor ?? 0))
  }
  for (const gift of gifts) expect(used.get(gift.id) ?? 0).toBeLessThanOrEqual(keptOf(gift).giftMinor)

  const before = await lines()
  await within((tx) => allotAgain(workOf(tx, { by }), entity.rows[0]?.id ?? ''))
  expect(await lines()).toBe(before)
}

async function lines(): Promise<number> {
  const found = await sql<{ lines: number }>`select count(*)::int as lines from match_allocation`.execute(db)
  return found.rows[0]?.lines ?? 0
}

type Step =
  | {
      readonly do: 'give'
      readonly minor: number
      readonly donor: number
      readonly minute: number
      readonly fund: 'forums' | 'outdoors'
    }
  | {
      readonly do: 'refund' | 'dispute' | 'win' | 'lose' | 'unrefund' | 'void'
      readonly which: number
      readonly part: number
    }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      minor: fc.integer({ min: 1, max: 60_000 }),
      donor: fc.integer({ min: 1, max: 4 }),
      minute: fc.integer({ min: -600, max: -1 }),
      fund: fc.constantFrom('forums' as const, 'outdoors' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'refund' as const,
        'dispute' as const,
        'win' as const,
        'lose' as const,
        'unrefund' as const,
        'void' as const,
      ),
      which: fc.nat(),
      part: fc.double({ min: 0.01, max: 1, noNaN: true }),
    }),
  },
)

let ids: string[] = []
let nth = 0
async function take(one: Step): Promise<void> {
  nth += 1
  if (one.do === 'give') {
    ids.push(
      await aCheck(db, { amountMinor: one.minor, fund: one.fund, donor: giver(one.donor), receivedAt: at(one.minute) }),
    )
    return
  }
  const id = ids[one.which % Math.max(1, ids.length)]
  if (id === undefined) return
  const found = await sql<{ left: number; sums: number[] }>`
    select (captured_minor - refunded_minor - disputed_minor - lost_minor)::float8 as left,
      array[refunded_minor::float8, disputed_minor::float8] as sums from gift where id = ${id} and state = 'captured'`.execute(
    db,
  )
  const { left = 0, sums: [refunded = 0, disputed = 0] = [] } = found.rows[0] ?? {}
  const minor = Math.max(1, Math.floor(left * one.part))
  const record = { id: `${one.do} ${id} ${nth}`, type: 'test', at: at(nth) }
  const same = (kind: string) => ({ id: `${kind} of ${id}`, type: 'test', at: at(nth) })
  await within(async (tx) => {
    const work = workOf(tx, { by, at: at(nth) })
    if (one.do === 'refund' && left > 0) await refund(work, id, minor, refunded > 0 ? record : same('refund'))
    if (one.do === 'unrefund' && refunded > 0) await unrefund(work, id, same('refund'))
    if (one.do === 'dispute' && left > 0 && disputed === 0) await dispute(work, id, minor, same('dispute'))
    if ((one.do === 'win' || one.do === 'lose') && disputed > 0)
      await endDispute(work, id, one.do === 'win', same('dispute'))
    if (one.do === 'void' && left > 0 && disputed === 0) await voidGift(work, id, 'A mistake')
  })
}

describe('the match and the book', () => {
  it('hold through any run of gifts, refunds, disputes and mistakes', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        for (const one of steps) await take(one)
        await expectAllIsWell()
      }),
      { numRuns: 12, endOnFailure: true },
    )
  })

  it('hold when a hundred gifts, refunds and disputes come at once, at the cap', { timeout: 120_000 }, async () => {
    const crowd = connect(fresh.connection, { max: 40 })
    const all = async <result>(jobs: readonly ((tx: Db) => Promise<result>)[]): Promise<result[]> => {
      const results: result[] = []
      const waiting = jobs.entries()
      const line = async () => {
        for (const [nth, job] of waiting) results[nth] = await transaction(crowd.db, job)
      }
      await Promise.all(Array.from({ length: 40 }, line))
      return results
    }
    const check = (amountMinor: number, n: number, receivedAt: Date) => (tx: Db) =>
      enter(workOf(tx, { by }), { fund: 'forums', instrument: 'check', amountMinor, donor: giver(n % 8), receivedAt })
    const standing = await all(Array.from({ length: 30 }, (_, n) => check(4_000 + n, n, NOON)))
    await all([
      ...Array.from({ length: 40 }, (_, n) => check(9_000 + n, n, at(-n))),
      ...standing.map((id, n) => async (tx: Db) => {
        await refund(workOf(tx, { by }), id, 1_000, { type: 'test', id: `crowd ${n}`, at: NOON })
        return id
      }),
      ...standing.map((id, n) => async (tx: Db) => {
        const source = { type: 'test', id: `crowd dispute ${n}`, at: NOON }
        await dispute(workOf(tx, { by }), id, 2_000, source)
        return id
      }),
    ])
    await crowd.close()
    await expectAllIsWell()
    const view = await findMatch(db, 'double')
    expect(view?.matchedMinor).toBe(POOL)
  })

  it('take the same refund once though it is told ten times at once', async () => {
    const id = await aCheck(db, { amountMinor: 5_000, donor: giver(9) })
    await Promise.all(
      Array.from({ length: 10 }, () =>
        within((tx) => refund(workOf(tx, { by }), id, 700, { type: 'test', id: 'one refund', at: NOON })),
      ),
    )
    const found = await sql<{ refunded: string }>`select refunded_minor as refunded from gift where id = ${id}`.execute(
      db,
    )
    expect(found.rows[0]?.refunded).toBe('700')
  })

  it('come to the same when the log is gone through from nothing', async () => {
    const entity = await sql<{ id: string }>`select id from entity`.execute(db)
    const gifts = await listCountable(db, entity.rows[0]?.id ?? '')
    const funds = await sql<{ slug: string; id: string }>`select slug, id from fund`.execute(db)
    const fundId = (slug: string) => funds.rows.find((fund) => fund.slug === slug)?.id ?? ''
    const views = await Promise.all(['double', 'second'].map((slug) => findMatch(db, slug)))
    const campaigns = views.flatMap((view) =>
      view
        ? [
            {
              ...view,
              isCanceled: false,
              fundIds: view.funds.map(({ slug }) => fundId(slug)),
              terms: [{ version: 1, effectiveFrom: view.opensAt, terms: Terms.parse(view.terms) }],
            },
          ]
        : [],
    )
    for (const [id, standings] of reckon(campaigns, gifts)) {
      const kept = await listStandings(db, id)
      const plain = (map: ReadonlyMap<string, { countedMinor: number; matchedMinor: number; reason: string }>) =>
        [...map].map(([giftId, one]) => [giftId, one.countedMinor, one.matchedMinor, one.reason]).sort()
      expect(plain(kept)).toEqual(plain(standings))
    }
  })

  it('never take back what a match has paid by lowering its pool', async () => {
    const terms = { kind: 'multiplier', ratio: { match: 1, gift: 1 }, poolMinor: 10, rules: {} }
    await expect(
      within((tx) => changeTerms(workOf(tx, { by }), 'double', { terms, note: 'Less' })),
    ).rejects.toMatchObject({ code: 'match.below-what-is-matched' })
  })

  it('count more of the gifts in line when a funder adds to the pool, and say under which terms', async () => {
    const before = await findMatch(db, 'double')
    const terms = {
      kind: 'multiplier',
      ratio: { match: 1, gift: 1 },
      poolMinor: POOL * 2,
      rules: { donorCapMinor: CAP },
    }
    await within((tx) =>
      changeTerms(workOf(tx, { by, at: at(1000) }), 'double', { terms, note: 'The family added $1,000.' }),
    )
    const after = await findMatch(db, 'double')
    expect(after?.matchedMinor).toBeGreaterThan(before?.matchedMinor ?? 0)
    expect(after?.termsVersions.map(({ version, note }) => [version, note])).toEqual([
      [1, ''],
      [2, 'The family added $1,000.'],
    ])
  })

  it('show a pledge apart and never as raised', async () => {
    const before = await findMatch(db, 'double')
    await within((tx) => promise(workOf(tx, { by }), { fund: 'forums', amountMinor: 500_000, donor: giver(20) }))
    const after = await findMatch(db, 'double')
    expect(after?.countedMinor).toBe(before?.countedMinor)
    expect(after?.pledgedMinor).toBe((before?.pledgedMinor ?? 0) + 500_000)
  })

  it('let go of everything when a match is called off', async () => {
    const id = await campaignId('second')
    await within((tx) => standMatch(workOf(tx, { by }), 'second', 'canceled'))
    const left = await sql<{
      counted: string
    }>`select sum(counted_minor) as counted from match_allocation where campaign_id = ${id}`.execute(db)
    expect(left.rows[0]?.counted).toBe('0')
    expect(await findMatch(db, 'second')).toBeUndefined()
  })
})

describe('the book itself', () => {
  it('refuses to be changed, emptied or unbalanced, whoever asks', async () => {
    for (const statement of [
      'update book_posting set amount_minor = 1',
      'delete from book_journal',
      'truncate book_posting cascade',
      'update money_event set amount_minor = 1',
      'delete from match_allocation',
      "update match_terms set note = ''",
      "update entity_statement set statement = 'x'",
    ])
      await expect(sql.raw(statement).execute(db), statement).rejects.toThrow(/stays as it is|permission denied/)
  })
  it('takes no journal that does not come to nothing, at the latest when it is kept', async () => {
    const unbalanced = within(async (tx) => {
      const event = await sql<{ id: string }>`
        insert into money_event (entity_id, kind, source_type, source_id, amount_minor, currency, at, recorded_at)
        select id, 'payout', 'test', 'odd', 100, 'USD', now(), now() from entity limit 1 returning id`.execute(tx)
      const journal = await sql<{ id: string }>`
        insert into book_journal (entity_id, event_id, kind, effective_at, recorded_at)
        select id, ${event.rows[0]?.id ?? ''}, 'payout', now(), now() from entity limit 1 returning id`.execute(tx)
      await sql`insert into book_posting (journal_id, account_id, amount_minor)
        select ${journal.rows[0]?.id ?? ''}, id, case code when 'asset:bank' then 100 else -99 end from book_account where code in ('asset:bank', 'asset:processor')`.execute(
        tx,
      )
    })
    await expect(unbalanced).rejects.toMatchObject({ constraint: 'a_journal_balances' })
  })
  it('books what comes late for a closed month in the open one', async () => {
    await within((tx) =>
      sql`insert into book_close (entity_id, through, closed_at, closed_by) select id, ${at(-60)}, now(), '{}' from entity`.execute(
        tx,
      ),
    )
    const id = await aCheck(db, { amountMinor: 1_234, receivedAt: at(-600) })
    const found = await sql<{ effective: Date }>`
      select effective_at as effective from book_journal join money_event on money_event.id = event_id where gift_id = ${id}`.execute(
      db,
    )
    expect(found.rows[0]?.effective).toEqual(at(-60))
  })
  it('moves checks from the drawer to the bank once', async () => {
    ids = await Promise.all([1, 2].map((n) => aCheck(db, { amountMinor: 100 * n })))
    await within((tx) => depositGifts(workOf(tx, { by }), ids, { slip: '77' }))
    await expect(within((tx) => depositGifts(workOf(tx, { by }), ids))).rejects.toMatchObject({
      code: 'deposit.not-here',
    })
    expect(await listDrift(db)).toEqual([])
  })
  it('is not for reporters', async () => {
    await expect(within((tx) => voidGift(workOf(tx, { by: cast.ben }), ids[0] ?? '', 'x'))).rejects.toMatchObject({
      code: 'gift.not-yours',
    })
  })
})
