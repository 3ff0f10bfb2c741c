import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import type { PaymentShown, PayoutShown, SubscriptionShown } from '#platform/payments'
import { Refusal } from '#platform/refusal'
import type { GiftFact } from './fact.ts'
import { post } from './post.ts'
import { bookFee, dispute, endDispute, fail, findPosted, refund, settle, unrefund } from './settle.ts'
import { type DonorWords, insertGift, knowDonor, listFundPlaces, lockGift } from './store.ts'

/**
 * Brings a gift to where its payment stands now. The whole state is told each time, so events may come twice, late, in any order or not at all
 * as long as the last state comes once.
 */
export async function receivePayment(work: Work, shown: PaymentShown): Promise<string> {
  const giftId = await giftOf(work, shown)
  const before = await lockGift(work.db, giftId)
  await mustBeOfMode(work, before.entityId, shown.isLive)
  await sql`
    update gift set stripe_payment_intent_id = ${shown.intentId}, stripe_charge_id = ${shown.chargeId || null}, instrument = ${shown.instrument},
      stripe_invoice_id = ${shown.recurring?.invoiceId ?? null}, authorized_at = coalesce(authorized_at, ${shown.authorizedAt ?? null})
    where id = ${giftId}`.execute(work.db)
  switch (shown.state) {
    case 'open':
      return giftId
    case 'failed':
      await fail(work, giftId, shown.failure)
      return giftId
    case 'pending':
    case 'held':
      await sql`
        update gift set state = ${shown.state === 'held' ? 'quarantined' : 'pending'} where id = ${giftId} and state in ('asked', 'failed', 'pending', 'quarantined')`.execute(
        work.db,
      )
      return giftId
    case 'paid':
      await takeIn(work, giftId, shown)
      return giftId
  }
}

async function takeIn(work: Work, giftId: string, shown: PaymentShown): Promise<void> {
  const gift = await lockGift(work.db, giftId)
  const whole = gift.amountMinor + gift.coverMinor
  if (shown.currency !== gift.currency || shown.amountMinor !== whole)
    throw new Refusal(
      'conflict',
      'gift.other-amount',
      `Gift ${gift.number} is of ${whole} ${gift.currency}, but ${shown.amountMinor} ${shown.currency} came for it.`,
    )
  const at = shown.paidAt ?? work.at
  await knowGiver(work, giftId, shown.customerId)
  if (shown.fee)
    await bookFee(work, giftId, shown.fee.minor, { type: 'stripe-balance', id: shown.fee.id, at: shown.fee.at })
  await settle(work, giftId, { type: 'stripe-charge', id: shown.chargeId, at })
  const disputes = shown.disputes.map((one) => ({
    ...one,
    source: { type: 'stripe-dispute', id: one.id, at: one.at },
  }))
  // What came back from a dispute may have been refunded since.
  for (const { state, source } of disputes) if (state === 'won') await endDispute(work, giftId, true, source)
  for (const one of inOrder(shown.refunds)) {
    const source = { type: 'stripe-refund', id: one.id, at: one.at }
    // Told at once as ours no more; if it fails later, it is ours again.
    await refund(work, giftId, one.minor, source)
    if (one.state === 'failed') await unrefund(work, giftId, source)
  }
  for (const { minor, fees, state, source } of disputes) {
    await dispute(work, giftId, minor, source)
    for (const fee of fees)
      await bookFee(work, giftId, fee.minor, { type: 'stripe-balance', id: fee.id, at: fee.at }, 'dispute')
    if (state !== 'open') await endDispute(work, giftId, state === 'won', source)
  }
}

/** Those that failed first, then the oldest first: whatever failed left room for those that came after it. */
function inOrder(refunds: PaymentShown['refunds']): PaymentShown['refunds'] {
  const hasMoved = (one: PaymentShown['refunds'][number]) => Number(one.state !== 'failed')
  return refunds.toSorted((one, other) => hasMoved(one) - hasMoved(other) || one.at.getTime() - other.at.getTime())
}

async function giftOf(work: Work, shown: PaymentShown): Promise<string> {
  const known = await findKnown(work, shown)
  if (known !== undefined) return known
  const asked = await sql<{ id: string; recurringId: string | null }>`
    select id, recurring_id as "recurringId" from gift where number = ${shown.gift} for update`.execute(work.db)
  const first = asked.rows[0]
  if (!first) throw new Refusal('not-found', 'gift.not-ours', `Payment ${shown.intentId} is for no gift of ours.`)
  if (!shown.recurring || shown.recurring.isFirst) return first.id
  // Another event of the same payment may have been first while this one waited for the lock.
  return (await findKnown(work, shown)) ?? nextOf(work, first.id, shown.recurring)
}

async function findKnown(work: Work, { intentId, recurring }: PaymentShown): Promise<string | undefined> {
  const found = await sql<{ id: string }>`
    select id from gift where stripe_payment_intent_id = ${intentId}
      or (stripe_invoice_id is not null and stripe_invoice_id = ${recurring?.invoiceId ?? null})`.execute(work.db)
  return found.rows[0]?.id
}

