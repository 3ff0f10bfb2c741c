import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import type { Entity } from './entity.ts'
import type { DonorKind, GiftState, Instrument, Rhythm, Sums } from './gift.ts'
import type { Currency } from './money.ts'

/** A gift as the verbs need it. */
export interface Gift extends Sums {
  readonly id: string
  readonly number: string
  readonly entityId: string
  readonly fundId: string
  readonly fundSlug: string
  readonly heldFor: string | null
  readonly donorId: string | null
  readonly recurringId: string | null
  readonly currency: Currency
  readonly fairValueMinor: number
  readonly instrument: Instrument
  readonly every: Rhythm
  readonly state: GiftState
  readonly depositId: string | null
  readonly askedAt: Date
  readonly capturedAt: Date | null
  readonly depositedAt: Date | null
}

/** Columns of a gift as they read in `Gift`. Cents are exact in a double up to 2^53. */
const giftColumns = sql.raw(`
  gift.id, gift.number, gift.entity_id as "entityId", gift.fund_id as "fundId", fund.slug as "fundSlug",
  case when entity.kind = 'fiscal-sponsor' then entity.slug end as "heldFor", gift.donor_id as "donorId", gift.recurring_id as "recurringId",
  gift.currency, gift.amount_minor::float8 as "amountMinor", gift.cover_minor::float8 as "coverMinor", gift.captured_minor::float8 as "capturedMinor",
  gift.refunded_minor::float8 as "refundedMinor", gift.disputed_minor::float8 as "disputedMinor", gift.lost_minor::float8 as "lostMinor",
  gift.fair_value_minor::float8 as "fairValueMinor", gift.instrument, gift.every, gift.state, gift.deposit_id as "depositId",
  gift.asked_at as "askedAt", gift.captured_at as "capturedAt", gift.deposited_at as "depositedAt"`)

/** Locks a gift, so that two things cannot happen to it at once. */
export async function lockGift(db: Db, id: string): Promise<Gift> {
  const found = await sql<Gift>`
    select ${giftColumns} from gift join fund on fund.id = gift.fund_id join entity on entity.id = gift.entity_id
    where gift.id = ${id} for update of gift`.execute(db)
  const gift = found.rows[0]
  if (!gift) throw new Refusal('not-found', 'gift.not-found', 'There is no such gift.')
  return gift
}

/** Keeps what was taken and given back, as the log has it. */
export async function saveSums(
  db: Db,
  id: string,
  change: Partial<Pick<Sums, 'capturedMinor' | 'refundedMinor' | 'disputedMinor' | 'lostMinor'>>,
): Promise<void> {
  const { capturedMinor = 0, refundedMinor = 0, disputedMinor = 0, lostMinor = 0 } = change
  await sql`
    update gift set captured_minor = captured_minor + ${capturedMinor}, refunded_minor = refunded_minor + ${refundedMinor},
      disputed_minor = disputed_minor + ${disputedMinor}, lost_minor = lost_minor + ${lostMinor} where id = ${id}`.execute(
    db,
  )
}

/** A fund with the recipient that it inherits from. */
export interface FundPlace {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly purpose: string
  readonly restriction: string
  readonly outsideUrl: string
  readonly minimumMinor: number
  readonly amounts: readonly number[]
  readonly isActive: boolean
  readonly entity: Entity
}

/** Funds with their recipients under the newest statement, in order. */
export async function listFundPlaces(db: Db): Promise<FundPlace[]> {
  const found = await sql<FundPlace>`
    select fund.id, fund.slug, fund.name, fund.purpose, fund.restriction, fund.outside_url as "outsideUrl", fund.minimum_minor::float8 as "minimumMinor",
      array(select unnest(amounts)::float8) as amounts, fund.is_active as "isActive",
      json_build_object('id', entity.id::text, 'slug', entity.slug, 'kind', entity.kind, 'mode', entity.mode, 'statementId', said.id::text,
        'statementVersion', said.version, 'legalName', said.legal_name, 'city', said.city, 'ein', said.ein, 'statement', said.statement,
        'checksTo', said.checks_to, 'registrations', said.registrations) as entity
    from fund join entity on entity.id = fund.entity_id
    join lateral (select * from entity_statement where entity_id = entity.id order by version desc limit 1) as said on true
    order by fund.position, fund.id`.execute(db)
  return found.rows
}

