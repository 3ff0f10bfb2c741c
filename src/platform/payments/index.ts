export type { PaymentShown, PayoutShown, SubscriptionShown } from './shown.ts'
export {
  type Checkout,
  type CheckoutAsked,
  isPaymentsAway,
  type Payments,
  type PaymentsSettings,
  type ProcessorEvent,
  paymentsFrom,
} from './stripe.ts'
