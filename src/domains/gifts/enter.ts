import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import { allotAgain } from './allot.ts'
import type { GiftFact } from './fact.ts'
import { type Instrument, isOnline } from './gift.ts'
import { mustBeBusiness } from './open.ts'
import { move, settle } from './settle.ts'
import { type DonorWords, getFund, insertGift, knowDonor, lockGift, saveSums } from './store.ts'

/** A gift that came by mail or by hand. */
export interface EnteredGift {
  readonly fund: string
  readonly amountMinor: number
  readonly instrument: Exclude<Instrument, 'card' | 'bank-debit'>
  readonly donor?: DonorWords
  readonly receivedAt?: Date
  readonly postmarkedAt?: Date
  readonly fairValueMinor?: number
  readonly checkNumber?: string
  readonly isAnonymous?: boolean
  readonly rollName?: string
  readonly note?: string
  readonly pledgeId?: string
}

/** Books a gift that came by mail or by hand. Gives its id. */
export async function enter(work: Work, entered: EnteredGift): Promise<string> {
  mustBeBusiness(work)
  const fund = await getFund(work.db, entered.fund)
  if (fund.entity.kind === 'outside-fund')
    throw new Refusal('invalid', 'gift.elsewhere', 'That fund takes its gifts itself; nothing is booked here.')
  if (isOnline(entered.instrument))
    throw new Refusal(
      'invalid',
      'gift.by-hand-only',
      'A card gift comes from the processor and is not entered by hand.',
    )
  if (!Number.isSafeInteger(entered.amountMinor) || entered.amountMinor <= 0 || entered.amountMinor > 100_000_000_00)
    throw new Refusal('invalid', 'gift.no-amount', 'Give the amount in dollars and cents.', {
      amount: 'Give the amount',
    })
  const receivedAt = entered.receivedAt ?? work.at
  if (receivedAt > work.at)
    throw new Refusal('invalid', 'gift.not-here-yet', 'A gift is entered once it has come.', {
      received: 'That is in the future',
    })
  const donorId = await knowDonor(work, entered.donor ?? {})
  const id = await insertGift(work, {
    fund,
    donorId,
    pledgeId: entered.pledgeId,
    amountMinor: entered.amountMinor,
    coverMinor: 0,
    fairValueMinor: entered.fairValueMinor ?? 0,
    instrument: entered.instrument,
    every: 'once',
    isFirstOfRecurring: true,
    isAnonymous: entered.isAnonymous ?? false,
    rollName: entered.rollName ?? '',
    dedication: null,
    message: '',
    note: entered.note ?? '',
    checkNumber: entered.checkNumber ?? '',
    postmarkedAt: entered.postmarkedAt ?? null,
  })
  await record<GiftFact>(work, { fact: 'gift.entered', giftId: id })
  await settle(work, id, { type: 'entry', id, at: receivedAt })
  await keepPledge(work, entered.pledgeId)
  return id
}

async function keepPledge(work: Work, pledgeId: string | undefined): Promise<void> {
  if (pledgeId === undefined) return
  await sql`
    update pledge set state = 'kept' where id = ${pledgeId} and state = 'open'
      and amount_minor <= (select sum(captured_minor) from gift where pledge_id = ${pledgeId})`.execute(work.db)
}

/** Takes checks and cash to the bank together. Gives the deposit's id. */
export async function depositGifts(
  work: Work,
  giftIds: readonly string[],
  { slip = '' }: { slip?: string } = {},
): Promise<string> {
  mustBeBusiness(work)
  const gifts = []
  for (const id of [...new Set(giftIds)].sort((one, other) => Number(one) - Number(other)))
    gifts.push(await lockGift(work.db, id))
  const [first] = gifts
  if (!first) throw new Refusal('invalid', 'deposit.empty', 'Choose what goes to the bank.')
  for (const gift of gifts) {
    if (isOnline(gift.instrument) || gift.state !== 'captured' || gift.depositedAt !== null)
      throw new Refusal('conflict', 'deposit.not-here', `Gift ${gift.number} is not in the drawer.`)
    if (gift.entityId !== first.entityId)
      throw new Refusal('conflict', 'deposit.mixed', 'A deposit goes to the account of one recipient.')
  }
  const made = await sql<{ id: string }>`
    insert into deposit (entity_id, slip, deposited_at, made_by) values (${first.entityId}, ${slip}, ${work.at}, ${JSON.stringify(work.by)}::jsonb)
    returning id`.execute(work.db)
  const depositId = made.rows[0]?.id ?? ''
  for (const gift of gifts) {
    await sql`update gift set deposit_id = ${depositId}, deposited_at = ${work.at} where id = ${gift.id}`.execute(
      work.db,
    )
    await move(
      work,
      gift,
      'deposited',
      { type: 'deposit', id: gift.id, at: work.at },
      { amountMinor: gift.capturedMinor - gift.refundedMinor, coverMinor: 0 },
    )
  }
  await allotAgain(work, first.entityId)
  await record<GiftFact>(work, { fact: 'gift.deposited', depositId, giftIds: gifts.map(({ id }) => id) })
  return depositId
}

/** Takes back an entry that was a mistake, or a check that bounced. The book keeps both lines. */
export async function voidGift(
  work: Work,
  giftId: string,
  why: string,
  { bounced = false }: { bounced?: boolean } = {},
): Promise<void> {
  mustBeBusiness(work)
  const gift = await lockGift(work.db, giftId)
  if (isOnline(gift.instrument))
    throw new Refusal('conflict', 'gift.not-by-hand', 'A card gift is refunded, not voided.')
  if (gift.state !== 'captured') throw new Refusal('conflict', 'gift.not-captured', 'There is nothing to take back.')
  const minor = gift.capturedMinor - gift.refundedMinor - gift.disputedMinor - gift.lostMinor
  if (minor <= 0) throw new Refusal('conflict', 'gift.given-back', 'The gift was given back already.')
  await move(
    work,
    gift,
    bounced ? 'bounced' : 'voided',
    { type: 'entry', id: giftId, at: work.at },
    { amountMinor: minor, coverMinor: 0 },
  )
  await saveSums(work.db, giftId, { lostMinor: minor })
  await sql`update gift set state = 'void', failure = ${why} where id = ${giftId}`.execute(work.db)
  await allotAgain(work, gift.entityId)
  await record<GiftFact>(work, bounced ? { fact: 'gift.bounced', giftId } : { fact: 'gift.voided', giftId, why })
}
