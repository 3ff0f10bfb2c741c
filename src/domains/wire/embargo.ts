import { sql } from 'kysely'
import { hasRole, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import type { WireFact } from './fact.ts'
import { settleHolds } from './holds.ts'
import { tellDesks } from './settle-store.ts'
import { lockItem } from './store.ts'

/**
 * An editor decides when an embargo of unknown end is over: at `until`, or null that it is over now. The decision holds until the agency
 * itself gives a time. A time that the agency gave is not for us to change.
 */
export async function decideEmbargo(
  work: Work,
  itemId: string,
  { until, reason }: { until: Date | null; reason: string },
): Promise<void> {
  if (!hasRole(work.by, 'admin', 'editor'))
    throw new Refusal('not-allowed', 'wire.not-yours-to-decide', 'Only editors may decide on an embargo.')
  const item = await lockItem(work.db, itemId)
  if (reason.trim() === '')
    throw new Refusal('invalid', 'wire.no-reason', 'Say why, for the record.', { reason: 'Empty' })
  const decided = await sql`select from wire_item where id = ${itemId} and embargo_decided_at is not null`.execute(
    work.db,
  )
  if (!item.embargoUnknown && decided.rows.length === 0)
    throw new Refusal(
      'conflict',
      'wire.embargo-known',
      `${item.agency} itself says when this may be published; that is not ours to change.`,
    )
  await sql`
    update wire_item set embargo_unknown = false, embargo_until = ${until}, embargo_decided_at = ${work.at},
      embargo_decided_by = ${JSON.stringify(work.by)}::jsonb where id = ${itemId}`.execute(work.db)
  await settleHolds(work, itemId)
  await record<WireFact>(work, { fact: 'wire.embargo-decided', itemId, until: until?.toISOString() ?? null, reason })
  await tellDesks(work.db, [itemId])
}

/** Takes the holds of an embargo off its stories once it has ended. Publishing needs it not: a hold that has ended holds nothing. */
export async function endEmbargo(work: Work, itemId: string): Promise<void> {
  await lockItem(work.db, itemId)
  await settleHolds(work, itemId)
  await tellDesks(work.db, [itemId])
}
