import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDb } from '#kit/database'
import { listen, transaction } from './connect.ts'

const fresh = await freshDb()
const open: [Socket, Socket][] = []
let between: Server
let port = 0

beforeAll(async () => {
  // A way to the database that can be made to carry nothing, without either end hearing of it.
  const { host, port: at } = new pg.Client(fresh.connection)
  between = createServer((near) => {
    const far = host.startsWith('/') ? createConnection(`${host}/.s.PGSQL.${at}`) : createConnection(at, host)
    open.push([near, far])
    near.pipe(far).pipe(near)
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
  })
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve))
  const address = between.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(async () => {
  for (const pair of open) for (const socket of pair) socket.destroy()
  between.close()
  await fresh.close()
})

it('notices that the other end is gone though nobody said so, listens anew and tells of the gap', async () => {
  const { user, password, database } = new pg.Client(fresh.connection)
  const connection = { host: '127.0.0.1', port, user: user ?? '', password: password ?? '', database: database ?? '' }
  const heard: string[] = []
  const gap = Promise.withResolvers<void>()
  const ear = listen(connection, 'news', {
    pingMs: 100,
    onMessage: (payload) => heard.push(payload),
    onGap: () => gap.resolve(),
  })
  await ear.ready
  for (const [near, far] of open) {
    near.unpipe(far).pause()
    far.unpipe(near).pause()
  }
  await gap.promise
  await sql`select pg_notify('news', 'again')`.execute(fresh.db)
  while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(heard).toEqual(['again'])
  expect(open).toHaveLength(2)
  await ear.close()
})

it('plans a question that says so once for each connection, and any other each time', async () => {
  await transaction(fresh.db, async (tx) => {
    for (const number of [1, 2]) {
      const answer = await sql<{ twice: number }>`/* prepared doubling */ select 2 * ${number}::int as twice`.execute(
        tx,
      )
      expect(answer.rows).toEqual([{ twice: 2 * number }])
      await sql`select ${number}::int`.execute(tx)
    }
    const kept = await sql<{ name: string }>`select name from pg_prepared_statements`.execute(tx)
    expect(kept.rows).toEqual([{ name: 'doubling' }])
  })
})
