import { timingSafeEqual } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { isLoopback } from '#domains/accounts'
import type { Db } from '#platform/db'
import type { Metrics } from './metrics.ts'

const PATIENCE_MS = 2_000

/** GET /healthz: the process lives. GET /readyz: it can do its work (503 while the database is away). GET /metrics: from this machine, or with the token. */
export function healthRoutes({
  db,
  metrics,
  metricsToken,
}: {
  db: Db
  metrics: Metrics
  metricsToken: string | undefined
}): Hono<{ Bindings: HttpBindings }> {
  const health = new Hono<{ Bindings: HttpBindings }>()
  health.get('/healthz', (c) => c.json({ ok: true }))
  health.get('/readyz', async (c) => {
    const late = new Promise<false>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref())
    const ready = await Promise.race([
      sql`select 1`.execute(db).then(
        () => true,
        () => false,
      ),
      late,
    ])
    if (ready) return c.json({ ok: true })
    c.header('retry-after', '2')
    return c.json({ ok: false, database: 'away' }, 503)
  })
  health.get('/metrics', async (c) => {
    const address = c.env?.incoming?.socket.remoteAddress ?? ''
    const isProxied = c.req.header('x-forwarded-for') !== undefined
    const isHere = isLoopback(address.replace(/^::ffff:/, '')) && !isProxied
    if (!isHere && !isToken(c.req.header('authorization'), metricsToken)) return c.text('Not for you.', 403)
    return c.text(await metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
  })
  return health
}

function isToken(header: string | undefined, token: string | undefined): boolean {
  if (!token || !header) return false
  const [given, right] = [Buffer.from(header), Buffer.from(`Bearer ${token}`)]
  return given.length === right.length && timingSafeEqual(given, right)
}
