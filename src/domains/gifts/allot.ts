import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import type { Db } from '#platform/db'
import type { TermsVersion } from './match.ts'
import { Terms } from './match.ts'
import { type Countable, type Counted, type Counting, clockOf, isBefore, newTally, reckon, take } from './reckon.ts'

interface Locked extends Counting {
  readonly countedMinor: number
  readonly matchedMinor: number
  readonly last: { readonly clock: Date; readonly id: string } | undefined
}

/**
 * Brings the campaigns of an entity up to date after something happened to one of its gifts. The campaigns are locked in order of id, so allocations
 * are made one after another however many gifts come at once. A new gift at the end of the line is counted on top; after anything else
 * the whole line is gone through again and the differences are written.
 */
export async function allot(
  work: Work,
  { id, entityId, fundId }: { id: string; entityId: string; fundId: string },
): Promise<void> {
  const campaigns = await lockCampaigns(work.db, entityId)
  const concerned = campaigns.filter((one) => one.fundIds.includes(fundId))
  if (concerned.length === 0) return
  const [gift] = await listCountable(work.db, entityId, id)
  if (gift && (await isLastInLine(work.db, gift, concerned))) return append(work, gift, concerned)
  await reallot(work, campaigns, entityId)
}

/** Goes through the whole line of every campaign of an entity and writes what differs. Run again at once it writes nothing. */
export async function allotAgain(work: Work, entityId: string): Promise<void> {
  await reallot(work, await lockCampaigns(work.db, entityId), entityId)
}

async function isLastInLine(db: Db, gift: Countable, campaigns: readonly Locked[]): Promise<boolean> {
  const last = campaigns.every((campaign) => {
    const clock = clockOf(gift, campaign.clock)
    return clock !== undefined && (!campaign.last || isBefore(campaign.last, { clock, id: gift.id }))
  })
  if (!last) return false
  const known = await sql`select from match_allocation where gift_id = ${gift.id} limit 1`.execute(db)
  return known.rows.length === 0
}

async function append(work: Work, gift: Countable, campaigns: readonly Locked[]): Promise<void> {
  let used = 0
  for (const campaign of campaigns) {
    const donor = await sql<{ counted: number }>`
      select coalesce(sum(match_allocation.counted_minor), 0)::float8 as counted from match_allocation
      join gift on gift.id = gift_id join donor on donor.id = gift.donor_id
      where campaign_id = ${campaign.id} and coalesce('household ' || household_id, 'donor ' || donor.id) = ${gift.donorKey}`.execute(
      work.db,
    )
    const tally = newTally()
    tally.countedMinor = campaign.countedMinor
    tally.matchedMinor = campaign.matchedMinor
    tally.byDonor.set(gift.donorKey, donor.rows[0]?.counted ?? 0)
    const counted = take(campaign, tally, gift, used)
    used += counted.countedMinor
    await write(work, campaign.id, [[gift.id, counted]])
    await saveTotals(work, campaign, tally, { clock: clockOf(gift, campaign.clock) ?? work.at, id: gift.id })
  }
}

async function reallot(work: Work, campaigns: readonly Locked[], entityId: string): Promise<void> {
  const gifts = await listCountable(work.db, entityId)
  const byId = new Map(gifts.map((gift) => [gift.id, gift]))
  for (const [campaignId, standings] of reckon(campaigns, gifts)) {
    const campaign = campaigns.find(({ id }) => id === campaignId)
    if (!campaign) continue
    const before = await listStandings(work.db, campaignId)
    let last: { clock: Date; id: string } | undefined
    const changes: [giftId: string, change: Counted][] = []
    const tally = newTally()
    for (const [giftId, now] of standings) {
      const was = before.get(giftId)
      tally.countedMinor += now.countedMinor
      tally.matchedMinor += now.matchedMinor
      const gift = byId.get(giftId)
      const clock = gift && clockOf(gift, campaign.clock)
      if (clock && (!last || isBefore(last, { clock, id: giftId }))) last = { clock, id: giftId }
      if (
        was &&
        was.countedMinor === now.countedMinor &&
        was.matchedMinor === now.matchedMinor &&
        was.reason === now.reason
      )
        continue
      const countedMinor = now.countedMinor - (was?.countedMinor ?? 0)
      changes.push([giftId, { ...now, countedMinor, matchedMinor: now.matchedMinor - (was?.matchedMinor ?? 0) }])
    }
    await write(work, campaignId, changes)
    await saveTotals(work, campaign, tally, last)
  }
}

