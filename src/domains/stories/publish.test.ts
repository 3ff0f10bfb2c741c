import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPhoto } from '#kit/a-photo'
import { aCopy, aLiveStory, aPaper, body, p } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { PURGE_CHANNEL } from '#platform/cache'
import { listen, transaction } from '#platform/db'
import { correct } from './correct.ts'
import { draft, duplicate } from './draft.ts'
import { getStory } from './newsroom-queries.ts'
import { publish, publishDue } from './publish.ts'
import { findForward, findLiveStory, findLiveStoryById, listTeasers } from './queries.ts'
import { restore } from './restore.ts'
import { revise } from './revise.ts'
import { schedule } from './schedule.ts'
import { withdraw } from './withdraw.ts'

const fresh = await freshDb()
const { db } = fresh
let sections: Awaited<ReturnType<typeof aPaper>>
beforeAll(async () => {
  sections = await aPaper(db)
})
afterAll(() => fresh.close())

const facts = async (storyId: string) =>
  (
    await sql<{ fact: string }>`select fact from ledger where detail ->> 'storyId' = ${storyId} order by id`.execute(db)
  ).rows.map((row) => row.fact)

describe('publishing', () => {
  it('puts the story at its address on the paper’s day, not the clock’s', async () => {
    const late = new Date('2017-04-19T05:30:00Z')
    const story = await aLiveStory(db, { sectionId: sections.news, headline: 'Levee holds' }, late)
    expect((await findLiveStoryById(db, story.id))?.address).toBe('/stories/2017/apr/18/levee-holds/')
  })
  it('writes a line in the ledger and a job for what follows, in the same transaction', async () => {
    const story = await aLiveStory(db, { sectionId: sections.news })
    expect(await facts(story.id)).toEqual(['story.drafted', 'story.published'])
    const jobs = await sql<{
      count: number
    }>`select count(*)::int as count from graphile_worker.jobs where task_identifier = 'react'`.execute(db)
    expect(jobs.rows[0]?.count).toBeGreaterThan(0)
  })
  it('is for editors', async () => {
    const story = await draft(workOf(db, { by: cast.ben }), aCopy({ sectionId: sections.news }))
    await expect(publish(workOf(db, { by: cast.ben }), story.id)).rejects.toMatchObject({
      code: 'story.not-yours-to-publish',
    })
  })
  it('names everything that is missing, at once', async () => {
    const story = await draft(workOf(db), aCopy({ headline: '', bylines: [] }))
    const refused = publish(workOf(db), story.id)
    await expect(refused).rejects.toMatchObject({ code: 'story.no-headline' })
    await expect(refused).rejects.toThrow(/headline.*section.*byline/i)
  })
  it('gives ten who publish at once one publication', async () => {
    const story = await draft(workOf(db), aCopy({ sectionId: sections.news, headline: 'Ten at once' }))
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, () =>
        transaction(db, (tx) => publish(workOf(tx), story.id, { basedOn: story.revision })),
      ),
    )
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect((await facts(story.id)).filter((fact) => fact === 'story.published')).toHaveLength(1)
  })
  it('gives a second story of the same name the same day an address of its own', async () => {
    const at = new Date('2020-01-02T20:00:00Z')
    await aLiveStory(db, { sectionId: sections.news, headline: 'Snow' }, at)
    const second = await aLiveStory(db, { sectionId: sections.news, headline: 'Snow' }, at)
    expect((await findLiveStoryById(db, second.id))?.address).toBe('/stories/2020/jan/02/snow-2/')
  })
  it('does not change what readers see until it is done again', async () => {
    const story = await aLiveStory(db, { sectionId: sections.news, headline: 'First words' })
    await revise(workOf(db), story.id, { basedOn: story.revision, copy: { ...story.copy, headline: 'Second words' } })
    expect((await findLiveStoryById(db, story.id))?.headline).toBe('First words')
    await publish(workOf(db), story.id)
    expect((await findLiveStoryById(db, story.id))?.headline).toBe('Second words')
  })
  it('says “updated” when the reporting changed, and not for a new topic', async () => {
    const story = await aLiveStory(db, { sectionId: sections.news, headline: 'Updated or not' })
    await revise(workOf(db), story.id, { basedOn: story.revision, copy: { ...story.copy, topics: ['Rain'] } })
    await publish(workOf(db), story.id)
    expect((await findLiveStoryById(db, story.id))?.updatedAt).toBeNull()
    const now = await publish(workOf(db), story.id)
    await revise(workOf(db), story.id, { basedOn: now.revision, copy: { ...now.copy, body: body(p('New facts.')) } })
    await publish(workOf(db), story.id)
    expect((await findLiveStoryById(db, story.id))?.updatedAt).toEqual(workOf(db).at)
  })
  it('keeps its address when the headline changes, also for a writer whose copy is from before it had one', async () => {
    const story = await aLiveStory(db, { sectionId: sections.news, headline: 'First headline of many' })
    const address = (await findLiveStoryById(db, story.id))?.address
    const copy = { ...story.copy, slug: '', headline: 'Another headline altogether' }
    await revise(workOf(db), story.id, { basedOn: story.revision, copy })
    await publish(workOf(db), story.id)
    expect((await findLiveStoryById(db, story.id))?.address).toBe(address)
  })
  it('forwards the old address after the slug has changed, for ever', async () => {
    const story = await aLiveStory(db, { sectionId: sections.news, slug: 'old-words', headline: 'Words' })
    const old = (await findLiveStoryById(db, story.id))?.address ?? ''
    await revise(workOf(db), story.id, { basedOn: story.revision, copy: { ...story.copy, slug: 'new-words' } })
    await publish(workOf(db), story.id)
    expect(await findForward(db, old)).toEqual({ to: old.replace('old-words', 'new-words') })
    expect(await findLiveStory(db, old)).toBeUndefined()
  })
})

