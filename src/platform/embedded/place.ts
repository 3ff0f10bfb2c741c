import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { type Account, accountFor, obstacleOnTheWay } from './account.ts'
import { Broken, folderTrouble } from './broken.ts'

/** Where one cluster lies, and what lies beside it. */
export interface Place {
  readonly cluster: string
  /** Held locked by the keeper while it lives. Never removed: two keepers could then each lock a file of their own. */
  readonly lock: string
  /** Where the keeper listens, for clients to find. */
  readonly note: string
  /** What the server and its keeper wrote. */
  readonly log: string
}

/** Names the files of a cluster. Touches nothing. */
export function filesOf(cluster: string): Place {
  return { cluster, lock: `${cluster}.lock`, note: `${cluster}.keeper`, log: `${cluster}.log` }
}

/**
 * Decides where the cluster asked for at `dataDir` lies and makes the folder above it. That is `dataDir` itself, unless we are root and
 * the user the server runs as cannot get there; then it is a folder under /var/lib, remembered in `<dataDir>.moved`.
 * Throws Broken.
 */
export function placeFor(dataDir: string, elsewhere = '/var/lib'): Place {
  const asked = atItsRealPath(resolve(dataDir))
  const pointer = `${asked}.moved`
  if (existsSync(pointer)) return filesOf(readFileSync(pointer, 'utf8').trim())
  const above = dirname(asked)
  const account = accountFor(asked)
  const obstacle = obstacleAfterMending(above, account)
  if (!obstacle) {
    mayBeWritten(above)
    return filesOf(asked)
  }
  if (existsSync(join(asked, 'PG_VERSION'))) {
    throw new Broken(
      `The database in ${asked} cannot be reached by the user it runs as, because ${obstacle} is closed to others. Move it, or chmod o+x ${obstacle}.`,
    )
  }
  const hash = createHash('sha256').update(asked).digest('hex').slice(0, 12)
  const cluster = join(elsewhere, `broadsheet-${hash}`, 'database')
  try {
    mkdirSync(dirname(cluster), { recursive: true })
    chmodSync(dirname(cluster), 0o755)
    writeFileSync(pointer, `${cluster}\n`)
  } catch (error) {
    throw folderTrouble(dirname(cluster), error)
  }
  return filesOf(cluster)
}

// Two spellings of one folder must meet at one lock, so the path is taken without symbolic links.
function atItsRealPath(asked: string): string {
  const above = dirname(asked)
  try {
    mkdirSync(above, { recursive: true })
    return existsSync(asked) ? realpathSync(asked) : join(realpathSync(above), basename(asked))
  } catch (error) {
    throw folderTrouble(above, error)
  }
}

// The folder right above the cluster is ours to open; those above that are not.
function obstacleAfterMending(above: string, account: Account): string | undefined {
  const obstacle = obstacleOnTheWay(above, account)
  if (obstacle !== above) return obstacle
  chmodSync(above, statSync(above).mode | 0o011)
  return obstacleOnTheWay(above, account)
}

function mayBeWritten(folder: string): void {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw folderTrouble(folder, error)
  }
}
