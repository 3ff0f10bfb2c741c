import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workOf } from '#kit/cast'
import { type FreshDb, freshDb } from '#kit/database'
import { findPhoto, getPhoto, listPhotos, PHOTOS_A_PAGE, photosById } from './queries.ts'
import { insertPhoto } from './store.ts'

let fresh: FreshDb
const ids: string[] = []

beforeAll(async () => {
  fresh = await freshDb()
  for (let place = 0; place < PHOTOS_A_PAGE + 2; place += 1) ids.push(await aRow(place))
})
afterAll(() => fresh.close())

async function aRow(place: number): Promise<string> {
  const special =
    place === 3
      ? { caption: 'A heron’s nest in São Paulo', creator: 'Óscar Cañas' }
      : place === 4
        ? { credit: 'AFP/Getty', name: 'heron_4.jpg' }
        : {}
  const photo = await insertPhoto(workOf(fresh.db), {
    fingerprint: place.toString(16).padStart(64, '0'),
    mediaType: 'image/jpeg',
    masterType: 'image/jpeg',
    width: 3,
    height: 2,
    bytes: 9,
    thumbhash: '',
    name: '',
    caption: '',
    creator: '',
    credit: '',
    source: '',
    alt: '',
    isFile: false,
    focus: null,
    headline: '',
    city: '',
    country: '',
    keywords: [],
    takenAt: null,
    instructions: '',
    usageTerms: [],
    restrictions: [],
    expiresAt: null,
    whenExpired: 'mark',
    agencyId: '',
    hasCredentials: false,
    ...special,
  })
  return photo!.id
}
const found = async (q: string) => (await listPhotos(fresh.db, { q })).items.map(({ id }) => ids.indexOf(id))

describe('the library', () => {
  it('shows the newest first, page by page', async () => {
    const first = await listPhotos(fresh.db, {})
    expect(first.items.map(({ id }) => id)).toEqual([...ids].reverse().slice(0, PHOTOS_A_PAGE))
    expect(first.more).toBe(true)
    const second = await listPhotos(fresh.db, { page: 2 })
    expect(second.items.map(({ id }) => id)).toEqual([ids[1], ids[0]])
    expect(second.more).toBe(false)
  })
  it('is searched by words and beginnings of words in caption, creator, credit and name', async () => {
    expect(await found('heron')).toEqual([4, 3])
    expect(await found('HER paulo')).toEqual([3])
    expect(await found('cañ')).toEqual([3])
    expect(await found('getty')).toEqual([4])
    expect(await found('afp 4 jpg')).toEqual([4])
    expect(await found('pelican')).toEqual([])
  })
  it('takes any search for words, never for a query language', async () => {
    for (const q of ["'", 'zz & | !', ":* \\ ' (", '%', '\0', '()', '日本']) expect(await found(q), q).toEqual([])
    expect(await found("heron's & | ! :*")).toEqual([3])
  })
})

describe('the photos of a page', () => {
  it('come in one query, by id, and wrong ids are passed over', async () => {
    const all = await photosById(fresh.db, [ids[0]!, ids[0]!, ids[3]!, '', 'x', '9999999', '99999999999999999999'])
    expect([...all.keys()].sort()).toEqual([ids[0]!, ids[3]!].sort())
    expect(all.get(ids[3]!)?.creator).toBe('Óscar Cañas')
    expect((await photosById(fresh.db, [])).size).toBe(0)
  })
  it('that are not there are undefined, or refused where one is needed', async () => {
    expect(await findPhoto(fresh.db, '9999999')).toBeUndefined()
    expect(await findPhoto(fresh.db, '99999999999999999999')).toBeUndefined()
    await expect(getPhoto(fresh.db, '9999999')).rejects.toThrow('There is no such photo.')
  })
})
