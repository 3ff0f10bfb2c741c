import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { connect, migrate } from '#platform/db'
import { openEmbedded } from '#platform/embedded'
import { migrateJobs } from '#platform/jobs'

/** A database server for one test run, and the migrated database in it that tests are cloned from. */
export interface Cluster {
  /** Connection string of the server, to any database in it. A socket folder is spelled in the query. */
  readonly url: string
  readonly template: string
  /** Why the template is not whole, in which case only tests without a database can pass. */
  readonly trouble: string
  close(): Promise<void>
}

/** The same server, another database in it. */
export function urlOf(clusterUrl: string, database: string): string {
  const url = new URL(clusterUrl)
  url.pathname = `/${encodeURIComponent(database)}`
  return url.href
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** The server at `url`, or else an embedded one in a temporary folder that goes away with the run. */
export async function startCluster({
  url,
  migrations,
}: {
  url: string | undefined
  migrations: string
}): Promise<Cluster> {
  const server = url ? { url, stop: async () => {} } : await startEmbedded()
  const template = `broadsheet_template_${randomBytes(4).toString('hex')}`
  await run(server.url, `create database ${template}`)
  const { db, pool, close } = connect({ connectionString: urlOf(server.url, template) }, { max: 2 })
  const trouble = await migrateJobs(pool)
    .then(() => migrate(db, migrations))
    .then(
      () => '',
      (error) => `The migrations do not run: ${error}`,
    )
  await close()
  return {
    url: server.url,
    template,
    trouble,
    async close() {
      if (url) await dropAll(server.url, template)
      await server.stop()
    },
  }
}

async function startEmbedded(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-test-'))
  // The server runs as another user when we are root.
  chmodSync(folder, 0o755)
  const { connection, release } = await openEmbedded({ dataDir: join(folder, 'database') })
  const { host, port, user, password } = connection
  const url = new URL(`postgres://localhost:${port}/postgres`)
  url.username = user
  url.password = password
  if (host.startsWith('/')) url.searchParams.set('host', host)
  return {
    url: url.href,
    async stop() {
      await release()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

// Clones that a killed test left behind carry the template's name, so they are found and go with it.
async function dropAll(url: string, template: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [template],
    )
    for (const { datname } of found.rows)
      await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`)
  } finally {
    await client.end()
  }
}
