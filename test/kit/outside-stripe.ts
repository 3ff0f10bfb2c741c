import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import Stripe from 'stripe'
import { DAY_S, newStripeBooks, StripeRefusal, type Thing } from './stripe-books.ts'
import { decodeForm, type Form, textAt } from './stripe-form.ts'

// Stripe as its documentation describes it at the pinned version, as far as gifts need it: on HTTP, for the official SDK, with a clock of its own.
// Card numbers: docs.stripe.com/testing. Bank account: the one that succeeds after days.

export { BANK_ACCOUNT } from './stripe-books.ts'

/** How webhooks come: each may come twice, late, before those sent earlier, or never. Numbers are shares from 0 to 1. */
export interface Chaos {
  readonly twice: number
  readonly lost: number
  readonly shuffled: boolean
  readonly dice: () => number
}

/** A Stripe of the tests' own. */
export interface FakeStripe {
  readonly url: URL
  readonly webhookSecret: string
  readonly requests: { readonly method: string; readonly path: string; readonly form: Form }[]
  readonly events: readonly Thing[]
  now(): Date
  /** Moves the clock on; what is due happens. */
  advance(days: number): void
  /** Fills in the payment page as a giver would. Gives where the giver is sent, or the words of the refusal. */
  pay(pageUrl: string, number: string): Promise<{ sentTo?: string; refused?: string }>
  leave(sessionId: string): void
  settleBanks(): void
  refund(intentId: string, minor: number): string
  failRefund(refundId: string): void
  dispute(intentId: string): string
  closeDispute(disputeId: string, won: boolean): void
  failNextRenewal(): void
  /** Somebody else's payment on the same account, by a subscription of theirs if it comes again. Gives its intent. */
  chargeElsewhere(minor: number, options?: { monthly?: boolean }): string
  /** Somebody else's card is refused. */
  failElsewhere(minor: number): void
  /** A card company calls a payment a fraud. */
  warn(intentId: string): void
  /** While away, it answers no request of these methods. */
  goAway(...methods: readonly string[]): void
  comeBack(): void
  payOut(minor: number): string
  /** The bank sends a payout back. */
  failPayout(payoutId: string): void
  list(object: string): readonly Thing[]
  /** Sends what was not sent yet to the address, signed. */
  deliver(send: (raw: string, signature: string) => Promise<number>, chaos?: Partial<Chaos>): Promise<number>
  close(): Promise<void>
}

const WEBHOOK_SECRET = 'whsec_test_outside'

