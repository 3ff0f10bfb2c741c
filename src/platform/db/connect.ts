import { Kysely, PostgresDialect } from 'kysely'
import { Client, Pool, type PoolConfig } from 'pg'
import type { DB } from './schema.ts'

/** Where SQL is run: the pool, or a transaction in it. */
export type Db = Kysely<DB>

/** How to reach a PostgreSQL server, as `pg` takes it: a connection string, or host (a socket folder), port, user, password, database. */
export type Connection = Pick<PoolConfig, 'connectionString' | 'host' | 'port' | 'user' | 'password' | 'database'>

export interface Pooled {
  readonly db: Db
  readonly pool: Pool
  close(): Promise<void>
}

/** Opens a pool. Connections are made when first used; `onLost` hears of idle ones that died, which the pool then replaces. */
export function connect(
  connection: Connection,
  { max = 10, onLost = () => {} }: { max?: number; onLost?: (error: Error) => void } = {},
): Pooled {
  const pool = new Pool({
    ...connection,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    application_name: 'broadsheet',
  })
  pool.on('error', onLost)
  pool.on('connect', (client) => client.on('error', onLost))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

/** Runs `fn` in one transaction: all of it is kept, or none. */
export function transaction<result>(db: Db, fn: (tx: Db) => Promise<result>): Promise<result> {
  return db.transaction().execute(fn)
}

/**
 * Hears every NOTIFY on `channel` until closed, on a connection of its own. After a lost connection it reconnects by itself
 * and calls `onGap`, because what was said meanwhile was not heard.
 */
export function listen(
  connection: Connection,
  channel: string,
  { onMessage, onGap }: { onMessage: (payload: string) => void; onGap: () => void },
): { ready: Promise<void>; close(): Promise<void> } {
  let client: Client | undefined
  let closed = false
  let timer: NodeJS.Timeout | undefined

  async function open(): Promise<void> {
    const next = new Client({ ...connection, application_name: 'broadsheet listen', connectionTimeoutMillis: 5_000 })
    client = next
    next.on('notification', (message) => onMessage(message.payload ?? ''))
    next.on('error', () => {})
    next.once('end', again)
    await next.connect()
    await next.query(`listen ${next.escapeIdentifier(channel)}`)
  }

  function again(): void {
    if (closed || timer) return
    timer = setTimeout(() => {
      timer = undefined
      open().then(onGap, again)
    }, 250)
  }

  const ready = open()
  ready.catch(again)
  return {
    ready,
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
