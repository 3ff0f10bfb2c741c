import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clearRestriction, getPhoto, setRights } from '#domains/media'
import { draft, findLiveStoryById, getStory, publish, publishDue, schedule } from '#domains/stories'
import { aCopy, aPaper } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aLibraryPhoto, aSource, aWireItem } from '#kit/wire'
import { transaction } from '#platform/db'
import { decideEmbargo, endEmbargo } from './embargo.ts'
import { expireUses } from './expire.ts'
import { pictureArrived } from './picture.ts'
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

describe('a picture of an embargoed item', () => {
  const named = { id: 'a', caption: 'A', creator: 'B', credit: 'C', href: null, width: null, height: null }
  const inLibrary = async (itemId: string, photoId?: string) => {
    const there = photoId ?? (await aLibraryPhoto(db))
    await pictureArrived(workOf(db), { itemId, picture: 'a', photoId: there })
    return there
  }
  const aStoryWith = async (photoId: string) => {
    const lead = { photoId, caption: 'A', creator: 'B', credit: 'C', alt: 'A road' }
    return (await draft(workOf(db), aCopy({ sectionId: sections.news, lead }))).id
  }
  const goesOutWith = async (photoId: string, at = now) =>
    publish(workOf(db, { at }), await aStoryWith(photoId)).then(
      () => true,
      (error) => {
        if (error.code !== 'story.photo-restricted') throw error
        return false
      },
    )
  const pictured = (over: Parameters<typeof aWireItem>[0]) =>
    come({ type: 'picture', paragraphs: [], photos: [named], ...over })
  const timed = (minutes: number) => ({ status: 'embargoed' as const, embargoUntil: later(minutes).toISOString() })

  it('is kept from every story of ours until its very minute, and may be scheduled for it', async () => {
    const photoId = await inLibrary(await pictured({ id: 'photo timed', ...timed(60) }))
    expect(await goesOutWith(photoId, later(59))).toBe(false)
    const storyId = await aStoryWith(photoId)
    await schedule(workOf(db), storyId, { at: later(60) })
    await publishDue(workOf(db, { at: later(60) }), storyId)
    expect(await findLiveStoryById(db, storyId)).toBeDefined()
  })
  it('moves when the agency moves it, is free when the agency lets go, and is kept back when it comes late', async () => {
    const itemId = await pictured({ id: 'photo moved' })
    const photoId = await inLibrary(itemId)
    await pictured({ id: 'photo moved', version: '2', ...timed(60) })
    expect(await goesOutWith(photoId, later(59))).toBe(false)
    await pictured({ id: 'photo moved', version: '3', headline: 'Later', ...timed(120) })
    expect(await goesOutWith(photoId, later(119))).toBe(false)
    expect(await goesOutWith(photoId, later(120))).toBe(true)
    await pictured({ id: 'photo moved', version: '4', headline: 'Now' })
    expect(await goesOutWith(photoId)).toBe(true)
    expect((await getPhoto(db, photoId)).restrictions).toEqual([])
  })
  it('waits for an editor where the agency does not say until when', async () => {
    const itemId = await pictured({ id: 'photo unknown', status: 'embargoed' })
    const photoId = await inLibrary(itemId)
    expect(await goesOutWith(photoId, later(100_000))).toBe(false)
    await decideEmbargo(workOf(db), itemId, { until: later(30), reason: 'Called the desk' })
    expect(await goesOutWith(photoId, later(29))).toBe(false)
    expect(await goesOutWith(photoId, later(30))).toBe(true)
    await decideEmbargo(workOf(db), itemId, { until: null, reason: 'Called again' })
    expect(await goesOutWith(photoId)).toBe(true)
  })
  it('is not let go in the library, nor forgotten when its other rights are written down anew', async () => {
    const photoId = await inLibrary(await pictured({ id: 'photo kept', ...timed(60) }))
    const [kept] = (await getPhoto(db, photoId)).restrictions
    await expect(clearRestriction(workOf(db), photoId, kept?.words ?? '', 'We want it')).rejects.toMatchObject({
      code: 'photo.restricted-elsewhere',
    })
    await setRights(workOf(db), photoId, { instructions: 'NO SALES' })
    expect(await goesOutWith(photoId, later(59))).toBe(false)
  })
  it('is free only when all items that have it are', async () => {
    const photoId = await inLibrary(await pictured({ id: 'photo shared', ...timed(60) }))
    await inLibrary(await pictured({ id: 'photo shared too', ...timed(90) }), photoId)
    await pictured({ id: 'photo shared', version: '2', headline: 'Free' })
    expect(await goesOutWith(photoId, later(89))).toBe(false)
    expect(await goesOutWith(photoId, later(90))).toBe(true)
  })
  it('rings when readers have it already', async () => {
    const itemId = await pictured({ id: 'photo out' })
    expect(await goesOutWith(await inLibrary(itemId))).toBe(true)
    await pictured({ id: 'photo out', version: '2', ...timed(60) })
    expect((await listAlarms(db)).filter((alarm) => alarm.itemId === itemId)).toMatchObject([
      { kind: 'withheld', sentence: expect.stringContaining('Its pictures are in one published story.') },
    ])
  })
  it('of an item that is withheld waits for word too', async () => {
    const itemId = await pictured({ id: 'photo withheld' })
    const photoId = await inLibrary(itemId)
    await pictured({ id: 'photo withheld', version: '2', status: 'withheld' })
    expect(await goesOutWith(photoId)).toBe(false)
    await pictured({ id: 'photo withheld', version: '3', headline: 'Word' })
    expect(await goesOutWith(photoId)).toBe(true)
  })
  it('is tidied when its embargo ends, though no story was made of its item', async () => {
    const itemId = await pictured({ id: 'photo ends', ...timed(60) })
    const photoId = await inLibrary(itemId)
    const jobs = await sql`select from graphile_worker.jobs where key = ${`wire-embargo ${itemId}`}`.execute(db)
    expect(jobs.rows).toHaveLength(1)
    await endEmbargo(workOf(db, { at: later(60) }), itemId)
    expect((await getPhoto(db, photoId)).restrictions).toEqual([])
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
  it('no longer hold the story when the agency gives them for longer', async () => {
    const { storyId } = await (async () => {
      const source = await aSource(db, { agency: 'AP', sectionId: sections.news, expiryPolicy: 'withdraw' })
      return { storyId: await taken(await come({ id: 'extended', expiresAt: later(60).toISOString() }, source)) }
    })()
    await expire(61)
    expect(await holds(storyId)).toEqual(['rights'])
    await come({ id: 'extended', version: '2', headline: 'As before', expiresAt: later(-1).toISOString() })
    expect(await goesOut(storyId, later(62))).toBe(false)
    await come({ id: 'extended', version: '3', headline: 'Longer', expiresAt: later(600).toISOString() })
    expect(await holds(storyId)).toEqual([])
    expect(await goesOut(storyId, later(62))).toBe(true)
  })
  it('are marked at the use once seen to, and the mark goes when they are given for longer', async () => {
    const { itemId } = await used('marked', 'warn')
    const markedAt = async () =>
      (await sql<{ at: Date | null }>`select expired_at as at from wire_use where item_id = ${itemId}`.execute(db))
        .rows[0]?.at
    await expire(61)
    expect(await markedAt()).toEqual(later(61))
    await come({ id: 'marked', version: '2', expiresAt: later(50).toISOString() })
    expect(await markedAt()).toEqual(later(61))
    await come({ id: 'marked', version: '3', headline: 'Longer', expiresAt: later(600).toISOString() })
    expect(await markedAt()).toBeNull()
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
