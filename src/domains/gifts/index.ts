export { allotAgain, listCountable, listStandings } from './allot.ts'
export { announceMatch, changeTerms, type MatchPlan, standMatch } from './announce.ts'
export { type Appeal, type AppealMatch, findAppeal } from './appeal.ts'
export { listDrift, rebuiltBalances, type TrialBalance, trialBalances } from './book.ts'
export { depositGifts, type EnteredGift, enter, voidGift } from './enter.ts'
export type { GiftFact } from './fact.ts'
export { countFailure, countTry, isUnderAttack, MINIMUM_UNDER_ATTACK_MINOR, newForm, takeForm } from './gate.ts'
export { type Asked, ask, notePage, type Wished } from './give.ts'
export { matchForMachines, matchSentence } from './match-words.ts'
export { type FundPlan, openEntity, openFund, type PositionPlan, restate } from './open.ts'
export { promise, release } from './pledge.ts'
export { closeBook, post } from './post.ts'
export {
  findCurrentMatch,
  findGift,
  findMatch,
  type GiftLine,
  type GiftShown,
  givingKey,
  listGifts,
  type MatchView,
  type PositionView,
} from './queries.ts'
export { receiveExpiry, receivePayment, receivePayout, receiveSubscription } from './receive.ts'
export { type Counted, reckon } from './reckon.ts'
export { bookFee, dispute, endDispute, fail, refund, type Source, settle, unrefund } from './settle.ts'
export * from './shared.ts'
export { type FundPlace, findFund, listFundPlaces } from './store.ts'
export { lockUnthanked, markThanked, THANK_JOB } from './thank.ts'
export { closeEvent, EVENT_JOB, findEvent, hasMovedSince, listUnhandledEvents, storeEvent } from './webhook.ts'
