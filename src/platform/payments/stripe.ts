import Stripe from 'stripe'
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
  /** Authorizes only; a person decides whether the money is taken. */
  readonly holds?: boolean
}

export interface Checkout {
  readonly id: string
  readonly url: string
}

/** An event told by webhook: what it is about, by kind and id. */
export interface ProcessorEvent {
  readonly id: string
  readonly type: string
  readonly madeAt: Date
  readonly isLive: boolean
  readonly about: About
}
type About =
  | { readonly kind: 'intent' | 'session' | 'invoice' | 'subscription' | 'payout'; readonly id: string }
  | { readonly kind: 'other' }

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
  /** Payments and payouts made since then, for the sweep. */
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

  async function payment(intentId: string): Promise<PaymentShown> {
    const [intent, refunds, disputes] = await Promise.all([
      stripe.paymentIntents.retrieve(intentId, { expand: ['latest_charge.balance_transaction'] }),
      stripe.refunds.list({ payment_intent: intentId, limit: 100 }),
      stripe.disputes.list({ payment_intent: intentId, limit: 10 }),
    ])
    const recurring = intent.metadata.gift ? undefined : await recurringOf(intentId)
    const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null
    const fee = charge && typeof charge.balance_transaction === 'object' ? charge.balance_transaction : null
    const isDebit = charge?.payment_method_details?.type === 'us_bank_account'
    return {
      isLive: intent.livemode,
      gift: intent.metadata.gift ?? recurring?.gift ?? '',
      intentId,
      state: stateOf(intent.status, intent.last_payment_error !== null),
      failure: intent.last_payment_error?.message ?? charge?.failure_message ?? '',
      instrument: isDebit ? 'bank-debit' : 'card',
      amountMinor: intent.status === 'succeeded' ? intent.amount_received : intent.amount,
      currency: intent.currency.toUpperCase(),
      chargeId: charge?.id ?? '',
      authorizedAt: charge ? instant(charge.created) : undefined,
      // A bank debit is begun days before the money comes; only the balance tells when it did.
      paidAt:
        intent.status === 'succeeded'
          ? instant((isDebit ? fee?.created : undefined) ?? charge?.created ?? intent.created)
          : undefined,
      customerId: idOf(intent.customer),
      fee: fee ? { id: fee.id, minor: fee.fee, at: instant(fee.created) } : undefined,
      refunds: refunds.data.map(({ id, amount, status, created }) => ({
        id,
        minor: amount,
        state:
          status === 'failed' || status === 'canceled' ? 'failed' : status === 'succeeded' ? 'succeeded' : 'pending',
        at: instant(created),
      })),
      disputes: disputes.data
        // Inquiries and prevented disputes move no money.
        .filter(({ status }) => !status.startsWith('warning') && status !== 'prevented')
        .map(({ id, amount, status, created, balance_transactions }) => ({
          id,
          minor: amount,
          feeMinor: balance_transactions.find((one) => one.amount < 0)?.fee ?? 0,
          state: status === 'won' ? 'won' : status === 'lost' ? 'lost' : 'open',
          at: instant(created),
        })),
      recurring: recurring && {
        subscriptionId: recurring.subscriptionId,
        invoiceId: recurring.invoiceId,
        isFirst: recurring.isFirst,
      },
    }
  }

  async function recurringOf(intentId: string) {
    const found = await stripe.invoicePayments.list({
      payment: { type: 'payment_intent', payment_intent: intentId },
      limit: 1,
    })
    const invoiceId = idOf(found.data[0]?.invoice ?? null)
    if (!invoiceId) return undefined
    const invoice = await stripe.invoices.retrieve(invoiceId)
    const details = invoice.parent?.subscription_details
    if (!details) return undefined
    const subscriptionId = idOf(details.subscription)
    return {
      invoiceId,
      subscriptionId,
      gift: details.metadata?.gift ?? '',
      isFirst: invoice.billing_reason === 'subscription_create',
    }
  }

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
                payment_intent_data: { metadata, ...(asked.holds ? { capture_method: 'manual' as const } : {}) },
              }
            : { subscription_data: { metadata } }),
        },
        { idempotencyKey },
      )
      if (!session.url) throw new Error('The processor made a payment page without an address.')
      return { id: session.id, url: session.url }
    },
    readEvent(raw, signature) {
      const event = eventOf(raw, signature)
      return {
        id: event.id,
        type: event.type,
        madeAt: instant(event.created),
        isLive: event.livemode,
        about: aboutObject(event.data.object),
      }
    },
    aboutOf: (raw) => aboutObject((JSON.parse(raw) as { data: { object: unknown } }).data.object),
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
      for await (const { id } of stripe.paymentIntents.list({ created: { gte: seconds(since) }, limit: 100 })) yield id
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

  function eventOf(raw: string, signature: string): Stripe.Event {
    let wrong: unknown = new Error('STRIPE_WEBHOOK_SECRET is not set.')
    for (const secret of webhookSecrets) {
      try {
        return stripe.webhooks.constructEvent(raw, signature, secret)
      } catch (error) {
        wrong = error
      }
    }
    throw wrong
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

function stateOf(status: string, hasFailed: boolean): PaymentShown['state'] {
  switch (status) {
    case 'succeeded':
      return 'paid'
    case 'processing':
      return 'pending'
    case 'requires_capture':
      return 'held'
    case 'canceled':
      return 'failed'
    default:
      return hasFailed ? 'failed' : 'open'
  }
}

function subscriptionState(status: string, isPaused: boolean): SubscriptionShown['state'] {
  if (status === 'canceled' || status === 'incomplete_expired') return 'ended'
  if (isPaused || status === 'paused') return 'paused'
  if (status === 'past_due' || status === 'unpaid') return 'failing'
  return status === 'incomplete' ? 'asked' : 'active'
}

function aboutObject(object: unknown): About {
  const {
    object: type,
    id = '',
    payment_intent: intent,
  } = object as { object?: string; id?: string; payment_intent?: string | { id: string } | null }
  switch (type) {
    case 'payment_intent':
      return { kind: 'intent', id }
    case 'charge':
    case 'refund':
    case 'dispute':
    case 'radar.early_fraud_warning': {
      const intentId = idOf(intent ?? null)
      return intentId ? { kind: 'intent', id: intentId } : { kind: 'other' }
    }
    case 'checkout.session':
      return { kind: 'session', id }
    case 'invoice':
      return id ? { kind: 'invoice', id } : { kind: 'other' }
    case 'subscription':
      return { kind: 'subscription', id }
    case 'payout':
      return { kind: 'payout', id }
    default:
      return { kind: 'other' }
  }
}

function idOf(reference: string | { id: string } | null): string {
  return reference === null ? '' : typeof reference === 'string' ? reference : reference.id
}

function instant(unixSeconds: number): Date {
  return new Date(unixSeconds * 1000)
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}
