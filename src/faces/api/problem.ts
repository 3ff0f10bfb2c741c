import type { Context } from 'hono'
import { ZodError } from 'zod'
import { isAway } from '#platform/db'
import type { Log } from '#platform/logging'
import { Refusal, statusOf } from '#platform/refusal'
import type { Problem } from './contract.ts'

const TOO_BUSY_S = 5

/** Any error as an answer: a refusal with its sentence, bad input with its fields, a fault with a number to look up and no detail. */
export function problemOf(error: unknown, c: Context, log: Log, requestId: string): Response {
  if (error instanceof Refusal)
    return c.json<Problem>(
      { code: error.code, sentence: error.message, fields: { ...error.fields } },
      statusOf[error.kind],
    )
  if (error instanceof ZodError) {
    const fields = Object.fromEntries(error.issues.map((issue) => [issue.path.join('.'), issue.message]))
    const first = error.issues[0]
    const sentence = first
      ? `${first.path.length > 0 ? `${first.path.join('.')}: ` : ''}${first.message}`
      : 'That cannot be used.'
    return c.json<Problem>({ code: 'request.not-understood', sentence, fields }, 422)
  }
  if (error instanceof SyntaxError) {
    return c.json<Problem>({ code: 'request.not-json', sentence: 'The request is not JSON.', fields: {} }, 422)
  }
  if (isAway(error)) {
    log.warn({ requestId, away: String(error) })
    c.header('retry-after', String(TOO_BUSY_S))
    return c.json<Problem>(
      {
        code: 'database.away',
        sentence: 'The database cannot be reached. Your text is safe here; it will be saved when it is back.',
        fields: {},
        requestId,
      },
      503,
    )
  }
  log.error({
    requestId,
    error: error instanceof Error ? { message: error.message, stack: error.stack } : String(error),
  })
  return c.json<Problem>(
    { code: 'fault', sentence: `Something broke. It has been noted as ${requestId}.`, fields: {}, requestId },
    500,
  )
}
