/** What can happen to gifts, the campaigns they are matched in, and the book. */
export type GiftFact =
  | { readonly fact: 'entity.opened'; readonly entityId: string }
  | { readonly fact: 'entity.restated'; readonly entityId: string; readonly version: number }
  | { readonly fact: 'fund.opened'; readonly fundId: string }
  | { readonly fact: 'gift.asked'; readonly giftId: string }
  | { readonly fact: 'gift.entered'; readonly giftId: string }
  | { readonly fact: 'gift.captured'; readonly giftId: string }
  | { readonly fact: 'gift.failed'; readonly giftId: string }
  | { readonly fact: 'gift.refunded'; readonly giftId: string; readonly minor: number }
  | { readonly fact: 'gift.refund-failed'; readonly giftId: string; readonly minor: number }
  | { readonly fact: 'gift.disputed'; readonly giftId: string; readonly minor: number }
  | { readonly fact: 'gift.dispute-won'; readonly giftId: string; readonly minor: number }
  | { readonly fact: 'gift.dispute-lost'; readonly giftId: string; readonly minor: number }
  | { readonly fact: 'gift.voided'; readonly giftId: string; readonly why: string }
  | { readonly fact: 'gift.bounced'; readonly giftId: string }
  | { readonly fact: 'gift.deposited'; readonly depositId: string; readonly giftIds: readonly string[] }
  | { readonly fact: 'gift.thanked'; readonly giftId: string }
  | { readonly fact: 'gift.recurring-changed'; readonly recurringId: string; readonly state: string }
  | { readonly fact: 'pledge.made'; readonly pledgeId: string }
  | { readonly fact: 'pledge.released'; readonly pledgeId: string }
  | { readonly fact: 'match.announced'; readonly campaignId: string }
  | { readonly fact: 'match.terms-changed'; readonly campaignId: string; readonly version: number }
  | { readonly fact: 'match.stands'; readonly campaignId: string; readonly state: string }
  | { readonly fact: 'book.closed'; readonly entityId: string; readonly through: string }
