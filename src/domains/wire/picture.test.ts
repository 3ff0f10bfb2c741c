import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPhoto } from '#domains/media'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aLibraryPhoto, aSource, aWireItem } from '#kit/wire'
import { transaction } from '#platform/db'
import { getWireItem } from './item-query.ts'
import { pictureArrived, pictureFailed, pictureTried } from './picture.ts'
import { receive } from './receive.ts'
import { listWantedPictures } from './wanted-picture.ts'

const fresh = await freshDb()
const { db } = fresh
let sourceId: string
beforeAll(async () => {
  sourceId = await aSource(db)
})
afterAll(() => fresh.close())

const photo = (id: string, href: string | null = `https://x.example/${id}.jpg`) => ({
  id,
  caption: `Caption ${id}`,
  creator: 'Jo Vane',
  credit: 'AP',
  href,
  width: null,
  height: null,
})
async function come(over: Parameters<typeof aWireItem>[0]): Promise<string> {
  const item = aWireItem(over)
  const { received } = await transaction(db, (tx) =>
    receive(workOf(tx), { sourceId, bytes: Buffer.from(JSON.stringify(item)), items: [item] }),
  )
  return received[0]?.itemId ?? ''
}
const picturesOf = async (itemId: string) =>
  (await getWireItem(db, itemId, { by: cast.ana, personId: 'ana', at: workOf(db).at })).pictures

describe('the pictures of an item', () => {
  it('wait until they are fetched, with the item’s words for them; twice in one item is once', async () => {
    const itemId = await come({ id: 'waiting', photos: [photo('a'), photo('a'), photo('b', null)] })
    const waiting = (await listWantedPictures(db, {})).filter((one) => one.itemId === itemId)
    expect(waiting).toMatchObject([
      { picture: 'a', href: 'https://x.example/a.jpg', sourceId, tries: 0, caption: 'Caption a', credit: 'AP' },
    ])
    await pictureTried(workOf(db), { itemId, picture: 'a' })
    expect((await listWantedPictures(db, {})).find((one) => one.itemId === itemId)?.tries).toBe(1)
    expect((await picturesOf(itemId)).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'not-to-be-had'])
  })
  it('are here, or say why not', async () => {
    const itemId = await come({ id: 'here', photos: [photo('a'), photo('b')] })
    const photoId = await aLibraryPhoto(db)
    await pictureArrived(workOf(db), { itemId, picture: 'a', photoId })
    await pictureFailed(workOf(db), { itemId, picture: 'b', state: 'refused', why: 'It is no picture.' })
    await pictureFailed(workOf(db), { itemId, picture: 'a', state: 'refused', why: 'Too late.' })
    expect(await picturesOf(itemId)).toMatchObject([
      { id: 'a', photoId, state: 'here', why: '' },
      { id: 'b', photoId: null, state: 'refused', why: 'It is no picture.' },
    ])
  })
  it('are asked for once the agency says where they are', async () => {
    const itemId = await come({ id: 'late', version: '1', photos: [photo('a', null)] })
    await come({ id: 'late', version: '2', paragraphs: ['More.'], photos: [photo('a')] })
    expect(await picturesOf(itemId)).toMatchObject([{ state: 'waiting' }])
  })
  it('of what was killed meanwhile are retired as they come', async () => {
    const itemId = await come({ id: 'killed', version: '1', photos: [photo('a')] })
    await come({ id: 'killed', version: '2', status: 'killed', signal: 'kill' })
    expect((await listWantedPictures(db, {})).filter((one) => one.itemId === itemId)).toEqual([])
    const photoId = await aLibraryPhoto(db)
    await pictureArrived(workOf(db), { itemId, picture: 'a', photoId })
    expect((await findPhoto(db, photoId))?.retiredAt).not.toBeNull()
  })
})
