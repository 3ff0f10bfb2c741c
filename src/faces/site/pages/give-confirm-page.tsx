import {
  buttonWords,
  dollars,
  type FundPlace,
  feeCover,
  findFund,
  minorFrom,
  obstacleToWish,
  RHYTHMS,
  type Rhythm,
  rhythmWords,
} from '#domains/gifts'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import type { Ask } from '#site/page.ts'
import { takesCards } from '#site/parts/appeal.tsx'
import { guardedHeaders } from '#site/security.ts'
import { urls } from '#site/urls.ts'
import { PracticeNote, Statements } from './give-page.tsx'
import { notFoundPage } from './not-found-page.tsx'

/** What went wrong with a gift that was sent: a sentence, and what is wrong with which field. */
export interface GiftProblem {
  readonly status: number
  readonly sentence: string
  readonly fields: Readonly<Record<string, string>>
}

/** A gift as an address or a form says it. */
export function wishIn(said: URLSearchParams): { fund: string; every: Rhythm; amountMinor: number | undefined } {
  const own = (said.get('other') ?? '').trim()
  const preset = said.get('amount') ?? ''
  return {
    fund: said.get('fund') ?? '',
    every: RHYTHMS.find((one) => one === said.get('every')) ?? 'once',
    amountMinor: own === '' ? (/^\d{1,10}$/.test(preset) ? Number(preset) : undefined) : minorFrom(own),
  }
}

/** The gift looked over, with the buttons that give it. */
export function confirmPage(ask: Ask): Promise<Page> {
  return confirmView(ask, ask.query)
}

/** The same with what the giver filled in, and what is wrong with it. Never kept: each has a form of its own. */
export async function confirmView(ask: Ask, said: URLSearchParams, problem?: GiftProblem): Promise<Page> {
  const { every, amountMinor, fund: slug } = wishIn(said)
  const fund = await findFund(ask.db, slug)
  const { giving } = ask.print
  if (!fund?.isActive || !giving || !takesCards(ask.print, fund.entity.mode)) return notFoundPage(ask)
  const wrong =
    problem ??
    (amountMinor === undefined || obstacleToWish({ amountMinor, every }, fund.minimumMinor)
      ? amountProblem(fund)
      : undefined)
  const guards = guardedHeaders(ask.print)
  const policy =
    guards['content-security-policy']?.replace("form-action 'self'", `form-action 'self' ${giving.pageOrigin}`) ?? ''
  return htmlPage(
    ask,
    {
      sheet: 'give',
      title: 'Look over your gift',
      path: urls.giveConfirm,
      hidden: true,
      keep: false,
      status: wrong?.status ?? 200,
      headers: { 'content-security-policy': policy, 'cache-control': 'no-store' },
    },
    <>
      <PracticeNote funds={[fund]} />
      <div>
        <h1>Look over your gift</h1>
        {wrong && (
          <p class="wrong" role="alert">
            {wrong.sentence}
          </p>
        )}
        <form class="ask" method="post" action={urls.give}>
          {amountMinor === undefined || wrong?.fields.other ? (
            <Field name="other" label="Amount, in dollars" said={said} wrong={wrong} inputmode="decimal" required />
          ) : (
            <>
              <p class="deck">
                {dollars(amountMinor)} {rhythmWords(every)}, for {fund.name}.
              </p>
              <input type="hidden" name="amount" value={String(amountMinor)} />
            </>
          )}
          <input type="hidden" name="fund" value={fund.slug} />
          <input type="hidden" name="every" value={every} />
          <input type="hidden" name="form" value={giving.newForm(ask.at)} />
          <Field
            name="email"
            label="Email, for the receipt"
            said={said}
            wrong={wrong}
            type="email"
            autocomplete="email"
            required
          />
          <Field name="name" label="Your name" said={said} wrong={wrong} autocomplete="name" />
          <Field name="postal" label="ZIP code" said={said} wrong={wrong} autocomplete="postal-code" />
          <Choices said={said} wrong={wrong} />
          <label class="pot" aria-hidden="true">
            Leave this empty <input name="website" tabindex={-1} autocomplete="off" />
          </label>
          <Statements entities={[fund.entity]} />
          <Buttons amountMinor={amountMinor} every={every} isWrong={wrong?.fields.other !== undefined} />
          <p class="fine">
            You pay by card, wallet, Link or bank on the next page, at Stripe.{' '}
            {every !== 'once' && 'The same amount is given again each time until you end it; write to us and it ends. '}
            <a href={urls.fund(fund.slug)}>Change the gift</a>
          </p>
        </form>
      </div>
    </>,
    [],
  )
}

