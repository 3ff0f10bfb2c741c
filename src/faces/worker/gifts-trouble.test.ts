import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listDrift, listUnhandledEvents, THANK_JOB, trialBalances } from '#domains/gifts'
import { aCardDesk, GOOD } from '#kit/card-desk'
import { APPEAL_JOB, giftTasks, SWEEP_JOB } from './gifts.ts'
import { sweepPayments } from './gifts-sweep.ts'

const desk = await aCardDesk(giftTasks)
const { db, stripe, payments, clock, log, tasks, asked, send, told, intentOf, intentAt, storyPurges, sumsOf } = desk

beforeAll(() => desk.found())
afterEach(async () => expect(await listDrift(db)).toEqual([]))
afterAll(() => desk.close())

describe('the appeal', () => {
  it('makes the stories afresh once for all gifts of a minute, and not at all if it says the same', async () => {
    await tasks[APPEAL_JOB]!({})
    const before = await storyPurges()
    await tasks[APPEAL_JOB]!({})
    expect(await storyPurges()).toBe(before)
    for (const n of [51, 52]) {
      const gift = await asked(1_200, { n })
      await stripe.pay(gift.page.url, GOOD)
    }
    await told()
    expect(await storyPurges()).toBe(before)
    await tasks[APPEAL_JOB]!({})
    await tasks[APPEAL_JOB]!({})
    expect(await storyPurges()).toBe(before + 1)
  })
})

describe('somebody else’s payment on the same account', () => {
  it('is neither refunded nor ended, whatever its bank says of it, and is followed up once', async () => {
    const once = stripe.chargeElsewhere(7_700)
    const monthly = stripe.chargeElsewhere(3_300, { monthly: true })
    stripe.warn(once)
    stripe.dispute(monthly)
    const refunds = stripe.list('refund').length
    await told()
    expect(stripe.list('refund')).toHaveLength(refunds)
    expect(stripe.list('subscription').at(-1)).toMatchObject({ amount: 3_300, status: 'active' })
    expect(await listUnhandledEvents(db)).toEqual([])
  })
  it('that is refused does not count as a try to test cards here', async () => {
    const failures = () =>
      sql<{ count: number }>`select coalesce(sum(count), 0)::int as count from gift_tally`.execute(db)
    const gift = await asked(1_000, { n: 71 })
    await stripe.pay(gift.page.url, '4000000000009995')
    await told()
    const before = (await failures()).rows[0]?.count ?? 0
    stripe.failElsewhere(900)
    await told()
    expect((await failures()).rows[0]?.count).toBe(before)
    await stripe.pay(gift.page.url, '4000000000009995')
    await stripe.deliver(send)
    const eventId = stripe.events.at(-1)?.id ?? ''
    await Promise.all([1, 2, 3].map(() => tasks['gifts-event']!({ eventId })))
    await tasks['gifts-event']!({ eventId })
    expect((await failures()).rows[0]?.count).toBe(before + 1)
  })
})

describe('trouble that is spared', () => {
  it('a warned gift is given back once, even if the processor was away at first', { timeout: 30_000 }, async () => {
    const gift = await asked(6_000, { n: 40 })
    await stripe.pay(gift.page.url, GOOD)
    await told()
    const intent = await intentOf(gift.giftId)
    stripe.warn(intent)
    await stripe.deliver(send)
    const [eventId = ''] = await listUnhandledEvents(db)
    stripe.goAway('POST')
    await expect(tasks['gifts-event']!({ eventId })).rejects.toThrow()
    expect(await listUnhandledEvents(db)).toEqual([eventId])
    stripe.comeBack()
    await tasks['gifts-event']!({ eventId })
    await tasks['gifts-event']!({ eventId })
    expect(stripe.list('refund').filter((one) => one.payment_intent === intent)).toHaveLength(1)
    await told()
    expect(await sumsOf(gift.giftId)).toMatchObject({ captured: 6_000, refunded: 6_000 })
  })
  it('a disputed monthly gift is ended, even if the processor was away at first', { timeout: 30_000 }, async () => {
    const gift = await asked(2_300, { every: 'month', n: 41 })
    await stripe.pay(gift.page.url, GOOD)
    await told()
    stripe.dispute(await intentOf(gift.giftId))
    await stripe.deliver(send)
    stripe.goAway('DELETE')
    const waiting = await listUnhandledEvents(db)
    const ends = await Promise.allSettled(waiting.map((eventId) => tasks['gifts-event']!({ eventId })))
    expect(ends.some(({ status }) => status === 'rejected')).toBe(true)
    stripe.comeBack()
    await told()
    await told()
    expect(stripe.list('subscription').at(-1)).toMatchObject({ status: 'canceled' })
    expect(await listUnhandledEvents(db)).toEqual([])
  })
})