/** Starts it on a port of its own. */
export async function startFakeStripe({ now = new Date('2026-11-24T20:00:00Z') } = {}): Promise<FakeStripe> {
  let clock = Math.floor(now.getTime() / 1000)
  let failing = false
  const away = new Set<string>()
  const books = newStripeBooks({ clock: () => clock, pageAt: (path) => new URL(path, url).href })
  const {
    things,
    events,
    unsent,
    id,
    all,
    get,
    tell,
    keep,
    cents,
    bank,
    bill,
    payAt,
    periodOf,
    endOf,
    refundOf,
    disputeOf,
    newSession,
    elsewhere,
    failElsewhere,
  } = books
  const answered = new Map<string, { fingerprint: string; status: number; body: string }>()
  const requests: FakeStripe['requests'] = []
  const signer = new Stripe('sk_test_signer')

  function answer(method: string, path: string, form: Form): Thing | object {
    const [, version, kind, third, fourth] = path.split('/')
    if (version !== 'v1')
      throw new StripeRefusal(404, {
        type: 'invalid_request_error',
        message: `Unrecognized request URL (${method}: ${path})`,
      })
    const listed = (items: readonly Thing[]) => ({
      object: 'list',
      url: path,
      has_more: false,
      data: items.slice(0, Number(form.limit ?? 10)),
    })
    const made = (items: readonly Thing[]) => {
      const from = Number(textAt(form, 'created', 'gte') || 0)
      return items.filter((one) => cents(one, 'created') >= from).reverse()
    }
    const ofIntent = (object: string) => all(object).filter((one) => one.payment_intent === form.payment_intent)
    if (method === 'POST' && kind === 'checkout' && fourth === undefined) return newSession(form)
    if (method === 'GET' && kind === 'checkout') return get(fourth)
    if (method === 'POST' && kind === 'refunds') return refundOf(textAt(form, 'payment_intent'), Number(form.amount))
    if (method === 'GET' && kind === 'refunds')
      return form.payment_intent ? listed(ofIntent('refund').reverse()) : pageOf(made(all('refund')))
    if (method === 'GET' && kind === 'disputes')
      return form.payment_intent ? listed(ofIntent('dispute').reverse()) : pageOf(made(all('dispute')))
    if (method === 'GET' && kind === 'invoice_payments') {
      const intent = textAt(form, 'payment', 'payment_intent')
      return listed(
        all('invoice_payment').filter((one) =>
          form.invoice
            ? one.invoice === form.invoice
            : (one.payment as { payment_intent: string }).payment_intent === intent,
        ),
      )
    }
    if (method === 'GET' && kind === 'payment_intents' && third === undefined)
      return pageOf(made(all('payment_intent')))
    if (method === 'GET' && kind === 'payouts' && third === undefined) return pageOf(made(all('payout')))
    if (method === 'GET' && kind === 'payment_intents') {
      const intent = get(third)
      const taken = intent.latest_charge === null ? null : { ...get(intent.latest_charge) }
      if (taken?.balance_transaction) taken.balance_transaction = get(taken.balance_transaction)
      return { ...intent, latest_charge: taken }
    }
    if (method === 'GET' && third !== undefined) return get(third)
    if (method === 'DELETE' && kind === 'subscriptions') {
      const subscription = get(third)
      if (subscription.status === 'canceled')
        throw new StripeRefusal(404, {
          type: 'invalid_request_error',
          code: 'resource_missing',
          message: `No such subscription: ${subscription.id}`,
        })
      Object.assign(subscription, { status: 'canceled', ended_at: clock })
      tell('customer.subscription.deleted', subscription)
      return subscription
    }
    throw new StripeRefusal(404, {
      type: 'invalid_request_error',
      message: `Unrecognized request URL (${method}: ${path})`,
    })

    function pageOf(items: readonly Thing[]): object {
      const after = form.starting_after ? items.findIndex((one) => one.id === form.starting_after) + 1 : 0
      const limit = Number(form.limit ?? 10)
      return {
        object: 'list',
        url: path,
        has_more: items.length > after + limit,
        data: items.slice(after, after + limit),
      }
    }
  }

  const server = createServer((request, response) => void respond(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = new URL(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const asked = new URL(request.url ?? '/', url)
    const text = Buffer.concat(chunks).toString()
    const form = decodeForm(request.method === 'GET' ? asked.search.slice(1) : text)
    const end = (status: number, body: string, type = 'application/json', headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': type, 'request-id': id('req'), ...headers }).end(body)
    }
    if (asked.pathname.startsWith('/c/pay/')) {
      const session = things.get(asked.pathname.split('/').at(-1) ?? '')
      if (!session) return end(404, 'No such page', 'text/plain')
      const said = request.method === 'POST' ? payAt(session, textAt(form, 'number')) : {}
      if (said.sentTo) return end(303, '', 'text/plain', { location: said.sentTo })
      return end(200, payPage(session, said.refused), 'text/html; charset=utf-8')
    }
    requests.push({ method: request.method ?? '', path: asked.pathname, form })
    if (!/^Bearer (sk|rk)_test_/.test(request.headers.authorization ?? ''))
      return end(401, JSON.stringify({ error: { type: 'invalid_request_error', message: 'Invalid API Key provided' } }))
    if (away.has(request.method ?? ''))
      return end(503, JSON.stringify({ error: { type: 'api_error', message: 'Try again later' } }))
    const key = request.headers['idempotency-key']
    const fingerprint = createHash('sha256').update(`${request.method} ${asked.pathname}\n${text}`).digest('hex')
    const before = request.method === 'POST' && typeof key === 'string' ? answered.get(key) : undefined
    if (before && before.fingerprint !== fingerprint)
      return end(
        400,
        JSON.stringify({
          error: {
            type: 'idempotency_error',
            message:
              'Keys for idempotent requests can only be used with the same parameters they were first used with.',
          },
        }),
      )
    if (before) return end(before.status, before.body, 'application/json', { 'idempotent-replayed': 'true' })
    let status = 200
    let body: string
    try {
      body = JSON.stringify(answer(request.method ?? '', asked.pathname, form))
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error
      status = error.status
      body = JSON.stringify({ error: error.body })
    }
    if (request.method === 'POST' && typeof key === 'string') answered.set(key, { fingerprint, status, body })
    end(status, body)
  }

  return {
    url,
    webhookSecret: WEBHOOK_SECRET,
    requests,
    events,
    now: () => new Date(clock * 1000),
    advance(days) {
      const until = clock + days * DAY_S
      for (; clock < until; clock += DAY_S) {
        for (const subscription of all('subscription').filter(
          (one) => one.status === 'active' && endOf(one).current_period_end <= clock,
        )) {
          endOf(subscription).current_period_end += periodOf(subscription.interval)
          bill(subscription, 'subscription_cycle', !failing)
          failing = false
        }
      }
    },
    async pay(pageUrl, number) {
      const answered = await fetch(pageUrl, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ number }),
      })
      const sentTo = answered.headers.get('location')
      if (sentTo) return { sentTo }
      return { refused: /role="alert">([^<]*)/.exec(await answered.text())?.[1] ?? '' }
    },
    leave(sessionId) {
      const session = get(sessionId)
      session.status = 'expired'
      tell('checkout.session.expired', session)
    },
    settleBanks() {
      for (const intent of all('payment_intent').filter((one) => one.status === 'processing')) {
        bank(get(intent.latest_charge))
        Object.assign(intent, { status: 'succeeded', amount_received: intent.amount })
        tell('payment_intent.succeeded', intent)
        const session = all('checkout.session').find((one) => one.payment_intent === intent.id)
        if (session)
          tell('checkout.session.async_payment_succeeded', Object.assign(session, { payment_status: 'paid' }))
      }
    },
    refund: (intentId, minor) => refundOf(intentId, minor).id,
    failRefund(refundId) {
      const refund = Object.assign(get(refundId), { status: 'failed' })
      const taken = get(refund.charge)
      taken.amount_refunded = cents(taken, 'amount_refunded') - cents(refund, 'amount')
      tell('refund.failed', refund)
    },
    dispute: (intentId) => disputeOf(intentId).id,
    closeDispute(disputeId, won) {
      tell('charge.dispute.closed', Object.assign(get(disputeId), { status: won ? 'won' : 'lost' }))
    },
    failNextRenewal() {
      failing = true
    },
    payOut(minor) {
      const payout = keep('payout', 'po', {
        amount: minor,
        currency: 'usd',
        status: 'paid',
        arrival_date: clock + 2 * DAY_S,
      })
      tell('payout.paid', payout)
      return payout.id
    },
    failPayout(payoutId) {
      tell('payout.failed', Object.assign(get(payoutId), { status: 'failed' }))
    },
    chargeElsewhere: (minor, { monthly = false } = {}) => elsewhere(minor, monthly),
    failElsewhere,
    warn(intentId) {
      const warning = keep('radar.early_fraud_warning', 'issfr', { payment_intent: intentId, actionable: true })
      tell('radar.early_fraud_warning.created', warning)
    },
    goAway: (...methods) => methods.forEach((method) => void away.add(method)),
    comeBack: () => away.clear(),
    list: all,
    async deliver(send, { twice = 0, lost = 0, shuffled = false, dice = Math.random } = {}) {
      const batch = unsent
        .splice(0)
        .flatMap((event) => (dice() < lost ? [] : dice() < twice ? [event, event] : [event]))
      if (shuffled) batch.sort(() => dice() - 0.5)
      for (const event of batch) {
        const raw = JSON.stringify(event)
        const status = await send(
          raw,
          signer.webhooks.generateTestHeaderString({ payload: raw, secret: WEBHOOK_SECRET }),
        )
        if (status >= 300) unsent.push(event)
      }
      return batch.length
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function payPage(session: Thing, refused = ''): string {
  return `<!doctype html><html lang="en"><title>Practice payment</title><h1>Practice payment page</h1><p>No money moves here. Pay $${(Number(session.amount_total) / 100).toFixed(2)}.</p>
${refused ? `<p role="alert">${refused}</p>` : ''}<form method="post"><label>Card number <input name="number" value="4242424242424242"></label><button>Pay</button></form></html>`
}
