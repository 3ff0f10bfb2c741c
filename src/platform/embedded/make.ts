import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { Broken, codeOf, folderTrouble, otherMajor, startTrouble } from './broken.ts'
import type { Place } from './place.ts'

/** The one database user. */
export const USER = 'broadsheet'

const PASSWORD_FILE = 'broadsheet.password'

/**
 * Sees that the cluster exists, fits these binaries and belongs to `account`. A new one is made beside its place and renamed into it,
 * so that whatever is there is whole, and nothing that was there before is ever touched. Throws Broken.
 */
export async function makeCluster(
  place: Place,
  binaries: Binaries,
  account: Account,
  signal: AbortSignal,
  doing: (line: string) => void,
): Promise<void> {
  clearUnfinished(place)
  const found = lstatSync(place.cluster, { throwIfNoEntry: false })
  if (found && !found.isDirectory())
    throw folderTrouble(place.cluster, Object.assign(new Error('in the way'), { code: 'EEXIST' }))
  if (found && readdirSync(place.cluster).length > 0) return checkExisting(place, binaries, account)

  doing('Making the database (first start only) …')
  const making = `${place.cluster}.making-${process.pid}`
  try {
    mkdirSync(making, { mode: 0o700 })
    if (account) chownSync(making, account.uid, account.gid)
    await initdb(making, place, binaries, account, signal)
    renameSync(making, place.cluster)
    syncFolder(dirname(place.cluster))
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (error instanceof Broken) throw error
    throw codeOf(error) === 'EBUSY'
      ? new Broken(
          `${place.cluster} is a mount point, which the database cannot be renamed into. Mount the folder above it instead.`,
        )
      : folderTrouble(place.cluster, error)
  }
}

/** The password of a cluster that has one: only where there is no socket in a folder closed to others. */
export function passwordOf(cluster: string): string {
  return process.platform === 'win32' ? readFileSync(join(cluster, PASSWORD_FILE), 'utf8') : ''
}

function checkExisting({ cluster }: Place, binaries: Binaries, account: Account): void {
  let major: string
  try {
    major = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw folderTrouble(cluster, error)
    throw new Broken(`${cluster} holds files but no database. Move them away, or point BROADSHEET_DATA elsewhere.`)
  }
  if (major !== binaries.major) throw otherMajor(cluster, major, binaries.major)
  const { uid, mode } = lstatSync(cluster)
  // Copied or restored by root: give it to the user the server runs as. A copy may also have lost the mode that PostgreSQL insists on.
  if (account && uid !== account.uid) give(cluster, account)
  if (process.platform !== 'win32' && mode & 0o027) chmodSync(cluster, 0o700)
}

function give(path: string, account: NonNullable<Account>): void {
  lchownSync(path, account.uid, account.gid)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) give(join(path, name), account)
}

// Left by a keeper that was killed while it made one. The caller holds the lock, so nobody is making one now.
function clearUnfinished({ cluster }: Place): void {
  for (const name of readdirSync(dirname(cluster))) {
    if (name.startsWith(`${basename(cluster)}.making-`))
      rmSync(join(dirname(cluster), name), { recursive: true, force: true })
  }
}

async function initdb(
  making: string,
  place: Place,
  binaries: Binaries,
  account: Account,
  signal: AbortSignal,
): Promise<void> {
  const args = [
    `--pgdata=${making}`,
    `--username=${USER}`,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=icu',
    '--icu-locale=en-US',
  ]
  args.push('--data-checksums', '--auth-host=scram-sha-256', '--no-instructions')
  const password = randomBytes(24).toString('base64url')
  const passwordFile = `${making}.password`
  // A socket is closed to others by the folder it is in; an address is not.
  if (process.platform === 'win32') {
    writeFileSync(passwordFile, password, { mode: 0o600 })
    args.push('--auth-local=scram-sha-256', `--pwfile=${passwordFile}`)
  } else {
    args.push('--auth-local=trust')
  }
  const child = spawn(binaries.initdb, args, {
    ...account,
    cwd: making,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    signal,
    killSignal: 'SIGTERM',
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      said += `\nerror: ${codeOf(error) === 'ENOENT' ? 'cannot execute: this system lacks the C library it was made for' : error.message}`
      resolve(null)
    })
    child.once('close', resolve)
  })
  if (code !== 0) {
    appendFileSync(place.log, said)
    throw startTrouble(said, place)
  }
  if (process.platform === 'win32') {
    writeFileSync(join(making, PASSWORD_FILE), password, { mode: 0o600 })
    rmSync(passwordFile)
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const open = openSync(folder, 'r')
  fsyncSync(open)
  closeSync(open)
}
