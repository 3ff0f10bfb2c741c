import { sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Entity } from './entity.ts'
import type { GiftState, Instrument, Rhythm } from './gift.ts'
import type { MatchClock, MatchState } from './match.ts'
import { releasedAt, Terms } from './match.ts'
import { listFundPlaces } from './store.ts'

/** Shows how a match stands, to the gift. */
export const standingKey = 'gifts'

/** A matching grant as readers see it. Amounts are minor units; `countedMinor` is what the last allocation says, rounded down. */
export interface MatchView {
  readonly id: string
  readonly slug: string
  readonly kind: 'multiplier' | 'threshold'
  readonly state: MatchState
  readonly title: string
  readonly summary: string
  readonly ifMissed: string
  readonly independence: string
  readonly funder: { readonly name: string; readonly url: string; readonly isAnonymous: boolean }
  readonly entity: Entity
  readonly funds: readonly { readonly slug: string; readonly name: string }[]
  readonly clock: MatchClock
  readonly zone: string
  readonly opensAt: Date
  readonly closesAt: Date
  readonly terms: Terms
  readonly termsVersions: readonly {
    readonly version: number
    readonly effectiveFrom: Date
    readonly note: string
    readonly evidenceUrl: string
  }[]
  readonly countedMinor: number
  readonly matchedMinor: number
  readonly releasedMinor: number
  readonly receivedMinor: number
  readonly onlineMinor: number
  readonly byHandMinor: number
  /** Said but not given; not part of anything else here. */
  readonly pledgedMinor: number
  readonly donors: number
  readonly positions: readonly PositionView[]
  readonly roll: { readonly names: readonly string[]; readonly anonymous: number }
  readonly movedAt: Date
}

export interface PositionView {
  readonly title: string
  readonly beat: string
  readonly holder: string
  readonly writerSlug: string
  readonly topicSlug: string
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly costMinor: number
}

const ROLL_MOST = 200

/** The match at an address, or undefined. Drafts and what was called off are not shown. */
export async function findMatch(db: Db, slug: string): Promise<MatchView | undefined> {
  const found = await sql<
    Omit<
      MatchView,
      'terms' | 'termsVersions' | 'entity' | 'funds' | 'releasedMinor' | 'positions' | 'roll' | keyof Split | 'movedAt'
    > & {
      entityId: string
      movedAt: Date | null
      createdAt: Date
    }
  >`
    select id, slug, kind, state, title, summary, if_missed as "ifMissed", independence,
      json_build_object('name', funder_name, 'url', funder_url, 'isAnonymous', funder_is_anonymous) as funder, entity_id as "entityId", clock, zone,
      opens_at as "opensAt", closes_at as "closesAt", counted_minor::float8 as "countedMinor", matched_minor::float8 as "matchedMinor",
      received_minor::float8 as "receivedMinor", moved_at as "movedAt", created_at as "createdAt"
    from match_campaign where slug = ${slug} and state not in ('draft', 'canceled')`.execute(db)
  const row = found.rows[0]
  if (!row) return undefined
  const { entityId, createdAt, movedAt, ...campaign } = row
  const [places, versions, split, positions, roll, funds] = await Promise.all([
    listFundPlaces(db),
    listTerms(db, campaign.id),
    splitOf(db, campaign.id),
    listPositions(db, campaign.id),
    rollOf(db, campaign.id),
    sql<{ fundId: string }>`select fund_id as "fundId" from match_fund where campaign_id = ${campaign.id}`.execute(db),
  ])
  const matched = places.filter(({ id }) => funds.rows.some(({ fundId }) => fundId === id))
  const newest = versions.at(-1)
  const [first] = matched
  if (!newest || !first) return undefined
  return {
    ...campaign,
    ...split,
    entity: first.entity,
    funds: matched.map(({ slug, name }) => ({ slug, name })),
    terms: newest.terms,
    termsVersions: versions.map(({ terms: _, ...version }) => version),
    releasedMinor:
      campaign.kind === 'multiplier' ? campaign.matchedMinor : releasedAt(newest.terms, campaign.countedMinor),
    positions,
    roll,
    movedAt: movedAt ?? createdAt,
  }
}

