import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPhoto } from '#kit/a-photo'
import { aLiveStory, aPaper } from '#kit/builders'
import { freshDb } from '#kit/database'
import { findLiveStoryById, findStoryPage, type StoryPage } from './queries.ts'

const fresh = await freshDb()
const { db } = fresh
let page: StoryPage | undefined
let photo: Awaited<ReturnType<typeof aPhoto>>
const day = (nth: number) => new Date(`2026-03-${String(nth).padStart(2, '0')}T20:00:00Z`)

beforeAll(async () => {
  const sections = await aPaper(db)
  const [shown, retired] = [
    await aPhoto(db, { width: 300, focus: { x: 0.25, y: 0.5 } }),
    await aPhoto(db, { width: 320 }),
  ]
  photo = shown
  const use = (photoId = '') => ({ photoId, caption: 'A levee', creator: 'Ida Finch', credit: '', alt: 'A levee' })
  const related = await aLiveStory(db, { sectionId: sections.news, headline: 'Related' }, day(10))
  const older = ['Eighth', 'Seventh', 'Sixth', 'Fifth', 'Fourth', 'Third', 'Second', 'First']
  for (const [nth, headline] of older.entries())
    await aLiveStory(db, { sectionId: nth % 2 ? sections.schools : sections.news, headline }, day(nth + 1))
  await aLiveStory(db, { sectionId: sections.sports, headline: 'Elsewhere' }, day(20))
  const story = await aLiveStory(
    db,
    {
      sectionId: sections.news,
      headline: 'The story',
      related: [related.id, '999999'],
      lead: use(shown.id),
      body: [
        { type: 'paragraph', runs: [{ text: 'Words.' }] },
        { type: 'photo', photo: use(retired.id) },
      ],
    },
    day(21),
  )
  await sql`update photo set retired_at = now() where id = ${retired.id}`.execute(db)
  page = await findStoryPage(db, (await findLiveStoryById(db, story.id))?.address ?? '')
})
afterAll(() => fresh.close())

describe('the page of a story', () => {
  it('has the story as any other look at it has', async () => {
    expect(page?.story).toEqual(await findLiveStoryById(db, page?.story.id ?? ''))
    expect(page?.story.related.map(({ headline, publishedAt }) => [headline, publishedAt])).toEqual([
      ['Related', day(10)],
    ])
  })
  it('has beside it the newest of its section and those below, without itself and what is related', () => {
    expect(page?.rail.map(({ headline }) => headline)).toEqual(['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth'])
  })
  it('has the pictures that it uses, but none that was retired', () => {
    expect(page?.photos).toEqual([
      { id: photo.id, fingerprint: photo.fingerprint, width: 300, height: 200, focus: { x: 0.25, y: 0.5 } },
    ])
  })
  it('is not there where nothing is live', async () => {
    expect(await findStoryPage(db, '/stories/2026/mar/21/no-such/')).toBeUndefined()
  })
})
