import type { Work } from '#domains/accounts'
import { hasMovedSince, receivePayment, receivePayout } from '#domains/gifts'
import { type Db, isAway, transaction } from '#platform/db'
import { isPaymentsAway, type Payments } from '#platform/payments'
import { Refusal } from '#platform/refusal'

/** What a sweep found: how many records it looked at, for which ones webhooks had missed something, and what it could not book, in sentences. */
export interface Swept {
  readonly looked: number
  readonly mended: readonly string[]
  readonly strange: readonly string[]
}

/**
 * Asks the processor for everything since then and books what is missing. Done twice, the second finds nothing. One odd record is told of and keeps
 * nobody from the next; only while the processor or the database is away it throws.
 */
export async function sweepPayments(
  { db, clock, payments }: { db: Db; clock: () => Date; payments: Payments },
  since: Date,
): Promise<Swept> {
  const mended: string[] = []
  const strange: string[] = []
  let looked = 0
  async function bookEach<shown>(
    ids: AsyncIterable<string>,
    find: (id: string) => Promise<shown>,
    receive: (work: Work, shown: shown) => Promise<unknown>,
  ): Promise<void> {
    for await (const id of ids) {
      looked += 1
      try {
        const shown = await find(id)
        const isNew = await transaction(db, async (tx) => {
          const hasMoved = await hasMovedSince(tx)
          await receive({ db: tx, by: { kind: 'system', job: 'gifts sweep' }, at: clock() }, shown)
          return hasMoved()
        })
        if (isNew) mended.push(id)
      } catch (error) {
        if (isPaymentsAway(error) || isAway(error)) throw error
        // Payments that are no gifts are somebody else's business.
        if (error instanceof Refusal && error.code === 'gift.not-ours') continue
        strange.push(`${id}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
  await bookEach(payments.intentsSince(since), payments.payment, receivePayment)
  await bookEach(payments.payoutsSince(since), payments.payout, receivePayout)
  return { looked, mended, strange }
}
