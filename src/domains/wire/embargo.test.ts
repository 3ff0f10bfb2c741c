import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findLiveStoryById, getStory, publish, publishDue, schedule } from '#domains/stories'
import { aPaper } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aSource, aWireItem } from '#kit/wire'
import { transaction } from '#platform/db'
import { decideEmbargo, endEmbargo } from './embargo.ts'
import { expireUses } from './expire.ts'
import { listAlarms } from './reach.ts'
import { receive } from './receive.ts'
import { take } from './take.ts'

const fresh = await freshDb()
const { db } = fresh
let sections: Awaited<ReturnType<typeof aPaper>>
let sourceId: string
beforeAll(async () => {
  sections = await aPaper(db)
  sourceId = await aSource(db, { agency: 'AP', sectionId: sections.news })
})
afterAll(() => fresh.close())

const now = workOf(db).at
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
async function come(over: Parameters<typeof aWireItem>[0], source = sourceId): Promise<string> {
  const item = aWireItem(over)
  const { received } = await transaction(db, (tx) =>
    receive(workOf(tx), { sourceId: source, bytes: Buffer.from(JSON.stringify(item)), items: [item] }),
  )
  return received[0]?.itemId ?? ''
}
const taken = async (itemId: string) => (await transaction(db, (tx) => take(workOf(tx), itemId))).storyId
const goesOut = (storyId: string, at = now) =>
  publish(workOf(db, { at }), storyId).then(
    () => true,
    (error) => {
      if (error.code !== 'story.held') throw error
      return false
    },
  )
const holds = async (storyId: string) =>
  (
    await sql<{ kind: string }>`select kind from story_hold where story_id = ${storyId} order by kind`.execute(db)
  ).rows.map(({ kind }) => kind)

describe('an embargo with a time', () => {
  it('keeps the story in until its very minute', async () => {
    const storyId = await taken(await come({ id: 'timed', status: 'embargoed', embargoUntil: later(60).toISOString() }))
    expect(await goesOut(storyId, later(59))).toBe(false)
    await expect(schedule(workOf(db), storyId, { at: later(59) })).rejects.toMatchObject({ code: 'story.held' })
    await schedule(workOf(db), storyId, { at: later(60) })
    await publishDue(workOf(db, { at: later(60) }), storyId)
    expect(await findLiveStoryById(db, storyId)).toBeDefined()
  })
  it('moves when the agency moves it, also under a scheduled story', async () => {
    const itemId = await come({ id: 'moved', status: 'embargoed', embargoUntil: later(60).toISOString() })
    const storyId = await taken(itemId)
    await schedule(workOf(db), storyId, { at: later(60) })
    await come({ id: 'moved', version: '2', status: 'embargoed', embargoUntil: later(120).toISOString() })
    await publishDue(workOf(db, { at: later(60) }), storyId)
    expect((await getStory(db, storyId)).standing).toEqual({ state: 'draft' })
    expect(await goesOut(storyId, later(119))).toBe(false)
    await come({ id: 'moved', version: '3' })
    expect(await goesOut(storyId)).toBe(true)
  })
  it('is the agency’s, not ours to change', async () => {
    const itemId = await come({ id: 'theirs', status: 'embargoed', embargoUntil: later(60).toISOString() })
    await expect(decideEmbargo(workOf(db), itemId, { until: null, reason: 'We want it' })).rejects.toMatchObject({
      code: 'wire.embargo-known',
    })
  })
  it('has its hold taken away when it ends', async () => {
    const itemId = await come({ id: 'ends', status: 'embargoed', embargoUntil: later(60).toISOString() })
    const storyId = await taken(itemId)
    expect(await holds(storyId)).toEqual(['embargo'])
    const job = await sql<{
      at: Date
    }>`select run_at as at from graphile_worker.jobs where key = ${`wire-embargo ${itemId}`}`.execute(db)
    expect(job.rows[0]?.at).toEqual(later(60))
    await endEmbargo(workOf(db, { at: later(60) }), itemId)
    expect(await holds(storyId)).toEqual([])
  })
  it('on what readers have already rings', async () => {
    const itemId = await come({ id: 'out' })
    expect(await goesOut(await taken(itemId))).toBe(true)
    await come({ id: 'out', version: '2', status: 'embargoed', embargoUntil: later(60).toISOString() })
    expect((await listAlarms(db)).filter((alarm) => alarm.itemId === itemId)).toMatchObject([{ kind: 'withheld' }])
  })
})

