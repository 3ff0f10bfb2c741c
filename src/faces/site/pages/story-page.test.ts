import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findLiveStoryById } from '#domains/stories'
import { createSite } from '#faces/site'
import { aPhoto } from '#kit/a-photo'
import { aLiveStory, aPaper, body, p } from '#kit/builders'
import { freshDb } from '#kit/database'
import type { Page } from '#platform/cache'

const fresh = await freshDb()
const { db } = fresh
let page: Page
let html = ''
beforeAll(async () => {
  const { news } = await aPaper(db)
  const { id: photoId } = await aPhoto(db, { width: 900 })
  const before = await aLiveStory(db, { sectionId: news, headline: 'Falls lose 47-51' })
  const story = await aLiveStory(db, {
    sectionId: news,
    headline: 'Falls win 61-58',
    lead: { photoId, caption: 'A levee', creator: 'Ida Finch', credit: '', alt: 'A levee' },
    body: body(p('They led 30-20 at the half.')),
    related: [before.id],
  })
  const site = createSite({
    db,
    siteUrl: new URL('https://sentinel.example'),
    secret: 'a secret',
    assets: { faces: [] },
    clock: () => new Date('2026-11-24T21:00:00Z'),
  })
  page = await site.render((await findLiveStoryById(db, story.id))?.address ?? '')
  html = String(page.body)
})
afterAll(() => fresh.close())

describe('the page of a story', () => {
  it('keeps a score in a headline on one line, and tells it as written to machines', () => {
    expect(html).toContain('<h1>Falls win 61\u201158</h1>')
    expect(html).toContain('>Falls lose 47\u201151</a>')
    for (const told of ['<title>Falls win 61-58 |', 'content="Falls win 61-58"', '"headline":"Falls win 61-58"'])
      expect(html).toContain(told)
    expect(html).toContain('They led 30-20 at the half.')
  })
  it('shows its picture by one stamp, on the page, on its card and in its data', () => {
    const stamps = new Set([...html.matchAll(/\/photos\/\d+\/([\w-]{10})\//g)].map((found) => found[1]))
    expect(stamps.size).toBe(1)
    expect(html).toMatch(/<img src="\/photos\/\d+\/[\w-]{10}\/full-\d+\.jpg" width="\d+" height="\d+" alt="A levee"/)
  })
})
