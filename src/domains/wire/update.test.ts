import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getStory, publish, revise, textOf } from '#domains/stories'
import { aPaper, p } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aSource, aWireItem } from '#kit/wire'
import { transaction } from '#platform/db'
import { listWireLines } from './queries.ts'
import { listAlarms, wireOfStory } from './reach.ts'
import { receive } from './receive.ts'
import { take } from './take.ts'
import { changesFor, leave, updateStory } from './update.ts'

const fresh = await freshDb()
const { db } = fresh
let sourceId: string
beforeAll(async () => {
  const sections = await aPaper(db)
  sourceId = await aSource(db, { agency: 'AP', sectionId: sections.news })
})
afterAll(() => fresh.close())

const FIRST = ['The dam held on Monday, the county said.', 'No one was hurt.', 'It rained for nine days.']
const SECOND = [
  'The dam broke on Monday, the county said.',
  'No one was hurt.',
  'It rained for nine days.',
  'More rain is due.',
]

async function come(over: Parameters<typeof aWireItem>[0]): Promise<string> {
  const item = aWireItem(over)
  const { received } = await transaction(db, (tx) =>
    receive(workOf(tx), { sourceId, bytes: Buffer.from(JSON.stringify(item)), items: [item] }),
  )
  return received[0]?.itemId ?? ''
}
let serial = 0
/** A story made from a first revision, and a second that came after it. */
async function aBehind({
  ours = (texts: string[]) => texts,
  over = {},
}: {
  ours?: (texts: string[]) => string[]
  over?: object
} = {}) {
  const id = `update ${++serial}`
  const itemId = await come({ id, paragraphs: FIRST })
  const { storyId } = await transaction(db, (tx) => take(workOf(tx), itemId))
  const story = await getStory(db, storyId)
  const body = ours(FIRST).map(p)
  await revise(workOf(db), storyId, {
    basedOn: story.revision,
    copy: { ...story.copy, body, headline: 'Our own headline' },
  })
  await come({ id, version: '2', paragraphs: SECOND, headline: 'Dam breaks', signal: 'writethru', ...over })
  return { itemId, storyId, changes: await changesFor(db, itemId, storyId) }
}
const paragraphs = async (storyId: string) => textOf((await getStory(db, storyId)).copy.body).split('\n\n')
const isBehind = async (itemId: string) =>
  (await listWireLines(db, [itemId], { personId: 'ana', at: workOf(db).at }))[0]?.uses[0]?.isBehind
const update = (
  itemId: string,
  asked: Parameters<typeof updateStory>[2],
  by: (typeof cast)[keyof typeof cast] = cast.ana,
) => transaction(db, (tx) => updateStory(workOf(tx, { by }), itemId, asked))

describe('a later revision of what we use', () => {
  it('never touches our story, and says that there is one', async () => {
    const { itemId, storyId, changes } = await aBehind()
    expect(await paragraphs(storyId)).toEqual(FIRST)
    expect(await isBehind(itemId)).toBe(true)
    expect(changes).toMatchObject({ fromOrdinal: 1, toOrdinal: 2 })
    expect(changes.passages.map(({ kind, graf }) => [kind, graf])).toEqual([
      ['both-changed', 0],
      ['wire-changed', 1],
      ['wire-added', 4],
    ])
    expect(await wireOfStory(db, storyId)).toMatchObject([{ itemId, ordinal: 1, newestOrdinal: 2, isBehind: true }])
  })
  it('is taken whole, with our headline kept', async () => {
    const { itemId, storyId, changes } = await aBehind()
    await update(itemId, { ...changes, whole: true })
    expect(await paragraphs(storyId)).toEqual(SECOND)
    expect((await getStory(db, storyId)).copy.headline).toBe('Our own headline')
    expect(await isBehind(itemId)).toBe(false)
  })
  it('is taken passage by passage, the headline too where it is named', async () => {
    const { itemId, storyId, changes } = await aBehind()
    const added = changes.passages.find(({ kind }) => kind === 'wire-added')?.id ?? ''
    await update(itemId, { ...changes, take: [added, 'headline'] })
    expect(await paragraphs(storyId)).toEqual([...FIRST, 'More rain is due.'])
    expect((await getStory(db, storyId)).copy.headline).toBe('Dam breaks')
  })
  it('keeps what only we wrote', async () => {
    const { itemId, storyId, changes } = await aBehind({
      ours: (texts) => [...texts, 'The Sentinel measured nine inches.'],
    })
    await update(itemId, { ...changes, whole: true })
    expect(await paragraphs(storyId)).toContain('The Sentinel measured nine inches.')
    expect(await paragraphs(storyId)).toContain('More rain is due.')
  })
  it('is a save like any other: refused when the story moved on, and nothing of it is kept', async () => {
    const { itemId, storyId, changes } = await aBehind()
    const story = await getStory(db, storyId)
    await revise(workOf(db), storyId, { basedOn: story.revision, copy: { ...story.copy, deck: 'New' } })
    await expect(update(itemId, { ...changes, whole: true })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'story.moved-on',
    })
    expect(await isBehind(itemId)).toBe(true)
    expect((await getStory(db, storyId)).revision).toBe(story.revision + 1)
  })
  it('of a story that is out is the copy desk’s to take, and readers see it when it is published', async () => {
    const { itemId, storyId } = await aBehind()
    const story = await publish(workOf(db), storyId)
    const asked = {
      storyId,
      basedOn: story.revision,
      revisionId: (await changesFor(db, itemId, storyId)).revisionId,
      whole: true,
    }
    await expect(update(itemId, asked, cast.ben)).rejects.toMatchObject({ code: 'story.not-yours-to-revise' })
    await update(itemId, asked, cast.cam)
    const after = await getStory(db, storyId)
    expect(after.liveVersion).not.toBe(after.version)
  })
  it('is left once and not offered again, until the next', async () => {
    const { itemId, storyId, changes } = await aBehind()
    await leave(workOf(db), itemId, { storyId, revisionId: changes.revisionId })
    expect(await isBehind(itemId)).toBe(false)
    await come({ id: `update ${serial}`, version: '3', paragraphs: ['A third text.'] })
    expect(await isBehind(itemId)).toBe(true)
  })
  it('that corrects is answered by taking or leaving it in every story that uses it', async () => {
    const open = async (itemId: string) => (await listAlarms(db)).filter((alarm) => alarm.itemId === itemId).length
    const taken = await aBehind({ over: { signal: 'correction' } })
    expect(await open(taken.itemId)).toBe(1)
    await update(taken.itemId, { ...taken.changes, whole: true })
    expect(await open(taken.itemId)).toBe(0)
    const left = await aBehind({ over: { signal: 'correction' } })
    await leave(workOf(db), left.itemId, { storyId: left.storyId, revisionId: left.changes.revisionId })
    expect(await open(left.itemId)).toBe(0)
  })
  it('cannot be taken once the story was killed', async () => {
    const { itemId, changes } = await aBehind()
    await come({ id: `update ${serial}`, version: '3', status: 'killed', signal: 'kill' })
    await expect(update(itemId, { ...changes, whole: true })).rejects.toMatchObject({ code: 'wire.killed' })
  })
  it('is that of its own item', async () => {
    const [one, other] = [await aBehind(), await aBehind()]
    await expect(update(one.itemId, { ...one.changes, revisionId: other.changes.revisionId })).rejects.toMatchObject({
      code: 'wire.no-revision',
    })
    await expect(changesFor(db, one.itemId, other.storyId)).rejects.toMatchObject({ code: 'wire.no-use' })
  })
})
