import { z } from 'zod'
import type { Work } from '#domains/accounts'
import {
  closeEvent,
  countFailure,
  EVENT_JOB,
  findEvent,
  findGift,
  type GiftFact,
  listUnhandledEvents,
  listUnthanked,
  lockUnthanked,
  markThanked,
  receiveExpiry,
  receivePayment,
  receivePayout,
  receiveSubscription,
  THANK_JOB,
} from '#domains/gifts'
import { getPaper } from '#domains/paper'
import { receiptEmail } from '#faces/email'
import { type Db, transaction } from '#platform/db'
import { enqueue, type Task } from '#platform/jobs'
import type { Log } from '#platform/logging'
import type { Mailer } from '#platform/mail'
import type { Payments } from '#platform/payments'
import { Refusal } from '#platform/refusal'
import { sweepPayments } from './gifts-sweep.ts'
import { purgeAppeal } from './purge.ts'

/** What following up gifts needs. Without a processor no event is followed up; without a mailer nobody is thanked. */
export interface GiftNeeds {
  readonly db: Db
  readonly clock: () => Date
  readonly log: Log
  readonly payments: Payments | undefined
  readonly mailer: Mailer | undefined
}

const OfEvent = z.object({ eventId: z.string() })
const OfGift = z.object({ giftId: z.string() })
const SWEEP_DAYS = 7
const DAY_MS = 86_400_000

/** The job of the nightly sweep. */
export const SWEEP_JOB = 'gifts-sweep'

/** The job that looks every minute whether the appeal says something else. */
export const APPEAL_JOB = 'gifts-appeal'

/** The jobs that talk to the processor and to givers. None holds a transaction while it waits for an answer from outside, but for the thanks. */
export function giftTasks(needs: GiftNeeds): Readonly<Record<string, Task>> {
  return {
    [EVENT_JOB]: (payload) => followUp(needs, OfEvent.parse(payload).eventId),
    [THANK_JOB]: (payload) => thank(needs, OfGift.parse(payload).giftId),
    [SWEEP_JOB]: async () => {
      const { db, clock, log, payments } = needs
      const now = clock()
      if (payments) {
        const swept = await sweepPayments({ db, clock, payments }, new Date(now.getTime() - SWEEP_DAYS * DAY_MS))
        log[swept.strange.length > 0 ? 'warn' : 'info']({ job: SWEEP_JOB, ...swept })
      }
      for (const eventId of await listUnhandledEvents(db))
        await enqueue(db, EVENT_JOB, { eventId }, { key: `event ${eventId}` })
      if (needs.mailer)
        for (const giftId of await listUnthanked(db))
          await enqueue(db, THANK_JOB, { giftId }, { key: `thank ${giftId}` })
    },
    [APPEAL_JOB]: () =>
      transaction(needs.db, (tx) =>
        purgeAppeal({ db: tx, by: { kind: 'system', job: APPEAL_JOB }, at: needs.clock() }),
      ),
  }
}

/**
 * Asks how things stand now and books that; what the event itself said of it may be old. The event is closed last, so that whatever fails
 * before is done again; each step done again changes nothing.
 */
