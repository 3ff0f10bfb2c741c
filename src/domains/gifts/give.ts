import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import { isCharity, type Mode } from './entity.ts'
import type { GiftFact } from './fact.ts'
import { obstacleToWish, type Rhythm, type WishObstacle } from './gift.ts'
import { dollars, feeCover } from './money.ts'
import { type FundPlace, getFund, insertGift } from './store.ts'

/** What a giver filled in. */
export interface Wished {
  readonly fund: string
  readonly amountMinor: number
  readonly every: Rhythm
  readonly coversFee: boolean
  readonly email: string
  readonly name: string
  readonly postalCode: string
  /** The name for the donor roll; empty keeps the giver off it. */
  readonly rollName: string
  readonly dedication: { readonly kind: 'honor' | 'memory'; readonly name: string } | null
  readonly message: string
}

/** A gift asked for, with what the payment page needs. `callKey` is kept, so that asking for the page again asks for the same page. */
export interface Asked {
  readonly giftId: string
  readonly number: string
  readonly callKey: string
  readonly fund: FundPlace
  readonly amountMinor: number
  readonly coverMinor: number
  readonly every: Rhythm
  readonly isCharity: boolean
}

/** Notes a gift that somebody is about to pay for. Nothing is counted until money came. `minimumMinor` is the least of the day, where it is more than the fund's. */
export async function ask(
  work: Work,
  wished: Wished,
  { mode, minimumMinor = 0 }: { mode: Mode; minimumMinor?: number },
): Promise<Asked> {
  const fund = await getFund(work.db, wished.fund)
  if (fund.entity.kind === 'outside-fund')
    throw new Refusal('invalid', 'gift.elsewhere', 'That fund takes its gifts at its own address.')
  // Practice money and real money never meet.
  if (fund.entity.mode !== mode)
    throw new Refusal('conflict', 'gift.other-mode', 'Gifts by card cannot be taken now. Please mail a check.')
  const least = Math.max(fund.minimumMinor, minimumMinor)
  const obstacle = obstacleToWish(wished, least)
  if (obstacle) {
    const sentence = sentences[obstacle](least)
    throw new Refusal('invalid', `gift.${obstacle}`, sentence, { other: sentence })
  }
  if (!/^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,190}\.[^\s@.<>,;:"()[\]\\]{2,60}$/.test(wished.email))
    throw new Refusal('invalid', 'gift.no-email', 'Give an email address for the receipt.', {
      email: 'Give an email address, such as ana@example.com',
    })
  const coverMinor = wished.coversFee ? feeCover(wished.amountMinor) : 0
  const recurringId = wished.every === 'once' ? undefined : await insertRecurring(work, fund, wished, coverMinor)
  const giftId = await insertGift(work, {
    fund,
    donorId: undefined,
    recurringId,
    amountMinor: wished.amountMinor,
    coverMinor,
    fairValueMinor: 0,
    instrument: 'card',
    every: wished.every,
    isFirstOfRecurring: true,
    isAnonymous: wished.rollName === '',
    rollName: wished.rollName,
    dedication: wished.dedication,
    message: wished.message,
    note: '',
    checkNumber: '',
    postmarkedAt: null,
    giver: { name: wished.name, email: wished.email, postalCode: wished.postalCode },
  })
  const kept = await sql<{ number: string; callKey: string }>`
    update gift set call_key = number || ':checkout:1' where id = ${giftId} returning number, call_key as "callKey"`.execute(
    work.db,
  )
  const { number = '', callKey = '' } = kept.rows[0] ?? {}
  await record<GiftFact>(work, { fact: 'gift.asked', giftId })
  return {
    giftId,
    number,
    callKey,
    fund,
    amountMinor: wished.amountMinor,
    coverMinor,
    every: wished.every,
    isCharity: isCharity(fund.entity.kind),
  }
}

/** Notes the payment page that was made for a gift. */
export async function notePage(work: Work, giftId: string, sessionId: string): Promise<void> {
  await sql`update gift set stripe_session_id = ${sessionId} where id = ${giftId} and stripe_session_id is null`.execute(
    work.db,
  )
}

async function insertRecurring(
  work: Work,
  fund: FundPlace,
  wished: Wished,
  coverMinor: number,
): Promise<string | undefined> {
  const made = await sql<{ id: string }>`
    insert into recurring_gift (entity_id, fund_id, statement_id, amount_minor, cover_minor, currency, every, state, created_at)
    values (${fund.entity.id}, ${fund.id}, ${fund.entity.statementId}, ${wished.amountMinor}, ${coverMinor}, 'USD', ${wished.every}, 'asked', ${work.at})
    returning id`.execute(work.db)
  return made.rows[0]?.id
}

const sentences: Record<WishObstacle, (leastMinor: number) => string> = {
  'too-little': (least) => `The smallest gift by card is ${dollars(least)}.`,
  'too-much': () => 'For a gift of this size, please mail a check or call us.',
  'not-whole': () => 'Give an amount in dollars and cents, such as 40 or 12.50.',
}
