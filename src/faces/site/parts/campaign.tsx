import { dollars, type MatchView, matchSentence, type PositionView, progressOf } from '#domains/gifts'
import { apDate, apDateTime } from '#domains/paper'
import type { Ask } from '#site/page.ts'
import { urls } from '#site/urls.ts'
import { lastDay } from './appeal.tsx'

const ROLL_BESIDE = 12

/** A match in figures: beside the form (`linked`), or as the page of its own. */
export function Campaign({ match, ask, linked = false }: { match: MatchView; ask: Ask; linked?: boolean }) {
  const isThreshold = match.kind === 'threshold'
  const { reachedMinor: reached, targetMinor: target } = progressOf(match)
  const spoken = `${dollars(reached)} of ${dollars(target)}`
  const isOver = match.closesAt <= ask.at
  const names = linked ? match.roll.names.slice(0, ROLL_BESIDE) : match.roll.names
  return (
    <aside class="campaign" aria-labelledby="campaign">
      <p class="kicker">
        Matching grant, {isOver ? 'closed' : 'closes'} {lastDay(match)}
      </p>
      <h2 id="campaign">{linked ? <a href={urls.match(match.slug)}>{match.title}</a> : 'How it stands'}</h2>
      <p class="sum">
        <b>{dollars(reached)}</b> of {dollars(target)}
      </p>
      <progress max={target} value={Math.min(reached, target)} aria-label={match.title} aria-valuetext={spoken}>
        {spoken}
      </progress>
      <p>{matchSentence(match)}</p>
      <dl>
        <Figure name="Online" minor={match.onlineMinor} />
        <Figure name="Checks and cash" minor={match.byHandMinor} />
        <Figure name="Pledged, not counted yet" minor={match.pledgedMinor} />
        <div>
          <dt>Neighbors who gave</dt>
          <dd>{match.donors.toLocaleString('en-US')}</dd>
        </div>
        {!isThreshold && <Figure name="Matched so far" minor={match.matchedMinor} />}
        <Figure name={isThreshold ? 'Left to raise' : 'Match left'} minor={Math.max(0, target - reached)} />
        {match.receivedMinor > 0 && <Figure name="Received from the funder" minor={match.receivedMinor} />}
      </dl>
      {match.ifMissed && <p>{match.ifMissed}</p>}
      {match.positions.length > 0 && <Positions positions={match.positions} />}
      {(names.length > 0 || match.roll.anonymous > 0) && (
        <>
          <h3>Who gave</h3>
          <p class="roll">
            {[...names, ...(match.roll.anonymous > 0 ? [`Anonymous (${match.roll.anonymous})`] : [])].join(' · ')}
          </p>
        </>
      )}
      <p class="fine">
        Updated {apDateTime(match.movedAt, match.zone)} ·{' '}
        <a href={urls.matchForMachines(match.slug)}>These figures as data</a>
      </p>
    </aside>
  )
}

function Figure({ name, minor }: { name: string; minor: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{dollars(minor)}</dd>
    </div>
  )
}

function Positions({ positions }: { positions: readonly PositionView[] }) {
  return (
    <>
      <h3>What it pays for</h3>
      <ul class="positions">
        {positions.map(({ title, beat, holder, writerSlug, topicSlug, startsOn }) => (
          <li>
            <b>{title}</b>
            <span>
              {[holder, beat, startsOn ? `since ${apDate(startsOn)}` : ''].filter(Boolean).join(' · ')}
              {writerSlug && (
                <>
                  {' · '}
                  <a href={urls.writer(writerSlug)}>Stories by {holder || 'this reporter'}</a>
                </>
              )}
              {!writerSlug && topicSlug && (
                <>
                  {' · '}
                  <a href={urls.topic(topicSlug)}>Stories</a>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
