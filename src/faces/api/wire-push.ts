import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { findSource, noteAtSource, pushKeyHash, sourceHeard, WIRE_MAX_BYTES, type WireSource } from '#domains/wire'
import { transaction } from '#platform/db'
import type { Problem, Pushed } from './contract.ts'
import { problemOf } from './problem.ts'
import type { SourceApiNeeds } from './wire-sources.ts'

/** What receiving pushes needs. `addressOf` tells who is asking. */
export interface PushNeeds extends SourceApiNeeds {
  readonly addressOf: (request: Request) => string
}

const PUSHES_A_MINUTE = 600
const WRONG_KEYS_A_MINUTE = 30
const MINUTE_MS = 60_000

/**
 * POST /wire/push/:id, for agencies that send by themselves: the body is a file in any format, `authorization: Bearer KEY`. Answers 201 when
 * something was new, 200 when all of it was here. It may be sent again at will. 422: this file will never be taken; 5xx: send it again later.
 */
export function pushRoutes({ db, clock, log, sources, addressOf }: PushNeeds): Hono {
  const site = new Hono()
  const refuse = (code: string, sentence: string): Problem => ({ code, sentence, fields: {} })
  const pushes = countedAMinute(PUSHES_A_MINUTE, clock)
  const wrongKeys = countedAMinute(WRONG_KEYS_A_MINUTE, clock)
  site.onError((error, c) => problemOf(error, c, log, crypto.randomUUID()))

  const tooLarge = refuse('wire.too-large', `A wire file has at most ${WIRE_MAX_BYTES / 1_000_000} MB.`)
  site.use('/wire/push/:id', async (c, next) => {
    c.header('cache-control', 'no-store')
    if (c.req.method !== 'POST')
      return c.json(refuse('request.not-post', 'Send a file by POST.'), 405, { allow: 'POST' })
    const address = addressOf(c.req.raw)
    if (wrongKeys.isFull(address))
      return c.json(refuse('wire.too-many', 'Too many wrong keys. Wait a minute.'), 429, { 'retry-after': '60' })
    const source = await findSource(db, c.req.param('id'))
    const key = /^Bearer\s+(\S+)\s*$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
    if (!isKeyOf(source, key)) {
      wrongKeys.count(address)
      return c.json(refuse('wire.wrong-key', 'The key is not right for this source.'), 401, {
        'www-authenticate': 'Bearer',
      })
    }
    if (!source?.isOn) return c.json(refuse('source.off', 'The newsroom has switched this source off.'), 403)
    pushes.count(source.id)
    if (pushes.isFull(source.id))
      return c.json(refuse('wire.too-many', 'Too many files at once. Wait a minute.'), 429, { 'retry-after': '60' })
    return next()
  })
  site.post(
    '/wire/push/:id',
    bodyLimit({ maxSize: WIRE_MAX_BYTES, onError: (c) => c.json(tooLarge, 413) }),
    async (c) => {
      const sourceId = c.req.param('id')
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      if (bytes.length === 0) return c.json(refuse('wire.empty', 'There is nothing in it.'), 422)
      const { fresh, again, trouble, isOurs } = await sources.take(sourceId, { name: 'what was pushed', bytes })
      await transaction(db, async (tx) => {
        const work = { db: tx, by: { kind: 'system', job: 'wire push' } as const, at: clock() }
        if (fresh > 0)
          await sourceHeard(
            work,
            sourceId,
            fresh,
            `${fresh === 1 ? 'One new item' : `${fresh} new items`} pushed to us.`,
          )
        if (trouble !== undefined)
          await noteAtSource(work, sourceId, 'bad', `Something pushed to us was not taken. ${trouble}`)
      })
      if (trouble !== undefined && isOurs) return c.json(refuse('fault', trouble), 500)
      if (trouble !== undefined && fresh + again === 0) return c.json(refuse('wire.not-taken', trouble), 422)
      return c.json<Pushed>({ received: fresh, again, trouble: trouble ?? null }, fresh > 0 ? 201 : 200)
    },
  )
  return site
}

// A source that does not exist takes as long to refuse as a wrong key.
function isKeyOf(source: WireSource | undefined, key: string): boolean {
  const kept =
    source?.kind === 'push' && source.pushKeyHash
      ? source.pushKeyHash
      : createHash('sha256').update('no key').digest('hex')
  const isRight = timingSafeEqual(Buffer.from(pushKeyHash(key), 'hex'), Buffer.from(kept, 'hex'))
  return isRight && source?.kind === 'push' && source.pushKeyHash !== null
}

/** Counts by name in the minute that runs; every node for itself. */
function countedAMinute(most: number, clock: () => Date) {
  let minute = 0
  let counts = new Map<string, number>()
  const now = () => {
    const at = Math.floor(clock().getTime() / MINUTE_MS)
    if (at !== minute) counts = new Map()
    minute = at
    return counts
  }
  return {
    count: (name: string) => void now().set(name, (now().get(name) ?? 0) + 1),
    isFull: (name: string) => (now().get(name) ?? 0) > most,
  }
}
