import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { storeEvent } from '#domains/gifts'
import { type Db, transaction } from '#platform/db'
import type { Log } from '#platform/logging'
import type { Payments } from '#platform/payments'

/** What the webhooks need. Without a processor there is no such address. */
export interface WebhookNeeds {
  readonly db: Db
  readonly clock: () => Date
  readonly log: Log
  readonly payments: Payments | undefined
}

const MOST_BYTES = 1024 * 1024

/** POST /webhooks/stripe: checked on the very bytes, stored once, answered at once; what follows is a job. */
export function webhookRoutes({ db, clock, log, payments }: WebhookNeeds): Hono {
  const app = new Hono()
  if (!payments) return app
  app.use('/webhooks/*', bodyLimit({ maxSize: MOST_BYTES, onError: (c) => c.text('That is too much.', 413) }))
  app.post('/webhooks/stripe', async (c) => {
    const raw = await c.req.text()
    const read = eventIn(payments, raw, c.req.header('stripe-signature') ?? '')
    if ('wrong' in read) {
      log.warn({ webhook: 'stripe', wrong: read.wrong })
      return c.text('The signature is not right.', 400)
    }
    const { event } = read
    if (event.isLive !== payments.isLive) return c.text('That is of the other mode.', 400)
    await transaction(db, (tx) =>
      storeEvent({ db: tx, by: { kind: 'system', job: 'webhook' }, at: clock() }, event, raw),
    )
    return c.json({ received: true })
  })
  return app
}

function eventIn(payments: Payments, raw: string, signature: string) {
  try {
    return { event: payments.readEvent(raw, signature) }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message.split('\n')[0] : String(error) }
  }
}
