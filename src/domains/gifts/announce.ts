import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { getPaper } from '#domains/paper'
import { Refusal } from '#platform/refusal'
import { allotAgain } from './allot.ts'
import type { GiftFact } from './fact.ts'
import { type MatchClock, type MatchState, obstacleToTerms, Terms, type TermsObstacle, windowOf } from './match.ts'
import { mustBeBusiness } from './open.ts'

/** A matching grant as it is announced. Walls are times in the paper's zone, "2027-07-01T00:00"; a gift at `closesWall` is too late. */
export interface MatchPlan {
  readonly slug: string
  readonly title: string
  readonly summary?: string
  readonly ifMissed?: string
  readonly independence?: string
  readonly funder: { readonly name: string; readonly url?: string; readonly isAnonymous?: boolean }
  readonly funds: readonly string[]
  /** Titles of the positions of those funds that it pays for. */
  readonly positions?: readonly string[]
  readonly clock?: MatchClock
  readonly opensWall: string
  readonly closesWall: string
  readonly terms: unknown
  readonly note?: string
  readonly evidenceUrl?: string
}

const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/

/** Announces a matching grant under its first terms. Gifts inside its window that came before count too. Gives its id. */
export async function announceMatch(work: Work, plan: MatchPlan): Promise<string> {
  mustBeBusiness(work)
  const terms = Terms.parse(plan.terms)
  const { zone } = await getPaper(work.db)
  if (!WALL.test(plan.opensWall) || !WALL.test(plan.closesWall))
    throw new Refusal('invalid', 'match.no-window', 'Write the times as 2027-07-01T00:00, in the paper’s zone.')
  const { opensAt, closesAt } = windowOf(plan.opensWall, plan.closesWall, zone)
  if (closesAt <= opensAt) throw new Refusal('invalid', 'match.closes-first', 'A match closes after it opens.')
  const funds = await sql<{ id: string; entityId: string }>`
    select id, entity_id as "entityId" from fund where slug = any(${plan.funds}::text[])`.execute(work.db)
  const entityId = funds.rows[0]?.entityId
  if (entityId === undefined || funds.rows.length !== new Set(plan.funds).size)
    throw new Refusal('not-found', 'fund.not-found', 'Name the funds whose gifts are matched.', {
      funds: 'Choose funds',
    })
  if (funds.rows.some((fund) => fund.entityId !== entityId))
    throw new Refusal('invalid', 'match.mixed', 'A match counts gifts to one recipient.', {
      funds: 'Choose funds of one recipient',
    })
  mustAllow(terms, { kind: terms.kind, matchedMinor: 0 })
  const made = await sql<{ id: string }>`
    insert into match_campaign (slug, entity_id, kind, title, summary, if_missed, independence, funder_name, funder_url, funder_is_anonymous, clock, currency,
      zone, opens_wall, closes_wall, opens_at, closes_at, state, created_at)
    values (${plan.slug}, ${entityId}, ${terms.kind}, ${plan.title}, ${plan.summary ?? ''}, ${plan.ifMissed ?? ''}, ${plan.independence ?? ''}, ${plan.funder.name},
      ${plan.funder.url ?? ''}, ${plan.funder.isAnonymous ?? false}, ${plan.clock ?? 'captured'}, 'USD', ${zone}, ${plan.opensWall}, ${plan.closesWall},
      ${opensAt}, ${closesAt}, 'open', ${work.at})
    on conflict on constraint one_match_to_a_slug do nothing returning id`.execute(work.db)
  const campaignId = made.rows[0]?.id
  if (campaignId === undefined)
    throw new Refusal('conflict', 'match.exists', `There is a match "${plan.slug}" already.`)
  for (const fund of funds.rows)
    await sql`insert into match_fund (campaign_id, fund_id, entity_id) values (${campaignId}, ${fund.id}, ${entityId})`.execute(
      work.db,
    )
  await sql`
    insert into match_position (campaign_id, position_id)
    select ${campaignId}, id from paid_position where title = any(${plan.positions ?? []}::text[]) and fund_id = any(${funds.rows.map(({ id }) => id)}::bigint[])`.execute(
    work.db,
  )
  await insertTerms(work, campaignId, {
    version: 1,
    effectiveFrom: opensAt,
    terms,
    note: plan.note ?? '',
    evidenceUrl: plan.evidenceUrl ?? '',
  })
  await allotAgain(work, entityId)
  await record<GiftFact>(work, { fact: 'match.announced', campaignId })
  return campaignId
}

