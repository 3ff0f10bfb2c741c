import type Stripe from 'stripe'
import { idOf, instant } from './reference.ts'

/** An event told by webhook: what it is about, by kind and id. */
export interface ProcessorEvent {
  readonly id: string
  readonly type: string
  readonly madeAt: Date
  readonly isLive: boolean
  readonly about: About
}

/** What an event is about, so that it can be asked for as it is now. */
export type About =
  | { readonly kind: 'intent' | 'session' | 'invoice' | 'subscription' | 'payout'; readonly id: string }
  | { readonly kind: 'other' }

/** Reads an event off the very bytes that came; throws if none of the secrets made its signature. */
export function eventOf(
  { webhooks }: Pick<Stripe, 'webhooks'>,
  secrets: readonly string[],
  raw: string,
  signature: string,
): ProcessorEvent {
  let wrong: unknown = new Error('STRIPE_WEBHOOK_SECRET is not set.')
  for (const secret of secrets) {
    try {
      return told(webhooks.constructEvent(raw, signature, secret))
    } catch (error) {
      wrong = error
    }
  }
  throw wrong
}

function told(event: Stripe.Event): ProcessorEvent {
  return {
    id: event.id,
    type: event.type,
    madeAt: instant(event.created),
    isLive: event.livemode,
    about: aboutObject(event.data.object),
  }
}

/** What an event as stored is about. */
export function aboutOf(raw: string): About {
  return aboutObject((JSON.parse(raw) as { data: { object: unknown } }).data.object)
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
