import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ask, findGift, findMatch, listDrift, THANK_JOB, trialBalances } from '#domains/gifts'
import { aCardDesk, GOOD } from '#kit/card-desk'
import { BANK_ACCOUNT } from '#kit/outside-stripe'
import { paymentsFrom } from '#platform/payments'
import { giftTasks } from './gifts.ts'
import { sweepPayments } from './gifts-sweep.ts'

const desk = await aCardDesk(giftTasks)
const { db, stripe, payments, mails, clock, tasks, asked, send, told, intentOf, sumsOf } = desk

beforeAll(() => desk.found())
afterEach(async () => expect(await listDrift(db)).toEqual([]))
afterAll(() => desk.close())

describe('a gift by card', () => {
  it('is booked with its fee, matched, and thanked once', async () => {
    const gift = await asked(5_000, { coversFee: true })
    expect((await stripe.pay(gift.page.url, GOOD)).sentTo).toContain('/give/thanks/')
    await told()
    expect(await sumsOf(gift.giftId)).toEqual({ state: 'captured', captured: 5_180, refunded: 0, disputed: 0, lost: 0 })
    const shown = await findGift(db, { number: gift.number })
    expect(shown?.matches).toMatchObject([{ slug: 'double', countedMinor: 5_000, matchedMinor: 5_000 }])
    expect(shown?.donor).toEqual({ name: 'Reader 0', email: 'reader0@example.com' })
    const [book] = await trialBalances(db)
    expect(book?.accounts.find(({ account }) => account === 'asset:processor')?.balanceMinor).toBe(5_000)
    await Promise.all([1, 2, 3].map(() => tasks[THANK_JOB]!({ giftId: gift.giftId })))
    expect(mails.filter(({ text }) => text.includes(gift.number))).toHaveLength(1)
    expect(mails[0]?.text).toContain('are not deductible')
  })
  it('that is refused books nothing and makes nobody a donor; trying another card works', async () => {
    const gift = await asked(2_500, { n: 70 })
    expect((await stripe.pay(gift.page.url, '4000000000009995')).refused).toBe('Your card has insufficient funds.')
    await told()
    expect(await sumsOf(gift.giftId)).toMatchObject({ state: 'failed', captured: 0 })
    expect((await sql`select from donor where email = 'reader70@example.com'`.execute(db)).rows).toEqual([])
    await stripe.pay(gift.page.url, GOOD)
    await told()
    expect(await sumsOf(gift.giftId)).toMatchObject({ state: 'captured', captured: 2_500 })
  })
  it('of which the page was left expires', async () => {
    const gift = await asked(2_500)
    stripe.leave(gift.page.id)
    await told()
    expect(await sumsOf(gift.giftId)).toMatchObject({ state: 'expired' })
  })
  it('from a bank account counts when the money comes', async () => {
    const gift = await asked(4_000, { n: 2 })
    await stripe.pay(gift.page.url, BANK_ACCOUNT)
    await told()
    expect(await sumsOf(gift.giftId)).toMatchObject({ state: 'pending', captured: 0 })
    stripe.advance(4)
    stripe.settleBanks()
    await told()
    const found = await sql<{
      at: Date
      instrument: string
    }>`select captured_at as at, instrument from gift where id = ${gift.giftId}`.execute(db)
    expect(found.rows[0]).toEqual({ at: stripe.now(), instrument: 'bank-debit' })
  })
  it('asked for twice under one key has one page', async () => {
    const gift = await asked(3_000)
    const once = stripe.list('checkout.session').length
    const page = await payments.checkout(
      {
        gift: gift.number,
        every: 'once',
        currency: 'USD',
        lines: [{ name: 'Gift', minor: 3_000 }],
        email: 'reader0@example.com',
        backTo: new URL('https://sentinel.example/give/'),
        doneTo: new URL('https://sentinel.example/give/thanks/'),
        isCharity: false,
      },
      gift.callKey,
    )
    expect(page.id).toBe(gift.page.id)
    expect(stripe.list('checkout.session')).toHaveLength(once)
  })
})

describe('what comes after a gift', () => {
  it('is refunded in part, refunded wrongly, and put right', async () => {
    const gift = await asked(10_000, { n: 3 })
    await stripe.pay(gift.page.url, GOOD)
    await told()
    const refundId = stripe.refund(await intentOf(gift.giftId), 4_000)
    await told()
    expect(await sumsOf(gift.giftId)).toMatchObject({ captured: 10_000, refunded: 4_000 })
    expect((await findGift(db, { id: gift.giftId }))?.matches[0]?.countedMinor).toBe(6_000)
    stripe.failRefund(refundId)
    await told()
    expect(await sumsOf(gift.giftId)).toMatchObject({ refunded: 0 })
    expect((await findGift(db, { id: gift.giftId }))?.matches[0]?.countedMinor).toBe(10_000)
  })
  it('is disputed, with its fee, and lost', async () => {
    const gift = await asked(2_000, { n: 4 })
    await stripe.pay(gift.page.url, '4000000000000259')
    await told()
    expect(await sumsOf(gift.giftId)).toMatchObject({ disputed: 2_000 })
    expect((await findGift(db, { id: gift.giftId }))?.matches[0]?.countedMinor).toBe(0)
    stripe.closeDispute(stripe.list('dispute')[0]?.id ?? '', false)
    await told()
    expect(await sumsOf(gift.giftId)).toMatchObject({ disputed: 0, lost: 2_000 })
  })
})