/** The fund at an address, or undefined. */
export async function findFund(db: Db, slug: string): Promise<FundPlace | undefined> {
  return (await listFundPlaces(db)).find((fund) => fund.slug === slug)
}

/** The fund at an address; refuses where there is none that takes gifts. */
export async function getFund(db: Db, slug: string): Promise<FundPlace> {
  const fund = await findFund(db, slug)
  if (!fund?.isActive)
    throw new Refusal('not-found', 'fund.not-found', `There is no fund "${slug}".`, { fund: 'Choose a fund' })
  return fund
}

/** Who gives. A donor is known by email; without one, each is new. */
export interface DonorWords {
  readonly name?: string
  readonly email?: string
  readonly kind?: DonorKind
  readonly postalCode?: string
  readonly address?: string
}

/** The donor with this email, or a new one; undefined where nothing is known of them. What was not known before is filled in. */
export async function knowDonor(work: Work, words: DonorWords): Promise<string | undefined> {
  const email = words.email?.trim().toLowerCase() || null
  const name = words.name?.trim() ?? ''
  if (!email && !name) return undefined
  const made = await sql<{ id: string }>`
    insert into donor (kind, name, email, postal_code, address, created_at)
    values (${words.kind ?? 'individual'}, ${name}, ${email}, ${words.postalCode ?? ''}, ${words.address ?? ''}, ${work.at})
    on conflict (email) where email is not null do update set
      name = case when donor.name = '' then excluded.name else donor.name end,
      postal_code = case when excluded.postal_code = '' then donor.postal_code else excluded.postal_code end
    returning id`.execute(work.db)
  return made.rows[0]?.id
}

export interface NewGift {
  readonly fund: FundPlace
  readonly donorId: string | undefined
  readonly recurringId?: string | undefined
  readonly pledgeId?: string | undefined
  readonly amountMinor: number
  readonly coverMinor: number
  readonly fairValueMinor: number
  readonly instrument: Instrument
  readonly every: Rhythm
  readonly isFirstOfRecurring: boolean
  readonly isAnonymous: boolean
  readonly rollName: string
  readonly dedication: object | null
  readonly message: string
  readonly note: string
  readonly checkNumber: string
  readonly postmarkedAt: Date | null
  readonly invoiceId?: string | undefined
  readonly giver?: DonorWords | undefined
}

/** Puts a gift into the list as asked for. Nothing is taken yet. */
export async function insertGift(work: Work, gift: NewGift): Promise<string> {
  const made = await sql<{ id: string }>`
    insert into gift (number, entity_id, fund_id, donor_id, recurring_id, pledge_id, statement_id, currency, amount_minor, cover_minor, fair_value_minor, instrument,
      every, is_first_of_recurring, state, is_anonymous, roll_name, dedication, message, note, check_number, asked_at, postmarked_at, stripe_invoice_id, giver, made_by)
    values (${giftNumber()}, ${gift.fund.entity.id}, ${gift.fund.id}, ${gift.donorId ?? null}, ${gift.recurringId ?? null}, ${gift.pledgeId ?? null},
      ${gift.fund.entity.statementId}, 'USD', ${gift.amountMinor}, ${gift.coverMinor}, ${gift.fairValueMinor}, ${gift.instrument}, ${gift.every},
      ${gift.isFirstOfRecurring}, 'asked', ${gift.isAnonymous}, ${gift.rollName}, ${gift.dedication === null ? null : JSON.stringify(gift.dedication)}::jsonb,
      ${gift.message}, ${gift.note}, ${gift.checkNumber}, ${work.at}, ${gift.postmarkedAt}, ${gift.invoiceId ?? null}, ${gift.giver ? JSON.stringify(gift.giver) : null}::jsonb, ${JSON.stringify(work.by)}::jsonb)
    on conflict on constraint one_gift_to_an_invoice do nothing returning id`.execute(work.db)
  return made.rows[0]?.id ?? ''
}

// Read aloud over the telephone, so without letters and figures that look or sound alike.
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
function giftNumber(): string {
  const letters = Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)])
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`
}
