import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { connect, type Db } from '#platform/db'
import { urlOf } from './cluster.ts'

export interface FreshDb {
  readonly db: Db
  readonly connection: Parameters<typeof connect>[0]
  readonly name: string
  close(): Promise<void>
}

/** A migrated, empty database of the caller's own, cloned from the run's template. Close it when done. */
export async function freshDb(): Promise<FreshDb> {
  const { url, template, trouble } = inject('cluster')
  if (trouble) throw new Error(trouble)
  const name = `${template}_${randomBytes(5).toString('hex')}`
  await onServer(url, async (client) => {
    // Two clones of one template at once refuse each other ("source database is being accessed").
    await client.query(`select pg_advisory_lock(hashtext($1))`, [template])
    await client.query(`create database ${name} template ${template}`)
  })
  const connection = { connectionString: urlOf(url, name) }
  const { db, close } = connect(connection, { max: 10 })
  return {
    db,
    connection,
    name,
    async close() {
      await close()
      await onServer(url, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