function amountProblem(fund: FundPlace): GiftProblem {
  const sentence = `Give an amount of ${dollars(fund.minimumMinor)} or more, in dollars, such as 40 or 12.50.`
  return { status: 422, sentence, fields: { other: sentence } }
}

/** One button gives the gift as it is, the other adds the fee: each says to the cent what happens. */
function Buttons({
  amountMinor,
  every,
  isWrong,
}: {
  amountMinor: number | undefined
  every: Rhythm
  isWrong: boolean
}) {
  if (amountMinor === undefined || isWrong)
    return (
      <button class="button wide" type="submit" formaction={urls.giveConfirm} formnovalidate>
        Look it over again
      </button>
    )
  const cover = feeCover(amountMinor)
  return (
    <>
      <button class="button wide" type="submit" name="cover" value="0">
        {buttonWords(amountMinor, every)}
      </button>
      <p>
        Stripe keeps {dollars(cover, { cents: true })} or a little less of that. To have all of{' '}
        {dollars(amountMinor, { cents: true })} arrive:
      </p>
      <button class="button plain wide" type="submit" name="cover" value="1">
        {buttonWords(amountMinor + cover, every)}
      </button>
    </>
  )
}

function Choices({ said, wrong }: { said: URLSearchParams; wrong: GiftProblem | undefined }) {
  const tribute = said.get('tribute') ?? ''
  const isOpen = Boolean(said.get('honoree') || said.get('roll') || said.get('message'))
  return (
    <details open={isOpen}>
      <summary>In someone’s honor, on the donor roll, a word to the newsroom</summary>
      <fieldset>
        <legend>This gift is</legend>
        {(
          [
            ['', 'just a gift'],
            ['honor', 'in honor of'],
            ['memory', 'in memory of'],
          ] as const
        ).map(([value, words]) => (
          <label class="line">
            <input type="radio" name="tribute" value={value} checked={tribute === value} />
            <span>{words}</span>
          </label>
        ))}
      </fieldset>
      <Field name="honoree" label="Their name" said={said} wrong={wrong} />
      <Field
        name="roll"
        label="Name for the public donor roll"
        hint="Left empty, you are not named."
        said={said}
        wrong={wrong}
      />
      <Field name="message" label="A word to the newsroom" said={said} wrong={wrong} />
    </details>
  )
}

interface FieldProps {
  name: string
  label: string
  said: URLSearchParams
  wrong: GiftProblem | undefined
  hint?: string
  type?: 'text' | 'email'
  inputmode?: 'decimal'
  autocomplete?: 'email' | 'name' | 'postal-code' | 'off'
  required?: boolean
}

function Field({
  name,
  label,
  said,
  wrong,
  hint,
  type = 'text',
  required = false,
  autocomplete = 'off',
  inputmode,
}: FieldProps) {
  const trouble = wrong?.fields[name]
  return (
    <label class="field">
      <span>{label}</span>
      {hint && <span class="fine">{hint}</span>}
      <input
        name={name}
        type={type}
        value={said.get(name) ?? ''}
        autocomplete={autocomplete}
        required={required}
        maxlength={MOST_LETTERS}
        {...(inputmode ? { inputmode } : {})}
        {...(trouble ? { 'aria-invalid': 'true' as const } : {})}
      />
    </label>
  )
}

/** What a field may hold; a message too is a sentence or two. */
export const MOST_LETTERS = 300
