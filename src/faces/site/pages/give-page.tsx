import {
  appealKey,
  type Entity,
  type FundPlace,
  findCurrentMatch,
  findFund,
  listFundPlaces,
  recipientLine,
  standingKey,
} from '#domains/gifts'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import type { Ask } from '#site/page.ts'
import { Amounts, Rhythms, takesCards } from '#site/parts/appeal.tsx'
import { Campaign } from '#site/parts/campaign.tsx'
import { urls } from '#site/urls.ts'
import { notFoundPage } from './not-found-page.tsx'

/** Where a gift begins: how often, how much, for what. */
export async function givePage(ask: Ask): Promise<Page> {
  const funds = (await listFundPlaces(ask.db)).filter(({ isActive }) => isActive)
  return funds.length === 0 ? notFoundPage(ask) : givingPage(ask, funds, urls.give)
}

/** The same for one fund. */
export async function fundPage(ask: Ask): Promise<Page> {
  const fund = await findFund(ask.db, ask.params.fund ?? '')
  return fund?.isActive ? givingPage(ask, [fund], urls.fund(fund.slug)) : notFoundPage(ask)
}

async function givingPage(ask: Ask, funds: readonly FundPlace[], path: string): Promise<Page> {
  const [first] = funds
  const only = funds.length === 1 ? first : undefined
  const match = await findCurrentMatch(ask.db, ask.at, only?.slug)
  const description = only?.purpose || `Gifts that help pay for reporters and editors at ${ask.paper.name}.`
  return htmlPage(
    ask,
    { sheet: 'give', title: only ? `Give: ${only.name}` : 'Give', path, description },
    <>
      <PracticeNote funds={funds} />
      <div>
        <h1>{only ? only.name : 'Local journalism is essential.'}</h1>
        <p class="deck">{description}</p>
        <Giving ask={ask} funds={funds} />
      </div>
      {match && <Campaign match={match} ask={ask} linked />}
    </>,
    [appealKey, standingKey],
  )
}

/** Says of a rehearsal that it is one. */
export function PracticeNote({ funds }: { funds: readonly { readonly entity: Pick<Entity, 'mode'> }[] }) {
  if (!funds.some(({ entity }) => entity.mode === 'practice')) return null
  return <p class="practice">Sample. This paper, its funds and its givers are made up, and no money moves.</p>
}

function Giving({ ask, funds }: { ask: Ask; funds: readonly FundPlace[] }) {
  const here = funds.filter(({ entity }) => entity.kind !== 'outside-fund')
  const outside = funds.filter(({ entity }) => entity.kind === 'outside-fund')
  const byCard = here.filter(({ entity }) => takesCards(ask.print, entity.mode))
  const [first] = byCard
  return (
    <>
      {first && (
        <form class="ask" action={urls.giveConfirm}>
          <Rhythms />
          <Amounts amounts={first.amounts} />
          {byCard.length === 1 ? (
            <input type="hidden" name="fund" value={first.slug} />
          ) : (
            <fieldset>
              <legend>For</legend>
              {byCard.map((fund) => (
                <label class="line">
                  <input type="radio" name="fund" value={fund.slug} checked={fund === first} />
                  <span>
                    {fund.name}
                    {fund.purpose && <i>{fund.purpose}</i>}
                  </span>
                </label>
              ))}
            </fieldset>
          )}
          <Statements entities={byCard.map(({ entity }) => entity)} />
          <button class="button wide" type="submit">
            Look over your gift
          </button>
          <p class="fine">Nothing is given yet. The next page shows what you give, to the cent.</p>
        </form>
      )}
      {here.length > 0 && <ByMail funds={here} alone={first === undefined} />}
      {outside.map((fund) => (
        <section class="ask">
          <h2>{fund.name}</h2>
          <p>{fund.purpose}</p>
          <Statements entities={[fund.entity]} />
          <a class="button" href={fund.outsideUrl} rel="external">
            Give at {recipientLine(fund.entity)}
          </a>
        </section>
      ))}
    </>
  )
}

/** Who receives, where, and what must be said of it, in type as large as the appeal. Once for each recipient. */
export function Statements({ entities }: { entities: readonly Entity[] }) {
  const each = entities.filter((one, nth) => entities.findIndex(({ id }) => id === one.id) === nth)
  return (
    <>
      {each.map((entity) => (
        <p class="statement">
          <b>{recipientLine(entity)}.</b> {entity.statement}
          {entity.registrations && ` ${entity.registrations}`}
        </p>
      ))}
    </>
  )
}

/** Where neither cards are taken nor an address for checks is known. */
function ByCalling({ funds }: { funds: readonly FundPlace[] }) {
  const [first] = funds
  if (!first) return null
  return (
    <section class="ask" id="by-mail">
      <h2>Give by check or in person</h2>
      <Statements entities={funds.map(({ entity }) => entity)} />
      <p>
        Gifts cannot be taken on this page yet. Call or visit the business office of {recipientLine(first.entity)}; it
        takes checks and gives you a receipt.
      </p>
    </section>
  )
}

function ByMail({ funds, alone }: { funds: readonly FundPlace[]; alone: boolean }) {
  const each = funds.filter(
    ({ entity }, nth) => entity.checksTo !== '' && funds.findIndex((other) => other.entity.id === entity.id) === nth,
  )
  if (each.length === 0) return alone ? <ByCalling funds={funds} /> : null
  return (
    <section class="ask" id="by-mail">
      <h2>{alone ? 'Give by check' : 'Prefer a check?'}</h2>
      {each.map(({ entity }) => (
        <>
          {alone && <Statements entities={[entity]} />}
          <p>
            Make it out to {entity.legalName}, write what it is for on the memo line
            {funds.length > 1 &&
              ` (${funds
                .filter((fund) => fund.entity.id === entity.id)
                .map(({ name }) => name)
                .join(', ')})`}
            , and mail it to:
          </p>
          <address>{entity.checksTo}</address>
        </>
      ))}
      <p>
        You will have a receipt by mail. Gifts of stock and from donor-advised funds are welcome too; call the business
        office.
      </p>
    </section>
  )
}
