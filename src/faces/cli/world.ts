import { join } from 'node:path'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import type { Config } from '#platform/config'
import { type Connection, connect, type Db, isAway, migrate } from '#platform/db'
import { openEmbedded } from '#platform/embedded'
import { type Files, filesFrom } from '#platform/files'
import { migrateJobs } from '#platform/jobs'
import { type Log, logTo } from '#platform/logging'
import { type Mailer, mailerFrom } from '#platform/mail'
import { type Payments, paymentsFrom } from '#platform/payments'
import { loadOrMakeSecret } from '#platform/secrets'

/** Where the program's own files are: migrations and what the build made. */
export interface Places {
  readonly migrations: string
  readonly newsroom: string
  readonly assets: string
  readonly sample: string
}

/** Everything a command may need, built once. `out` is what was asked for, `err` is progress and trouble. */
export interface World {
  readonly config: Config
  readonly places: Places
  readonly connection: Connection
  readonly db: Db
  readonly pool: Pool
  readonly files: Files
  readonly mailer: Mailer
  /** The card processor, where a key for it is set. */
  readonly payments: Payments | undefined
  readonly secret: string
  readonly log: Log
  readonly clock: () => Date
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  close(): Promise<void>
}

/** What a world is built from. */
export type Ground = Pick<World, 'config' | 'places' | 'clock' | 'out' | 'err'>

const OLDEST_POSTGRES = 15

/** Opens the database (starting the embedded one where no DATABASE_URL is set), brings it up to date, and all else a command needs. */
export async function openWorld(ground: Ground): Promise<World> {
  const { config, err, places } = ground
  const log = logTo(config.logLevel)
  const payments = config.stripe && paymentsFrom(config.stripe)
  const embedded = config.databaseUrl
    ? undefined
    : await openEmbedded({
        dataDir: join(config.dataDir, 'database'),
        onProgress: err,
        log: (line) => log.warn({ database: line }),
      })
  const connection: Connection = embedded?.connection ?? { connectionString: config.databaseUrl }
  const pooled = connect(connection, { max: 12, onLost: (error) => log.warn({ database: error.message }) })
  try {
    await mustSuit(pooled.db)
    await migrateJobs(pooled.pool)
    await migrate(pooled.db, places.migrations)
    const secret = await loadOrMakeSecret(config.dataDir)
    const files = filesFrom(config.filesUrl, config.dataDir)
    const mailer = mailerFrom(config.mailUrl, config.dataDir, config.mailFrom ?? `news@${config.siteUrl.hostname}`)
    return {
      ...ground,
      connection,
      db: pooled.db,
      pool: pooled.pool,
      files,
      mailer,
      payments,
      secret,
      log,
      async close() {
        await pooled.close()
        await embedded?.release()
      },
    }
  } catch (error) {
    await pooled.close().catch(() => {})
    await embedded?.release()
    throw error
  }
}

async function mustSuit(db: Db): Promise<void> {
  const answer = await sql<{ version: string }>`show server_version_num`.execute(db).catch((error: unknown) => {
    if (!isAway(error)) throw error
    throw new Error(
      `The database at DATABASE_URL cannot be reached: ${error instanceof Error ? error.message : error}. See that it runs and that this machine may reach it.`,
    )
  })
  const version = Number(Object.values(answer.rows[0] ?? {})[0])
  if (version < OLDEST_POSTGRES * 10_000) {
    throw new Error(
      `The database is PostgreSQL ${Math.floor(version / 10_000)}; Broadsheet needs ${OLDEST_POSTGRES} or newer.`,
    )
  }
}