/** New terms for a match, from now on. What is matched already stays matched. */
export async function changeTerms(
  work: Work,
  slug: string,
  { terms: words, note, evidenceUrl = '' }: { terms: unknown; note: string; evidenceUrl?: string },
): Promise<number> {
  mustBeBusiness(work)
  const terms = Terms.parse(words)
  const campaign = await lockMatch(work, slug)
  mustAllow(terms, campaign)
  if (note.trim() === '')
    throw new Refusal('invalid', 'match.no-note', 'Say in a sentence what changed; readers see it.', {
      note: 'Say what changed',
    })
  const newest = await sql<{ version: number }>`
    select max(version) as version from match_terms where campaign_id = ${campaign.id}`.execute(work.db)
  const version = (newest.rows[0]?.version ?? 0) + 1
  await insertTerms(work, campaign.id, { version, effectiveFrom: work.at, terms, note, evidenceUrl })
  await allotAgain(work, campaign.entityId)
  await record<GiftFact>(work, { fact: 'match.terms-changed', campaignId: campaign.id, version })
  return version
}

const MOVES: Readonly<Record<MatchState, readonly MatchState[]>> = {
  draft: ['announced', 'open', 'canceled'],
  announced: ['open', 'canceled'],
  open: ['closed', 'canceled'],
  closed: ['reporting', 'open'],
  reporting: ['paid', 'closed'],
  paid: [],
  canceled: [],
}

/** Moves a match on: closed, reported, paid, or called off, in which case nothing counts in it any more. */
export async function standMatch(work: Work, slug: string, state: MatchState): Promise<void> {
  mustBeBusiness(work)
  const campaign = await lockMatch(work, slug)
  if (!MOVES[campaign.state].includes(state))
    throw new Refusal('conflict', 'match.not-that-way', `A match that is ${campaign.state} does not become ${state}.`)
  await sql`update match_campaign set state = ${state} where id = ${campaign.id}`.execute(work.db)
  await allotAgain(work, campaign.entityId)
  await record<GiftFact>(work, { fact: 'match.stands', campaignId: campaign.id, state })
}

// All of a recipient's campaigns, in order of id, as every allocation locks them: one alone, and two could wait for each other.
async function lockMatch(work: Work, slug: string) {
  const found = await sql<{
    id: string
    slug: string
    entityId: string
    kind: Terms['kind']
    state: MatchState
    matchedMinor: number
  }>`
    select id, slug, entity_id as "entityId", kind, state, matched_minor::float8 as "matchedMinor" from match_campaign
    where entity_id = (select entity_id from match_campaign where slug = ${slug}) order by id for update`.execute(
    work.db,
  )
  const campaign = found.rows.find((one) => one.slug === slug)
  if (!campaign) throw new Refusal('not-found', 'match.not-found', `There is no match "${slug}".`)
  return campaign
}

async function insertTerms(
  work: Work,
  campaignId: string,
  {
    version,
    effectiveFrom,
    terms,
    note,
    evidenceUrl,
  }: { version: number; effectiveFrom: Date; terms: Terms; note: string; evidenceUrl: string },
): Promise<void> {
  await sql`
    insert into match_terms (campaign_id, version, effective_from, terms, note, evidence_url, approved_by, made_at)
    values (${campaignId}, ${version}, ${effectiveFrom}, ${JSON.stringify(terms)}::jsonb, ${note}, ${evidenceUrl}, ${JSON.stringify(work.by)}::jsonb, ${work.at})`.execute(
    work.db,
  )
}

const sentences: Record<TermsObstacle, string> = {
  'other-kind': 'A match stays of its kind; announce another.',
  'steps-not-in-order': 'Each step of the release is above the one before.',
  'steps-above-requirement': 'No step is above what must be raised.',
  'below-what-is-matched': 'The pool cannot be less than what is matched already.',
}

function mustAllow(terms: Terms, standing: { kind: Terms['kind']; matchedMinor: number }): void {
  const obstacle = obstacleToTerms(terms, standing)
  if (obstacle) throw new Refusal('invalid', `match.${obstacle}`, sentences[obstacle], { terms: sentences[obstacle] })
}