describe('what the processor tells out of order', () => {
  it('a refund that failed and the one that took its place, both of the whole', async () => {
    const gift = await asked(5_500, { n: 42 })
    await stripe.pay(gift.page.url, GOOD)
    await told()
    const intent = await intentOf(gift.giftId)
    const first = stripe.refund(intent, 5_500)
    stripe.failRefund(first)
    stripe.refund(intent, 5_500)
    await told({ shuffled: true })
    expect(await sumsOf(gift.giftId)).toMatchObject({ captured: 5_500, refunded: 5_500 })
  })
  it('a dispute that is won, and a refund of what came back', async () => {
    const gift = await asked(4_400, { n: 43 })
    await stripe.pay(gift.page.url, GOOD)
    await told()
    const intent = await intentOf(gift.giftId)
    const dispute = stripe.dispute(intent)
    await told()
    stripe.closeDispute(dispute, true)
    stripe.refund(intent, 4_400)
    await told()
    expect(await sumsOf(gift.giftId)).toMatchObject({ disputed: 0, lost: 0, refunded: 4_400 })
  })
  it('a fee for a dispute that comes after the dispute, once', async () => {
    const fees = async () =>
      (await trialBalances(db))[0]?.accounts.find(({ account }) => account === 'expense:dispute-fees')?.balanceMinor ??
      0
    const gift = await asked(4_600, { n: 44 })
    await stripe.pay(gift.page.url, GOOD)
    await told()
    const before = await fees()
    const opened = stripe.dispute(await intentOf(gift.giftId))
    const dispute = stripe.list('dispute').find(({ id }) => id === opened)
    const lines = dispute?.balance_transactions
    Object.assign(dispute ?? {}, { balance_transactions: [] })
    await told()
    expect(await fees()).toBe(before)
    Object.assign(dispute ?? {}, { balance_transactions: lines })
    stripe.closeDispute(opened, false)
    await told()
    await told()
    expect(await fees()).toBe(before + 1_500)
  })
  it('a payout that the bank sends back after it arrived', async () => {
    const accounts = async () =>
      new Map((await trialBalances(db))[0]?.accounts.map(({ account, balanceMinor }) => [account, balanceMinor]))
    const before = await accounts()
    const payout = stripe.payOut(2_000)
    await told()
    expect((await accounts()).get('asset:bank')).toBe((before.get('asset:bank') ?? 0) + 2_000)
    stripe.failPayout(payout)
    await told()
    const after = await accounts()
    for (const account of ['asset:bank', 'asset:bank-in-transit', 'asset:processor'])
      expect(after.get(account) ?? 0, account).toBe(before.get(account) ?? 0)
  })
  it('two events of one renewal at once make one gift', async () => {
    const gift = await asked(1_700, { every: 'month', n: 45 })
    await stripe.pay(gift.page.url, GOOD)
    await told()
    stripe.advance(31)
    await stripe.deliver(send)
    const waiting = await listUnhandledEvents(db)
    await Promise.all([...waiting, ...waiting].map((eventId) => tasks['gifts-event']!({ eventId })))
    const mine = await sql`
      select from gift where recurring_id = (select recurring_id from gift where id = ${gift.giftId})`.execute(db)
    expect(mine.rows).toHaveLength(2)
  })
})

describe('the sweep', () => {
  it('tells of a payment of another amount, and goes on to those after it', async () => {
    const odd = await asked(3_100, { n: 46 })
    const next = await asked(3_200, { n: 47 })
    await stripe.pay(next.page.url, GOOD)
    await stripe.pay(odd.page.url, GOOD)
    await stripe.deliver(async () => 200)
    const intent = stripe.list('payment_intent').find(({ id }) => id === intentAt(odd.page.id))
    Object.assign(intent ?? {}, { amount_received: 3_000 })
    const swept = await sweepPayments({ db, clock, payments }, new Date('2026-11-01T00:00:00Z'))
    expect(swept.strange).toEqual([`${intent?.id}: Gift ${odd.number} is of 3100 USD, but 3000 USD came for it.`])
    expect(await sumsOf(next.giftId)).toMatchObject({ state: 'captured' })
    Object.assign(intent ?? {}, { amount_received: 3_100 })
    stripe.warn(intent?.id ?? '')
    await told()
  })
  it('finds refunds and disputes of gifts older than it looks back', async () => {
    const [refunded, disputed] = [await asked(8_100, { n: 48 }), await asked(8_200, { n: 49 })]
    await stripe.pay(refunded.page.url, GOOD)
    await stripe.pay(disputed.page.url, GOOD)
    await told()
    stripe.advance(20)
    const since = stripe.now()
    stripe.refund(await intentOf(refunded.giftId), 100)
    stripe.dispute(await intentOf(disputed.giftId))
    await stripe.deliver(async () => 200)
    const { mended } = await sweepPayments({ db, clock, payments }, since)
    expect(mended.toSorted()).toEqual([await intentOf(refunded.giftId), await intentOf(disputed.giftId)].toSorted())
    expect(await sumsOf(refunded.giftId)).toMatchObject({ refunded: 100 })
    expect(await sumsOf(disputed.giftId)).toMatchObject({ disputed: 8_200 })
  })
  it('has givers thanked who were not, where there is somebody to carry it', async () => {
    const gift = await asked(2_900, { n: 50 })
    await stripe.pay(gift.page.url, GOOD)
    await told()
    const queued = async () =>
      (await sql`select from graphile_worker.jobs where key = ${`thank ${gift.giftId}`}`.execute(db)).rows.length
    await sql`select graphile_worker.remove_job(${`thank ${gift.giftId}`})`.execute(db)
    await giftTasks({ db, clock, log, payments, mailer: undefined })[SWEEP_JOB]!({})
    expect(await queued()).toBe(0)
    await tasks[SWEEP_JOB]!({})
    expect(await queued()).toBe(1)
    await tasks[THANK_JOB]!({ giftId: gift.giftId })
    await sql`select graphile_worker.remove_job(${`thank ${gift.giftId}`})`.execute(db)
    await tasks[SWEEP_JOB]!({})
    expect(await queued()).toBe(0)
  })
})

describe('a match that closes', () => {
  it('makes the stories afresh, though nothing was given', async () => {
    const before = await storyPurges()
    await tasks[APPEAL_JOB]!({})
    await tasks[APPEAL_JOB]!({})
    expect(await storyPurges()).toBe(before + 1)
  })
})
