import { type Appeal, type AppealMatch, dollars, recipientLine } from '#domains/gifts'
import { apDate, dayIn } from '#domains/paper'
import type { Print } from '#site/page.ts'
import { urls } from '#site/urls.ts'

/** True if cards are taken for gifts of this mode: practice money and real money never meet. */
export function takesCards(print: Pick<Print, 'giving'>, mode: Appeal['entity']['mode']): boolean {
  return print.giving?.mode === mode
}

/** The appeal after a story. Leads to the page where a gift is looked over; nothing is given here. */
export function AppealForm({ appeal, print, paperName }: { appeal: Appeal; print: Print; paperName: string }) {
  const { fund, entity, match } = appeal
  const cards = takesCards(print, entity.mode)
  return (
    <section class="ask" aria-labelledby="ask">
      <h2 id="ask">Local journalism is essential.</h2>
      <p>
        Give to the {fund.name}, which helps pay for reporters and editors at {paperName}.
        {entity.mode === 'practice' && ' (This is a sample; no money moves.)'}
      </p>
      {match && <AppealProgress match={match} />}
      {cards ? (
        <form action={urls.giveConfirm}>
          <input type="hidden" name="fund" value={fund.slug} />
          <Rhythms />
          <Amounts amounts={fund.amounts} />
          <p>
            {recipientLine(entity)}. {entity.statement}
          </p>
          <button class="button" type="submit">
            Look over your gift
          </button>
        </form>
      ) : (
        <>
          <p>
            {recipientLine(entity)}. {entity.statement}
          </p>
          <a class="button" href={urls.give}>
            How to give
          </a>
        </>
      )}
    </section>
  )
}

/** How the match stands, text first. */
function AppealProgress({ match }: { match: AppealMatch }) {
  const reached = Math.min(match.reachedMinor, match.targetMinor)
  const spoken = `${dollars(match.reachedMinor)} of ${dollars(match.targetMinor)}`
  return (
    <>
      <p>
        <a href={urls.match(match.slug)}>{match.title}</a>: {match.sentence} Closes {lastDay(match)}.
      </p>
      <progress max={match.targetMinor} value={reached} aria-label={match.title} aria-valuetext={spoken}>
        {spoken}
      </progress>
    </>
  )
}

/** The last day on which a gift counts, "Dec. 31, 2026". */
export function lastDay({ closesAt, zone }: { closesAt: Date; zone: string }): string {
  return apDate(dayIn(zone, new Date(closesAt.getTime() - 1)))
}

const RHYTHM_NAMES = [
  ['once', 'Once'],
  ['month', 'Monthly'],
  ['year', 'Yearly'],
] as const

/** How often; once unless the giver says otherwise. */
export function Rhythms() {
  return (
    <fieldset>
      <legend>How often</legend>
      <div class="choices">
        {RHYTHM_NAMES.map(([value, name]) => (
          <label>
            <input type="radio" name="every" value={value} checked={value === 'once'} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** How much: amounts to choose from, and one's own. */
export function Amounts({ amounts }: { amounts: readonly number[] }) {
  const shown = amounts[1] ?? amounts[0]
  return (
    <fieldset>
      <legend>Amount</legend>
      <div class="choices">
        {amounts.map((minor) => (
          <label>
            <input type="radio" name="amount" value={String(minor)} checked={minor === shown} />
            <span>{dollars(minor)}</span>
          </label>
        ))}
        <label>
          <span class="unseen">Another amount, in dollars</span>
          <input class="own" type="text" name="other" inputmode="decimal" placeholder="Other" maxlength={12} />
        </label>
      </div>
    </fieldset>
  )
}
