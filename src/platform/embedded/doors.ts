import {
  chownSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { type Account, obstacleOnTheWay } from './account.ts'
import { Broken } from './broken.ts'
import type { Note } from './messages.ts'
import type { Place } from './place.ts'

// macOS allows 103 bytes, Linux 107.
const SOCKET_PATH_MAX = 103
const PORT = 5432

/** What the last keeper left, or nothing. */
export function readNote({ note }: Place): Note | undefined {
  try {
    return JSON.parse(readFileSync(note, 'utf8')) as Note
  } catch {
    return undefined
  }
}

/** Rewritten in one step, so that nobody reads half of it. */
export function writeNote(place: Place, note: Note): void {
  const draft = `${place.note}.${process.pid}`
  writeFileSync(draft, JSON.stringify(note), { mode: 0o600 })
  renameSync(draft, place.note)
}

export function removeNote(place: Place): void {
  rmSync(place.note, { force: true })
}

/**
 * The doors of a new keeper: a folder for both sockets, closed to other users. Those of a keeper that was killed are used again, because
 * clients that live on know the server by them. A folder somebody else put in our way is never used.
 */
export async function chooseDoors(place: Place, account: Account, tmp: string): Promise<Note> {
  const before = readNote(place)
  if (process.platform === 'win32') {
    const door = before?.door ?? `\\\\.\\pipe\\broadsheet-${process.pid}-${Date.now()}`
    return { keeperPid: process.pid, door, host: '127.0.0.1', port: before?.port ?? (await freePort()) }
  }
  const host = before && isOurs(before.host, account) ? before.host : newRoom(place, account, tmp)
  const door = join(host, 'keeper')
  rmSync(door, { force: true })
  return { keeperPid: process.pid, door, host, port: PORT }
}

export function removeDoors({ host }: Note): void {
  if (process.platform === 'win32') return
  for (const name of existsSync(host) ? readdirSync(host) : []) {
    if (name === 'keeper' || name.startsWith('.s.PGSQL.')) rmSync(join(host, name), { force: true })
  }
  if (basename(host).startsWith('bs-')) rmSync(host, { recursive: true, force: true })
}

/** Connects to a keeper; `undefined` if none listens there. */
export function knock({ door }: Note): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(door)
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(undefined))
  })
}

function newRoom(place: Place, account: Account, tmp: string): string {
  for (const folder of [tmp, '/tmp', '/var/tmp', dirname(place.cluster)]) {
    if (!existsSync(folder)) continue
    const real = realpathSync(folder)
    if (Buffer.byteLength(join(real, 'bs-XXXXXX', `.s.PGSQL.${PORT}.lock`)) > SOCKET_PATH_MAX) continue
    if (obstacleOnTheWay(real, account)) continue
    try {
      const room = mkdtempSync(join(real, 'bs-'))
      if (account) chownSync(room, account.uid, account.gid)
      return room
    } catch {
      // The next one may do.
    }
  }
  throw new Broken(
    `There is no folder for the database's socket: ${tmp} is too long a name or cannot be written. Set TMPDIR to another.`,
  )
}

function isOurs(room: string, account: Account): boolean {
  const found = lstatSync(room, { throwIfNoEntry: false })
  return (
    found?.isDirectory() === true && found.uid === (account?.uid ?? process.getuid?.()) && (found.mode & 0o077) === 0
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
