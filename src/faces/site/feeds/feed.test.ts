import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aLiveStory, aPaper, body, p } from '#kit/builders'
import { type FreshDb, freshDb } from '#kit/database'
import { createSite, type Site } from '#site/site.ts'

const HEADLINE = `Fish & chips </title><b>"'</b> ]]> at the fair`

let fresh: FreshDb
let site: Site

beforeAll(async () => {
  fresh = await freshDb()
  const sections = await aPaper(fresh.db)
  site = createSite({
    db: fresh.db,
    siteUrl: new URL('https://sentinel.example'),
    secret: 'a secret',
    assets: { faces: [] },
    clock: () => new Date('2026-11-24T21:00:00Z'),
  })
  await aLiveStory(fresh.db, { sectionId: sections.sports, headline: 'The game' })
  await aLiveStory(fresh.db, {
    sectionId: sections.schools,
    headline: HEADLINE,
    deck: 'A & B ]]> C',
    dateline: { place: 'Olympia', agency: '' },
    topics: ['Food'],
    body: body(
      {
        type: 'paragraph',
        runs: [{ text: 'See ' }, { text: 'the list', link: '/corrections/' }, { text: ' & <eat> ]]>.' }],
      },
      p('More.'),
    ),
  })
})
afterAll(() => fresh.close())

const read = async (path: string) => String((await site.render(path)).body)

describe('the feeds', () => {
  it('as RSS carry the whole story, with its writer, under an address for ever', async () => {
    const feed = parseRssFeed(await read('/feed.xml'))
    const item = feed.items?.[0]
    expect(feed.title).toBe('The Inland Sentinel')
    expect(item?.title).toBe(HEADLINE)
    expect(item?.link).toMatch(/^https:\/\/sentinel\.example\/stories\/2026\/nov\/24\//)
    expect(item?.dc?.creators).toEqual(['Ben Ortiz'])
    expect(item?.content?.encoded).toContain(
      '<p>Olympia – See <a href="https://sentinel.example/corrections/">the list</a> &amp; &lt;eat&gt;',
    )
    expect(item?.guid?.value).toMatch(/^tag:sentinel\.example,2026-11-24:story-\d+$/)
  })
  it('as Atom carry the same', async () => {
    const feed = parseAtomFeed(await read('/feed.atom'))
    const entry = feed.entries?.[0]
    expect(feed.id).toBe('https://sentinel.example/')
    expect(entry?.title?.value).toBe(HEADLINE)
    expect(entry?.content?.value).toContain('https://sentinel.example/corrections/')
    expect(entry?.updated).toBeDefined()
  })
  it('as JSON carry the same', async () => {
    const feed = parseJsonFeed(JSON.parse(await read('/feed.json')))
    expect(feed.items?.[0]?.title).toBe(HEADLINE)
    expect(feed.items?.[0]?.authors).toEqual([{ name: 'Ben Ortiz', url: 'https://sentinel.example/staff/ben-ortiz/' }])
    expect(feed.items?.[0]?.tags).toEqual(['News', 'Schools', 'Food'])
  })
  it('of a section carry its stories and those of the sections below it alone', async () => {
    const news = parseRssFeed(await read('/news/feed.xml'))
    expect(news.items?.map((item) => item.title)).toEqual([HEADLINE])
    expect(parseRssFeed(await read('/sports/feed.xml')).items?.map((item) => item.title)).toEqual(['The game'])
  })
  it('are announced with their own kinds', async () => {
    const kinds = await Promise.all(
      ['/feed.xml', '/feed.atom', '/feed.json'].map(async (path) => (await site.render(path)).headers['content-type']),
    )
    expect(kinds).toEqual([
      'application/rss+xml; charset=utf-8',
      'application/atom+xml; charset=utf-8',
      'application/feed+json; charset=utf-8',
    ])
  })
})

describe('the sitemaps', () => {
  it('lead from the index to every story, and to the sections', async () => {
    expect(await read('/sitemap.xml')).toContain('<loc>https://sentinel.example/sitemap-1.xml</loc>')
    const page = await read('/sitemap-1.xml')
    expect(page).toContain('<loc>https://sentinel.example/news/schools/</loc>')
    expect(page.match(/<loc>https:\/\/sentinel\.example\/stories\//g)?.length).toBe(2)
  })
  it('for news carry the headline, escaped', async () => {
    const page = await read('/news-sitemap.xml')
    expect(page).toContain(
      '<news:title>Fish &amp; chips &lt;/title&gt;&lt;b&gt;&quot;&apos;&lt;/b&gt; ]]&gt; at the fair</news:title>',
    )
    expect(page).toContain('<news:publication_date>2026-11-24T20:00:00.000Z</news:publication_date>')
  })
  it('are named in robots.txt', async () => {
    expect(await read('/robots.txt')).toContain('Sitemap: https://sentinel.example/sitemap.xml')
  })
})
