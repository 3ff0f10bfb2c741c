import pg from 'pg'
import { packageFolder } from './binaries.ts'
import { takeLease } from './lease.ts'
import { USER } from './make.ts'
import type { Ready } from './messages.ts'
import { placeFor } from './place.ts'

const DATABASE = 'broadsheet'

export interface EmbeddedOptions {
  /** The folder of the cluster; it is made if missing. Files named after it lie beside it. */
  readonly dataDir: string
  /** Hears a sentence for each step that takes long. */
  readonly onProgress?: (line: string) => void
  /** Hears a sentence when the server or its keeper ended unexpectedly; both come back by themselves. */
  readonly log?: (line: string) => void
}

/** A lease on the embedded server. */
export interface Embedded {
  /** How to reach it. Stays the same while the lease is held, also when the server is started again. */
  readonly connection: { host: string; port: number; user: string; password: string; database: string }
  /** Where the cluster lies: `dataDir`, unless the user the server runs as could not get there. */
  readonly folder: string
  /** The process that watches the server. */
  readonly keeperPid: number
  /** The server's own process; waits while there is none. */
  postgresPid(): Promise<number>
  /** Ends the lease. The last one of all processes to end shuts the server down, and waits for that. */
  release(): Promise<void>
}

/**
 * Sees that a PostgreSQL server runs on the cluster at `dataDir`, made if need be, and takes a lease on it that ends with `release` or
 * with this process. Any number of processes may hold leases on one cluster. Throws Broken.
 */
export async function openEmbedded({
  dataDir,
  onProgress = () => {},
  log = () => {},
}: EmbeddedOptions): Promise<Embedded> {
  packageFolder()
  const place = placeFor(dataDir)
  const lease = await takeLease(place, { onProgress, log })
  try {
    let ready = await lease.ready()
    const connection = connectionTo(ready)
    await makeDatabase(connection)
    return {
      connection,
      folder: place.cluster,
      get keeperPid() {
        return ready.keeperPid
      },
      async postgresPid() {
        ready = await lease.ready()
        return ready.postgresPid
      },
      release: () => lease.release(),
    }
  } catch (error) {
    await lease.release()
    throw error
  }
}

function connectionTo({ host, port, password }: Ready): Embedded['connection'] {
  return { host, port, user: USER, password, database: DATABASE }
}

async function makeDatabase(connection: Embedded['connection']): Promise<void> {
  if (await answers(connection)) return
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    // Others may have come first; the lock goes with the connection.
    await client.query(`select pg_advisory_lock(hashtext('${DATABASE}'))`)
    if (!(await answers(connection))) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

async function answers(connection: Embedded['connection']): Promise<boolean> {
  const client = new pg.Client(connection)
  try {
    await client.connect()
    return true
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '3D000') return false
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}
