import { randomUUID } from 'node:crypto'
import { type FSWatcher, watch } from 'node:fs'
import { hostname } from 'node:os'
import { claimSources, listSourcesOn, type WireSource } from '#domains/wire'
import { placeOf } from './folder.ts'
import { LEASE_S, lookAt, type SourceNeeds } from './look-at.ts'

const AT_ONCE = 8
const TURN_MS = 500
const FOLDERS_MS = 2_000

/** The sources being looked at in this process. */
export interface RunningSources {
  /** Lets the looks in hand come to the end of their file, and stops. */
  stop(): Promise<void>
}

/** Looks at every source whose turn it is, several at once; of all processes that do, one has a given source at a time. */
export function runSources(needs: SourceNeeds, { turnMs = TURN_MS }: { turnMs?: number } = {}): RunningSources {
  const holder = `${hostname()} ${process.pid} ${randomUUID()}`
  const stopping = new AbortController()
  const inHand = new Map<string, Promise<void>>()
  // Folders in which something moved while they were being looked at.
  const moved = new Set<string>()
  const watched = new Map<string, { path: string; watcher: FSWatcher }>()
  // Sources that are to be looked at before their turn.
  const nudged = new Set<string>()
  // One claim after another, so that each knows how many are in hand.
  let turn: Promise<void> = Promise.resolve()
  let isWaiting = false
  let watching: Promise<void> = Promise.resolve()
  let isWatching = false

  /** Claims what is to be looked at once those who claim now are done. A turn that finds another waiting leaves it to that. */
  function claimSoon(): void {
    if (isWaiting || stopping.signal.aborted) return
    isWaiting = true
    turn = turn
      .then(() => {
        isWaiting = false
        return claim()
      })
      .catch(warn)
  }

  async function claim(): Promise<void> {
    const only = [...nudged].slice(0, AT_ONCE - inHand.size)
    if (only.length > 0) await claimThese(only, only.length)
    for (const id of only) nudged.delete(id)
    const most = AT_ONCE - inHand.size
    if (most > 0) await claimThese(undefined, most)
  }

  async function claimThese(only: readonly string[] | undefined, most: number): Promise<void> {
    if (stopping.signal.aborted) return
    const sources = await claimSources(needs.db, { holder, most, leaseSeconds: LEASE_S, ...(only ? { only } : {}) })
    // Begun also while we stop: a look that is stopped gives its source back.
    for (const source of sources) begin(source)
  }

  function begin(source: WireSource): void {
    const done = lookAt(needs, source, holder, stopping.signal).finally(() => {
      inHand.delete(source.id)
      if (moved.delete(source.id)) nudge(source.id)
      else if (nudged.size > 0) claimSoon()
    })
    inHand.set(source.id, done)
  }

  function nudge(sourceId: string): void {
    if (inHand.has(sourceId)) {
      moved.add(sourceId)
      return
    }
    nudged.add(sourceId)
    claimSoon()
  }

  /** A watch is a hint that saves waiting for the source's turn; without it, on a network disk, the turn comes all the same. */
  async function watchFolders(): Promise<void> {
    const places = new Map<string, string>()
    for (const source of await listSourcesOn(needs.db, 'folder')) {
      const path = placeOf({ source, folders: needs.folders })
      if (path !== undefined) places.set(source.id, path)
    }
    for (const [id, { path, watcher }] of watched) {
      if (places.get(id) === path) continue
      watcher.close()
      watched.delete(id)
    }
    for (const [id, path] of places) if (!watched.has(id) && !stopping.signal.aborted) watchFolder(id, path)
  }

  function watchFolder(id: string, path: string): void {
    try {
      const watcher = watch(path, { persistent: false }, () => nudge(id))
      watcher.on('error', () => {
        watcher.close()
        watched.delete(id)
      })
      watched.set(id, { path, watcher })
    } catch {
      // It is not there yet: the first look makes it, or says so.
    }
  }

  /** Looks for folders to watch, unless that is being done. */
  function watchSoon(): void {
    if (isWatching || stopping.signal.aborted) return
    isWatching = true
    watching = watchFolders()
      .catch(warn)
      .finally(() => {
        isWatching = false
      })
  }

  function warn(error: unknown): void {
    needs.log.warn({ sources: String(error) })
  }

  const turns = setInterval(claimSoon, turnMs)
  const folders = setInterval(watchSoon, FOLDERS_MS)
  claimSoon()
  // Once the folders of our own are made.
  turn = turn.then(watchSoon)

  return {
    async stop() {
      clearInterval(turns)
      clearInterval(folders)
      stopping.abort(new Error('The worker stops.'))
      for (const { watcher } of watched.values()) watcher.close()
      await Promise.all([turn, watching])
      await Promise.all(inHand.values())
    },
  }
}
