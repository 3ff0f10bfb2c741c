export type { ProcessorEvent } from './event.ts'
export type { PaymentShown, PayoutShown, SubscriptionShown } from './shown.ts'
export {
  type Checkout,
  type CheckoutAsked,
  isPaymentsAway,
  type Payments,
  type PaymentsSettings,
  paymentsFrom,
} from './stripe.ts'
