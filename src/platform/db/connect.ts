import { Socket } from 'node:net'
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import { Client, Pool, type PoolConfig } from 'pg'
import type { DB } from './schema.ts'

/** Where SQL is run: the pool, or a transaction in it. A question that readers' pages ask all day may begin with the comment "prepared" and a name of its own: then it is planned once. */
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
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparing(pool) }) })
  return { db, pool, close: () => db.destroy() }
}

// A question that begins with such a comment is planned once for each connection, under that name, not each time it is asked.
const PREPARED = /^\s*\/\* prepared ([a-z-]+) \*\//

function preparing(pool: Pool): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect()
      return {
        query(asked: unknown, values?: readonly unknown[]) {
          const name = typeof asked === 'string' ? PREPARED.exec(asked)?.[1] : undefined
          const query = name === undefined ? asked : { name, text: asked, values }
          return client.query(query as string, name === undefined ? (values as unknown[]) : undefined) as never
        },
        release: (error?: boolean) => client.release(error),
      }
    },
    end: () => pool.end(),
  }
}

/** Runs `fn` in one transaction: all of it is kept, or none. */
export function transaction<result>(db: Db, fn: (tx: Db) => Promise<result>): Promise<result> {
  return db.transaction().execute(fn)
}

// A listener says nothing of itself, so a connection whose other end is gone (a failover, a router that forgot it) would look alive for ever.
const PING_MS = 10_000
const AGAIN_MS = 250

/**
 * Hears every NOTIFY on `channel` until closed, on a connection of its own, which is asked every `pingMs` whether it is still there.
 * After a lost connection it reconnects by itself and calls `onGap`, because what was said meanwhile was not heard.
 */
export function listen(
  connection: Connection,
  channel: string,
  { onMessage, onGap, pingMs = PING_MS }: { onMessage: (payload: string) => void; onGap: () => void; pingMs?: number },
): { ready: Promise<void>; close(): Promise<void> } {
  let current: { readonly client: Client; readonly socket: Socket } | undefined
  let closed = false
  let again: NodeJS.Timeout | undefined
  let ping: NodeJS.Timeout | undefined

  async function open(): Promise<void> {
    const socket = new Socket()
    const client = new Client({
      ...connection,
      application_name: 'broadsheet listen',
      connectionTimeoutMillis: 5_000,
      query_timeout: pingMs,
      keepAlive: true,
      stream: () => socket,
    })
    const mine = { client, socket }
    current = mine
    client.on('notification', (message) => onMessage(message.payload ?? ''))
    client.on('error', () => {})
    client.once('end', () => lost(mine))
    await client.connect()
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
    watch(mine)
  }

  function watch(mine: NonNullable<typeof current>): void {
    if (mine !== current || closed) return
    ping = setTimeout(() => {
      mine.client.query('select').then(
        () => watch(mine),
        () => lost(mine),
      )
    }, pingMs).unref()
  }

  function lost(mine: typeof current): void {
    if (closed || mine === undefined || mine !== current) return
    clearTimeout(ping)
    // Not ended politely: whoever would answer is gone.
    mine.socket.destroy()
    current = undefined
    again = setTimeout(() => open().then(onGap, () => lost(current)), AGAIN_MS)
  }

  const ready = open()
  ready.catch(() => lost(current))
  return {
    ready,
    async close() {
      closed = true
      clearTimeout(again)
      clearTimeout(ping)
      await current?.client.end().catch(() => {})
    },
  }
}
