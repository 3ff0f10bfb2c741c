import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import type { Db } from '#platform/db'
import type { EntityKind, Mode } from './entity.ts'
import { progressOf, Terms } from './match.ts'
import { matchSentence } from './match-words.ts'

/** Shows what the appeal says, or more of the funds, recipients and matches behind it. */
export const appealKey = 'giving'

/** What the appeal beside a story says: for what, to whom, how much, and how the match stands. */
export interface Appeal {
  readonly fund: {
    readonly slug: string
    readonly name: string
    readonly purpose: string
    readonly amounts: readonly number[]
  }
  readonly entity: {
    readonly kind: EntityKind
    readonly mode: Mode
    readonly legalName: string
    readonly city: string
    readonly statement: string
  }
  readonly match: AppealMatch | undefined
}

export interface AppealMatch {
  readonly slug: string
  readonly title: string
  readonly sentence: string
  readonly closesAt: Date
  readonly zone: string
  readonly reachedMinor: number
  readonly targetMinor: number
}

/** The appeal of now: the first fund that takes gifts here, with the open match that closes first; undefined where there is none. One query, because every story asks. */
export async function findAppeal(db: Db, at: Date): Promise<Appeal | undefined> {
  const found = await sql<
    Omit<Appeal, 'match'> & {
      match: {
        slug: string
        title: string
        closesAt: string
        zone: string
        counted: number
        matched: number
        terms: unknown
      } | null
    }
  >`
    select json_build_object('slug', fund.slug, 'name', fund.name, 'purpose', fund.purpose, 'amounts', fund.amounts) as fund,
      json_build_object('kind', entity.kind, 'mode', entity.mode, 'legalName', said.legal_name, 'city', said.city, 'statement', said.statement) as entity,
      (select json_build_object('slug', match_campaign.slug, 'title', title, 'closesAt', closes_at, 'zone', zone, 'counted', counted_minor, 'matched', matched_minor,
          'terms', (select terms from match_terms where campaign_id = match_campaign.id order by version desc limit 1))
        from match_campaign join match_fund on match_fund.campaign_id = match_campaign.id
        where match_fund.fund_id = fund.id and state in ('announced', 'open') and opens_at <= ${at} and closes_at > ${at}
        order by closes_at, match_campaign.id limit 1) as match
    from fund join entity on entity.id = fund.entity_id
    join lateral (select * from entity_statement where entity_id = entity.id order by version desc limit 1) as said on true
    where fund.is_active and entity.kind <> 'outside-fund' order by fund.position, fund.id limit 1`.execute(db)
  const row = found.rows[0]
  if (!row) return undefined
  return { fund: row.fund, entity: row.entity, match: row.match ? appealMatch(row.match) : undefined }
}

/** Looks whether the appeal says something else than when this was last asked: a gift came, or a match opened or closed. */
export async function hasAppealChanged(work: Work): Promise<boolean> {
  const shown = JSON.stringify((await findAppeal(work.db, work.at)) ?? null)
  const changed = await sql`
    insert into appeal_shown (one, shown) values (true, ${shown}) on conflict on constraint one_appeal_is_shown
    do update set shown = excluded.shown where appeal_shown.shown is distinct from excluded.shown returning one`.execute(
    work.db,
  )
  return changed.rows.length > 0
}

function appealMatch(match: {
  slug: string
  title: string
  closesAt: string
  zone: string
  counted: number
  matched: number
  terms: unknown
}): AppealMatch {
  const terms = Terms.parse(match.terms)
  const standing = { terms, countedMinor: match.counted, matchedMinor: match.matched }
  return {
    slug: match.slug,
    title: match.title,
    closesAt: new Date(match.closesAt),
    zone: match.zone,
    sentence: matchSentence(standing),
    ...progressOf(standing),
  }
}
