import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPhoto } from '#domains/media'
import { draft, findLiveStoryById, getStory, publish, publishDue, schedule } from '#domains/stories'
import { aCopy, aLiveStory, aPaper } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aLibraryPhoto, aSource, aWireItem } from '#kit/wire'
import { PURGE_CHANNEL } from '#platform/cache'
import { listen, transaction } from '#platform/db'
import { answerAlarm } from './alarm.ts'
import { pull } from './kill.ts'
import { pictureArrived } from './picture.ts'
import { listAlarms, reachOf } from './reach.ts'
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

async function come(over: Parameters<typeof aWireItem>[0], source = sourceId): Promise<string> {
  const item = aWireItem(over)
  const { received } = await transaction(db, (tx) =>
    receive(workOf(tx), { sourceId: source, bytes: Buffer.from(JSON.stringify(item)), items: [item] }),
  )
  return received[0]?.itemId ?? ''
}
const taken = async (itemId: string) => (await transaction(db, (tx) => take(workOf(tx), itemId))).storyId
const aUsed = async (id: string, source = sourceId) => {
  const itemId = await come({ id }, source)
  const storyId = await taken(itemId)
  await publish(workOf(db), storyId)
  return { itemId, storyId }
}
const kill = (id: string, source = sourceId) => come({ id, version: '2', status: 'killed', signal: 'kill' }, source)
const alarmsOf = async (itemId: string) => (await listAlarms(db)).filter((alarm) => alarm.itemId === itemId)

