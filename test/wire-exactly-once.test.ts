import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { freshDb } from '#kit/database'
import { aSource } from '#kit/wire'

const fresh = await freshDb()
const { db } = fresh
afterAll(() => fresh.close())

const ITEMS = 1_000
const RECEIVER = resolve('test/kit/wire-receiver.ts')
const connection = 'connectionString' in fresh.connection ? (fresh.connection.connectionString ?? '') : ''

interface Receiver {
  readonly child: ChildProcess
  readonly begun: Promise<unknown>
  readonly ended: Promise<number | null>
  said(): string
}

function receiver(sourceId: string, from: number): Receiver {
  const child = spawn(process.execPath, [RECEIVER, connection, sourceId, String(ITEMS), String(from)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const begun = new Promise<void>((done) => {
    child.stdout.on('data', (text) => {
      said += text
      if (said.includes('begun')) done()
    })
    child.once('exit', () => done())
  })
  child.stderr.on('data', (text) => {
    said += text
  })
  return { child, begun, ended: once(child, 'exit').then(([code]) => code), said: () => said }
}

describe('receiving', () => {
  it('keeps each of a thousand items once, from ten processes of which three are killed in the middle', async () => {
    const sourceId = await aSource(db, { agency: 'AP' })
    const all = Array.from({ length: 10 }, (_, nth) => receiver(sourceId, nth * 100))
    const victims = all.slice(0, 3)
    await Promise.all(
      victims.map(async ({ child, begun }) => {
        await begun
        child.kill('SIGKILL')
      }),
    )
    const codes = await Promise.all(all.map(({ ended }) => ended))
    expect(codes.slice(3), all.map(({ said }) => said()).join('\n')).toEqual(Array.from({ length: 7 }, () => 0))
    // What a killed one had begun is begun again, as its source would.
    const again = receiver(sourceId, 0)
    expect(await again.ended, again.said()).toBe(0)
    const found = await sql<{ items: number; revisions: number; arrivals: number; shown: number; originals: number }>`
      select (select count(*)::int from wire_item) as items, (select count(*)::int from wire_revision) as revisions,
        (select count(*)::int from wire_arrival) as arrivals,
        (select count(*)::int from wire_item item join wire_revision revision on revision.id = item.revision_id and revision.item_id = item.id
          where item.revisions = 1 and item.headline = revision.item ->> 'headline') as shown,
        (select count(*)::int from wire_original original where not exists (select from wire_revision where original = fingerprint)) as originals`.execute(
      db,
    )
    expect(found.rows[0]).toEqual({ items: ITEMS, revisions: ITEMS, arrivals: ITEMS, shown: ITEMS, originals: 0 })
  }, 180_000)
})
