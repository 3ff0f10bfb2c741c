import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { getPaper } from '#domains/paper'
import { type Teaser, withdraw } from '#domains/stories'
import { aLiveStory, aPaper } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { transaction } from '#platform/db'
import { layOut } from './front.ts'
import { pin, unpin } from './pin.ts'
import { getFront, listFrontsOf } from './queries.ts'

function teaser(id: string, photoId = ''): Teaser {
  return {
    id, address: `/${id}/`, sectionId: '1', headline: id, deck: '', kicker: '', agency: '', bylines: [],
    lead: photoId ? { photoId, caption: '', creator: '', credit: '', alt: '' } : null, publishedAt: new Date(0), updatedAt: null,
  } // biome-ignore format: a row
}

describe('a front', () => {
  it('never shows a story twice, whatever is pinned and wherever it stands', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 40 }).map(String), { maxLength: 30 })
    fc.assert(
      fc.property(ids, ids, ids, (pinned, newest, inSection) => {
        const rows = [
          { sectionId: '1', stories: inSection.map((id) => teaser(id)) },
          { sectionId: '2', stories: newest.map((id) => teaser(id)) },
        ]
        const front = layOut(
          pinned.map((id) => teaser(id)),
          newest.map((id) => teaser(id, Number(id) % 2 ? id : '')),
          rows,
        )
        const shown = [
          ...(front.lead ? [front.lead] : []),
          ...front.second,
          ...front.latest,
          ...front.rows.flatMap((row) => row.stories),
        ].map((story) => story.id)
        return new Set(shown).size === shown.length
      }),
    )
  })
  it('is led by what is pinned', () => {
    expect(layOut([teaser('9')], [teaser('1', '1')], []).lead?.id).toBe('9')
  })
  it('is led by the newest story with a picture when nothing is pinned', () => {
    expect(layOut([], [teaser('1'), teaser('2', '5'), teaser('3', '6')], []).lead?.id).toBe('2')
  })
  it('is empty, and no error, in a new paper', () => {
    expect(layOut([], [], [])).toEqual({ lead: undefined, second: [], latest: [], rows: [] })
  })
})

describe('pins', async () => {
  const fresh = await freshDb()
  const { db } = fresh
  const sections = await aPaper(db)
  afterAll(() => fresh.close())

  it('put the last pinned first, and let go of what is withdrawn', async () => {
    const [one, two] = [
      await aLiveStory(db, { sectionId: sections.news, headline: 'One' }),
      await aLiveStory(db, { sectionId: sections.news, headline: 'Two' }),
    ]
    await pin(workOf(db), one.id)
    await pin(workOf(db), two.id)
    const paper = await getPaper(db)
    expect((await getFront(db, paper)).lead?.id).toBe(two.id)
    await withdraw(workOf(db), two.id, { reason: 'Test' })
    expect((await getFront(db, paper)).lead?.id).toBe(one.id)
    await unpin(workOf(db), one.id)
  })
  it('are on fronts that exist: the front page and those of sections', async () => {
    const story = await aLiveStory(db, { sectionId: sections.news })
    await pin(workOf(db), story.id, '/news/schools/')
    for (const front of ['zz', '/nowhere/', '/news'])
      await expect(pin(workOf(db), story.id, front)).rejects.toMatchObject({ code: 'front.not-found' })
    expect(await listFrontsOf(db, story.id)).toEqual(['/news/schools/'])
  })
  it('are not made beside a withdrawal', async () => {
    const story = await aLiveStory(db, { sectionId: sections.news })
    const taken = Promise.withResolvers<void>()
    const withdrawing = transaction(db, async (tx) => {
      await withdraw(workOf(tx), story.id, { reason: 'Test' })
      await taken.promise
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    const pinning = transaction(db, (tx) => pin(workOf(tx), story.id)).catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 50))
    taken.resolve()
    await withdrawing
    expect(await pinning).toMatchObject({ code: 'story.not-live' })
  })
  it('are for editors, and for stories that readers have', async () => {
    const story = await aLiveStory(db, { sectionId: sections.news })
    await expect(pin(workOf(db, { by: cast.ben }), story.id)).rejects.toMatchObject({ code: 'front.not-yours' })
    await expect(pin(workOf(db), '999999')).rejects.toMatchObject({ code: 'story.not-live' })
  })
})
