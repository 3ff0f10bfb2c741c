import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Env } from './needs.ts'

/** Something that open screens may want to know at once. */
export interface Told {
  readonly fact: string
  readonly storyId: string | null
  readonly by: string
}

/** Passes what one listener hears to every open screen of this node. */
export interface Broadcast {
  tell(message: Told): void
  hear(listener: (message: Told) => void): () => void
}

/** A broadcast with nobody listening yet. */
export function newBroadcast(): Broadcast {
  const listeners = new Set<(message: Told) => void>()
  return {
    tell: (message) => {
      for (const listener of listeners) listener(message)
    },
    hear: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

// Under the minute after which proxies drop a silent connection.
const BREATH_MS = 25_000
const SCREENS_AT_MOST = 500

/** GET /events: server-sent events, `story` with { id, fact, by }. */
export function eventRoutes(broadcast: Broadcast): Hono<Env> {
  const api = new Hono<Env>()
  let screens = 0
  api.get('/events', (c) => {
    if (c.req.method === 'HEAD') return c.body(null)
    if (screens >= SCREENS_AT_MOST) return c.text('Too many screens are open.', 503)
    screens++
    return streamSSE(c, async (stream) => {
      const deaf = broadcast.hear(({ storyId, fact, by }) => {
        if (storyId !== null) void stream.writeSSE({ event: 'story', data: JSON.stringify({ id: storyId, fact, by }) })
      })
      stream.onAbort(() => {
        deaf()
        screens--
      })
      while (!stream.aborted && !stream.closed) {
        await stream.writeSSE({ event: 'breath', data: '' })
        await stream.sleep(BREATH_MS)
      }
    })
  })
  return api
}
