/** A payment as the processor shows it now. Amounts are minor units; `gift` is the number that we gave it. */
export interface PaymentShown {
  readonly isLive: boolean
  readonly gift: string
  readonly intentId: string
  readonly state: 'open' | 'pending' | 'held' | 'paid' | 'failed'
  readonly failure: string
  readonly instrument: 'card' | 'bank-debit'
  readonly amountMinor: number
  readonly currency: string
  readonly chargeId: string
  readonly authorizedAt: Date | undefined
  readonly paidAt: Date | undefined
  readonly customerId: string
  readonly fee: { readonly id: string; readonly minor: number; readonly at: Date } | undefined
  readonly refunds: readonly {
    readonly id: string
    readonly minor: number
    readonly state: 'pending' | 'succeeded' | 'failed'
    readonly at: Date
  }[]
  readonly disputes: readonly {
    readonly id: string
    readonly minor: number
    /** What the processor asked for it, line by line of its balance. */
    readonly fees: readonly { readonly id: string; readonly minor: number; readonly at: Date }[]
    readonly state: 'open' | 'won' | 'lost'
    readonly at: Date
  }[]
  /** Set when a subscription made the payment. */
  readonly recurring:
    | { readonly subscriptionId: string; readonly invoiceId: string; readonly isFirst: boolean }
    | undefined
}

/** A subscription as the processor shows it now. */
export interface SubscriptionShown {
  readonly isLive: boolean
  readonly id: string
  readonly gift: string
  readonly state: 'asked' | 'active' | 'failing' | 'paused' | 'ended'
  readonly nextAt: Date | undefined
  readonly endedAt: Date | undefined
}

/** Money on its way from the processor to the bank. */
export interface PayoutShown {
  readonly isLive: boolean
  readonly id: string
  readonly minor: number
  readonly currency: string
  readonly state: 'on-its-way' | 'arrived' | 'failed'
  readonly at: Date
  readonly arrivesAt: Date
}
