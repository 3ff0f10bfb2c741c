import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { find, Query } from '#domains/archive'
import { pin } from '#domains/fronts'
import { getPaper } from '#domains/paper'
import { draft, findLiveStoryById, publish, restore, schedule, withdraw } from '#domains/stories'
import { aCopy, aLiveStory, aPaper } from '#kit/builders'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { PURGE_CHANNEL } from '#platform/cache'
import { connect, listen } from '#platform/db'
import { logTo } from '#platform/logging'
import { Refusal } from '#platform/refusal'
import { reactions } from '#reactions'
import { performed, startWorker } from './start.ts'

const fresh = await freshDb()
const { db } = fresh
const pooled = connect(fresh.connection, { max: 6 })
const log = logTo('silent')
let now = workOf(db).at
let sections: Awaited<ReturnType<typeof aPaper>>
let worker: Awaited<ReturnType<typeof startWorker>>
const heard: { keys: string[] | 'all'; hard: boolean }[] = []
const ear = listen(fresh.connection, PURGE_CHANNEL, {
  onMessage: (text) => heard.push(JSON.parse(text)),
  onGap: () => {},
})

beforeAll(async () => {
  sections = await aPaper(db)
  await ear.ready
  worker = await startWorker({ db: pooled.db, pool: pooled.pool, log, clock: () => now, reactions })
})
afterAll(async () => {
  await worker.stop()
  await ear.close()
  await pooled.close()
  await fresh.close()
})

async function until<found>(
  look: () => Promise<found | undefined | false> | found | undefined | false,
): Promise<found> {
  const deadline = Date.now() + 15_000
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > deadline) throw new Error('It did not happen in time.')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const found = async (q: string) => (await find(db, await getPaper(db), Query.parse({ q }))).items.length

describe('what follows from a publication', () => {
  it('is that the search finds it and that the pages showing it are made afresh', async () => {
    const story = await aLiveStory(db, {
      sectionId: sections.schools,
      headline: 'Zebra at the library',
      topics: ['Zoo'],
    })
    await until(async () => (await found('zebra')) === 1)
    const purge = await until(() => heard.find((one) => one.keys.includes(`story:${story.id}`)))
    expect(purge.hard).toBe(false)
    expect(purge.keys).toEqual(
      expect.arrayContaining([
        `section:${sections.schools}`,
        `section:${sections.news}`,
        'staff:ben-ortiz',
        'topic:zoo',
        'day:2026-11-24',
        'front',
        'feed',
        'sitemap',
      ]),
    )
    expect(purge.keys).not.toContain(`section:${sections.sports}`)
  })
  it('is undone by a withdrawal, which lets no stale page be served', async () => {
    const story = await aLiveStory(db, { sectionId: sections.news, headline: 'Quagga in the river' })
    await until(async () => (await found('quagga')) === 1)
    await withdraw(workOf(db), story.id, { reason: 'Hoax' })
    const purge = await until(() => heard.find((one) => one.hard && one.keys.includes(`story:${story.id}`)))
    expect(purge.keys).toContain(`section:${sections.news}`)
    await until(
      async () => (await sql`select from archive_entry where story_id = ${story.id}`.execute(db)).rows.length === 0,
    )
  })
})

describe('what follows from a withdrawal', () => {
  it('comes late without harm: a story that is back stays in the search, and its new pin stays', async () => {
    const story = await aLiveStory(db, { sectionId: sections.news, headline: 'Griffin downtown' })
    await until(async () => (await found('griffin')) === 1)
    await withdraw(workOf(db), story.id, { reason: 'Check' })
    await until(async () => (await found('griffin')) === 0)
    await restore(workOf(db), story.id, { version: 1 })
    await publish(workOf(db), story.id)
    await pin(workOf(db), story.id)
    await until(async () => (await found('griffin')) === 1)
    const late = { fact: 'story.withdrawn', storyId: story.id, places: [] } as const
    for (const follow of Object.values(reactions['story.withdrawn'] ?? {})) await follow(workOf(db), late)
    expect(await found('griffin')).toBe(1)
    expect((await sql`select from pin where story_id = ${story.id}`.execute(db)).rows).toHaveLength(1)
  })
})

describe('the clock', () => {
  it('publishes a scheduled story by its job', async () => {
    const story = await draft(workOf(db), aCopy({ sectionId: sections.news, headline: 'At its time' }))
    now = new Date()
    await schedule(workOf(db, { at: now }), story.id, { at: new Date(now.getTime() + 1_000) })
    now = new Date(now.getTime() + 1_500)
    const live = await until(() => findLiveStoryById(db, story.id))
    expect(live.headline).toBe('At its time')
  })
})

describe('a job', () => {
  it('that is refused is done; one that breaks is tried again; what it wrote before breaking is gone', async () => {
    const needs = { db, log, clock: () => now }
    await expect(
      performed('refused', async () => Promise.reject(new Refusal('conflict', 'a.b', 'No.')), needs)({}),
    ).resolves.toBeUndefined()
    await expect(
      performed(
        'broken',
        async (work) => {
          await sql`insert into topic (slug, name) values ('half-done', 'Half done')`.execute(work.db)
          throw new Error('broken')
        },
        needs,
      )({}),
    ).rejects.toThrow('broken')
    expect((await sql`select from topic where slug = 'half-done'`.execute(db)).rows).toEqual([])
  })
})
