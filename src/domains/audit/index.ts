export { findLine, type LedgerLine, listLinesOfStory } from './queries.ts'
export { type AnyFact, FACT_CHANNEL, record } from './record.ts'
