import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import {
  ask,
  countTry,
  isUnderAttack,
  MINIMUM_UNDER_ATTACK_MINOR,
  notePage,
  recipientLine,
  takeForm,
  type Wished,
} from '#domains/gifts'
import type { Page } from '#platform/cache'
import { type Db, transaction } from '#platform/db'
import { isPaymentsAway, type Payments } from '#platform/payments'
import { Refusal, statusOf } from '#platform/refusal'
import { type GiftProblem, MOST_LETTERS, wishIn } from './pages/give-confirm-page.tsx'
import type { Site } from './site.ts'
import { urls } from './urls.ts'

/** What taking gifts needs. Without a processor nothing can be sent. `addressOf` tells who asks, behind trusted proxies too. */
export interface GiveNeeds {
  readonly db: Db
  readonly site: Site
  readonly siteUrl: URL
  readonly secret: string
  readonly clock: () => Date
  readonly payments: Payments | undefined
  readonly addressOf: (request: Request) => string
  readonly onFault: (error: unknown, path: string) => string
}

const MOST_BYTES = 16 * 1024

/**
 * POST /give/: a form of the giver's becomes a gift asked for, and a payment page at the processor's. POST /give/confirm/: the form is looked over
 * once more; it changes nothing here, and what the giver filled in stays out of every address and log.
 */
export function giveRoutes(needs: GiveNeeds): Hono {
  const app = new Hono()
  const { payments } = needs
  if (!payments) return app
  app.use(urls.give, (c, next) => (c.req.method === 'POST' ? limited(c, next) : next()))
  app.use(urls.giveConfirm, (c, next) => (c.req.method === 'POST' ? limited(c, next) : next()))
  app.post(urls.giveConfirm, async (c) => {
    const said = new URLSearchParams(await c.req.text())
    return answer(c, await needs.site.confirm(said))
  })
  app.post(urls.give, async (c) => {
    const said = new URLSearchParams(await c.req.text())
    try {
      return c.redirect(await pageFor(needs, payments, said, needs.addressOf(c.req.raw)), 303)
    } catch (error) {
      return answer(c, await needs.site.confirm(said, problemOf(error, needs.onFault)))
    }
  })
  return app
}

const limited = bodyLimit({ maxSize: MOST_BYTES, onError: (c) => c.text('That is too much.', 413) })

async function pageFor(
  { db, clock, secret, siteUrl }: GiveNeeds,
  payments: Payments,
  said: URLSearchParams,
  address: string,
): Promise<string> {
  const at = clock()
  await countTry(db, address, at)
  if (said.get('website'))
    throw new Refusal(
      'invalid',
      'gift.not-by-a-person',
      'That form was filled in by a program. Please try again, or mail a check.',
    )
  await takeForm(db, secret, said.get('form') ?? '', at)
  const wished = wishedIn(said)
  const minimumMinor = (await isUnderAttack(db, at)) ? MINIMUM_UNDER_ATTACK_MINOR : 0
  const work = (tx: Db) => ({ db: tx, by: { kind: 'system', job: 'give' }, at }) as const
  const gift = await transaction(db, (tx) =>
    ask(work(tx), wished, { mode: payments.isLive ? 'live' : 'practice', minimumMinor }),
  )
  const { fund, number, every } = gift
  const thanks = new URL(urls.giveThanks, siteUrl)
  thanks.searchParams.set('gift', number)
  const page = await payments.checkout(
    {
      gift: number,
      every,
      currency: 'USD',
      lines: [
        { name: `${fund.name}, ${recipientLine(fund.entity)}`, minor: gift.amountMinor },
        ...(gift.coverMinor > 0 ? [{ name: 'Added to cover the fee', minor: gift.coverMinor }] : []),
      ],
      email: wished.email,
      backTo: new URL(urls.fund(fund.slug), siteUrl),
      doneTo: thanks,
      isCharity: gift.isCharity,
    },
    gift.callKey,
  )
  await notePage(work(db), gift.giftId, page.id)
  return page.url
}

function wishedIn(said: URLSearchParams): Wished {
  const { fund, every, amountMinor } = wishIn(said)
  const line = (name: string) =>
    (said.get(name) ?? '')
      .toWellFormed()
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, MOST_LETTERS)
  const tribute = said.get('tribute')
  const honoree = line('honoree')
  return {
    fund,
    every,
    amountMinor: amountMinor ?? Number.NaN,
    coversFee: said.get('cover') === '1',
    email: line('email'),
    name: line('name'),
    postalCode: line('postal').slice(0, 12),
    rollName: line('roll'),
    dedication:
      honoree !== '' && (tribute === 'honor' || tribute === 'memory') ? { kind: tribute, name: honoree } : null,
    message: line('message'),
  }
}

function problemOf(error: unknown, onFault: GiveNeeds['onFault']): GiftProblem {
  if (error instanceof Refusal) return { status: statusOf[error.kind], sentence: error.message, fields: error.fields }
  onFault(error, urls.give)
  const sentence = isPaymentsAway(error)
    ? 'The card company cannot be reached just now. Nothing was taken. Try again in a few minutes, or mail a check.'
    : 'Something broke, and nothing was taken. Try again in a few minutes, or mail a check.'
  return { status: 503, sentence, fields: {} }
}

function answer(c: Context, page: Page): Response {
  const body = typeof page.body === 'string' ? page.body : new Uint8Array(page.body)
  return c.newResponse(body, page.status as 200, { ...page.headers })
}
