export { type Entity, type EntityKind, type Mode, recipientLine, standardStatement } from './entity.ts'
export {
  buttonWords,
  DONOR_KINDS,
  type DonorKind,
  type GiftState,
  INSTRUMENTS,
  type Instrument,
  isOnline,
  keptOf,
  MOST_MINOR,
  obstacleToWish,
  RHYTHMS,
  type Rhythm,
  rhythmWords,
  type Sums,
  standingOf,
} from './gift.ts'
export { MATCH_CLOCKS, type MatchState, Rules, ratioWords, releasedAt, Terms, windowOf } from './match.ts'
export { cardFee, dollars, feeCover, minorFrom } from './money.ts'
export { balancesOf, postingsOf } from './movement.ts'
