import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { Broken, codeOf, InUse, startTrouble } from './broken.ts'
import { lightFuse } from './fuse.ts'
import type { Place } from './place.ts'
import { SETTINGS } from './settings.ts'

/** How long a fast shutdown, which writes a checkpoint, may take before the server is stopped without one. */
const FAST_STOP_MS = 8_000
/** Long enough for the recovery of a busy day's log after a power cut. */
const START_MS = 120_000
const IN_USE_MS = 10_000

export interface Server {
  readonly pid: number
  /** Settles when the server has ended, wanted or not. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

export interface ServerOptions {
  readonly place: Place
  readonly binaries: Binaries
  readonly account: Account
  readonly host: string
  readonly port: number
  readonly doing: (line: string) => void
  readonly startMs?: number
}

/** Starts the server on a cluster and waits until it takes connections. Throws Broken, with nothing left running. */
export async function startServer(options: ServerOptions): Promise<Server> {
  await stopOrphan(options.place, options.doing)
  const since = Date.now()
  for (;;) {
    try {
      return await startOnce(options)
    } catch (error) {
      // The children of a server that was killed outright need a moment to notice, and hold its memory until they do.
      if (!(error instanceof InUse) || Date.now() - since > IN_USE_MS) throw error
      await pause(100)
    }
  }
}

async function startOnce(options: ServerOptions): Promise<Server> {
  const { place, binaries, account } = options
  const log = openSync(place.log, 'a', 0o600)
  const from = fstatSync(log).size
  const child = spawn(binaries.postgres, argumentsFor(options), {
    ...account,
    cwd: place.cluster,
    stdio: ['ignore', log, log],
    // Out of reach of a signal sent to the keeper's group.
    detached: true,
    windowsHide: true,
  })
  closeSync(log)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const fuse = lightFuse(child.pid, account)
  ended.then(() => fuse.snuff())
  await ready(child, options, from)
  return { pid: child.pid ?? 0, ended, stop: () => stop(child, ended, options) }
}

function argumentsFor({ place, host, port }: ServerOptions): string[] {
  const windows = process.platform === 'win32'
  const settings = {
    ...SETTINGS,
    port: String(port),
    listen_addresses: windows ? host : '',
    ...(windows ? {} : { unix_socket_directories: host, unix_socket_permissions: '0700' }),
  }
  return ['-D', place.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

async function ready(
  child: ChildProcess,
  { place, doing, startMs = START_MS }: ServerOptions,
  from: number,
): Promise<void> {
  let failure: Error | undefined
  child.once('error', (error) => (failure = error))
  const since = Date.now()
  let told = since
  for (;;) {
    if (failure) throw startTrouble(`error: cannot execute: ${failure.message}`, place)
    if (child.exitCode !== null || child.signalCode !== null) throw startTrouble(logSince(place.log, from), place)
    const lines = pidFile(place.cluster)
    if (lines && Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return
    if (Date.now() - since > startMs) {
      child.kill('SIGQUIT')
      const said = logSince(place.log, from).trim().split('\n').slice(-8).join('\n')
      throw new Broken(
        `The database in ${place.cluster} was not ready after ${startMs / 1000} seconds. Its log ${place.log} ends:\n${said}`,
      )
    }
    if (Date.now() - told > 3_000) {
      told = Date.now()
      doing('Waiting for the database, which repairs itself after it was cut off …')
    }
    await pause(15)
  }
}

async function stop(child: ChildProcess, ended: Promise<void>, { place, binaries }: ServerOptions): Promise<void> {
  if (process.platform === 'win32') {
    execFileSync(binaries.pgCtl, ['stop', '-D', place.cluster, '-m', 'fast'], { stdio: 'ignore', windowsHide: true })
  } else {
    child.kill('SIGINT')
  }
  const late = setTimeout(() => child.kill('SIGQUIT'), FAST_STOP_MS)
  await ended
  clearTimeout(late)
}

/**
 * Ends a server that outlived its keeper, and makes sure that a lock file left by a dead one does not stop the next: its process id may
 * meanwhile be another program's, which PostgreSQL cannot tell. The rest of the file stays, because by the shared memory named in it
 * PostgreSQL knows whether children of the dead server still write. Call it with the keeper's lock held.
 */
async function stopOrphan({ cluster }: Place, doing: (line: string) => void): Promise<void> {
  let asked = 0
  for (;;) {
    const lines = pidFile(cluster)
    const pid = Number(lines?.[0])
    if (!lines || !Number.isInteger(pid) || pid <= 0 || pid === process.pid || !isAlive(pid)) return
    if (!isServerOf(pid, cluster)) {
      // PostgreSQL takes its own parent's id for a leftover.
      writeFileSync(join(cluster, 'postmaster.pid'), [process.pid, ...lines.slice(1)].join('\n'))
      return
    }
    if (asked === 0) {
      doing('Ending a database server that was left behind …')
      asked = Date.now()
      signal(pid, 'SIGINT')
    } else if (Date.now() - asked > FAST_STOP_MS) {
      signal(pid, 'SIGQUIT')
    }
    await pause(20)
  }
}

function pidFile(cluster: string): string[] | undefined {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}

/** Is that process a PostgreSQL server on this cluster? */
export function isServerOf(pid: number, cluster: string): boolean {
  try {
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        : execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' })
    return /postgres/.test(command) && command.includes(cluster)
  } catch {
    return false
  }
}

function logSince(path: string, from: number): string {
  const open = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(Math.min(Math.max(statSync(path).size - from, 0), 64 * 1024))
    readSync(open, bytes, 0, bytes.length, from)
    return bytes.toString('utf8')
  } finally {
    closeSync(open)
  }
}
