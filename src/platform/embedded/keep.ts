import { createServer, type Server as Door } from 'node:net'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { accountFor } from './account.ts'
import { binariesFor } from './binaries.ts'
import { Broken, folderTrouble } from './broken.ts'
import { chooseDoors, knock, readNote, removeDoors, removeNote, writeNote } from './doors.ts'
import { Leases } from './leases.ts'
import { lockFile } from './lock.ts'
import { makeCluster, passwordOf } from './make.ts'
import type { Note } from './messages.ts'
import type { Place } from './place.ts'
import { type Server, startServer } from './postgres.ts'

/** How long a keeper waits for the client that started it. */
const FIRST_LEASE_MS = 10_000
/** How long a keeper that cannot start stays to tell why. */
const TELL_MS = 3_000
const RESTART_MAX_MS = 5_000

/**
 * Keeps one cluster's server running for as long as anyone holds a lease; then stops it and returns. Returns at once if another keeper
 * does so already. Throws Broken, after telling its clients, if the server cannot be started; once it ran, it is started again for ever.
 */
export async function keep(place: Place, tmp: string): Promise<void> {
  const lock = await takeOver(place)
  if (!lock) return
  const account = accountFor(place.cluster)
  const note = await chooseDoors(place, account, tmp)
  const leases = new Leases()
  const over = new AbortController()
  leases.onLast = () => over.abort()
  process.once('SIGTERM', () => over.abort())
  process.once('SIGINT', () => over.abort())
  const door = await open(note, leases)
  // From here on nobody is let in who would not be served.
  over.signal.addEventListener('abort', () => {
    door.close()
    leases.close()
  })
  writeNote(place, note)
  const firstLease = setTimeout(() => leases.count === 0 && over.abort(), FIRST_LEASE_MS)

  try {
    const binaries = binariesFor(account, dirname(place.cluster))
    const doing = (line: string) => leases.tell({ say: 'doing', line })
    await makeCluster(place, binaries, account, over.signal, doing)
    const start = () => startServer({ place, binaries, account, host: note.host, port: note.port, doing })
    await serve(start, { leases, note, password: passwordOf(place.cluster), over: over.signal })
  } catch (error) {
    const broken = error instanceof Broken ? error : folderTrouble(place.cluster, error)
    if (!over.signal.aborted) {
      leases.tell({ say: 'broken', sentence: broken.message })
      await pause(TELL_MS, undefined, { signal: over.signal }).catch(() => {})
      throw broken
    }
  } finally {
    clearTimeout(firstLease)
    over.abort()
    removeNote(place)
    removeDoors(note)
    lock.release()
    leases.end()
  }
}

/** The lock, when it is free; nothing, once the keeper that has it answers. */
async function takeOver(place: Place): Promise<{ release(): void } | undefined> {
  for (;;) {
    const lock = lockFile(place.lock)
    if (lock) return lock
    const note = readNote(place)
    const other = note && (await knock(note))
    if (other) {
      other.destroy()
      return undefined
    }
    await pause(50)
  }
}

interface Serving {
  readonly leases: Leases
  readonly note: Note
  readonly password: string
  readonly over: AbortSignal
}

async function serve(start: () => Promise<Server>, { leases, note, password, over }: Serving): Promise<void> {
  let server: Server | undefined = await start()
  let waitMs = 0
  while (!over.aborted) {
    if (server) {
      const since = Date.now()
      leases.tell({
        say: 'ready',
        keeperPid: note.keeperPid,
        postgresPid: server.pid,
        host: note.host,
        port: note.port,
        password,
      })
      await Promise.race([server.ended, aborted(over)])
      if (over.aborted) break
      leases.tell({ say: 'down', why: 'The database server ended unexpectedly and is started again.' })
      if (Date.now() - since > RESTART_MAX_MS) waitMs = 0
    }
    await pause(waitMs, undefined, { signal: over }).catch(() => {})
    if (over.aborted) return
    waitMs = Math.min(Math.max(waitMs * 2, 100), RESTART_MAX_MS)
    server = await start().catch((error) => {
      leases.tell({ say: 'down', why: error instanceof Error ? error.message : String(error) })
      return undefined
    })
  }
  await server?.stop()
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function open(note: Note, leases: Leases): Promise<Door> {
  return new Promise((resolve, reject) => {
    const door = createServer((socket) => leases.meet(socket))
    door.once('error', reject)
    door.listen(note.door, () => resolve(door))
  })
}