/** The gift of another month or year of a recurring gift; the statement of today goes with it. */
async function nextOf(
  work: Work,
  firstId: string,
  { invoiceId }: NonNullable<PaymentShown['recurring']>,
): Promise<string> {
  const found = await sql<{
    fundId: string
    donorId: string | null
    recurringId: string
    amountMinor: number
    coverMinor: number
    every: 'month' | 'year'
    isAnonymous: boolean
    rollName: string
    giver: DonorWords | null
  }>`
    select gift.fund_id as "fundId", gift.donor_id as "donorId", recurring_gift.id as "recurringId", recurring_gift.amount_minor::float8 as "amountMinor",
      recurring_gift.cover_minor::float8 as "coverMinor", recurring_gift.every, is_anonymous as "isAnonymous", roll_name as "rollName", giver
    from gift join recurring_gift on recurring_gift.id = recurring_id where gift.id = ${firstId}`.execute(work.db)
  const first = found.rows[0]
  const fund = (await listFundPlaces(work.db)).find(({ id }) => id === first?.fundId)
  if (!first || !fund) throw new Refusal('not-found', 'gift.not-recurring', 'That gift does not come again.')
  const { recurringId, amountMinor, coverMinor, every, isAnonymous, rollName } = first
  return insertGift(work, {
    fund,
    recurringId,
    amountMinor,
    coverMinor,
    every,
    isAnonymous,
    rollName,
    invoiceId,
    donorId: first.donorId ?? undefined,
    giver: first.giver ?? undefined,
    fairValueMinor: 0,
    instrument: 'card',
    isFirstOfRecurring: false,
    dedication: null,
    message: '',
    note: '',
    checkNumber: '',
    postmarkedAt: null,
  })
}

async function knowGiver(work: Work, giftId: string, customerId: string): Promise<void> {
  const found = await sql<{ donorId: string | null; giver: DonorWords | null; recurringId: string | null }>`
    select donor_id as "donorId", giver, recurring_id as "recurringId" from gift where id = ${giftId}`.execute(work.db)
  const gift = found.rows[0]
  const donorId = gift?.donorId ?? (await knowDonor(work, gift?.giver ?? {}))
  if (donorId === undefined) return
  await sql`update gift set donor_id = ${donorId} where id = ${giftId} and donor_id is null`.execute(work.db)
  if (gift?.recurringId)
    await sql`update recurring_gift set donor_id = ${donorId} where id = ${gift.recurringId} and donor_id is null`.execute(
      work.db,
    )
  if (customerId)
    await sql`
      update donor set stripe_customer_id = ${customerId} where id = ${donorId} and stripe_customer_id is null
        and not exists (select from donor as other where other.stripe_customer_id = ${customerId})`.execute(work.db)
}

async function mustBeOfMode(work: Work, entityId: string, isLive: boolean): Promise<void> {
  const found = await sql<{ mode: string }>`select mode from entity where id = ${entityId}`.execute(work.db)
  if ((found.rows[0]?.mode === 'live') !== isLive)
    throw new Refusal(
      'conflict',
      'gift.other-mode',
      'A practice payment is never booked as a real one, nor a real one as practice.',
    )
}

/** Nobody paid at the page in time. */
export async function receiveExpiry(work: Work, number: string): Promise<void> {
  const found = await sql<{ id: string }>`select id from gift where number = ${number} and state = 'asked'`.execute(
    work.db,
  )
  if (found.rows[0]) await fail(work, found.rows[0].id, 'The payment page was left.', 'expired')
}

/** Brings a recurring gift to where its subscription stands now. */
export async function receiveSubscription(work: Work, shown: SubscriptionShown): Promise<void> {
  const changed = await sql<{ id: string }>`
    update recurring_gift set state = ${shown.state}, stripe_subscription_id = ${shown.id}, next_at = ${shown.nextAt ?? null}, ended_at = ${shown.endedAt ?? null},
      started_at = coalesce(started_at, case when ${shown.state} = 'active' then ${work.at}::timestamptz end)
    where (stripe_subscription_id = ${shown.id} or (stripe_subscription_id is null and id = (select recurring_id from gift where number = ${shown.gift})))
      and (state, coalesce(next_at, 'epoch')) is distinct from (${shown.state}::text, coalesce(${shown.nextAt ?? null}::timestamptz, 'epoch'))
    returning id`.execute(work.db)
  const id = changed.rows[0]?.id
  if (id !== undefined)
    await record<GiftFact>(work, { fact: 'gift.recurring-changed', recurringId: id, state: shown.state })
}

/** Money went from the processor to the bank of the one recipient that takes cards in this mode. */
export async function receivePayout(work: Work, shown: PayoutShown): Promise<void> {
  const found = await sql<{ id: string }>`
    select id from entity where mode = ${shown.isLive ? 'live' : 'practice'} and kind <> 'outside-fund' order by id limit 1`.execute(
    work.db,
  )
  const entityId = found.rows[0]?.id
  if (entityId === undefined || shown.minor <= 0) return
  const moved = {
    entityId,
    sourceType: 'stripe-payout',
    sourceId: shown.id,
    amountMinor: shown.minor,
    coverMinor: 0,
    feeMinor: 0,
    currency: 'USD',
    detail: {},
  } as const
  await post(work, { ...moved, kind: 'payout', at: shown.at })
  if (shown.state === 'arrived') await post(work, { ...moved, kind: 'payout-arrived', at: shown.arrivesAt })
  if (shown.state !== 'failed') return
  // A bank may send money back days after it took it in.
  const arrived = await findPosted(work, 'payout-arrived', { type: moved.sourceType, id: moved.sourceId })
  await post(work, { ...moved, kind: 'payout-failed', at: work.at, detail: arrived ? { where: 'bank' } : {} })
}
