import {
  appealKey,
  dollars,
  findMatch,
  type MatchView,
  matchForMachines,
  matchSentence,
  ratioWords,
  recipientLine,
  releasedAt,
  standingKey,
} from '#domains/gifts'
import { apDate, apDateTime, dayIn, wallTimeOf } from '#domains/paper'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import { type Ask, filePage } from '#site/page.ts'
import { lastDay, takesCards } from '#site/parts/appeal.tsx'
import { Campaign } from '#site/parts/campaign.tsx'
import { urls } from '#site/urls.ts'
import { PracticeNote, Statements } from './give-page.tsx'
import { notFoundPage } from './not-found-page.tsx'

/** A matching grant for all to see: who pays, for what, on which terms, how it stands. */
export async function matchPage(ask: Ask): Promise<Page> {
  const match = await findMatch(ask.db, ask.params.slug ?? '')
  if (!match) return notFoundPage(ask)
  const path = urls.match(match.slug)
  return htmlPage(
    ask,
    { sheet: 'give', title: match.title, path, description: `${matchSentence(match)} ${match.summary}`.trim() },
    <>
      <PracticeNote funds={[match]} />
      <div>
        <p class="kicker">Matching grant</p>
        <h1>{match.title}</h1>
        {match.summary && <p class="deck">{match.summary}</p>}
        <Terms match={match} ask={ask} />
      </div>
      <Campaign match={match} ask={ask} />
    </>,
    [appealKey, standingKey],
  )
}

/** The same for programs. */
export async function matchFile(ask: Ask): Promise<Page> {
  const match = await findMatch(ask.db, ask.params.slug ?? '')
  if (!match) return notFoundPage(ask)
  return filePage(JSON.stringify(matchForMachines(match), undefined, 2), 'application/json; charset=utf-8', [
    appealKey,
    standingKey,
  ])
}

/** A window that closes at midnight takes in the whole day before, which is how people say it. */
function untilWords(match: Pick<MatchView, 'closesAt' | 'zone'>): string {
  const atMidnight = wallTimeOf(match.closesAt, match.zone).endsWith('T00:00')
  return atMidnight ? `through ${lastDay(match)}` : `until ${apDateTime(match.closesAt, match.zone)}`
}

function Terms({ match, ask }: { match: MatchView; ask: Ask }) {
  const { funder, terms, zone, funds } = match
  const isOver = match.closesAt <= ask.at
  return (
    <div class="ask">
      <h2>The terms</h2>
      <p>
        <b>Who pays.</b>{' '}
        {funder.isAnonymous ? (
          'A giver who asked not to be named, and whom the editor knows.'
        ) : funder.url ? (
          <a href={funder.url} rel="external">
            {funder.name}
          </a>
        ) : (
          funder.name
        )}
      </p>
      <p>
        <b>What is matched.</b> Gifts to {funds.map(({ name }) => name).join(' and ')}, from{' '}
        {apDateTime(match.opensAt, zone)}, {untilWords(match)} ({zone.replaceAll('_', ' ')} time), by the day they are{' '}
        {clockWords[match.clock]}.
      </p>
      {terms.kind === 'multiplier' ? (
        <p>
          <b>How.</b> Each counted gift is {ratioWords(terms.ratio)}, up to {dollars(terms.poolMinor)} in all
          {terms.rules.donorCapMinor !== undefined &&
            ` and counting ${dollars(terms.rules.donorCapMinor)} at most from one giver`}
          .
        </p>
      ) : (
        <p>
          <b>How.</b> {stepWords(terms)}
          {terms.rules.donorCapMinor !== undefined &&
            ` At most ${dollars(terms.rules.donorCapMinor)} counts from one giver.`}
        </p>
      )}
      <p>Pledges are shown and not counted until they are given. A gift that is given back counts no more.</p>
      {match.independence && (
        <p>
          <b>Independence.</b> {match.independence}
        </p>
      )}
      <Statements entities={[match.entity]} />
      {!isOver && (
        <a class="button wide" href={funds.length === 1 && funds[0] ? urls.fund(funds[0].slug) : urls.give}>
          {takesCards(ask.print, match.entity.mode) ? `Choose a gift to ${recipientLine(match.entity)}` : 'How to give'}
        </a>
      )}
      {match.termsVersions.length > 1 && (
        <>
          <h2>What changed</h2>
          <ul class="versions">
            {match.termsVersions.map(({ version, effectiveFrom, note, evidenceUrl }) => (
              <li>
                {apDate(dayIn(zone, effectiveFrom))}: {note || 'First terms.'} (version {version})
                {evidenceUrl && (
                  <>
                    {' '}
                    <a href={evidenceUrl}>Source</a>
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

const clockWords: Record<MatchView['clock'], string> = {
  authorized: 'made',
  captured: 'received',
  postmarked: 'postmarked or made',
  deposited: 'deposited',
}

function stepWords(terms: Extract<MatchView['terms'], { kind: 'threshold' }>): string {
  const [only, ...others] = terms.releases
  if (only && others.length === 0)
    return terms.allOrNothing
      ? `If ${dollars(only.atMinor)} is raised here in time, ${dollars(only.grantMinor)} is paid. If not, nothing is.`
      : `Of ${dollars(only.grantMinor)}, as large a part is paid as is raised here of ${dollars(only.atMinor)}.`
  const steps = terms.releases.map(
    ({ atMinor }) => `${dollars(releasedAt(terms, atMinor))} once ${dollars(atMinor)} is raised`,
  )
  return `It is paid by step: in all ${steps.join(', ')}.`
}
