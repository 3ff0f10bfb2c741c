import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { duplicate, findLiveStoryById, publish } from '#domains/stories'
import { receive, take } from '#domains/wire'
import { aPaper } from '#kit/builders'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aSource, aWireItem } from '#kit/wire'
import { connect, transaction } from '#platform/db'
import { logTo } from '#platform/logging'
import { reactions } from '#reactions'
import { startWorker } from './start.ts'

const fresh = await freshDb()
const { db } = fresh
const pooled = connect(fresh.connection, { max: 6 })
let now = new Date()
let sections: Awaited<ReturnType<typeof aPaper>>
let worker: Awaited<ReturnType<typeof startWorker>>
beforeAll(async () => {
  sections = await aPaper(db)
  worker = await startWorker({ db: pooled.db, pool: pooled.pool, log: logTo('silent'), clock: () => now, reactions })
})
afterAll(async () => {
  await worker.stop()
  await pooled.close()
  await fresh.close()
})

async function until<found>(look: () => Promise<found | undefined | false>): Promise<found> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > deadline) throw new Error('It did not happen in time.')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
async function come(
  over: Parameters<typeof aWireItem>[0],
  source: Parameters<typeof aSource>[1] = {},
): Promise<string> {
  const item = aWireItem(over)
  const sourceId = await aSource(db, { agency: 'AP', sectionId: sections.news, ...source })
  const { received } = await transaction(db, (tx) =>
    receive(workOf(tx, { at: now }), { sourceId, bytes: Buffer.from(JSON.stringify(item)), items: [item] }),
  )
  return received[0]?.itemId ?? ''
}
const usesOf = async (itemId: string) =>
  (
    await sql<{
      storyId: string
    }>`select story_id as "storyId" from wire_use where item_id = ${itemId} order by 1`.execute(db)
  ).rows

describe('what follows from the wire', () => {
  it('is that a rule publishes, where it may', async () => {
    const itemId = await come({ id: 'by rule' }, { rules: [{ does: { publish: true } }] })
    const live = await until(async () => {
      const [use] = await usesOf(itemId)
      return use && findLiveStoryById(db, use.storyId)
    })
    expect(live.headline).toBe('County to pave river road before snow')
  })
  it('is that a copy of a story is found by what finds the story', async () => {
    const itemId = await come({ id: 'copied' })
    const { storyId } = await transaction(db, (tx) => take(workOf(tx, { at: now }), itemId))
    await transaction(db, (tx) => duplicate(workOf(tx, { at: now }), storyId))
    expect(await until(async () => (await usesOf(itemId)).length === 2 && usesOf(itemId))).toHaveLength(2)
  })
  it('is that the newsroom hears when an embargo ends', async () => {
    const itemId = await come({
      id: 'ends',
      status: 'embargoed',
      embargoUntil: new Date(now.getTime() + 1_500).toISOString(),
    })
    const { storyId } = await transaction(db, (tx) => take(workOf(tx, { at: now }), itemId))
    await expect(publish(workOf(db, { at: now }), storyId)).rejects.toMatchObject({ code: 'story.held' })
    now = new Date(now.getTime() + 1_500)
    await until(async () => {
      const holds = await sql`select from story_hold where story_id = ${storyId}`.execute(db)
      return holds.rows.length === 0
    })
    const told =
      await sql`select from ledger where fact = 'story.hold-lifted' and detail ->> 'storyId' = ${storyId}`.execute(db)
    expect(told.rows).toHaveLength(1)
  })
})
