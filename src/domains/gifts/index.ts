export { announceMatch, changeTerms, standMatch } from './announce.ts'
export { type Appeal, type AppealMatch, appealKey, findAppeal, hasAppealChanged } from './appeal.ts'
export { listDrift, trialBalances } from './book.ts'
export { type EnteredGift, enter } from './enter.ts'
export type { GiftFact } from './fact.ts'
export { countFailure, countTry, isUnderAttack, MINIMUM_UNDER_ATTACK_MINOR, newForm, takeForm } from './gate.ts'
export { ask, notePage, type Wished } from './give.ts'
export { matchForMachines, matchSentence } from './match-words.ts'
export { openEntity, openFund, restate } from './open.ts'
export { promise } from './pledge.ts'
export {
  findCurrentMatch,
  findGift,
  findMatch,
  type GiftShown,
  listGifts,
  type MatchView,
  type PositionView,
  standingKey,
} from './queries.ts'
export { receiveExpiry, receivePayment, receivePayout, receiveSubscription } from './receive.ts'
export * from './shared.ts'
export { type FundPlace, findFund, listFundPlaces } from './store.ts'
export { listUnthanked, lockUnthanked, markThanked, THANK_JOB } from './thank.ts'
export { closeEvent, EVENT_JOB, findEvent, hasMovedSince, listUnhandledEvents, storeEvent } from './webhook.ts'
