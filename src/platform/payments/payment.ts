import type Stripe from 'stripe'
import { idOf, instant } from './reference.ts'
import type { PaymentShown } from './shown.ts'

/** A payment with all that came after it, as it stands now. */
export async function paymentOf(stripe: Stripe, intentId: string): Promise<PaymentShown> {
  const [intent, refunds, disputes] = await Promise.all([
    stripe.paymentIntents.retrieve(intentId, { expand: ['latest_charge.balance_transaction'] }),
    stripe.refunds.list({ payment_intent: intentId, limit: 100 }),
    stripe.disputes.list({ payment_intent: intentId, limit: 10 }),
  ])
  const recurring = intent.metadata.gift ? undefined : await recurringOf(stripe, intentId)
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
      state: status === 'failed' || status === 'canceled' ? 'failed' : status === 'succeeded' ? 'succeeded' : 'pending',
      at: instant(created),
    })),
    disputes: disputes.data
      // Inquiries and prevented disputes move no money.
      .filter(({ status }) => !status.startsWith('warning') && status !== 'prevented')
      .map(({ id, amount, status, created, balance_transactions }) => ({
        id,
        minor: amount,
        fees: balance_transactions
          .filter(({ fee }) => fee > 0)
          .map((line) => ({ id: line.id, minor: line.fee, at: instant(created) })),
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

async function recurringOf(stripe: Stripe, intentId: string) {
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