describe('a gift every month', () => {
  it('comes again, each time as a gift of its own, until its card fails', async () => {
    const gift = await asked(1_500, { every: 'month', coversFee: true, n: 5 })
    await stripe.pay(gift.page.url, GOOD)
    await told()
    stripe.advance(61)
    await told()
    const mine = () =>
      sql<{ state: string; first: boolean; minor: number }>`
      select gift.state, is_first_of_recurring as first, captured_minor::float8 as minor from gift join recurring_gift on recurring_gift.id = recurring_id order by gift.id`.execute(
        db,
      )
    expect((await mine()).rows).toEqual([
      { state: 'captured', first: true, minor: 1_576 },
      { state: 'captured', first: false, minor: 1_576 },
      { state: 'captured', first: false, minor: 1_576 },
    ])
    stripe.failNextRenewal()
    stripe.advance(31)
    await told()
    expect((await mine()).rows.at(-1)).toMatchObject({ state: 'failed', minor: 0 })
    const recurring = await sql<{ state: string }>`select state from recurring_gift`.execute(db)
    expect(recurring.rows[0]?.state).toBe('failing')
  })
  it('is ended when its giver’s bank disputes it, so that it cannot be disputed every month', async () => {
    const gift = await asked(2_200, { every: 'month', n: 6 })
    await stripe.pay(gift.page.url, GOOD)
    await told()
    stripe.dispute(await intentOf(gift.giftId))
    await told()
    await told()
    const recurring = await sql<{
      state: string
    }>`select recurring_gift.state from recurring_gift join gift on recurring_id = recurring_gift.id where gift.id = ${gift.giftId}`.execute(
      db,
    )
    expect(recurring.rows[0]?.state).toBe('ended')
  })
})

describe('webhooks', () => {
  it('with another’s signature, or none, or a changed body, are not stored', async () => {
    const before = (await sql`select from stripe_event`.execute(db)).rows.length
    expect(await send('{"id":"evt_forged"}', 't=1,v1=00')).toBe(400)
    expect(await send('{"id":"evt_forged"}', '')).toBe(400)
    const gift = await asked(1_000)
    await stripe.pay(gift.page.url, GOOD)
    await stripe.deliver(async (raw, signature) => {
      expect(await send(raw.replace('"livemode":false', '"livemode":true'), signature)).toBe(400)
      return 200
    })
    expect((await sql`select from stripe_event`.execute(db)).rows.length).toBe(before)
    // What was lost with them is found by the sweep.
    await sweepPayments({ db, clock, payments }, new Date('2026-11-01T00:00:00Z'))
    expect(await sumsOf(gift.giftId)).toMatchObject({ state: 'captured' })
  })
  it('that come twice, in any order or never end in the same books, once the sweep has been through', {
    timeout: 90_000,
  }, async () => {
    let seed = 7
    const dice = () => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647
    }
    const gifts = []
    for (let n = 0; n < 16; n += 1)
      gifts.push(
        await asked(1_000 + n * 100, {
          coversFee: n % 2 === 0,
          every: n % 5 === 0 ? 'month' : 'once',
          n: 100 + (n % 6),
        }),
      )
    for (const [n, gift] of gifts.entries()) {
      await stripe.pay(gift.page.url, n % 7 === 3 ? '4000000000000259' : GOOD)
      if (n % 4 === 0) await told({ twice: 0.4, lost: 0.3, shuffled: true, dice })
      const intent = await intentOf(gift.giftId)
      if (intent && n % 6 === 1) stripe.refund(intent, 500)
    }
    stripe.advance(31)
    stripe.payOut(20_000)
    await told({ twice: 0.4, lost: 0.3, shuffled: true, dice })
    const since = new Date('2026-11-01T00:00:00Z')
    await sweepPayments({ db, clock, payments }, since)
    expect((await sweepPayments({ db, clock, payments }, since)).mended).toEqual([])

    const [book] = await trialBalances(db)
    const charged = stripe.list('charge').reduce((sum, one) => sum + (one.paid ? Number(one.amount) : 0), 0)
    const refunded = stripe
      .list('refund')
      .reduce((sum, one) => sum + (one.status === 'succeeded' ? Number(one.amount) : 0), 0)
    const fees = stripe.list('balance_transaction').reduce((sum, one) => sum + Number(one.fee), 0)
    const disputed = stripe.list('dispute').reduce((sum, one) => sum + Number(one.amount) + 1_500, 0)
    const paidOut = stripe.list('payout').reduce((sum, one) => sum + Number(one.amount), 0)
    expect(book?.accounts.find(({ account }) => account === 'asset:processor')?.balanceMinor).toBe(
      charged - refunded - fees - disputed - paidOut,
    )
    expect((await findMatch(db, 'double'))?.countedMinor).toBeLessThanOrEqual(charged - refunded)
  })
})

describe('a live key', () => {
  it('goes to nobody but Stripe', () => {
    expect(() => paymentsFrom({ secretKey: 'sk_live_x', webhookSecrets: [], apiBase: stripe.url })).toThrow(
      'a live key is for Stripe alone',
    )
  })
  it('takes no gift for a recipient that is practice', async () => {
    const wish = {
      fund: 'forums',
      amountMinor: 5_000,
      every: 'once' as const,
      coversFee: false,
      email: 'a@example.com',
      name: '',
      postalCode: '',
      rollName: '',
      dedication: null,
      message: '',
    }
    await expect(
      ask({ db, by: { kind: 'system', job: 'site' }, at: clock() }, wish, { mode: 'live' }),
    ).rejects.toMatchObject({ code: 'gift.other-mode' })
  })
})