/** The match that the appeal shows: of those open now for one of the funds, the one that closes first. */
export async function findCurrentMatch(db: Db, at: Date, fundSlug?: string): Promise<MatchView | undefined> {
  const found = await sql<{ slug: string }>`
    select slug from match_campaign where state in ('announced', 'open') and opens_at <= ${at} and closes_at > ${at}
      and (${fundSlug ?? null}::text is null or exists (
        select from match_fund join fund on fund.id = fund_id where campaign_id = match_campaign.id and fund.slug = ${fundSlug ?? null}))
    order by closes_at, id limit 1`.execute(db)
  const slug = found.rows[0]?.slug
  return slug === undefined ? undefined : findMatch(db, slug)
}

async function listTerms(db: Db, campaignId: string) {
  const found = await sql<{ version: number; effectiveFrom: Date; note: string; evidenceUrl: string; terms: unknown }>`
    select version, effective_from as "effectiveFrom", note, evidence_url as "evidenceUrl", terms from match_terms where campaign_id = ${campaignId} order by version`.execute(
    db,
  )
  return found.rows.map((row) => ({ ...row, terms: Terms.parse(row.terms) }))
}

interface Split {
  readonly onlineMinor: number
  readonly byHandMinor: number
  readonly pledgedMinor: number
  readonly donors: number
}

async function splitOf(db: Db, campaignId: string): Promise<Split> {
  const found = await sql<Split>`
    with standing as (
      select gift_id, sum(counted_minor) as counted from match_allocation where campaign_id = ${campaignId} group by gift_id having sum(counted_minor) > 0
    )
    select coalesce(sum(counted) filter (where instrument in ('card', 'bank-debit')), 0)::float8 as "onlineMinor",
      coalesce(sum(counted) filter (where instrument not in ('card', 'bank-debit')), 0)::float8 as "byHandMinor",
      count(distinct coalesce('donor ' || donor_id, 'gift ' || gift.id))::int as donors,
      (select coalesce(sum(greatest(0, amount_minor - coalesce((select sum(captured_minor) from gift where pledge_id = pledge.id), 0))), 0)::float8
        from pledge where state = 'open' and fund_id in (select fund_id from match_fund where campaign_id = ${campaignId})) as "pledgedMinor"
    from standing join gift on gift.id = gift_id`.execute(db)
  return found.rows[0] ?? { onlineMinor: 0, byHandMinor: 0, pledgedMinor: 0, donors: 0 }
}

async function listPositions(db: Db, campaignId: string): Promise<PositionView[]> {
  const found = await sql<PositionView>`
    select title, beat, holder, writer_slug as "writerSlug", topic_slug as "topicSlug", starts_on::text as "startsOn", ends_on::text as "endsOn",
      cost_minor::float8 as "costMinor"
    from match_position join paid_position on paid_position.id = position_id where campaign_id = ${campaignId} order by paid_position.id`.execute(
    db,
  )
  return found.rows
}

async function rollOf(db: Db, campaignId: string): Promise<{ names: string[]; anonymous: number }> {
  const found = await sql<{ name: string; gifts: number }>`
    select case when is_anonymous then '' else roll_name end as name, count(*)::int as gifts from gift
    where id in (select gift_id from match_allocation where campaign_id = ${campaignId} group by gift_id having sum(counted_minor) > 0)
    group by 1 order by max(captured_at) desc`.execute(db)
  return {
    names: found.rows
      .filter(({ name }) => name !== '')
      .map(({ name }) => name)
      .slice(0, ROLL_MOST),
    anonymous: found.rows.find(({ name }) => name === '')?.gifts ?? 0,
  }
}