describe('an embargo without a time', () => {
  it('keeps the story in until an editor decides, with a reason', async () => {
    const itemId = await come({ id: 'unknown', status: 'embargoed' })
    const storyId = await taken(itemId)
    expect(await goesOut(storyId, later(100_000))).toBe(false)
    await expect(
      decideEmbargo(workOf(db, { by: cast.ben }), itemId, { until: null, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'wire.not-yours-to-decide' })
    await expect(decideEmbargo(workOf(db), itemId, { until: null, reason: ' ' })).rejects.toMatchObject({
      code: 'wire.no-reason',
    })
    await decideEmbargo(workOf(db), itemId, { until: later(30), reason: 'Called the desk' })
    expect(await goesOut(storyId, later(29))).toBe(false)
    await decideEmbargo(workOf(db), itemId, { until: null, reason: 'Called again' })
    expect(await goesOut(storyId)).toBe(true)
  })
  it('stays decided through revisions that do not say either, until the agency gives a time', async () => {
    const itemId = await come({ id: 'decided', status: 'embargoed' })
    const storyId = await taken(itemId)
    await decideEmbargo(workOf(db), itemId, { until: later(30), reason: 'Called the desk' })
    await come({ id: 'decided', version: '2', status: 'embargoed', paragraphs: ['New words.'] })
    expect(await holds(storyId)).toEqual(['embargo'])
    expect(await goesOut(storyId, later(29))).toBe(false)
    await come({ id: 'decided', version: '3', status: 'embargoed', embargoUntil: later(300).toISOString() })
    expect(await goesOut(storyId, later(31))).toBe(false)
  })
})

describe('rights that run out', () => {
  const used = async (id: string, policy: 'warn' | 'withdraw') => {
    const source = await aSource(db, { agency: 'AP', sectionId: sections.news, expiryPolicy: policy })
    const itemId = await come({ id, expiresAt: later(60).toISOString() }, source)
    const storyId = await taken(itemId)
    await goesOut(storyId)
    return { itemId, storyId }
  }
  const expire = (minutes: number) =>
    transaction(db, (tx) => expireUses(workOf(tx, { by: { kind: 'system', job: 'x' }, at: later(minutes) })))
  const rung = async (itemId: string) =>
    (await listAlarms(db)).filter((alarm) => alarm.itemId === itemId).map(({ kind }) => kind)

  it('warn, once', async () => {
    const { itemId, storyId } = await used('warned', 'warn')
    await expire(59)
    expect(await rung(itemId)).toEqual([])
    await expire(61)
    await expire(66)
    expect(await rung(itemId)).toEqual(['expired'])
    expect(await findLiveStoryById(db, storyId)).toBeDefined()
  })
  it('take the story from readers where the source says so, and it may not go out again', async () => {
    const { itemId, storyId } = await used('withdrawn', 'withdraw')
    await expire(61)
    expect((await getStory(db, storyId)).standing).toMatchObject({
      state: 'withdrawn',
      noteToReaders: expect.stringContaining('AP'),
    })
    expect(await rung(itemId)).toEqual(['expired'])
    expect(await holds(storyId)).toEqual(['rights'])
  })
  it('run out later when the agency says so', async () => {
    const { itemId } = await used('longer', 'warn')
    await come({ id: 'longer', version: '2', expiresAt: later(600).toISOString() })
    await expire(61)
    expect(await rung(itemId)).toEqual([])
    await expire(601)
    expect(await rung(itemId)).toEqual(['expired'])
  })
})
