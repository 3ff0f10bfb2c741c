import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getStory, textOf } from '#domains/stories'
import { aPaper } from '#kit/builders'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aSource, aWireItem } from '#kit/wire'
import { transaction } from '#platform/db'
import { listWireLines } from './queries.ts'
import { receive } from './receive.ts'
import { take } from './take.ts'
import { changesFor, updateStory } from './update.ts'

const fresh = await freshDb()
const { db } = fresh
let sourceId: string
beforeAll(async () => {
  await aPaper(db)
  sourceId = await aSource(db, { agency: 'AP' })
})
afterAll(() => fresh.close())

const at = (hour: number) => `2026-11-24T0${hour}:00:00Z`
const story = (id: string, hour: number, over = {}) =>
  aWireItem({
    id,
    version: '',
    revisionKey: `${id} ${hour}`,
    revisedAt: at(hour),
    paragraphs: [`Story of ${hour}.`],
    ...over,
  })
const add = (id: string, hour: number) =>
  story(id, hour, { signal: 'add', headline: '1st Add', paragraphs: [`Added at ${hour}.`] })
async function come(item: ReturnType<typeof aWireItem>): Promise<string> {
  const { received } = await transaction(db, (tx) =>
    receive(workOf(tx), { sourceId, bytes: Buffer.from(JSON.stringify(item)), items: [item] }),
  )
  return received[0]?.itemId ?? ''
}
const line = async (itemId: string) => (await listWireLines(db, [itemId], { personId: 'ana', at: workOf(db).at }))[0]
const paragraphs = async (storyId: string) => textOf((await getStory(db, storyId)).copy.body).split('\n\n')

describe('an add', () => {
  it('goes to the end of the story before it, in whatever order they come', async () => {
    for (const [nth, order] of [
      [1, 2, 3],
      [3, 2, 1],
      [2, 3, 1],
    ].entries()) {
      const id = `added ${nth}`
      const parts = [story(id, 1), add(id, 2), add(id, 3)]
      let itemId = ''
      for (const place of order) itemId = await come(parts[place - 1]!)
      expect(await line(itemId)).toMatchObject({
        headline: 'County to pave river road before snow',
        signal: 'add',
        ordinal: 3,
      })
      const { storyId } = await transaction(db, (tx) => take(workOf(tx), itemId))
      expect(await paragraphs(storyId)).toEqual(['Story of 1.', 'Added at 2.', 'Added at 3.'])
    }
  })
  it('is offered to a story of ours as what was added', async () => {
    const itemId = await come(story('offered', 1))
    const { storyId } = await transaction(db, (tx) => take(workOf(tx), itemId))
    await come(add('offered', 2))
    const changes = await changesFor(db, itemId, storyId)
    expect(changes.passages).toMatchObject([{ kind: 'wire-added', now: 'Added at 2.' }])
    await transaction(db, (tx) => updateStory(workOf(tx), itemId, { ...changes, whole: true }))
    expect(await paragraphs(storyId)).toEqual(['Story of 1.', 'Added at 2.'])
  })
  it('is forgotten when a whole story comes after it', async () => {
    const itemId = await come(story('whole', 1))
    await come(add('whole', 2))
    await come(story('whole', 3, { signal: 'writethru' }))
    const { storyId } = await transaction(db, (tx) => take(workOf(tx), itemId))
    expect(await paragraphs(storyId)).toEqual(['Story of 3.'])
  })
  it('of which the story has not come is all there is', async () => {
    expect(await line(await come(add('alone', 1)))).toMatchObject({ headline: '1st Add' })
  })
})