/** A line of the list of gifts, for the business office. */
export interface GiftLine {
  readonly id: string
  readonly number: string
  readonly fund: string
  readonly donor: string
  readonly amountMinor: number
  readonly coverMinor: number
  readonly keptMinor: number
  readonly instrument: string
  readonly every: string
  readonly state: string
  readonly at: Date
  readonly reason: string
}

/** The newest gifts first. */
export async function listGifts(db: Db, { most = 100 }: { most?: number } = {}): Promise<GiftLine[]> {
  const found = await sql<GiftLine>`
    select gift.id, number, fund.slug as fund, case when donor.id is null then '' else donor.name end as donor, amount_minor::float8 as "amountMinor",
      cover_minor::float8 as "coverMinor", (captured_minor - refunded_minor - disputed_minor - lost_minor)::float8 as "keptMinor", instrument, every, state,
      coalesce(captured_at, asked_at) as at,
      coalesce((select reason from match_allocation where gift_id = gift.id order by match_allocation.id desc limit 1), '') as reason
    from gift join fund on fund.id = fund_id left join donor on donor.id = donor_id order by gift.id desc limit ${most}`.execute(
    db,
  )
  return found.rows
}

/** One gift with all that its receipt says. */
export interface GiftShown {
  readonly id: string
  readonly number: string
  readonly state: GiftState
  readonly fund: { readonly slug: string; readonly name: string }
  readonly entity: Entity
  readonly donor: { readonly name: string; readonly email: string | null }
  readonly amountMinor: number
  readonly coverMinor: number
  readonly fairValueMinor: number
  readonly instrument: Instrument
  readonly every: Rhythm
  readonly checkNumber: string
  readonly dedication: { readonly kind: 'honor' | 'memory'; readonly name: string } | null
  readonly capturedAt: Date | null
  readonly thankedAt: Date | null
  readonly matches: readonly {
    readonly slug: string
    readonly countedMinor: number
    readonly matchedMinor: number
    readonly reason: string
  }[]
}

/** A gift by its id or the number on its receipt, under the statement it was given under; undefined if there is none. */
export async function findGift(
  db: Db,
  by: { readonly id: string } | { readonly number: string },
): Promise<GiftShown | undefined> {
  const found = await sql<GiftShown>`
    select gift.id, number, state, json_build_object('slug', fund.slug, 'name', fund.name) as fund,
      json_build_object('id', entity.id::text, 'slug', entity.slug, 'kind', entity.kind, 'mode', entity.mode, 'statementId', said.id::text,
        'statementVersion', said.version, 'legalName', said.legal_name, 'city', said.city, 'ein', said.ein, 'statement', said.statement,
        'checksTo', said.checks_to, 'registrations', said.registrations) as entity,
      json_build_object('name', coalesce(donor.name, ''), 'email', donor.email) as donor, amount_minor::float8 as "amountMinor", cover_minor::float8 as "coverMinor",
      fair_value_minor::float8 as "fairValueMinor", instrument, every, check_number as "checkNumber", dedication, captured_at as "capturedAt",
      thanked_at as "thankedAt", coalesce((
        select json_agg(json_build_object('slug', slug, 'countedMinor', counted, 'matchedMinor', matched, 'reason', reason)) from (
          select match_campaign.slug, sum(match_allocation.counted_minor)::float8 as counted, sum(match_allocation.matched_minor)::float8 as matched,
            (array_agg(reason order by match_allocation.id desc))[1] as reason
          from match_allocation join match_campaign on match_campaign.id = campaign_id where gift_id = gift.id group by match_campaign.id) as line), '[]') as matches
    from gift join fund on fund.id = gift.fund_id join entity on entity.id = gift.entity_id join entity_statement as said on said.id = gift.statement_id
    left join donor on donor.id = gift.donor_id
    where ${'id' in by ? sql`gift.id = ${by.id}` : sql`number = ${by.number}`}`.execute(db)
  return found.rows[0]
}
