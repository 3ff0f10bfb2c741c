import Stripe from 'stripe'
import { type About, aboutOf, eventOf, type ProcessorEvent } from './event.ts'
import { paymentOf } from './payment.ts'
import { idOf, instant, seconds } from './reference.ts'
import type { PaymentShown, PayoutShown, SubscriptionShown } from './shown.ts'

/** How the processor is reached. `apiBase` is for tests; a live key never goes to any host but Stripe's. */
export interface PaymentsSettings {
  readonly secretKey: string
  /** Two while one is being replaced by the other. */
  readonly webhookSecrets: readonly string[]
  readonly apiBase?: URL | undefined
}

/** A payment page to be made. */
export interface CheckoutAsked {
  readonly gift: string
  readonly every: 'once' | 'month' | 'year'
  readonly currency: string
  /** What is paid, line by line, in minor units. */
  readonly lines: readonly { readonly name: string; readonly minor: number }[]
  readonly email: string
  readonly backTo: URL
  readonly doneTo: URL
  /** The word on the button: a donation is what a charity takes. */
  readonly isCharity: boolean
}

export interface Checkout {
  readonly id: string
  readonly url: string
}

/** The card processor. Every answer is the state of now, so it matters not in which order one asks. */
export interface Payments {
  readonly isLive: boolean
  /** Where the payment page is, for the policy of the page that leads there. */
  readonly pageOrigin: string
  checkout(asked: CheckoutAsked, idempotencyKey: string): Promise<Checkout>
  /** Reads an event off the very bytes that came; throws if the signature is not the processor's. */
  readEvent(raw: string, signature: string): ProcessorEvent
  /** What an event as stored is about. */
  aboutOf(raw: string): About
  payment(intentId: string): Promise<PaymentShown>
  paymentOfSession(sessionId: string): Promise<{ state: 'open' | 'expired'; gift: string } | PaymentShown>
  paymentsOfInvoice(invoiceId: string): Promise<PaymentShown[]>
  subscription(id: string): Promise<SubscriptionShown>
  payout(id: string): Promise<PayoutShown>
  /** Payments made, refunded or disputed since then, each once, and payouts made since then, for the sweep. */
  intentsSince(since: Date): AsyncIterable<string>
  payoutsSince(since: Date): AsyncIterable<string>
  refund(intentId: string, minor: number, idempotencyKey: string): Promise<void>
  cancelSubscription(id: string, idempotencyKey: string): Promise<void>
}

const STRIPE_HOST = 'api.stripe.com'

