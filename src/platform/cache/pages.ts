import type { IncomingMessage, ServerResponse } from 'node:http'
import { isAway } from '#platform/db'
import { encodingFor } from './encoding.ts'
import { bodyIn, headersIn, isHeld, refine, type Stored, stored } from './stored.ts'

/** A page as it was made: what it is, and the surrogate keys of everything it shows. `keep` false for what must not stay in memory. */
export interface Page {
  readonly status: number
  readonly body: string | Uint8Array
  readonly headers: Readonly<Record<string, string>>
  readonly keys: readonly string[]
  readonly keep: boolean
}

export interface CacheNumbers {
  readonly pages: number
  readonly bytes: number
  readonly hits: number
  readonly misses: number
}

export interface Pages {
  /** Sends the page from memory, if it is there and fresh. False if it is not; then nothing was sent. */
  serve(request: IncomingMessage, response: ServerResponse): boolean
  /** The page for a cache key, from memory or made by `make`, once however many ask. */
  respond(
    key: string,
    request: { readonly method: string; readonly headers: Headers },
    make: () => Promise<Page>,
  ): Promise<Response>
  /** Marks every page that shows one of `keys` as stale. `hard` forgets it at once: for what readers must not see again. */
  purge(keys: readonly string[], hard?: boolean): number
  /** Marks every page as stale. `missed` after a gap in which a hard purge may have been missed: then a page that cannot be made afresh is shown only while the database is away. */
  purgeAll(how?: { readonly missed?: boolean }): void
  numbers(): CacheNumbers
}

// How long a reader with a stale copy at hand waits for a fresh one before getting the stale one.
const PATIENCE_MS = 1_000

// A page that was touched while it was being made is made again so often; after that what was made last is near enough …
const SOFT_TRIES = 4
// … but not where it may hold what readers must not see.
const HARD_TRIES = 20

/** Pages in memory, at most `maxBytes` of them; those used least recently go first. `keyOf` names the page an address means. */
export function pagesIn({
  maxBytes = 64 * 1024 * 1024,
  patienceMs = PATIENCE_MS,
  keyOf,
}: {
  maxBytes?: number
  patienceMs?: number
  keyOf: (url: string) => string | undefined
}): Pages {
  const kept = new Map<string, Stored>()
  const byKey = new Map<string, Set<string>>()
  const making = new Map<string, Promise<Stored>>()
  let purges: { readonly keys: ReadonlySet<string> | 'all'; readonly hard: boolean; readonly at: number }[] = []
  let turn = 0
  let bytes = 0
  let hits = 0
  let misses = 0

  function forget(name: string): void {
    const old = kept.get(name)
    if (!old) return
    kept.delete(name)
    bytes -= old.bytes
    for (const key of old.page.keys) {
      const names = byKey.get(key)
      names?.delete(name)
      if (names?.size === 0) byKey.delete(key)
    }
  }

  function keep(name: string, page: Stored): void {
    forget(name)
    kept.set(name, page)
    // Compressed copies come later; half again is near enough to hold the bound.
    page.bytes = Math.ceil(page.bytes * 1.5)
    bytes += page.bytes
    for (const key of page.page.keys) {
      const names = byKey.get(key) ?? new Set()
      names.add(name)
      byKey.set(key, names)
    }
    for (const oldest of kept.keys()) {
      if (bytes <= maxBytes) break
      forget(oldest)
    }
  }

  // A page that was being made while its story was purged may hold the old text: make it again.
  async function fresh(name: string, make: () => Promise<Page>): Promise<Stored> {
    for (let attempt = 1; ; attempt++) {
      const began = ++turn
      const made = stored(await make())
      const touching = purges.filter(
        ({ at, keys }) => at > began && (keys === 'all' || made.page.keys.some((key) => keys.has(key))),
      )
      const hard = touching.some((purge) => purge.hard)
      if (touching.length > 0 && attempt < (hard ? HARD_TRIES : SOFT_TRIES)) continue
      if (hard) throw new Error('The page was taken back each time it was made.')
      if (made.page.keep && touching.length === 0) keep(name, made)
      else forget(name)
      return made
    }
  }

  function once(name: string, make: () => Promise<Page>): Promise<Stored> {
    const running = making.get(name)
    if (running) return running
    const begun = fresh(name, make).finally(() => {
      making.delete(name)
      if (making.size === 0) purges = []
    })
    making.set(name, begun)
    return begun
  }

  async function find(name: string, make: () => Promise<Page>): Promise<Stored> {
    const old = kept.get(name)
    if (old && !old.stale) {
      hits++
      return old
    }
    misses++
    if (!old) return once(name, make)
    if (making.has(name) && !old.doubtful) return old
    const next = once(name, make)
    next.catch(() => {})
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), patienceMs)
    })
    // Looked up again each time: what was at hand before may have been taken back meanwhile.
    const first = await Promise.race([next, patience])
      .catch((error: unknown) => atHand(name, error) ?? next)
      .finally(() => clearTimeout(timer))
    return first === 'late' ? (atHand(name) ?? next.catch((error: unknown) => atHand(name, error) ?? next)) : first
  }

  function atHand(name: string, error?: unknown): Stored | undefined {
    const page = kept.get(name)
    return page && (!page.doubtful || isAway(error)) ? page : undefined
  }

  function remember(keys: ReadonlySet<string> | 'all', hard: boolean): void {
    if (making.size > 0) purges.push({ keys, hard, at: ++turn })
  }

  return {
    serve(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false
      const name = keyOf(request.url ?? '/')
      const page = name === undefined ? undefined : kept.get(name)
      if (name === undefined || page === undefined || page.stale) return false
      hits++
      kept.delete(name)
      kept.set(name, page)
      if (page.rough) refine(page)
      const encoding = encodingFor(request.headers['accept-encoding'] as string | undefined)
      const headers = headersIn(page, encoding)
      if (isHeld(page, request.headers['if-none-match'])) {
        const { 'content-length': _length, 'content-encoding': _encoding, ...rest } = headers
        response.writeHead(304, rest).end()
        return true
      }
      response.writeHead(page.page.status, headers)
      response.end(request.method === 'HEAD' ? undefined : bodyIn(page, encoding))
      return true
    },

    async respond(name, request, make) {
      const page = await find(name, make)
      const encoding = encodingFor(request.headers.get('accept-encoding') ?? undefined)
      const headers = headersIn(page, encoding)
      if (page.page.status === 200 && isHeld(page, request.headers.get('if-none-match') ?? undefined)) {
        const { 'content-length': _length, 'content-encoding': _encoding, ...rest } = headers
        return new Response(null, { status: 304, headers: rest })
      }
      const body = request.method === 'HEAD' ? null : new Uint8Array(bodyIn(page, encoding))
      return new Response(body, { status: page.page.status, headers })
    },

    purge(keys, hard = false) {
      remember(new Set(keys), hard)
      const names = new Set(keys.flatMap((key) => [...(byKey.get(key) ?? [])]))
      for (const name of names) {
        const page = kept.get(name)
        if (hard) forget(name)
        else if (page) page.stale = true
      }
      return names.size
    },

    purgeAll({ missed = false } = {}) {
      remember('all', missed)
      for (const page of kept.values()) {
        page.stale = true
        page.doubtful ||= missed
      }
    },

    numbers: () => ({ pages: kept.size, bytes, hits, misses }),
  }
}
