import { sql } from 'kysely'
import { hasRole, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import { type EntityKind, type Mode, obstacleToStatement, type Saying, standardStatement } from './entity.ts'
import type { GiftFact } from './fact.ts'
import { openAccounts } from './post.ts'

/** Writes down a recipient of gifts, with what is said of it. Gives its id. */
export async function openEntity(
  work: Work,
  { slug, kind, mode, ...saying }: Saying & { slug: string; kind: EntityKind; mode: Mode },
): Promise<string> {
  mustBeBusiness(work)
  const made = await sql<{ id: string }>`
    insert into entity (slug, kind, mode, created_at) values (${slug}, ${kind}, ${mode}, ${work.at})
    on conflict on constraint one_entity_to_a_slug do nothing returning id`.execute(work.db)
  const id = made.rows[0]?.id
  if (id === undefined) throw new Refusal('conflict', 'entity.exists', `There is a recipient "${slug}" already.`)
  await say(work, id, kind, saying)
  await record<GiftFact>(work, { fact: 'entity.opened', entityId: id })
  return id
}

/** Says something else of a recipient from now on. Gifts given before keep what was said then. */
export async function restate(work: Work, slug: string, saying: Saying): Promise<number> {
  mustBeBusiness(work)
  const found = await sql<{
    id: string
    kind: EntityKind
  }>`select id, kind from entity where slug = ${slug} for update`.execute(work.db)
  const entity = found.rows[0]
  if (!entity) throw new Refusal('not-found', 'entity.not-found', `There is no recipient "${slug}".`)
  const version = await say(work, entity.id, entity.kind, saying)
  await record<GiftFact>(work, { fact: 'entity.restated', entityId: entity.id, version })
  return version
}

async function say(work: Work, entityId: string, kind: EntityKind, saying: Saying): Promise<number> {
  const statement = saying.statement?.trim() || standardStatement(kind, saying)
  if (obstacleToStatement(kind, statement))
    throw new Refusal(
      'invalid',
      'entity.promises-a-deduction',
      'Gifts to this recipient cannot be deducted; the statement must not say they can.',
      {
        statement: 'Say that gifts are not deductible',
      },
    )
  const made = await sql<{ version: number }>`
    insert into entity_statement (entity_id, version, legal_name, city, ein, statement, checks_to, registrations, made_at, made_by)
    select ${entityId}, coalesce(max(version), 0) + 1, ${saying.legalName}, ${saying.city}, ${saying.ein ?? ''}, ${statement}, ${saying.checksTo ?? ''},
      ${saying.registrations ?? ''}, ${work.at}, ${JSON.stringify(work.by)}::jsonb from entity_statement where entity_id = ${entityId}
    returning version`.execute(work.db)
  return made.rows[0]?.version ?? 1
}

export interface FundPlan {
  readonly slug: string
  readonly entity: string
  readonly name: string
  readonly purpose?: string
  readonly restriction?: 'none' | 'purpose' | 'position' | 'event-series'
  readonly outsideUrl?: string
  readonly minimumMinor?: number
  readonly amounts?: readonly number[]
  readonly positions?: readonly PositionPlan[]
}

/** A reporter or editor whom gifts pay for; days are yyyy-mm-dd. */
export interface PositionPlan {
  readonly title: string
  readonly beat?: string
  readonly holder?: string
  readonly writerSlug?: string
  readonly topicSlug?: string
  readonly startsOn?: string
  readonly endsOn?: string
  readonly costMinor?: number
}

// "confirm" and "thanks" are pages of the giving itself.
const RESERVED = new Set(['confirm', 'thanks', 'me', 'check'])

/** Opens a fund for one recipient, with the positions it pays. Gives its id. */
export async function openFund(work: Work, plan: FundPlan): Promise<string> {
  mustBeBusiness(work)
  if (RESERVED.has(plan.slug))
    throw new Refusal('invalid', 'fund.reserved', 'That address is used by the site itself.', {
      slug: 'Choose another',
    })
  const entity = await sql<{
    id: string
    slug: string
    kind: EntityKind
  }>`select id, slug, kind from entity where slug = ${plan.entity}`.execute(work.db)
  const { id: entityId, slug: entitySlug, kind } = entity.rows[0] ?? { id: undefined, slug: '', kind: 'taxable' }
  if (entityId === undefined)
    throw new Refusal('not-found', 'entity.not-found', `There is no recipient "${plan.entity}".`)
  if ((kind === 'outside-fund') !== Boolean(plan.outsideUrl))
    throw new Refusal(
      'invalid',
      'fund.where',
      'An outside fund has the address where it takes gifts, and no other fund has.',
    )
  const made = await sql<{ id: string }>`
    insert into fund (entity_id, slug, name, purpose, restriction, outside_url, minimum_minor, amounts, position, created_at)
    select ${entityId}, ${plan.slug}, ${plan.name}, ${plan.purpose ?? ''}, ${plan.restriction ?? 'none'}, ${plan.outsideUrl ?? ''}, ${plan.minimumMinor ?? 500},
      ${plan.amounts ?? [1500, 3500, 7500, 15000]}::bigint[], count(*), ${work.at} from fund
    on conflict on constraint one_fund_to_a_slug do nothing returning id`.execute(work.db)
  const fundId = made.rows[0]?.id
  if (fundId === undefined) throw new Refusal('conflict', 'fund.exists', `There is a fund "${plan.slug}" already.`)
  for (const position of plan.positions ?? []) {
    await sql`
      insert into paid_position (fund_id, title, beat, holder, writer_slug, topic_slug, starts_on, ends_on, cost_minor)
      values (${fundId}, ${position.title}, ${position.beat ?? ''}, ${position.holder ?? ''}, ${position.writerSlug ?? ''}, ${position.topicSlug ?? ''},
        ${position.startsOn ?? null}, ${position.endsOn ?? null}, ${position.costMinor ?? 0})`.execute(work.db)
  }
  await openAccounts(work.db, entityId, kind === 'fiscal-sponsor' ? entitySlug : undefined, plan.slug)
  await record<GiftFact>(work, { fact: 'fund.opened', fundId })
  return fundId
}

/** Only the business office and admins move money about. */
export function mustBeBusiness(work: Work): void {
  if (!hasRole(work.by, 'admin', 'business'))
    throw new Refusal('not-allowed', 'gift.not-yours', 'Only the business office may do that.')
}
