import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { develop } from '#domains/media'
import { findLiveStoryById, getStory } from '#domains/stories'
import { aPaper } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { type FreshDb, freshDb } from '#kit/database'
import { aJpeg } from '#kit/pictures'
import { transaction } from '#platform/db'
import type { Files } from '#platform/files'
import { bringIn } from './bring-in.ts'
import type { Clipping } from './clipping.ts'
import { readPage } from './read-page.ts'

let fresh: FreshDb
let sections: Awaited<ReturnType<typeof aPaper>>
beforeAll(async () => {
  fresh = await freshDb()
  sections = await aPaper(fresh.db)
})
afterAll(() => fresh.close())

function page(name: string): Clipping {
  return readPage(readFileSync(join(import.meta.dirname, 'fixtures', name)), {
    paperName: 'The Inland Sentinel',
    zone: 'America/Los_Angeles',
  })
}

const kept = new Map<string, Uint8Array<ArrayBuffer>>()
const files: Files = {
  put: async (key, bytes) => void kept.set(key, new Uint8Array(bytes)),
  get: async (key) => kept.get(key),
  has: async (key) => kept.has(key),
  remove: async (key) => void kept.delete(key),
}

describe('bringing in a page', () => {
  it('makes a published story of it with every part', async () => {
    const as = new Date('2022-05-09T13:00:00Z')
    const done = await bringIn(workOf(fresh.db), page('three-photos.txt'), { isToBePublished: true, as })
    expect(done).toMatchObject({
      isNew: true,
      whyNotPublished: '',
      address: '/stories/2022/may/09/volunteers-raise-a-barn-for-a-neighbor-they-had-never-met/',
    })
    const live = await findLiveStoryById(fresh.db, done.storyId)
    expect(live).toMatchObject({
      headline: 'Volunteers raise a barn for a neighbor they had never met',
      agency: 'The Wheat Country News',
      dateline: { place: 'Marlin, Wash.' },
      publishedAt: as,
      lead: { photoId: '', creator: 'Inez Caldera', credit: 'The Wheat Country News' },
    })
    expect(live?.body.map((block) => block.type)).toEqual([
      'paragraph',
      'paragraph',
      'photo',
      'paragraph',
      'photo',
      'paragraph',
      'paragraph',
    ])
    expect(done.warnings).toContainEqual(expect.stringContaining('News > County'))
  })

  it('keeps what cannot be published as a draft and says why', async () => {
    const done = await bringIn(workOf(fresh.db), page('obituary.txt'), { isToBePublished: true })
    expect(done).toMatchObject({ address: undefined, whyNotPublished: expect.stringContaining('byline') })
    expect((await getStory(fresh.db, done.storyId)).standing.state).toBe('draft')
  })

  it('puts the story where it is told to', async () => {
    const { storyId } = await bringIn(workOf(fresh.db), page('q-and-a.txt'), { section: ['News', 'Schools'] })
    expect((await getStory(fresh.db, storyId)).copy.sectionId).toBe(sections.schools)
  })

  it('uses a picture that came with the page', async () => {
    const picture = await develop(new Uint8Array(await aJpeg()))
    const { storyId, warnings } = await bringIn(workOf(fresh.db), page('json-ld.html'), {
      pictures: new Map([['smoke_files/pool.jpg', picture]]),
      files,
    })
    const { lead } = (await getStory(fresh.db, storyId)).copy
    expect(lead).toMatchObject({
      photoId: expect.stringMatching(/^\d+$/),
      creator: 'Sam Doyle',
      alt: expect.stringContaining('outdoor pool'),
    })
    expect(warnings.filter((line) => line.includes('no picture'))).toEqual([])
  })

  it('knows a page again, however its lines were broken', async () => {
    const first = await bringIn(workOf(fresh.db), page('deck.txt'), { isToBePublished: true })
    const again = page('deck.txt')
    const second = await bringIn(
      workOf(fresh.db),
      { ...again, paragraphs: again.paragraphs.map((text) => `${text} `) },
      { isToBePublished: true },
    )
    expect(second).toMatchObject({
      storyId: first.storyId,
      isNew: false,
      address: first.address,
      warnings: [expect.stringContaining('before')],
    })
  })

  it('publishes a draft that was brought in before, when asked', async () => {
    const { storyId } = await bringIn(workOf(fresh.db), page('short-quotes.txt'))
    const again = await bringIn(workOf(fresh.db), page('short-quotes.txt'), { isToBePublished: true })
    expect(again).toMatchObject({ storyId, isNew: false, address: expect.stringContaining('/stories/') })
  })

  it('makes one story when ten bring in the same page at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () => transaction(fresh.db, (tx) => bringIn(workOf(tx), page('column.html')))),
    )
    expect(new Set(all.map(({ storyId }) => storyId)).size).toBe(1)
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1)
    const rows = await sql`select from clipping where story_id = ${all[0]!.storyId}`.execute(fresh.db)
    expect(rows.rows).toHaveLength(1)
  })

  it('is refused to those who may not write, and publishing to those who may not publish', async () => {
    await expect(bringIn(workOf(fresh.db, { by: cast.bea }), page('recipe.txt'))).rejects.toThrow(/may read stories/)
    await expect(
      bringIn(workOf(fresh.db, { by: cast.ben }), page('recipe.txt'), { isToBePublished: true }),
    ).rejects.toThrow(/Only editors/)
  })
})
