import { dollars, findGift, rhythmWords } from '#domains/gifts'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import type { Ask } from '#site/page.ts'
import { urls } from '#site/urls.ts'
import { PracticeNote, Statements } from './give-page.tsx'
import { notFoundPage } from './not-found-page.tsx'

/** Where a giver comes back to. Says only what whoever holds the receipt number knows already. */
export async function thanksPage(ask: Ask): Promise<Page> {
  const number = ask.query.get('gift') ?? ''
  const gift = /^[0-9A-Z]{5}-[0-9A-Z]{5}$/.test(number) ? await findGift(ask.db, { number }) : undefined
  if (!gift) return notFoundPage(ask)
  const { amountMinor, coverMinor, every, fund, entity, state } = gift
  const isOff = state === 'failed' || state === 'expired' || state === 'void'
  const whole = `${dollars(amountMinor + coverMinor)} ${rhythmWords(every)}`
  return htmlPage(
    ask,
    {
      sheet: 'give',
      title: isOff ? 'Your gift did not go through' : 'Thank you',
      path: urls.giveThanks,
      hidden: true,
      keep: false,
      headers: { 'cache-control': 'no-store' },
    },
    <>
      <PracticeNote funds={[{ entity }]} />
      <div>
        <h1>{isOff ? 'Your gift did not go through.' : 'Thank you.'}</h1>
        <p class="deck">{sentences(state, whole, fund.name)}</p>
        {isOff && (
          <p>
            <a class="button" href={urls.fund(fund.slug)}>
              Try again
            </a>
          </p>
        )}
        <div class="ask">
          <Statements entities={[entity]} />
          <p>Receipt number {gift.number}.</p>
        </div>
      </div>
    </>,
    [],
  )
}

function sentences(state: string, whole: string, fund: string): string {
  switch (state) {
    case 'captured':
      return `You gave ${whole} to ${fund}. The receipt is on its way to your email.`
    case 'failed':
    case 'expired':
    case 'void':
      return `Your gift of ${whole} did not go through, and nothing was taken.`
    case 'pending':
      return `Your bank is sending ${whole} for ${fund}. That takes up to four business days; the receipt comes when it has arrived.`
    default:
      return `Your gift of ${whole} to ${fund} is being confirmed. The receipt comes by email.`
  }
}