async function write(
  work: Work,
  campaignId: string,
  changes: readonly (readonly [giftId: string, change: Counted])[],
): Promise<void> {
  if (changes.length === 0) return
  await sql`
    insert into match_allocation (campaign_id, gift_id, terms_version, counted_minor, matched_minor, reason, at)
    select ${campaignId}, gift, version, counted, matched, reason, ${work.at}
    from unnest(${changes.map(([giftId]) => giftId)}::bigint[], ${changes.map(([, one]) => one.termsVersion)}::integer[], ${changes.map(([, one]) => one.countedMinor)}::bigint[],
      ${changes.map(([, one]) => one.matchedMinor)}::bigint[], ${changes.map(([, one]) => one.reason)}::text[])
      with ordinality as change (gift, version, counted, matched, reason, nth) order by nth`.execute(work.db)
}

async function saveTotals(
  work: Work,
  { id }: { id: string },
  { countedMinor, matchedMinor }: { countedMinor: number; matchedMinor: number },
  last: { clock: Date; id: string } | undefined,
): Promise<void> {
  await sql`
    update match_campaign set counted_minor = ${countedMinor}, matched_minor = ${matchedMinor}, last_clock = ${last?.clock ?? null},
      last_gift_id = ${last?.id ?? null}, moved_at = ${work.at} where id = ${id}`.execute(work.db)
}

/** How every gift stands in a campaign: the sum of its allocations, and the newest reason. */
export async function listStandings(db: Db, campaignId: string): Promise<Map<string, Counted>> {
  const found = await sql<Counted & { giftId: string }>`
    select gift_id as "giftId", sum(counted_minor)::float8 as "countedMinor", sum(matched_minor)::float8 as "matchedMinor",
      (array_agg(reason order by id desc))[1] as reason, (array_agg(terms_version order by id desc))[1] as "termsVersion"
    from match_allocation where campaign_id = ${campaignId} group by gift_id`.execute(db)
  return new Map(found.rows.map(({ giftId, ...standing }) => [giftId, standing]))
}

async function lockCampaigns(db: Db, entityId: string): Promise<Locked[]> {
  const found = await sql<
    Omit<Locked, 'terms' | 'fundIds' | 'last'> & { lastClock: Date | null; lastGiftId: string | null }
  >`
    select id, state = 'canceled' as "isCanceled", clock, opens_at as "opensAt", closes_at as "closesAt", counted_minor::float8 as "countedMinor",
      matched_minor::float8 as "matchedMinor", last_clock as "lastClock", last_gift_id as "lastGiftId"
    from match_campaign where entity_id = ${entityId} and state <> 'draft' order by id for update`.execute(db)
  if (found.rows.length === 0) return []
  const funds = await sql<{ campaignId: string; fundId: string }>`
    select campaign_id as "campaignId", fund_id as "fundId" from match_fund where entity_id = ${entityId}`.execute(db)
  const terms = await sql<{ campaignId: string; version: number; effectiveFrom: Date; terms: unknown }>`
    select campaign_id as "campaignId", version, effective_from as "effectiveFrom", terms from match_terms
    where campaign_id in (${sql.join(found.rows.map(({ id }) => id))}) order by version`.execute(db)
  return found.rows.map(({ lastClock, lastGiftId, ...row }) => ({
    ...row,
    last: lastClock && lastGiftId ? { clock: lastClock, id: lastGiftId } : undefined,
    fundIds: funds.rows.filter(({ campaignId }) => campaignId === row.id).map(({ fundId }) => fundId),
    terms: terms.rows
      .filter(({ campaignId }) => campaignId === row.id)
      .map(
        ({ version, effectiveFrom, terms: words }): TermsVersion => ({
          version,
          effectiveFrom,
          terms: Terms.parse(words),
        }),
      ),
  }))
}

/** The gifts of an entity that were ever captured, as counting needs them; or the one. */
export async function listCountable(db: Db, entityId: string, giftId?: string): Promise<Countable[]> {
  const found = await sql<Countable>`
    select gift.id, fund_id as "fundId", amount_minor::float8 as "amountMinor", cover_minor::float8 as "coverMinor", captured_minor::float8 as "capturedMinor",
      refunded_minor::float8 as "refundedMinor", disputed_minor::float8 as "disputedMinor", lost_minor::float8 as "lostMinor",
      coalesce('household ' || household_id, 'donor ' || donor.id, 'gift ' || gift.id) as "donorKey", coalesce(donor.kind, 'individual') as "donorKind",
      coalesce(donor.postal_code, '') as "postalCode", instrument, every, is_first_of_recurring as "isFirstOfRecurring", is_anonymous as "isAnonymous",
      fair_value_minor::float8 as "fairValueMinor", authorized_at as "authorizedAt", captured_at as "capturedAt", postmarked_at as "postmarkedAt",
      deposited_at as "depositedAt", donor_first_gave_at as "donorFirstGaveAt"
    from gift left join donor on donor.id = gift.donor_id
    where gift.entity_id = ${entityId} and captured_at is not null ${giftId === undefined ? sql`` : sql`and gift.id = ${giftId}`}
    order by gift.id`.execute(db)
  return found.rows
}
