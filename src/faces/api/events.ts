import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { LookingTold, WireTold } from './contract.ts'
import type { Looked } from './looking.ts'
import type { Env } from './needs.ts'

/** A fact of the ledger that open screens may want to know at once. */
export interface Told {
  readonly fact: string
  readonly storyId: string | null
  readonly by: string
}

/** Everything that is passed to open screens: a fact, what moved on the wire, who looks at what, and what follows from that. */
export type Message =
  | Told
  | { readonly wire: WireTold }
  | { readonly looked: Looked }
  | { readonly looking: LookingTold }

/** Passes what one listener hears to every open screen of this node. */
export interface Broadcast {
  tell(message: Message): void
  hear(listener: (message: Message) => void): () => void
}

/** A broadcast with nobody listening yet. */
export function newBroadcast(): Broadcast {
  const listeners = new Set<(message: Message) => void>()
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

/** GET /events: server-sent events, `story` with { id, fact, by }, and `wire`, `alarm`, `looking` of the wire desk. */
export function eventRoutes(broadcast: Broadcast): Hono<Env> {
  const api = new Hono<Env>()
  let screens = 0
  api.get('/events', (c) => {
    if (c.req.method === 'HEAD') return c.body(null)
    if (screens >= SCREENS_AT_MOST) return c.text('Too many screens are open.', 503)
    screens++
    return streamSSE(c, async (stream) => {
      const deaf = broadcast.hear((message) => {
        for (const event of eventsOf(message)) void stream.writeSSE(event)
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

function eventsOf(message: Message): { event: string; data: string }[] {
  if ('wire' in message) return [{ event: 'wire', data: JSON.stringify({ ids: message.wire.ids }) }]
  if ('looking' in message) return [{ event: 'looking', data: JSON.stringify(message.looking) }]
  if ('looked' in message) return []
  const { fact, storyId, by } = message
  return [
    ...(storyId === null ? [] : [{ event: 'story', data: JSON.stringify({ id: storyId, fact, by }) }]),
    ...(fact.startsWith('wire.alarm-') ? [{ event: 'alarm', data: '{}' }] : []),
  ]
}
