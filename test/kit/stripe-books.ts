import { randomBytes } from 'node:crypto'
import { type Form, textAt } from './stripe-form.ts'

/** What a card number does at the payment page. */
const CARDS: Readonly<Record<string, 'pays' | 'disputes' | { readonly declined: string; readonly code: string }>> = {
  '4242424242424242': 'pays',
  '5555555555554444': 'pays',
  '4000000000000259': 'disputes',
  '4000000000000002': { declined: 'Your card was declined.', code: 'generic_decline' },
  '4000000000009995': { declined: 'Your card has insufficient funds.', code: 'insufficient_funds' },
  '4100000000000019': { declined: 'Your card was declined.', code: 'fraudulent' },
}
/** The bank account that succeeds after days. */
export const BANK_ACCOUNT = '000123456789'

/** An object as Stripe keeps it. */
export type Thing = { id: string; object: string } & Record<string, unknown>

/** A refusal as Stripe words it. */
export class StripeRefusal extends Error {
  readonly status: number
  readonly body: object
  constructor(status: number, body: object) {
    super(JSON.stringify(body))
    this.status = status
    this.body = body
  }
}

export const DAY_S = 86_400

/** What Stripe knows, and what it does with it. `clock` is unix seconds. */
export function newStripeBooks({ clock, pageAt }: { clock: () => number; pageAt: (path: string) => string }) {
  const things = new Map<string, Thing>()
  const events: Thing[] = []
  const unsent: Thing[] = []

  const id = (prefix: string) => `${prefix}_${randomBytes(9).toString('hex')}`
  const all = (object: string) => [...things.values()].filter((thing) => thing.object === object)
  function keep(object: string, prefix: string, rest: Record<string, unknown>): Thing {
    const thing: Thing = { id: id(prefix), object, created: clock(), livemode: false, ...rest }
    things.set(thing.id, thing)
    return thing
  }
  function get(thingId: unknown): Thing {
    const thing = things.get(String(thingId))
    if (!thing)
      throw new StripeRefusal(404, {
        type: 'invalid_request_error',
        code: 'resource_missing',
        message: `No such object: '${String(thingId)}'`,
      })
    return thing
  }
  function tell(type: string, object: Thing): void {
    const event: Thing = {
      id: id('evt'),
      object: 'event',
      api_version: '2026-10-28.endive',
      created: clock(),
      livemode: false,
      type,
      pending_webhooks: 1,
      request: null,
      data: { object: structuredClone(object) },
    }
    events.push(event)
    unsent.push(event)
  }
  const cents = (thing: Thing, key: string) => Number(thing[key])
  const feeOf = (amount: number) => Math.round((amount * 29) / 1000) + 30

  function charge(intent: Thing, method: 'card' | 'us_bank_account', status: 'succeeded' | 'pending'): Thing {
    const amount = cents(intent, 'amount')
    const made = keep('charge', 'ch', {
      amount, currency: 'usd', payment_intent: intent.id, status, paid: status === 'succeeded', captured: status === 'succeeded', disputed: false, refunded: false,
      amount_refunded: 0, failure_message: null, payment_method_details: { type: method }, balance_transaction: null, metadata: intent.metadata,
    }) // biome-ignore format: an object as Stripe sends it
    intent.latest_charge = made.id
    if (status === 'succeeded') bank(made)
    return made
  }
  function bank(made: Thing): void {
    const amount = cents(made, 'amount')
    const line = keep('balance_transaction', 'txn', {
      amount,
      fee: feeOf(amount),
      net: amount - feeOf(amount),
      type: 'charge',
      source: made.id,
      currency: 'usd',
      status: 'pending',
    })
    Object.assign(made, { balance_transaction: line.id, status: 'succeeded', paid: true, captured: true })
  }
  function newIntent(amount: number, metadata: unknown, customer: string): Thing {
    return keep('payment_intent', 'pi', {
      amount,
      amount_received: 0,
      currency: 'usd',
      status: 'requires_payment_method',
      metadata: metadata ?? {},
      latest_charge: null,
      last_payment_error: null,
      customer,
      payment_method: null,
    })
  }
  function succeed(intent: Thing, method: 'card' | 'us_bank_account'): void {
    const made = charge(intent, method, 'succeeded')
    Object.assign(intent, { status: 'succeeded', amount_received: intent.amount, last_payment_error: null })
    tell('charge.succeeded', made)
    tell('payment_intent.succeeded', intent)
  }
  function bill(subscription: Thing, reason: 'subscription_create' | 'subscription_cycle', pays: boolean): Thing {
    const amount = cents(subscription, 'amount')
    const intent = newIntent(amount, {}, String(subscription.customer))
    const invoice = keep('invoice', 'in', {
      amount_due: amount, amount_paid: 0, currency: 'usd', customer: subscription.customer, billing_reason: reason, status: 'open',
      parent: { type: 'subscription_details', quote_details: null, subscription_details: { metadata: subscription.metadata, subscription: subscription.id } },
    }) // biome-ignore format: an object as Stripe sends it
    keep('invoice_payment', 'inpay', {
      invoice: invoice.id,
      amount_requested: amount,
      status: 'open',
      is_default: true,
      payment: { type: 'payment_intent', payment_intent: intent.id },
    })
    subscription.latest_invoice = invoice.id
    if (pays) {
      succeed(intent, 'card')
      Object.assign(invoice, { status: 'paid', amount_paid: amount })
      tell('invoice.paid', invoice)
      tell('invoice.payment_succeeded', invoice)
    } else {
      intent.last_payment_error = { message: 'Your card has expired.', code: 'expired_card' }
      subscription.status = 'past_due'
      tell('payment_intent.payment_failed', intent)
      tell('invoice.payment_failed', invoice)
      tell('customer.subscription.updated', subscription)
    }
    return invoice
  }

  function payAt(session: Thing, number: string): { sentTo?: string; refused?: string } {
    if (session.status !== 'open') return { refused: 'This page has expired.' }
    const bankDebit = number === BANK_ACCOUNT
    const card = CARDS[number.replaceAll(' ', '')]
    if (!bankDebit && !card) return { refused: 'Your card number is invalid.' }
    const customer = keep('customer', 'cus', { email: session.customer_email })
    session.customer = customer.id
    if (session.mode === 'payment') {
      const intent = session.payment_intent
        ? get(session.payment_intent)
        : newIntent(cents(session, 'amount_total'), session.intent_metadata, customer.id)
      session.payment_intent = intent.id
      if (card && typeof card === 'object') {
        Object.assign(intent, {
          last_payment_error: { message: card.declined, code: 'card_declined', decline_code: card.code },
        })
        tell('payment_intent.payment_failed', intent)
        return { refused: card.declined }
      }
      if (bankDebit) {
        charge(intent, 'us_bank_account', 'pending')
        intent.status = 'processing'
        tell('payment_intent.processing', intent)
      } else if (session.capture === 'manual') {
        charge(intent, 'card', 'pending')
        intent.status = 'requires_capture'
        tell('payment_intent.amount_capturable_updated', intent)
      } else succeed(intent, 'card')
      Object.assign(session, { status: 'complete', payment_status: bankDebit ? 'unpaid' : 'paid' })
      tell('checkout.session.completed', session)
      if (card === 'disputes') disputeOf(intent.id)
      return { sentTo: String(session.success_url) }
    }
    if (card && typeof card === 'object') return { refused: card.declined }
    const subscription = keep('subscription', 'sub', {
      customer: customer.id, status: 'active', metadata: session.subscription_metadata ?? {}, amount: session.amount_total, interval: session.interval, pause_collection: null,
      ended_at: null, cancel_at: null, items: { object: 'list', data: [{ id: id('si'), current_period_end: clock() + periodOf(session.interval) }], has_more: false },
    }) // biome-ignore format: an object as Stripe sends it
    const invoice = bill(subscription, 'subscription_create', true)
    tell('customer.subscription.created', subscription)
    Object.assign(session, {
      status: 'complete',
      payment_status: 'paid',
      subscription: subscription.id,
      invoice: invoice.id,
    })
    tell('checkout.session.completed', session)
    return { sentTo: String(session.success_url) }
  }
  const periodOf = (interval: unknown) => (interval === 'year' ? 365 : 30) * DAY_S
  const endOf = (subscription: Thing) =>
    (subscription.items as { data: { current_period_end: number }[] }).data[0] ?? { current_period_end: 0 }

  function refundOf(intentId: string, minor: number): Thing {
    const intent = get(intentId)
    const made = get(intent.latest_charge)
    if (cents(made, 'amount_refunded') + minor > cents(made, 'amount'))
      throw new StripeRefusal(400, {
        type: 'invalid_request_error',
        code: 'charge_already_refunded',
        message: 'Refund amount is greater than unrefunded amount on charge',
      })
    made.amount_refunded = cents(made, 'amount_refunded') + minor
    const given = keep('refund', 're', {
      amount: minor,
      currency: 'usd',
      charge: made.id,
      payment_intent: intentId,
      status: 'succeeded',
    })
    tell('refund.created', given)
    tell('charge.refunded', made)
    return given
  }
  function disputeOf(intentId: string): Thing {
    const intent = get(intentId)
    const made = get(intent.latest_charge)
    made.disputed = true
    const amount = cents(made, 'amount')
    const opened = keep('dispute', 'du', {
      amount, currency: 'usd', charge: made.id, payment_intent: intentId, status: 'needs_response', reason: 'fraudulent',
      balance_transactions: [{ id: id('txn'), object: 'balance_transaction', amount: -amount, fee: 1500, net: -amount - 1500 }],
    }) // biome-ignore format: an object as Stripe sends it
    tell('charge.dispute.created', opened)
    tell('charge.dispute.funds_withdrawn', opened)
    return opened
  }

  function elsewhere(minor: number, monthly: boolean): string {
    const customer = keep('customer', 'cus', { email: null }).id
    if (!monthly) {
      const intent = newIntent(minor, {}, customer)
      succeed(intent, 'card')
      return intent.id
    }
    const subscription = keep('subscription', 'sub', {
      customer, status: 'active', metadata: {}, amount: minor, interval: 'month', pause_collection: null, ended_at: null, cancel_at: null,
      items: { object: 'list', data: [{ id: id('si'), current_period_end: clock() + periodOf('month') }], has_more: false },
    }) // biome-ignore format: an object as Stripe sends it
    const invoice = bill(subscription, 'subscription_create', true)
    const paid = all('invoice_payment').find((one) => one.invoice === invoice.id)?.payment
    return (paid as { payment_intent: string }).payment_intent
  }

  function failElsewhere(minor: number): void {
    const intent = newIntent(minor, {}, keep('customer', 'cus', { email: null }).id)
    intent.last_payment_error = { message: 'Your card was declined.', code: 'card_declined' }
    tell('payment_intent.payment_failed', intent)
  }

  function newSession(form: Form): Thing {
    const lines = Object.values((form.line_items ?? {}) as Record<string, Form>)
    const amount = lines.reduce(
      (sum, line) => sum + Number(textAt(line, 'price_data', 'unit_amount')) * Number(line.quantity ?? 1),
      0,
    )
    const mode = textAt(form, 'mode')
    if (lines.length === 0 || !Number.isSafeInteger(amount) || amount < 50)
      throw new StripeRefusal(400, {
        type: 'invalid_request_error',
        code: 'amount_too_small',
        message: 'The Checkout Session’s total amount due must add up to at least $0.50 usd',
      })
    if (mode === 'subscription' && form.submit_type)
      throw new StripeRefusal(400, {
        type: 'invalid_request_error',
        message: 'You can not pass `submit_type` in `subscription` mode.',
      })
    const session = keep('checkout.session', 'cs_test', {
      mode, status: 'open', payment_status: 'unpaid', amount_total: amount, currency: 'usd', client_reference_id: form.client_reference_id ?? null, metadata: form.metadata ?? {},
      customer_email: form.customer_email ?? null, success_url: form.success_url, cancel_url: form.cancel_url, payment_intent: null, subscription: null, invoice: null, customer: null,
      expires_at: clock() + DAY_S, ui_mode: form.ui_mode, intent_metadata: (form.payment_intent_data as Form | undefined)?.metadata,
      capture: (form.payment_intent_data as Form | undefined)?.capture_method, subscription_metadata: (form.subscription_data as Form | undefined)?.metadata,
      interval: textAt(lines[0] ?? {}, 'price_data', 'recurring', 'interval'),
    }) // biome-ignore format: an object as Stripe sends it
    session.url = pageAt(`/c/pay/${session.id}`)
    return session
  }

  return {
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
  }
}
