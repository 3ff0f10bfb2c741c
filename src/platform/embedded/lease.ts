import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Broken, FULL_DISK_EXIT, folderTrouble, fullDisk } from './broken.ts'
import { knock, readNote } from './doors.ts'
import { BYE, hear, LEASE, type Ready } from './messages.ts'
import type { Place } from './place.ts'

/** Longer than an orderly shutdown may take, which a new keeper waits for. */
const REACH_MS = 60_000
const RETRY_MS = 5_000
const LOG_MAX_BYTES = 4 * 1024 * 1024

export interface Lease {
  /** The server as it is, or as soon as it is ready. */
  ready(): Promise<Ready>
  /** Ends the lease; when it was the last, waits until the server has shut down. */
  release(): Promise<void>
}

export interface LeaseOptions {
  readonly onProgress: (line: string) => void
  readonly log: (line: string) => void
}

/** Holds a lease on a cluster until released, with one keeper after another if need be. Throws Broken if the first cannot start it. */
export async function takeLease(place: Place, { onProgress, log }: LeaseOptions): Promise<Lease> {
  let now = Promise.withResolvers<Ready>()
  let isReady = false
  let released = false
  let socket: Socket | undefined
  let hungUp = Promise.resolve()

  /** One keeper, from its first word to its last; gives why it broke, if it said so. */
  async function hold(): Promise<string | undefined> {
    socket = await reach(place)
    const { promise, resolve } = Promise.withResolvers<void>()
    hungUp = promise
    let sentence: string | undefined
    hear(socket, (word) => {
      if (word.say === 'doing') onProgress(word.line)
      if (word.say === 'broken') sentence = word.sentence
      if (word.say === 'down') {
        lose()
        log(word.why)
      }
      if (word.say === 'ready') {
        isReady = true
        now.resolve(word)
        // The lease alone is no reason for a process to stay.
        socket?.unref()
      }
      if (word.say === 'broken') socket?.end()
    })
    socket.on('error', () => {})
    socket.once('close', () => resolve())
    socket.write(`${LEASE}\n`)
    await promise
    lose()
    return sentence
  }

  function lose(): void {
    if (isReady) now = Promise.withResolvers<Ready>()
    isReady = false
  }

  async function holdOn(isFirst: boolean): Promise<void> {
    for (let everReady = !isFirst; !released; ) {
      const first = now
      first.promise.then(
        () => (everReady = true),
        () => {},
      )
      try {
        const sentence = await hold()
        if (sentence) throw new Broken(sentence)
        if (!released) log('The keeper of the database ended and is replaced.')
      } catch (error) {
        if (!everReady) throw error
        log(error instanceof Error ? error.message : String(error))
        await pause(RETRY_MS, undefined, { ref: false })
      }
    }
  }

  holdOn(true).catch((error) => now.reject(error))
  await now.promise
  return {
    ready: () => now.promise,
    async release() {
      released = true
      socket?.ref()
      socket?.write(`${BYE}\n`)
      await hungUp
    },
  }
}

/** Connects to the cluster's keeper, and starts one if there is none. */
async function reach(place: Place): Promise<Socket> {
  const since = Date.now()
  let keeper: ChildProcess | undefined
  let failures = 0
  for (;;) {
    const note = readNote(place)
    const socket = note && (await knock(note))
    if (socket) return socket
    if (!keeper || keeper.exitCode !== null || keeper.signalCode !== null) {
      if (keeper?.exitCode === FULL_DISK_EXIT) throw fullDisk()
      if (keeper && keeper.exitCode !== 0) failures += 1
      if (failures > 2) throw new Broken(`The database could not be started: ${lastLines(place.log, 1)}`)
      keeper = startKeeper(place)
    }
    if (Date.now() - since > REACH_MS) {
      throw new Broken(`The database's keeper does not answer. The log ${place.log} ends:\n${lastLines(place.log, 8)}`)
    }
    await pause(15)
  }
}

function startKeeper(place: Place): ChildProcess {
  const log = openLog(place.log)
  const keeper = spawn(process.execPath, [keeperFile(), place.cluster, tmpdir()], {
    cwd: '/',
    // A keeper that had our output, or our group, would hold up the pipe we write to, or end with a signal meant for us.
    stdio: ['ignore', log, log],
    detached: true,
    windowsHide: true,
    // It outlives us and may serve others, so it takes nothing of ours along.
    ...(process.platform === 'win32'
      ? {}
      : { env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C' } }),
  })
  closeSync(log)
  keeper.on('error', () => {})
  keeper.unref()
  return keeper
}

// Beside us in the sources, which Node runs as they are; in a build (scripts/build.mjs) it has a folder of its own.
function keeperFile(): string {
  const found = ['keeper.ts', '../keeper/keeper.js']
    .map((name) => join(import.meta.dirname, name))
    .find((path) => existsSync(path))
  if (!found)
    throw new Broken(
      'The build of Broadsheet is incomplete: dist/keeper/keeper.js is missing. Remove dist and start again.',
    )
  return found
}

function openLog(path: string): number {
  try {
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_MAX_BYTES) renameSync(path, `${path}.old`)
    return openSync(path, 'a', 0o600)
  } catch (error) {
    throw folderTrouble(path, error)
  }
}

function lastLines(path: string, count: number): string {
  return readFileSync(path, 'utf8').trim().split('\n').slice(-count).join('\n')
}
