import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import { allot } from './allot.ts'
import type { GiftFact } from './fact.ts'
import { coverIn, isOnline } from './gift.ts'
import type { MovementDetail, MovementKind } from './movement.ts'
import { post } from './post.ts'
import { type Gift, lockGift, saveSums } from './store.ts'

/** Which record says that something happened: a charge, a refund, a dispute, a check. The same record counts once. */
export interface Source {
  readonly type: string
  readonly id: string
  /** When it happened, by whoever keeps the record. */
  readonly at: Date
}

/** Where the money of a gift lies. */
export function whereOf(gift: Pick<Gift, 'instrument' | 'depositedAt'>): NonNullable<MovementDetail['where']> {
  if (isOnline(gift.instrument)) return 'processor'
  return gift.depositedAt === null ? 'undeposited' : 'bank'
}

/** Writes something that happened to a gift into log, book and gift. Gives whether it was new. */
export async function move(
  work: Work,
  gift: Gift,
  kind: MovementKind,
  source: Source,
  amounts: { amountMinor: number; coverMinor: number },
  more: MovementDetail = {},
): Promise<boolean> {
  return post(work, {
    kind,
    entityId: gift.entityId,
    giftId: gift.id,
    fundId: gift.fundId,
    sourceType: source.type,
    sourceId: source.id,
    at: source.at,
    currency: gift.currency,
    amountMinor: amounts.amountMinor,
    coverMinor: amounts.coverMinor,
    feeMinor: 0,
    detail: { fund: gift.fundSlug, where: whereOf(gift), ...(gift.heldFor ? { heldFor: gift.heldFor } : {}), ...more },
  })
}

/** The money of a gift is ours. Told again, it changes nothing. */
export async function settle(work: Work, giftId: string, source: Source): Promise<void> {
  const gift = await lockGift(work.db, giftId)
  if (gift.state === 'captured') return
  if (gift.state === 'void') throw new Refusal('conflict', 'gift.void', 'This gift was voided.')
  const whole = gift.amountMinor + gift.coverMinor
  const isNew = await move(work, gift, 'captured', source, { amountMinor: whole, coverMinor: gift.coverMinor })
  if (!isNew) throw new Refusal('conflict', 'gift.source-used', 'That payment is booked for another gift already.')
  await sql`
    update gift set state = 'captured', captured_at = ${source.at}, authorized_at = coalesce(authorized_at, ${source.at}), failure = '',
      donor_first_gave_at = (select min(other.captured_at) from gift as other where other.donor_id = gift.donor_id and other.state = 'captured')
    where id = ${giftId}`.execute(work.db)
  await saveSums(work.db, giftId, { capturedMinor: whole })
  await allot(work, gift)
  await record<GiftFact>(work, { fact: 'gift.captured', giftId })
}

/** Gives back `minor` of a gift, fee cover included. `source` is the refund as the processor knows it, or our own for a check. */
export async function refund(work: Work, giftId: string, minor: number, source: Source): Promise<void> {
  const gift = await lockGift(work.db, giftId)
  if (await findPosted(work, 'refunded', source)) return
  if (!Number.isSafeInteger(minor) || minor <= 0 || minor > leftOf(gift))
    throw new Refusal('conflict', 'gift.refund-too-much', 'More cannot be given back than is left of the gift.')
  await move(work, gift, 'refunded', source, { amountMinor: minor, coverMinor: coverIn(minor, gift) })
  await saveSums(work.db, giftId, { refundedMinor: minor })
  await allot(work, gift)
  await record<GiftFact>(work, { fact: 'gift.refunded', giftId, minor })
}

/** A refund did not reach the giver: the money is ours again. */
export async function unrefund(work: Work, giftId: string, source: Source): Promise<void> {
  const gift = await lockGift(work.db, giftId)
  const refunded = await findPosted(work, 'refunded', source)
  if (!refunded || !(await move(work, gift, 'refund-failed', source, refunded))) return
  const minor = refunded.amountMinor
  await saveSums(work.db, giftId, { refundedMinor: -minor })
  await allot(work, gift)
  await record<GiftFact>(work, { fact: 'gift.refund-failed', giftId, minor })
}

/** The giver's bank takes the money back until it is decided. What was refunded before cannot be taken again. */
export async function dispute(work: Work, giftId: string, asked: number, source: Source): Promise<void> {
  const gift = await lockGift(work.db, giftId)
  const minor = Math.min(asked, leftOf(gift))
  if (minor <= 0) return
  const coverMinor = coverIn(minor, gift)
  if (!(await move(work, gift, 'disputed', source, { amountMinor: minor, coverMinor }))) return
  await saveSums(work.db, giftId, { disputedMinor: minor })
  await allot(work, gift)
  await record<GiftFact>(work, { fact: 'gift.disputed', giftId, minor })
}

/** The bank has decided a dispute. */
export async function endDispute(work: Work, giftId: string, won: boolean, source: Source): Promise<void> {
  const gift = await lockGift(work.db, giftId)
  const disputed = await findPosted(work, 'disputed', source)
  if (!disputed || (await findPosted(work, won ? 'dispute-lost' : 'dispute-won', source))) return
  if (!(await move(work, gift, won ? 'dispute-won' : 'dispute-lost', source, disputed))) return
  const minor = disputed.amountMinor
  await saveSums(work.db, giftId, { disputedMinor: -minor, lostMinor: won ? 0 : minor })
  await allot(work, gift)
  await record<GiftFact>(work, { fact: won ? 'gift.dispute-won' : 'gift.dispute-lost', giftId, minor })
}

/** What the processor kept of a charge, or asked for a dispute. `source` is the line of its balance. */
export async function bookFee(
  work: Work,
  giftId: string,
  feeMinor: number,
  source: Source,
  feeFor: NonNullable<MovementDetail['feeFor']> = 'charge',
): Promise<void> {
  if (feeMinor <= 0) return
  const gift = await lockGift(work.db, giftId)
  await move(work, gift, 'fee', source, { amountMinor: feeMinor, coverMinor: 0 }, { feeFor })
}

/** No money came, and none will by this way. */
export async function fail(
  work: Work,
  giftId: string,
  why: string,
  state: 'failed' | 'expired' = 'failed',
): Promise<void> {
  const gift = await lockGift(work.db, giftId)
  if (gift.state === 'captured' || gift.state === 'void' || gift.state === state) return
  await sql`update gift set state = ${state}, failure = ${why} where id = ${giftId}`.execute(work.db)
  await record<GiftFact>(work, { fact: 'gift.failed', giftId })
}

/** What of a gift is still ours, fee cover included. */
function leftOf(gift: Gift): number {
  return gift.capturedMinor - gift.refundedMinor - gift.disputedMinor - gift.lostMinor
}

/** What was written of something that happened, or undefined. */
export async function findPosted(
  work: Work,
  kind: MovementKind,
  { type, id }: Pick<Source, 'type' | 'id'>,
): Promise<{ amountMinor: number; coverMinor: number } | undefined> {
  const found = await sql<{ amountMinor: number; coverMinor: number }>`
    select amount_minor::float8 as "amountMinor", cover_minor::float8 as "coverMinor" from money_event
    where kind = ${kind} and source_type = ${type} and source_id = ${id}`.execute(work.db)
  return found.rows[0]
}
