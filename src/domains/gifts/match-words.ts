import { progressOf, ratioWords } from './match.ts'
import { dollars } from './money.ts'
import type { MatchView } from './queries.ts'

/** A match for programs: what /match/{slug}.json and the command line print. Amounts are minor units; times are ISO 8601 in UTC. */
export function matchForMachines(view: MatchView): Readonly<Record<string, unknown>> {
  const { terms, entity, funder } = view
  const { reachedMinor, targetMinor } = progressOf(view)
  return {
    slug: view.slug,
    title: view.title,
    kind: view.kind,
    state: view.state,
    practice: entity.mode === 'practice',
    currency: 'USD',
    funder: funder.isAnonymous
      ? { name: null, anonymous: true }
      : { name: funder.name, url: funder.url || null, anonymous: false },
    recipient: {
      legalName: entity.legalName,
      city: entity.city,
      kind: entity.kind,
      statement: entity.statement,
      statementVersion: entity.statementVersion,
    },
    funds: view.funds,
    zone: view.zone,
    clock: view.clock,
    opensAt: view.opensAt.toISOString(),
    closesAt: view.closesAt.toISOString(),
    terms,
    raisedMinor: view.countedMinor,
    countedMinor: view.countedMinor,
    matchedMinor: view.matchedMinor,
    releasedMinor: view.releasedMinor,
    receivedMinor: view.receivedMinor,
    targetMinor,
    leftMinor: Math.max(0, targetMinor - reachedMinor),
    onlineMinor: view.onlineMinor,
    offlineMinor: view.byHandMinor,
    pledgedMinor: view.pledgedMinor,
    donors: view.donors,
    positions: view.positions,
    termsVersions: view.termsVersions.map(({ effectiveFrom, ...version }) => ({
      ...version,
      effectiveFrom: effectiveFrom.toISOString(),
    })),
    updatedAt: view.movedAt.toISOString(),
  }
}

/** How a match stands, in one sentence: "$61,300 of $90,000 raised; that unlocks $75,000." */
export function matchSentence({
  terms,
  countedMinor,
  matchedMinor,
}: Pick<MatchView, 'terms' | 'countedMinor' | 'matchedMinor'>): string {
  if (terms.kind === 'multiplier') {
    const left = terms.poolMinor - matchedMinor
    return left > 0
      ? `Gifts are ${ratioWords(terms.ratio)}: ${dollars(left)} of ${dollars(terms.poolMinor)} is left.`
      : `All ${dollars(terms.poolMinor)} of the match is used.`
  }
  const grant = terms.releases.reduce((sum, { grantMinor }) => sum + grantMinor, 0)
  const raised = `${dollars(countedMinor)} of ${dollars(terms.requirementMinor)} raised here`
  return countedMinor >= terms.requirementMinor
    ? `${raised}: the ${dollars(grant)} grant is secured.`
    : `${raised} toward a ${dollars(grant)} grant.`
}