describe('a kill of a story that readers have', () => {
  it('rings until someone acts, holds the story, and leaves it to the editor by default', async () => {
    const { itemId, storyId } = await aUsed('ask')
    await kill('ask')
    expect(await alarmsOf(itemId)).toMatchObject([{ kind: 'kill', stories: [{ storyId, state: 'published' }] }])
    expect(await findLiveStoryById(db, storyId)).toBeDefined()
    await expect(publish(workOf(db), storyId)).rejects.toMatchObject({ code: 'story.held' })
    expect(await reachOf(db, itemId)).toMatchObject({
      stories: [{ storyId, address: expect.stringMatching(/^\/stories\//) }],
    })
  })
  it('takes everything away by one confirmed action, with a note, told to every node, and twice is once', async () => {
    const heard: { keys: string[]; hard: boolean }[] = []
    const ear = listen(fresh.connection, PURGE_CHANNEL, {
      onMessage: (text) => heard.push(JSON.parse(text)),
      onGap: () => {},
    })
    await ear.ready
    const itemId = await come({
      id: 'pulled',
      photos: [{ id: 'a', caption: 'A', creator: 'B', credit: 'C', href: null, width: null, height: null }],
    })
    const photoId = await aLibraryPhoto(db)
    await pictureArrived(workOf(db), { itemId, picture: 'a', photoId })
    const storyId = await taken(itemId)
    await publish(workOf(db), storyId)
    await kill('pulled')
    const pulled = await transaction(db, (tx) => pull(workOf(tx), itemId, { noteToReaders: 'AP withdrew it.' }))
    expect(pulled).toEqual({ withdrawn: [storyId], blocked: [], retired: [photoId] })
    expect((await getStory(db, storyId)).standing).toMatchObject({
      state: 'withdrawn',
      noteToReaders: 'AP withdrew it.',
    })
    expect(await findLiveStoryById(db, storyId)).toBeUndefined()
    expect(await alarmsOf(itemId)).toEqual([])
    while (!heard.some(({ keys }) => keys.includes(`photo:${photoId}`)))
      await new Promise((resolve) => setTimeout(resolve, 5))
    expect(heard.filter(({ hard }) => hard).flatMap(({ keys }) => keys)).toEqual(
      expect.arrayContaining([`story:${storyId}`, `photo:${photoId}`, 'feed']),
    )
    expect(await transaction(db, (tx) => pull(workOf(tx), itemId, {}))).toEqual({
      withdrawn: [],
      blocked: [],
      retired: [],
    })
    await ear.close()
  })
  it('is acted on at once where the source’s policy says so', async () => {
    const source = await aSource(db, { agency: 'AP', sectionId: sections.news, killPolicy: 'withdraw' })
    const { itemId, storyId } = await aUsed('policy', source)
    await kill('policy', source)
    expect((await getStory(db, storyId)).standing).toMatchObject({ state: 'withdrawn' })
    expect(await alarmsOf(itemId)).toEqual([])
  })
  it('keeps drafts and scheduled stories from going out', async () => {
    const [draftItem, plannedItem] = [await come({ id: 'draft' }), await come({ id: 'planned' })]
    const [drafted, planned] = [await taken(draftItem), await taken(plannedItem)]
    await schedule(workOf(db), planned, { at: new Date('2026-11-25T20:00:00Z') })
    await kill('draft')
    await kill('planned')
    for (const [itemId, storyId] of [
      [draftItem, drafted],
      [plannedItem, planned],
    ] as const) {
      expect(await transaction(db, (tx) => pull(workOf(tx), itemId, {}))).toMatchObject({
        withdrawn: [],
        blocked: [storyId],
      })
      expect((await getStory(db, storyId)).standing.state).toBe('draft')
      await expect(publish(workOf(db), storyId)).rejects.toMatchObject({ code: 'story.held' })
    }
  })
  it('finds the story also when it was taken at the very moment', async () => {
    for (let nth = 0; nth < 5; nth++) {
      const itemId = await come({ id: `race ${nth}` })
      const [story] = await Promise.all([taken(itemId).catch(() => ''), kill(`race ${nth}`)])
      if (story) await expect(publish(workOf(db), story)).rejects.toMatchObject({ code: 'story.held' })
    }
  })
})

describe('a kill of a picture', () => {
  it('says in how many published stories readers see it, and a pull takes it off their pages', async () => {
    const photo = { id: 'a', caption: 'A', creator: 'B', credit: 'C', href: null, width: null, height: null }
    const itemId = await come({ id: 'picture', type: 'picture', paragraphs: [], photos: [photo] })
    const photoId = await aLibraryPhoto(db)
    await pictureArrived(workOf(db), { itemId, picture: 'a', photoId })
    const lead = { photoId, caption: 'A', creator: 'B', credit: 'C', alt: 'A road' }
    const story = await aLiveStory(db, { sectionId: sections.news, headline: 'Of our own', lead })
    await kill('picture')
    expect((await alarmsOf(itemId))[0]?.sentence).toMatch(/Its pictures are in one published story\.$/)
    expect((await reachOf(db, itemId)).photos).toMatchObject([{ id: photoId, usedIn: 1 }])
    expect(await transaction(db, (tx) => pull(workOf(tx), itemId, {}))).toMatchObject({
      withdrawn: [],
      retired: [photoId],
    })
    expect((await findPhoto(db, photoId))?.retiredAt).not.toBeNull()
    expect(await findLiveStoryById(db, story.id)).toBeDefined()
  })
})

describe('a kill of what has pictures in the library', () => {
  const photo = { id: 'a', caption: 'A', creator: 'B', credit: 'C', href: null, width: null, height: null }
  const aPictured = async (id: string, source = sourceId) => {
    const itemId = await come({ id, type: 'picture', paragraphs: [], photos: [photo] }, source)
    const photoId = await aLibraryPhoto(db)
    await pictureArrived(workOf(db), { itemId, picture: 'a', photoId })
    const lead = { photoId, caption: 'A', creator: 'B', credit: 'C', alt: 'A road' }
    return { itemId, photoId, copy: aCopy({ sectionId: sections.news, lead }) }
  }
  it('takes those that no reader sees out of it at once, also from under a scheduled story of our own', async () => {
    const { photoId, copy } = await aPictured('unseen')
    const planned = await draft(workOf(db), copy)
    const at = new Date('2026-11-25T20:00:00Z')
    await schedule(workOf(db), planned.id, { at })
    await kill('unseen')
    expect(await findPhoto(db, photoId)).toMatchObject({ retiredReason: 'Killed by AP' })
    await publishDue(workOf(db, { at }), planned.id)
    expect(await findLiveStoryById(db, planned.id)).toBeUndefined()
  })
  it('keeps those that readers see from any other story, until an editor pulls them', async () => {
    const { photoId, copy } = await aPictured('seen')
    await publish(workOf(db), (await draft(workOf(db), copy)).id)
    await kill('seen')
    expect(await findPhoto(db, photoId)).toMatchObject({ retiredAt: null })
    const other = await draft(workOf(db), copy)
    await expect(publish(workOf(db), other.id)).rejects.toMatchObject({
      code: 'story.photo-restricted',
      message: 'AP killed what this photo came with. It may not be published.',
    })
  })
  it('is a pull where the source’s policy says so, also while readers see nothing of it', async () => {
    const source = await aSource(db, { agency: 'AP', sectionId: sections.news, killPolicy: 'withdraw' })
    const { itemId, photoId } = await aPictured('unseen policy', source)
    await kill('unseen policy', source)
    expect((await findPhoto(db, photoId))?.retiredAt).not.toBeNull()
    expect(await alarmsOf(itemId)).toEqual([])
  })
  it('rings all the same where the story never came', async () => {
    const source = await aSource(db, { agency: 'AP', sectionId: sections.news, killPolicy: 'withdraw' })
    const itemId = await kill('never came', source)
    expect(await alarmsOf(itemId)).toMatchObject([{ kind: 'kill' }])
  })
})

describe('pulling', () => {
  it('is for editors', async () => {
    const { itemId } = await aUsed('whose')
    for (const by of [cast.ben, cast.cam, cast.pip])
      await expect(transaction(db, (tx) => pull(workOf(tx, { by }), itemId, {}))).rejects.toMatchObject({
        code: 'wire.not-yours-to-pull',
      })
    await expect(pull(workOf(db), '999999', {})).rejects.toMatchObject({ code: 'wire.not-found' })
  })
})

describe('what is withheld', () => {
  it('holds the story until a later usable revision', async () => {
    const { itemId, storyId } = await aUsed('withheld')
    await come({ id: 'withheld', version: '2', status: 'withheld' })
    expect(await alarmsOf(itemId)).toMatchObject([{ kind: 'withheld' }])
    await expect(publish(workOf(db), storyId)).rejects.toMatchObject({ code: 'story.held' })
    await come({ id: 'withheld', version: '3' })
    expect((await publish(workOf(db), storyId)).standing.state).toBe('published')
  })
})

describe('a correction of what we use', () => {
  it('waits for an answer, which only editors give', async () => {
    const { itemId } = await aUsed('corrected')
    await come({ id: 'corrected', version: '2', signal: 'correction', paragraphs: ['The cost is $4 million.'] })
    const [alarm] = await alarmsOf(itemId)
    expect(alarm).toMatchObject({ kind: 'correction' })
    await expect(answerAlarm(workOf(db, { by: cast.ben }), alarm?.id ?? '')).rejects.toMatchObject({
      code: 'alarm.not-yours',
    })
    await answerAlarm(workOf(db), alarm?.id ?? '', 'Changed by hand')
    await answerAlarm(workOf(db), alarm?.id ?? '', 'Again')
    expect(await alarmsOf(itemId)).toEqual([])
  })
  it('of what we do not use is no alarm', async () => {
    const itemId = await come({ id: 'unused' })
    await come({ id: 'unused', version: '2', signal: 'correction', paragraphs: ['Other words.'] })
    expect(await alarmsOf(itemId)).toEqual([])
  })
})
