import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import { type Balance, balancesOf, type Movement } from './movement.ts'

/** The trial balance of one recipient's book. Debits and credits are equal. */
export interface TrialBalance {
  readonly entity: string
  readonly mode: string
  readonly accounts: readonly (Balance & { readonly balanceMinor: number })[]
  readonly debitMinor: number
  readonly creditMinor: number
}

/** The trial balance of every recipient, or of one, from the postings. */
export async function trialBalances(db: Db, entitySlug?: string): Promise<TrialBalance[]> {
  const entities = await listEntities(db, entitySlug)
  const lines = await sql<Balance & { entityId: string }>`
    select book_account.entity_id as "entityId", code as account, currency, coalesce(sum(amount_minor) filter (where amount_minor > 0), 0)::float8 as "debitMinor",
      -coalesce(sum(amount_minor) filter (where amount_minor < 0), 0)::float8 as "creditMinor"
    from book_posting join book_account on book_account.id = account_id
    group by book_account.id order by code collate "C"`.execute(db)
  return entities.map(({ id, slug, mode }) =>
    totaled(
      slug,
      mode,
      lines.rows
        .filter(({ entityId }) => entityId === id)
        .map(({ entityId: _, ...line }) => ({ ...line, creditMinor: line.creditMinor + 0 })),
    ),
  )
}

/** The same made again from the log of money alone. Anything that differs from `trialBalances` is drift. */
export async function rebuiltBalances(db: Db, entitySlug?: string): Promise<TrialBalance[]> {
  const balances: TrialBalance[] = []
  for (const { id, slug, mode } of await listEntities(db, entitySlug)) {
    const log = await sql<Movement & { currency: string }>`
      select kind, amount_minor::float8 as "amountMinor", cover_minor::float8 as "coverMinor", fee_minor::float8 as "feeMinor", detail, currency
      from money_event where entity_id = ${id} order by id`.execute(db)
    balances.push(totaled(slug, mode, balancesOf(log.rows, 'USD')))
  }
  return balances
}

function totaled(entity: string, mode: string, lines: readonly Balance[]): TrialBalance {
  const sum = (of: (line: Balance) => number): number => lines.reduce((total, line) => total + of(line), 0)
  return {
    entity,
    mode,
    accounts: lines.map((line) => ({ ...line, balanceMinor: line.debitMinor - line.creditMinor })),
    debitMinor: sum((line) => line.debitMinor),
    creditMinor: sum((line) => line.creditMinor),
  }
}

async function listEntities(db: Db, slug?: string): Promise<{ id: string; slug: string; mode: string }[]> {
  const found = await sql<{ id: string; slug: string; mode: string }>`
    select id, slug, mode from entity ${slug === undefined ? sql`` : sql`where slug = ${slug}`} order by slug collate "C"`.execute(
    db,
  )
  if (slug !== undefined && found.rows.length === 0)
    throw new Refusal('not-found', 'entity.not-found', `There is no recipient "${slug}".`)
  return found.rows
}

/** What does not agree between log, book, gifts and campaigns, in sentences; empty when all is well. */
export async function listDrift(db: Db): Promise<string[]> {
  const [kept, rebuilt] = [await trialBalances(db), await rebuiltBalances(db)]
  const books = kept.flatMap((book, nth) =>
    JSON.stringify(book) === JSON.stringify(rebuilt[nth])
      ? []
      : [`The book of ${book.entity} is not what its log makes.`],
  )
  const gifts = await sql<{ number: string }>`
    select number from gift left join lateral (
      select coalesce(sum(amount_minor) filter (where kind = 'captured'), 0) as captured,
        coalesce(sum(case kind when 'refunded' then amount_minor when 'refund-failed' then -amount_minor end), 0) as refunded,
        coalesce(sum(case when kind = 'disputed' then amount_minor when kind in ('dispute-won', 'dispute-lost') then -amount_minor end), 0) as disputed,
        coalesce(sum(amount_minor) filter (where kind in ('dispute-lost', 'bounced', 'voided')), 0) as lost
      from money_event where gift_id = gift.id) as log on true
    where (captured_minor, refunded_minor, disputed_minor, lost_minor) is distinct from (captured, refunded, disputed, lost)`.execute(
    db,
  )
  const campaigns = await sql<{ slug: string }>`
    select slug from match_campaign left join lateral (
      select coalesce(sum(match_allocation.counted_minor), 0) as counted, coalesce(sum(match_allocation.matched_minor), 0) as matched
      from match_allocation where campaign_id = match_campaign.id) as line on true
    where (match_campaign.counted_minor, match_campaign.matched_minor) is distinct from (counted, matched)`.execute(db)
  return [
    ...books,
    ...gifts.rows.map(({ number }) => `Gift ${number} says otherwise than its log.`),
    ...campaigns.rows.map(({ slug }) => `The match ${slug} shows otherwise than its allocations.`),
  ]
}
