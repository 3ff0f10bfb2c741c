import { afterAll, beforeAll, expect, it } from 'vitest'
import { indexStory } from '#domains/archive'
import { createSite, siteRoutes } from '#faces/site'
import { aLiveStory, aPaper } from '#kit/builders'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'

const fresh = await freshDb()
beforeAll(async () => {
  const { news } = await aPaper(fresh.db)
  const story = await aLiveStory(fresh.db, { sectionId: news, headline: 'Levee holds' })
  await indexStory(workOf(fresh.db), story.id)
})
afterAll(() => fresh.close())

it('is for a few at once: the rest are told to come back, with their words kept, and pages are made meanwhile', async () => {
  const site = createSite({
    db: fresh.db,
    siteUrl: new URL('https://sentinel.example'),
    secret: 'a secret',
    assets: { faces: [] },
    clock: () => new Date('2026-11-24T21:00:00Z'),
  })
  const app = siteRoutes({ site })
  const answers = await Promise.all(Array.from({ length: 40 }, () => app.request('/search/?q=reservoir')))
  const [found, turned] = [200, 503].map((status) => answers.filter((answer) => answer.status === status))
  expect(found?.length).toBeGreaterThanOrEqual(3)
  expect(turned?.length).toBe(40 - (found?.length ?? 0))
  expect(turned?.length).toBeGreaterThan(0)
  expect(await found?.[0]?.text()).toContain('<mark>reservoir</mark>')
  expect(turned?.[0]?.headers.get('retry-after')).toMatch(/^\d+$/)
  const page = (await turned?.[0]?.text()) ?? ''
  for (const words of ['Many people are searching', 'value="reservoir"', 'The Inland Sentinel'])
    expect(page).toContain(words)
  expect((await app.request('/search/?q=reservoir')).status).toBe(200)
  expect((await app.request('/')).status).toBe(200)
})