/** The processor behind a key. Throws if a live key would go elsewhere than to Stripe. */
export function paymentsFrom({ secretKey, webhookSecrets, apiBase }: PaymentsSettings): Payments {
  const isLive = /^(sk|rk)_live_/.test(secretKey)
  if (isLive && apiBase && (apiBase.hostname !== STRIPE_HOST || apiBase.protocol !== 'https:'))
    throw new Error('STRIPE_API_BASE: a live key is for Stripe alone. Use a test key (sk_test_...) with another host.')
  const stripe = new Stripe(secretKey, {
    apiVersion: '2026-10-28.endive',
    maxNetworkRetries: 2,
    timeout: 15_000,
    telemetry: false,
    ...(apiBase
      ? {
          host: apiBase.hostname,
          protocol: apiBase.protocol === 'http:' ? ('http' as const) : ('https' as const),
          ...(apiBase.port ? { port: Number(apiBase.port) } : {}),
        }
      : {}),
  })

  const payment = (intentId: string) => paymentOf(stripe, intentId)

  return {
    isLive,
    pageOrigin: apiBase && apiBase.hostname !== STRIPE_HOST ? apiBase.origin : 'https://checkout.stripe.com',
    payment,
    async checkout(asked, idempotencyKey) {
      const metadata = { gift: asked.gift }
      const session = await stripe.checkout.sessions.create(
        {
          mode: asked.every === 'once' ? 'payment' : 'subscription',
          ui_mode: 'hosted_page',
          client_reference_id: asked.gift,
          metadata,
          customer_email: asked.email,
          success_url: asked.doneTo.href,
          cancel_url: asked.backTo.href,
          line_items: asked.lines.map(({ name, minor }) => ({
            quantity: 1,
            price_data: {
              currency: asked.currency.toLowerCase(),
              unit_amount: minor,
              product_data: { name },
              ...(asked.every === 'once' ? {} : { recurring: { interval: asked.every } }),
            },
          })),
          ...(asked.every === 'once'
            ? {
                ...(asked.isCharity ? { submit_type: 'donate' as const } : {}),
                payment_intent_data: { metadata },
              }
            : { subscription_data: { metadata } }),
        },
        { idempotencyKey },
      )
      if (!session.url) throw new Error('The processor made a payment page without an address.')
      return { id: session.id, url: session.url }
    },
    readEvent: (raw, signature) => eventOf(stripe, webhookSecrets, raw, signature),
    aboutOf,
    async paymentOfSession(sessionId) {
      const session = await stripe.checkout.sessions.retrieve(sessionId)
      const intentId = idOf(session.payment_intent)
      if (intentId) return payment(intentId)
      const invoiceId = idOf(session.invoice)
      const [first] = invoiceId ? await this.paymentsOfInvoice(invoiceId) : []
      if (first) return first
      return { state: session.status === 'expired' ? 'expired' : 'open', gift: session.client_reference_id ?? '' }
    },
    async paymentsOfInvoice(invoiceId) {
      const found = await stripe.invoicePayments.list({ invoice: invoiceId, limit: 10 })
      const ids = found.data.map((one) => idOf(one.payment.payment_intent ?? null)).filter((id) => id !== '')
      return Promise.all(ids.map(payment))
    },
    async subscription(id) {
      const shown = await stripe.subscriptions.retrieve(id)
      const ends = shown.items.data[0]?.current_period_end
      return {
        isLive: shown.livemode,
        id,
        gift: shown.metadata.gift ?? '',
        state: subscriptionState(shown.status, shown.pause_collection !== null),
        nextAt: ends === undefined ? undefined : instant(ends),
        endedAt: shown.ended_at === null ? undefined : instant(shown.ended_at),
      }
    },
    async payout(id) {
      const shown = await stripe.payouts.retrieve(id)
      return {
        isLive: shown.livemode,
        id,
        minor: shown.amount,
        currency: shown.currency.toUpperCase(),
        state:
          shown.status === 'paid'
            ? 'arrived'
            : shown.status === 'failed' || shown.status === 'canceled'
              ? 'failed'
              : 'on-its-way',
        at: instant(shown.created),
        arrivesAt: instant(shown.arrival_date),
      }
    },
    async *intentsSince(since) {
      const window = { created: { gte: seconds(since) }, limit: 100 }
      const told = new Set<string>()
      for await (const { id } of stripe.paymentIntents.list(window)) {
        told.add(id)
        yield id
      }
      for (const list of [stripe.refunds.list(window), stripe.disputes.list(window)]) {
        for await (const { payment_intent } of list) {
          const id = idOf(payment_intent)
          if (id === '' || told.has(id)) continue
          told.add(id)
          yield id
        }
      }
    },
    async *payoutsSince(since) {
      for await (const { id } of stripe.payouts.list({ created: { gte: seconds(since) }, limit: 100 })) yield id
    },
    async refund(intentId, minor, idempotencyKey) {
      await stripe.refunds.create({ payment_intent: intentId, amount: minor }, { idempotencyKey })
    },
    async cancelSubscription(id, idempotencyKey) {
      await stripe.subscriptions.cancel(id, {}, { idempotencyKey })
    },
  }
}

/** True if the processor could not be reached or is unwell, so that trying again later may help. */
export function isPaymentsAway(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeAPIError ||
    error instanceof Stripe.errors.StripeRateLimitError
  )
}

function subscriptionState(status: string, isPaused: boolean): SubscriptionShown['state'] {
  if (status === 'canceled' || status === 'incomplete_expired') return 'ended'
  if (isPaused || status === 'paused') return 'paused'
  if (status === 'past_due' || status === 'unpaid') return 'failing'
  return status === 'incomplete' ? 'asked' : 'active'
}
