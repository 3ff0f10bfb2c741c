import { sql } from 'kysely'
import { hasRole, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import type { GiftFact } from './fact.ts'
import type { Currency } from './money.ts'
import { type Movement, type Posting, postingsOf } from './movement.ts'

/** A movement of money with its place: whose book, of which gift, and which record of which house says so. */
export interface Moved extends Movement {
  readonly entityId: string
  readonly giftId?: string
  readonly fundId?: string
  readonly sourceType: string
  readonly sourceId: string
  readonly currency: Currency
  readonly at: Date
}

/** Writes a movement into the log and its journal into the book, once however often it is told. Gives whether it was new. */
export async function post(work: Work, moved: Moved): Promise<boolean> {
  const { db, at: now } = work
  const event = await sql<{ id: string }>`
    insert into money_event (entity_id, kind, source_type, source_id, gift_id, fund_id, amount_minor, cover_minor, fee_minor, currency, detail, at, recorded_at)
    values (${moved.entityId}, ${moved.kind}, ${moved.sourceType}, ${moved.sourceId}, ${moved.giftId ?? null}, ${moved.fundId ?? null}, ${moved.amountMinor},
      ${moved.coverMinor}, ${moved.feeMinor}, ${moved.currency}, ${JSON.stringify(moved.detail)}::jsonb, ${moved.at}, ${now})
    on conflict on constraint one_event_to_a_source do nothing returning id`.execute(db)
  const eventId = event.rows[0]?.id
  if (eventId === undefined) return false
  // What belongs to a closed month and came later is booked in the open one.
  const journal = await sql<{ id: string }>`
    insert into book_journal (entity_id, event_id, kind, memo, effective_at, recorded_at)
    values (${moved.entityId}, ${eventId}, ${moved.kind}, ${moved.detail.note ?? ''},
      greatest(${moved.at}::timestamptz, (select max(through) from book_close where entity_id = ${moved.entityId})), ${now})
    returning id`.execute(db)
  const lines = postingsOf(moved)
  const write = () =>
    sql`
    insert into book_posting (journal_id, account_id, amount_minor)
    select ${journal.rows[0]?.id ?? ''}, book_account.id, line.amount
    from unnest(${lines.map(({ account }) => account)}::text[], ${lines.map(({ amountMinor }) => amountMinor)}::bigint[]) with ordinality as line (code, amount, nth)
    join book_account on book_account.entity_id = ${moved.entityId} and book_account.code = line.code and book_account.currency = ${moved.currency}
    where ${lines.length} = (select count(*) from book_account where entity_id = ${moved.entityId} and currency = ${moved.currency}
      and code = any(${lines.map(({ account }) => account)}::text[]))
    order by nth returning id`.execute(db)
  if ((await write()).rows.length === 0) {
    await openCodes(
      db,
      moved.entityId,
      lines.map(({ account }) => account),
      moved.currency,
    )
    await write()
  }
  return true
}

async function openCodes(
  db: Db,
  entityId: string,
  codes: readonly Posting['account'][],
  currency: Currency,
): Promise<void> {
  await sql`
    insert into book_account (entity_id, code, kind, currency)
    select ${entityId}, code, split_part(code, ':', 1), ${currency} from unnest(${codes}::text[]) as code order by code
    on conflict on constraint one_account_to_a_code do nothing`.execute(db)
}

/** Opens the accounts that a fund will need, so that the first gifts of a fund need not wait for one another. */
export async function openAccounts(db: Db, entityId: string, heldFor: string | undefined, fund: string): Promise<void> {
  const codes = [
    'asset:processor',
    'asset:undeposited',
    'asset:bank',
    'asset:bank-in-transit',
    'asset:disputed',
    'revenue:fee-cover',
    'contra:fee-cover',
    'expense:processing',
    'expense:dispute-fees',
    `revenue:gifts:${fund}`,
    `contra:refunds:${fund}`,
    `expense:chargebacks:${fund}`,
    ...(heldFor ? ([`liability:due-to:${heldFor}`] as const) : []),
  ] as const
  await openCodes(db, entityId, codes, 'USD')
}

/** Closes an entity's book up to an instant: nothing can be written before it any more. */
export async function closeBook(work: Work, entityId: string, through: Date): Promise<void> {
  if (!hasRole(work.by, 'admin', 'business'))
    throw new Refusal('not-allowed', 'book.not-yours-to-close', 'Only the business office may close a month.')
  if (through > work.at) throw new Refusal('invalid', 'book.not-over', 'A month can be closed once it is over.')
  await sql`
    insert into book_close (entity_id, through, closed_at, closed_by)
    values (${entityId}, ${through}, ${work.at}, ${JSON.stringify(work.by)}::jsonb)`.execute(work.db)
  await record<GiftFact>(work, { fact: 'book.closed', entityId, through: through.toISOString() })
}
