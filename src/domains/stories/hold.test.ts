import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCopy, aLiveStory, aPaper } from '#kit/builders'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { transaction } from '#platform/db'
import { correct } from './correct.ts'
import { draft, duplicate } from './draft.ts'
import { holdStory, liftHold, listHolds } from './hold.ts'
import { getStory } from './newsroom-queries.ts'
import { publish, publishDue } from './publish.ts'
import { findLiveStoryById } from './queries.ts'
import { schedule } from './schedule.ts'

const fresh = await freshDb()
const { db } = fresh
let sections: Awaited<ReturnType<typeof aPaper>>
beforeAll(async () => {
  sections = await aPaper(db)
})
afterAll(() => fresh.close())

const now = workOf(db).at
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const killed = { kind: 'killed', origin: 'wire:1', until: null, sentence: 'AP killed this story.' } as const
const embargo = (until: Date) => ({ kind: 'embargo', origin: 'wire:1', until, sentence: 'Embargoed.' }) as const
const aDraft = () => draft(workOf(db), aCopy({ sectionId: sections.news }))

describe('a held story', () => {
  it('is not published, scheduled or corrected, and the sentence says why', async () => {
    const story = await aDraft()
    await holdStory(workOf(db), story.id, killed)
    await expect(publish(workOf(db), story.id)).rejects.toMatchObject({
      code: 'story.held',
      message: 'AP killed this story.',
      fields: { killed: 'AP killed this story.' },
    })
    await expect(schedule(workOf(db), story.id, { at: later(60) })).rejects.toMatchObject({ code: 'story.held' })
    const live = await aLiveStory(db, { sectionId: sections.news, headline: 'Out before it was killed' })
    await holdStory(workOf(db), live.id, killed)
    await expect(correct(workOf(db), live.id, { text: 'So.', placement: 'foot' })).rejects.toMatchObject({
      code: 'story.held',
    })
  })
  it('goes out once nothing holds it any more', async () => {
    const story = await aDraft()
    await holdStory(workOf(db), story.id, killed)
    await holdStory(workOf(db), story.id, { ...killed, origin: 'wire:2' })
    await liftHold(workOf(db), story.id, killed)
    await expect(publish(workOf(db), story.id)).rejects.toMatchObject({ code: 'story.held' })
    await liftHold(workOf(db), story.id, { ...killed, origin: 'wire:2' })
    expect((await publish(workOf(db), story.id)).standing.state).toBe('published')
  })
  it('under an embargo goes out from its very instant on, and may be scheduled for no earlier one', async () => {
    const story = await aDraft()
    await holdStory(workOf(db), story.id, embargo(later(30)))
    await expect(publish(workOf(db, { at: later(29) }), story.id)).rejects.toMatchObject({ code: 'story.held' })
    await expect(schedule(workOf(db), story.id, { at: later(29) })).rejects.toMatchObject({ code: 'story.held' })
    await schedule(workOf(db), story.id, { at: later(30) })
    await publishDue(workOf(db, { at: later(30) }), story.id)
    expect(await findLiveStoryById(db, story.id)).toBeDefined()
  })
  it('goes back to the desk when its hour comes while it is held', async () => {
    const story = await aDraft()
    await schedule(workOf(db), story.id, { at: later(10) })
    await holdStory(workOf(db), story.id, embargo(later(20)))
    await publishDue(workOf(db, { at: later(10) }), story.id)
    expect((await getStory(db, story.id)).standing).toEqual({ state: 'draft' })
    expect(await findLiveStoryById(db, story.id)).toBeUndefined()
    const line = await sql<{ why: string }>`
      select detail ->> 'why' as why from ledger where fact = 'story.missed-its-time' and detail ->> 'storyId' = ${story.id}`.execute(
      db,
    )
    expect(line.rows[0]?.why).toBe('Embargoed.')
  })
  it('has one hold of a kind from one origin, brought up to date', async () => {
    const story = await aDraft()
    await holdStory(workOf(db), story.id, embargo(later(30)))
    await holdStory(workOf(db), story.id, embargo(later(40)))
    await holdStory(workOf(db), story.id, embargo(later(40)))
    expect(await listHolds(db, story.id, now)).toMatchObject([{ kind: 'embargo', until: later(40) }])
    expect(await listHolds(db, story.id, later(40))).toEqual([])
    const told = await sql`select from ledger where fact = 'story.held' and detail ->> 'storyId' = ${story.id}`.execute(
      db,
    )
    expect(told.rows).toHaveLength(2)
  })
  it('holds its copies', async () => {
    const story = await aDraft()
    await holdStory(workOf(db), story.id, killed)
    const copy = await duplicate(workOf(db), story.id)
    await expect(publish(workOf(db), copy.id)).rejects.toMatchObject({ code: 'story.held' })
  })
  it('is never both out and unseen by who holds it, however the two meet', async () => {
    const stories = await Promise.all(Array.from({ length: 10 }, aDraft))
    const seen = await Promise.all(
      stories.map(async (story) => {
        const publishing = transaction(db, (tx) => publish(workOf(tx), story.id)).then(
          () => true,
          () => false,
        )
        const holding = transaction(db, async (tx) => {
          await holdStory(workOf(tx), story.id, killed)
          return (await getStory(tx, story.id)).standing.state === 'published'
        })
        return Promise.all([publishing, holding])
      }),
    )
    for (const [isOut, isSeen] of seen) expect(isSeen).toBe(isOut)
  })
})
