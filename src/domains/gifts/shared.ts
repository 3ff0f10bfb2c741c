export { type Entity, type EntityKind, isCharity, type Mode, recipientLine, standardStatement } from './entity.ts'
export {
  buttonWords,
  DONOR_KINDS,
  INSTRUMENTS,
  isOnline,
  obstacleToWish,
  RHYTHMS,
  type Rhythm,
  rhythmWords,
} from './gift.ts'
export { progressOf, ratioWords, releasedAt } from './match.ts'
export { cardFee, dollars, feeCover, minorFrom } from './money.ts'