describe('a scheduled story', () => {
  const soon = new Date('2026-11-24T21:00:00Z')
  it('is not with readers before its time, and is at its time', async () => {
    const story = await draft(workOf(db), aCopy({ sectionId: sections.sports, headline: 'At nine' }))
    await schedule(workOf(db), story.id, { at: soon })
    await publishDue(workOf(db, { at: new Date(soon.getTime() - 1) }), story.id)
    expect(await findLiveStoryById(db, story.id)).toBeUndefined()
    await publishDue(workOf(db, { at: soon }), story.id)
    expect((await findLiveStoryById(db, story.id))?.publishedAt).toEqual(soon)
  })
  it('goes back to the desk if it has become unfit meanwhile', async () => {
    const story = await draft(workOf(db), aCopy({ sectionId: sections.sports, headline: 'Soon unfit' }))
    const set = await schedule(workOf(db), story.id, { at: soon })
    await revise(workOf(db), story.id, { basedOn: set.revision, copy: { ...set.copy, headline: '' } })
    await publishDue(workOf(db, { at: soon }), story.id)
    expect(await facts(story.id)).toContain('story.missed-its-time')
    expect(await findLiveStoryById(db, story.id)).toBeUndefined()
  })
  it('goes back to the desk, with the reason on record, if its section or a photo is gone meanwhile', async () => {
    const use = { caption: 'A levee', creator: 'Ida Finch', credit: '', alt: 'A levee' }
    const { id: photoId } = await aPhoto(db)
    const [homeless, unpictured] = [
      await draft(workOf(db), aCopy({ sectionId: '999999', headline: 'No section' })),
      await draft(
        workOf(db),
        aCopy({
          sectionId: sections.sports,
          headline: 'No photo',
          lead: { ...use, photoId, focus: undefined } as never,
        }),
      ),
    ]
    for (const story of [homeless, unpictured]) await schedule(workOf(db), story.id, { at: soon })
    await sql`update photo set retired_at = ${soon}, retired_reason = 'Rights' where id = ${photoId}`.execute(db)
    for (const story of [homeless, unpictured]) {
      await publishDue(workOf(db, { at: soon }), story.id)
      expect((await getStory(db, story.id)).standing).toEqual({ state: 'draft' })
      expect(await findLiveStoryById(db, story.id)).toBeUndefined()
      const line = await sql<{ why: string }>`
        select detail ->> 'why' as why from ledger where fact = 'story.missed-its-time' and detail ->> 'storyId' = ${story.id}`.execute(
        db,
      )
      expect(line.rows[0]?.why).toMatch(story === homeless ? /section/ : /photo/)
    }
  })
  it('cannot be set for a time that has passed', async () => {
    const story = await draft(workOf(db), aCopy({ sectionId: sections.sports }))
    await expect(schedule(workOf(db), story.id, { at: new Date(0) })).rejects.toMatchObject({ code: 'story.time-past' })
  })
})

