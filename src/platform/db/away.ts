// SQLSTATE classes and codes that say "not now" rather than "not so" (PostgreSQL appendix A).
const AWAY_STATES = /^(08|57P0|53300)/
const AWAY_SYSTEM = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])
const AWAY_WORDS =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|connection is closed|not queryable/i

/** True if the error says that the database cannot be reached now, so that trying again later may help. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  if (AWAY_STATES.test(code) || AWAY_SYSTEM.has(code) || AWAY_WORDS.test(error.message)) return true
  if (error instanceof AggregateError) return error.errors.some(isAway)
  return error.cause !== undefined && isAway(error.cause)
}
