import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import type { GiftFact } from './fact.ts'
import { mustBeBusiness } from './open.ts'
import { type DonorWords, getFund, knowDonor } from './store.ts'

/** Notes what somebody said they will give. It is never counted as raised. `dueOn` is yyyy-mm-dd. Gives its id. */
export async function promise(
  work: Work,
  { fund: slug, amountMinor, donor, dueOn }: { fund: string; amountMinor: number; donor: DonorWords; dueOn?: string },
): Promise<string> {
  mustBeBusiness(work)
  const fund = await getFund(work.db, slug)
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0)
    throw new Refusal('invalid', 'pledge.no-amount', 'Give the amount in dollars and cents.', {
      amount: 'Give the amount',
    })
  const donorId = await knowDonor(work, donor)
  if (donorId === undefined)
    throw new Refusal('invalid', 'pledge.no-donor', 'Say who made the pledge.', { name: 'Give a name' })
  const made = await sql<{ id: string }>`
    insert into pledge (entity_id, fund_id, donor_id, amount_minor, currency, due_on, made_at)
    values (${fund.entity.id}, ${fund.id}, ${donorId}, ${amountMinor}, 'USD', ${dueOn ?? null}, ${work.at}) returning id`.execute(
    work.db,
  )
  const pledgeId = made.rows[0]?.id ?? ''
  await record<GiftFact>(work, { fact: 'pledge.made', pledgeId })
  return pledgeId
}

/** Lets a pledge go that will not be kept. */
export async function release(work: Work, pledgeId: string): Promise<void> {
  mustBeBusiness(work)
  const gone =
    await sql`update pledge set state = 'released' where id = ${pledgeId} and state = 'open' returning id`.execute(
      work.db,
    )
  if (gone.rows.length === 0) throw new Refusal('conflict', 'pledge.not-open', 'That pledge is not open.')
  await record<GiftFact>(work, { fact: 'pledge.released', pledgeId })
}
