import { brotliCompressSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { indexStory } from '#domains/archive'
import { pin } from '#domains/fronts'
import { upload } from '#domains/media'
import {
  correct,
  draft,
  findLiveStoryById,
  getStory,
  publish,
  revise,
  type Story,
  schedule,
  withdraw,
} from '#domains/stories'
import { aCopy, aLiveStory, aPaper, body, p } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { type FreshDb, freshDb } from '#kit/database'
import { aJpeg } from '#kit/pictures'
import { createSite, type Site } from './site.ts'
import { siteRoutes } from './site-routes.ts'

const HOSTILE = `Mayor </script><b onclick="x">&"' says <!-- so`
const NOW = new Date('2026-11-24T21:00:00Z')

let fresh: FreshDb
let site: Site
let sections: Awaited<ReturnType<typeof aPaper>>
let hostile: Story
let pictured: Story
let photoId: string

beforeAll(async () => {
  fresh = await freshDb()
  const { db } = fresh
  sections = await aPaper(db)
  site = createSite({
    db,
    siteUrl: new URL('https://sentinel.example'),
    secret: 'a secret',
    assets: { faces: [] },
    clock: () => NOW,
  })
  const kept = new Map<string, Uint8Array>()
  const files = {
    put: async (key: string, bytes: Uint8Array) => void kept.set(key, bytes),
    get: async (key: string) => (kept.has(key) ? new Uint8Array(kept.get(key)!) : undefined),
    has: async (key: string) => kept.has(key),
    remove: async (key: string) => void kept.delete(key),
  }
  const { photo } = await upload(
    workOf(db, { by: cast.pip }),
    { bytes: await aJpeg(1500, 1000), alt: 'A river' },
    files as never,
  )
  photoId = photo.id
  const lead = {
    photoId,
    caption: 'The river on Monday.',
    creator: 'Pip Dasan',
    credit: 'The Inland Sentinel',
    alt: 'A brown river under a bridge',
  }
  hostile = await aLiveStory(db, {
    sectionId: sections.schools,
    headline: HOSTILE,
    deck: HOSTILE,
    kicker: HOSTILE,
    topics: [HOSTILE],
    bylines: [{ name: HOSTILE, title: HOSTILE, agency: HOSTILE }],
    lead: { photoId: '', caption: HOSTILE, creator: HOSTILE, credit: HOSTILE, alt: HOSTILE },
    body: body(
      p(HOSTILE),
      { type: 'pullquote', text: HOSTILE, cite: HOSTILE },
      { type: 'preformatted', text: HOSTILE },
    ),
  })
  pictured = await aLiveStory(db, {
    sectionId: sections.news,
    headline: 'The river is high',
    lead,
    agency: 'Associated Press',
    bylines: [{ name: 'Anna Marsh', title: '', agency: 'Associated Press' }],
    dateline: { place: 'Tokyo', agency: '' },
    related: [hostile.id],
    topics: ['Flooding'],
  })
  for (const story of [hostile, pictured]) await indexStory(workOf(db), story.id)
})
afterAll(() => fresh.close())

const addressOf = async (story: Story) => (await findLiveStoryById(fresh.db, story.id))?.address ?? ''
const textOf = async (path: string, query = '') => String((await site.render(path, new URLSearchParams(query))).body)
const EXITS = [
  '/', '/news/', '/news/schools/', '/sports/', '/archive/', '/archive/2026/', '/archive/2026/nov/', '/archive/2026/nov/24/', '/corrections/', '/staff/', '/staff/ben-ortiz/',
  '/topics/secret/', '/feed.xml', '/feed.atom', '/feed.json', '/news/feed.xml', '/news/feed.atom', '/news/feed.json', '/sitemap.xml', '/sitemap-1.xml', '/news-sitemap.xml', '/search/', '/nowhere/',
] // biome-ignore format: a list of addresses

describe('what readers never see', () => {
  it('is a story that is not, or no longer, published: on any page, feed, sitemap or search', async () => {
    const { db } = fresh
    const work = workOf(db)
    const secret = (name: string) => aCopy({ headline: `Xyzzy ${name}`, sectionId: sections.news, topics: ['Secret'] })
    await draft(work, secret('drafted'))
    const later = await draft(work, secret('scheduled'))
    await schedule(work, later.id, { basedOn: later.revision, at: new Date('2026-12-24T12:00:00Z') })
    const gone = await aLiveStory(db, { ...secret('withdrawn'), sectionId: sections.news })
    const goneAddress = await addressOf(gone)
    await indexStory(work, gone.id)
    await withdraw(work, gone.id, { reason: 'Wrong' })
    const revised = await aLiveStory(db, { headline: 'Bridge reopens', sectionId: sections.news })
    const inHand = await getStory(db, revised.id)
    await revise(work, revised.id, {
      basedOn: inHand.revision,
      copy: { ...inHand.copy, headline: 'Xyzzy revision not yet out' },
    })
    const pages = await Promise.all([
      ...EXITS.map((path) => textOf(path)),
      textOf('/search/', 'q=xyzzy'),
      textOf(goneAddress),
    ])
    expect(
      [...EXITS, 'search', 'address'].filter((_, at) =>
        pages[at]?.replace(/value="[^"]*"|“[^”]*”|<title>.*<\/title>/gi, '').includes('Xyzzy'),
      ),
    ).toEqual([])
    expect(pages.join('')).toContain('Bridge reopens')
  })
})

describe('hostile text', () => {
  it('stays text on every page, feed and sitemap', async () => {
    const address = await addressOf(hostile)
    const slug = address.split('/').at(-2) ?? ''
    for (const path of [...EXITS, address, await addressOf(pictured), `/topics/${slug}/`]) {
      // In a feed a title stands in CDATA, where nothing is markup; the feed's own tests read it back.
      const page = (await textOf(path)).replace(/<!\[CDATA\[.*?\]\]>/gs, '')
      expect(path.endsWith('.json') ? [] : (page.match(/<b onclick|<!-- so/g) ?? []), path).toEqual([])
    }
    const found = await textOf(
      '/search/',
      new URLSearchParams({ q: HOSTILE, byline: HOSTILE, section: HOSTILE, from: HOSTILE }).toString(),
    )
    expect(found).not.toMatch(/<b onclick|<!-- so/)
  })
  it('cannot close the linked data it stands in', async () => {
    const page = await textOf(await addressOf(hostile))
    const [, text = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page) ?? []
    expect(JSON.parse(text).headline).toBe(HOSTILE)
  })
})

describe('a story page', () => {
  it('carries the story for machines, as the contract lists it', async () => {
    const page = await textOf(await addressOf(pictured))
    const [first = ''] = [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
      (match) => match[1],
    )
    const article = JSON.parse(first)
    expect(article).toMatchObject({
      '@type': 'NewsArticle',
      headline: 'The river is high',
      alternativeHeadline: 'The city lifts its summer watering limits.',
      datePublished: '2026-11-24T20:00:00.000Z',
      author: [
        {
          '@type': 'Person',
          name: 'Anna Marsh',
          affiliation: { name: 'Associated Press' },
          url: 'https://sentinel.example/staff/anna-marsh/',
        },
      ],
      articleSection: ['News'],
      dateline: 'Tokyo',
      image: [
        {
          '@type': 'ImageObject',
          caption: 'The river on Monday.',
          creditText: 'Pip Dasan / The Inland Sentinel',
          width: 960,
          height: 640,
        },
      ],
      publisher: { name: 'The Inland Sentinel' },
      sourceOrganization: { name: 'Associated Press' },
      isAccessibleForFree: true,
      wordCount: 20,
    })
    expect(article.image[0].url).toMatch(/^https:\/\/sentinel\.example\/photos\/\d+\//)
  })
  it('says who wrote it, where and when', async () => {
    const page = await textOf(await addressOf(pictured))
    expect(page).toContain('By <a href="/staff/anna-marsh/" rel="author">Anna Marsh</a>, Associated Press')
    expect(page).toContain('<span class="dateline">Tokyo</span> – The reservoir')
    expect(page).toMatch(/Published <time datetime="2026-11-24T20:00:00.000Z">Nov. 24, 2026, noon<\/time>/)
  })
  it('fetches its lead picture first, with its size set, and shares it in the shape of a card', async () => {
    const page = await textOf(await addressOf(pictured))
    expect(page).toMatch(
      /<img src="\/photos\/[^"]+\/full-960\.jpg" width="960" height="640" alt="A brown river under a bridge" fetchpriority="high"\/>/,
    )
    expect(page).toMatch(
      /<meta property="og:image" content="https:\/\/sentinel\.example\/photos\/[^"]+1\.91x1-1200\.jpg"\/>/,
    )
  })
  it('shows caption and credit in a quiet frame where the picture is not at hand', async () => {
    const page = await textOf(await addressOf(hostile))
    expect(page).toContain('<figure class="lead unseen"><figcaption>')
    expect(page).not.toContain('<img')
  })
  it('weighs at most 14 KB with its styles, compressed, at 900 words', async () => {
    const words =
      'The council voted late Monday to spend four million dollars on a water main that failed twice last winter. '
    const paragraphs = Array.from({ length: 48 }, (_, at) => p(`${at} ${words}${String(at * 7919).repeat(3)}`))
    const long = await aLiveStory(fresh.db, {
      sectionId: sections.news,
      lead: pictured.copy.lead,
      body: paragraphs,
      topics: ['Water', 'City Hall'],
    })
    const page = await textOf(await addressOf(long))
    expect(page).toContain('.dateline{')
    expect(brotliCompressSync(page).length).toBeLessThan(14 * 1024)
  })
  it('shows a correction on itself, in its data and on the corrections page', async () => {
    const story = await aLiveStory(fresh.db, { headline: 'Fair opens', sectionId: sections.sports })
    await correct(workOf(fresh.db), story.id, { text: 'The fair opens Friday.', placement: 'top' })
    const page = await textOf(await addressOf(story))
    expect(page).toMatch(/<b>Correction, Nov. 24, 2026:<\/b> The fair opens Friday\./)
    expect(page).toMatch(/"correction":\[\{"@type":"CorrectionComment","text":"The fair opens Friday."/)
    expect(await textOf('/corrections/')).toContain('The fair opens Friday.')
  })
  it('is shown in a preview as it will be, in a frame of the newsroom, and hidden from search engines', async () => {
    const live = await findLiveStoryById(fresh.db, pictured.id)
    const preview = await site.preview(live!)
    expect(preview.keep).toBe(false)
    expect(preview.headers['x-robots-tag']).toBe('noindex')
    expect(preview.headers['content-security-policy']).toContain("frame-ancestors 'self'")
    expect(preview.body).toContain('The river is high')
  })
})

describe('addresses', () => {
  it('that a story had lead to the one it has', async () => {
    const { db } = fresh
    const story = await aLiveStory(db, { headline: 'Old words', sectionId: sections.news })
    const old = await addressOf(story)
    const now = await getStory(db, story.id)
    await revise(workOf(db), story.id, { basedOn: now.revision, copy: { ...now.copy, slug: 'new-words' } })
    await publish(workOf(db), story.id)
    const moved = await site.render(old)
    expect([moved.status, moved.headers.location, moved.keep]).toEqual([301, '/stories/2026/nov/24/new-words/', false])
    expect((await site.render(old.slice(0, -1))).headers.location).toBe('/stories/2026/nov/24/new-words/')
  })
  it('of withdrawn stories say so, with the note, and are gone', async () => {
    const story = await aLiveStory(fresh.db, { headline: 'Never mind', sectionId: sections.news })
    const address = await addressOf(story)
    await withdraw(workOf(fresh.db), story.id, { reason: 'Wrong man', noteToReaders: 'We named the wrong man.' })
    const page = await site.render(address)
    expect([page.status, page.keep]).toEqual([410, false])
    expect(page.body).toContain('We named the wrong man.')
  })
  it('without their last slash, or in capitals, lead to the proper one', async () => {
    expect((await site.render('/news')).headers.location).toBe('/news/')
    expect((await site.render('/News//Schools', new URLSearchParams('page=2'))).status).toBe(404)
    expect((await site.render('/NEWS/')).headers.location).toBe('/news/')
    expect((await site.render('//evil.example/')).status).toBe(404)
  })
  it('that lead nowhere get help: the search, filled in, and the latest stories', async () => {
    const page = await site.render('/stories/2017/apr/18/pence-pushes-japan/')
    expect([page.status, page.keep]).toEqual([404, false])
    expect(page.body).toContain('value="pence pushes japan"')
    expect(page.body).toContain('The river is high')
  })
  it('of impossible days, future days, days before the paper and pages past the last are not found', async () => {
    const paths = [
      '/archive/2026/feb/30/',
      '/archive/2026/dec/24/',
      '/archive/1700/jan/01/',
      '/archive/2031/',
      '/staff/nobody/',
      '/topics/none/',
      '/sitemap-9.xml',
      '/nosuch/feed.xml',
    ]
    expect(await Promise.all(paths.map(async (path) => (await site.render(path)).status))).toEqual(paths.map(() => 404))
    expect((await site.render('/news/', new URLSearchParams('page=50'))).status).toBe(404)
  })
})

describe('what a page says it shows', () => {
  it('is every story, photo and list on it', async () => {
    const story = await site.render(await addressOf(pictured))
    expect(story.keys).toEqual(
      expect.arrayContaining([`story:${pictured.id}`, `story:${hostile.id}`, `photo:${photoId}`, 'paper', 'today']),
    )
    const section = await site.render('/news/')
    expect(section.keys).toEqual(
      expect.arrayContaining([
        `section:${sections.news}`,
        `story:${pictured.id}`,
        `story:${hostile.id}`,
        `photo:${photoId}`,
      ]),
    )
    expect((await site.render('/staff/anna-marsh/')).keys).toContain('staff:anna-marsh')
    expect((await site.render('/topics/flooding/')).keys).toContain('topic:flooding')
    expect((await site.render('/archive/2026/nov/24/')).keys).toContain('day:2026-11-24')
    expect((await site.render('/feed.xml')).keys).toEqual(expect.arrayContaining(['feed', `story:${pictured.id}`]))
    expect((await site.render('/sitemap-1.xml')).keys).toContain('sitemap')
    expect((await site.render('/')).keys).toContain('front')
  })
  it('includes every story that it links to', async () => {
    const known = await sql<{ id: string; address: string }>`select story_id as id, address from live_story`.execute(
      fresh.db,
    )
    for (const path of ['/', '/news/', '/archive/2026/nov/24/', await addressOf(pictured)]) {
      const page = await site.render(path)
      const shown = known.rows.filter((row) => String(page.body).includes(`href="${row.address}"`))
      expect(shown.length, path).toBeGreaterThan(0)
      expect(
        shown.filter((row) => !page.keys.includes(`story:${row.id}`)),
        path,
      ).toEqual([])
    }
  })
})

describe('the front page', () => {
  it('shows no story twice, and what is pinned first', async () => {
    await pin(workOf(fresh.db), pictured.id)
    const page = await textOf('/')
    const links = [...page.matchAll(/href="(\/stories\/[^"]+)"/g)].map((match) => match[1])
    expect(links.length).toBeGreaterThan(3)
    expect(new Set(links).size).toBe(links.length)
    expect(links[0]).toBe(await addressOf(pictured))
  })
})

describe('a feed', () => {
  it('carries the picture of a story with its caption and credit', async () => {
    const feed = await textOf('/news/feed.xml')
    expect(feed).toMatch(
      /<media:content url="https:\/\/sentinel\.example\/photos\/[^"]+\.jpg" type="image\/jpeg" medium="image"[^>]* height="640" width="960"/,
    )
    expect(feed).toContain('<media:credit>Pip Dasan / The Inland Sentinel</media:credit>')
  })
})

describe('behind a CDN', () => {
  it('a page names what it shows, so that it can be purged there', async () => {
    const behind = createSite({
      db: fresh.db,
      siteUrl: new URL('https://sentinel.example'),
      secret: 'a secret',
      assets: { faces: [] },
      clock: () => NOW,
      hasCdn: true,
    })
    const page = await behind.render('/news/')
    expect(page.headers['surrogate-key']?.split(' ')).toEqual(page.keys)
    expect((await site.render('/news/')).headers['surrogate-key']).toBeUndefined()
  })
})

describe('a long list', () => {
  it('is cut into pages that lead to each other', async () => {
    for (let at = 0; at < 25; at++)
      await aLiveStory(
        fresh.db,
        { headline: `Game ${at}`, sectionId: sections.sports },
        new Date(Date.UTC(2026, 9, 1, at)),
      )
    const [first, second] = await Promise.all([textOf('/sports/'), textOf('/sports/', 'page=2')])
    expect(first).toContain('<a rel="next" href="/sports/?page=2">')
    expect(second).toContain('<a rel="prev" href="/sports/">')
    expect(second).toContain('<link rel="canonical" href="https://sentinel.example/sports/?page=2"/>')
    const games = (page: string) => [...page.matchAll(/>(Game \d+)</g)].map((match) => match[1])
    expect(new Set([...games(first), ...games(second)]).size).toBe(games(first).length + games(second).length)
  })
})

describe('search', () => {
  it('finds, marks what it found, and is neither kept nor indexed', async () => {
    const page = await site.render('/search/', new URLSearchParams('q=reservoir'))
    expect(page.body).toContain('<mark>reservoir</mark>')
    expect([page.keep, page.headers['x-robots-tag']]).toEqual([false, 'noindex'])
  })
  it('helps where nothing was found', async () => {
    expect(await textOf('/search/', 'q=zeppelin')).toContain('Nothing was found for “zeppelin”')
  })
  it('takes any nonsense in its address', async () => {
    const page = await site.render(
      '/search/',
      new URLSearchParams('q=%22%00&section=..&from=yesterday&to=2026-13-45&sort=worst&page=-4'),
    )
    expect(page.status).toBe(200)
  })
})

describe('over HTTP', () => {
  it('a page carries a strict policy that allows exactly its own styles', async () => {
    const answer = await siteRoutes({ site }).request('/')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toContain('script-src')
    expect(await answer.text()).not.toMatch(/ style="| on[a-z]+="/)
    expect(answer.headers.get('strict-transport-security')).toContain('max-age')
  })
  it('a fault is a page with the nameplate, and a missing database one that says when to come back', async () => {
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    const failing = (error: Error): Site => ({ ...site, render: () => Promise.reject(error) })
    const broken = await siteRoutes({ site: failing(new Error('a bug')), onFault: () => 'r-77' }).request('/')
    const absent = await siteRoutes({ site: failing(away) }).request('/')
    expect([broken.status, absent.status, absent.headers.get('retry-after')]).toEqual([500, 503, '10'])
    const text = await broken.text()
    expect(text).toContain('The Inland Sentinel')
    expect(text).toContain('r-77')
    expect(text).not.toContain('a bug')
  })
  it('a page cannot be written to', async () => {
    expect((await siteRoutes({ site }).request('/', { method: 'POST' })).status).toBe(405)
  })
})
