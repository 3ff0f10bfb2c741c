import { hasMovedSince, receivePayment, receivePayout } from '#domains/gifts'
import { type Db, transaction } from '#platform/db'
import type { Payments } from '#platform/payments'
import { Refusal } from '#platform/refusal'

/** What a sweep found: how many records it looked at, for which ones webhooks had missed something, and what it could not book, in sentences. */
export interface Swept {
  readonly looked: number
  readonly mended: readonly string[]
  readonly strange: readonly string[]
}

/** Asks the processor for everything since then and books what is missing. Done twice, the second finds nothing. */
export async function sweepPayments(
  { db, clock, payments }: { db: Db; clock: () => Date; payments: Payments },
  since: Date,
): Promise<Swept> {
  const mended: string[] = []
  const strange: string[] = []
  let looked = 0
  const bookOne = async (
    id: string,
    apply: (work: Parameters<typeof receivePayment>[0]) => Promise<unknown>,
  ): Promise<void> => {
    looked += 1
    await transaction(db, async (tx) => {
      const before = await hasMovedSince(tx)
      await apply({ db: tx, by: { kind: 'system', job: 'gifts sweep' }, at: clock() })
      if (await before()) mended.push(id)
    }).catch((error: unknown) => {
      // Payments that are no gifts are somebody else's business.
      if (!(error instanceof Refusal)) throw error
      if (error.code !== 'gift.not-ours') strange.push(`${id}: ${error.message}`)
    })
  }
  for await (const id of payments.intentsSince(since)) {
    const shown = await payments.payment(id)
    await bookOne(id, (work) => receivePayment(work, shown))
  }
  for await (const id of payments.payoutsSince(since)) {
    const shown = await payments.payout(id)
    await bookOne(id, (work) => receivePayout(work, shown))
  }
  return { looked, mended, strange }
}