async function followUp({ db, clock, log, payments }: GiftNeeds, eventId: string): Promise<void> {
  const event = await findEvent(db, eventId)
  if (!event || !payments) return
  const about = payments.aboutOf(event.body)
  const applied: ((work: Work) => Promise<unknown>)[] = []
  const shown = await paymentsAbout(payments, about)
  for (const one of shown) applied.push((work) => receivePayment(work, one))
  if (about.kind === 'session' && shown.length === 0) {
    const session = await payments.paymentOfSession(about.id)
    if (session.state === 'expired') applied.push((work) => receiveExpiry(work, session.gift))
  }
  const subscriptionIds = new Set([
    ...(about.kind === 'subscription' ? [about.id] : []),
    ...shown.flatMap(({ recurring }) => (recurring ? [recurring.subscriptionId] : [])),
  ])
  const runningIds: string[] = []
  for (const id of subscriptionIds) {
    const subscription = await payments.subscription(id)
    if (subscription.state !== 'ended') runningIds.push(id)
    applied.push((work) => receiveSubscription(work, subscription))
  }
  if (about.kind === 'payout') {
    const payout = await payments.payout(about.id)
    applied.push((work) => receivePayout(work, payout))
  }
  const workOf = (tx: Db) => ({ db: tx, by: { kind: 'system', job: EVENT_JOB }, at: clock() }) as const
  const isBooked = await transaction(db, async (tx) => {
    for (const apply of applied) await apply(workOf(tx))
    return true
  }).catch((error: unknown) => {
    // A refusal is an answer, and the same tomorrow. The sweep tells the business office what is strange; what is not ours is left alone.
    if (!(error instanceof Refusal)) throw error
    log.warn({ job: EVENT_JOB, eventId, refused: error.code, why: error.message })
    return false
  })
  if (isBooked) await spareMoreTrouble(payments, event.type, shown, runningIds)
  const isOurFailure = isBooked && shown.length > 0 && event.type === 'payment_intent.payment_failed'
  await transaction(db, async (tx) => {
    if ((await closeEvent(workOf(tx), eventId)) && isOurFailure) await countFailure(tx, clock())
  })
}

async function paymentsAbout(payments: Payments, about: ReturnType<Payments['aboutOf']>) {
  if (about.kind === 'intent') return [await payments.payment(about.id)]
  if (about.kind === 'invoice') return payments.paymentsOfInvoice(about.id)
  if (about.kind !== 'session') return []
  const found = await payments.paymentOfSession(about.id)
  return 'intentId' in found ? [found] : []
}

/** A dispute costs more than the gift and comes again with every charge; a warning of fraud is refunded before it becomes one. */
async function spareMoreTrouble(
  payments: Payments,
  type: string,
  shown: Awaited<ReturnType<typeof paymentsAbout>>,
  runningIds: readonly string[],
): Promise<void> {
  for (const { intentId, recurring, refunds, amountMinor, disputes } of shown) {
    if (type === 'charge.dispute.created' && recurring && runningIds.includes(recurring.subscriptionId))
      await payments.cancelSubscription(recurring.subscriptionId, `${recurring.subscriptionId}:cancel:disputed`)
    const left = amountMinor - refunds.reduce((sum, one) => sum + (one.state === 'failed' ? 0 : one.minor), 0)
    if (type === 'radar.early_fraud_warning.created' && left > 0 && disputes.length === 0)
      await payments.refund(intentId, left, `${intentId}:refund:warned:${left}`)
  }
}

/** Thanks a giver with a receipt, once. The gift is held meanwhile, so that two jobs cannot both write. */
async function thank({ db, clock, mailer, log }: GiftNeeds, giftId: string): Promise<void> {
  if (!mailer) return
  await transaction(db, async (tx) => {
    if (!(await lockUnthanked(tx, giftId))) return
    const gift = await findGift(tx, { id: giftId })
    if (!gift?.donor.email || gift.capturedAt === null) return
    const paper = await getPaper(tx)
    const letter = receiptEmail({ paperName: paper.name, zone: paper.zone, gift, capturedAt: gift.capturedAt })
    await mailer.send({ to: gift.donor.email, ...letter })
    await markThanked({ db: tx, by: { kind: 'system', job: THANK_JOB }, at: clock() }, giftId)
  }).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    log.warn({ job: THANK_JOB, giftId, refused: error.code })
  })
}

/** A gift came: its giver is thanked. */
export async function thankGiver(work: Work, fact: Extract<GiftFact, { fact: 'gift.captured' }>): Promise<void> {
  await enqueue(work.db, THANK_JOB, { giftId: fact.giftId }, { key: `thank ${fact.giftId}` })
}