describe('a withdrawn story', () => {
  it('leaves every list, and its address says so', async () => {
    const story = await aLiveStory(db, { sectionId: sections.sports, headline: 'Taken back' })
    const address = (await findLiveStoryById(db, story.id))?.address ?? ''
    await withdraw(workOf(db), story.id, { reason: 'Wrong town', noteToReaders: 'We had the wrong town.' })
    expect(await findLiveStory(db, address)).toBeUndefined()
    expect(
      (await listTeasers(db, { sectionIds: [sections.sports], size: 100 })).items.map((item) => item.id),
    ).not.toContain(story.id)
    expect(await findForward(db, address)).toMatchObject({ withdrawn: { note: 'We had the wrong town.' } })
  })
  it('comes back as a draft, and goes out again at the same address', async () => {
    const story = await aLiveStory(db, { sectionId: sections.sports, headline: 'There and back' })
    const address = (await findLiveStoryById(db, story.id))?.address
    await withdraw(workOf(db), story.id, { reason: 'Check' })
    const back = await restore(workOf(db), story.id, { version: 1 })
    expect(back.standing.state).toBe('draft')
    await publish(workOf(db), story.id)
    expect((await findLiveStoryById(db, story.id))?.address).toBe(address)
  })
  it('is told to every node in the same transaction, so that it goes also while no worker runs', async () => {
    const heard: { keys: string[]; hard: boolean }[] = []
    const ear = listen(fresh.connection, PURGE_CHANNEL, {
      onMessage: (text) => heard.push(JSON.parse(text)),
      onGap: () => {},
    })
    await ear.ready
    const story = await aLiveStory(db, { sectionId: sections.news, headline: 'Libel' })
    await expect(
      transaction(db, async (tx) => {
        await withdraw(workOf(tx), story.id, { reason: 'Libel' })
        throw new Error('not kept')
      }),
    ).rejects.toThrow('not kept')
    expect(heard).toEqual([])
    await transaction(db, (tx) => withdraw(workOf(tx), story.id, { reason: 'Libel' }))
    while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(heard[0]).toMatchObject({ hard: true })
    expect(heard[0]?.keys).toEqual(
      expect.arrayContaining([`story:${story.id}`, `section:${sections.news}`, 'front', 'feed', 'sitemap']),
    )
    await ear.close()
  })
  it('needs a reason once readers have seen it', async () => {
    const story = await aLiveStory(db, { sectionId: sections.sports })
    await expect(withdraw(workOf(db), story.id)).rejects.toMatchObject({ code: 'story.no-reason' })
  })
  it('may be a draft that its reporter spikes', async () => {
    const story = await draft(workOf(db, { by: cast.ben }), aCopy())
    expect((await withdraw(workOf(db, { by: cast.ben }), story.id)).standing.state).toBe('withdrawn')
  })
})

describe('a correction', () => {
  it('goes out with the copy in hand and stays on the story', async () => {
    const story = await aLiveStory(db, { sectionId: sections.news, headline: 'Enrollment' })
    await revise(workOf(db), story.id, {
      basedOn: story.revision,
      copy: { ...story.copy, body: body(p('It is 487 students.')) },
    })
    await correct(workOf(db), story.id, { text: 'The enrollment is 487, not 847.', placement: 'foot' })
    const live = await findLiveStoryById(db, story.id)
    expect(live?.corrections.map((note) => note.text)).toEqual(['The enrollment is 487, not 847.'])
    expect(live?.updatedAt).toEqual(workOf(db).at)
    expect(live?.body).toEqual(body(p('It is 487 students.')))
  })
  it('is for what readers have seen', async () => {
    const story = await draft(workOf(db), aCopy())
    await expect(correct(workOf(db), story.id, { text: 'No', placement: 'top' })).rejects.toMatchObject({
      code: 'story.not-published',
    })
  })
})

it('a duplicate is a draft with an address of its own', async () => {
  const story = await aLiveStory(db, { sectionId: sections.news, headline: 'Twice told' })
  const copy = await duplicate(workOf(db), story.id)
  expect(copy.standing.state).toBe('draft')
  await publish(workOf(db), copy.id)
  expect((await findLiveStoryById(db, copy.id))?.address).toMatch(/twice-told-2\/$/)
})
