import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { indexStory } from '#domains/archive'
import { getStory, publish, publishDue, schedule } from '#domains/stories'
import { decideEmbargo, pictureArrived, pull, receive, take } from '#domains/wire'
import type { StoryView } from '#faces/api/contract'
import { createSite, siteRoutes } from '#faces/site'
import { aPaper } from '#kit/builders'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { newsroomOn } from '#kit/newsroom-app'
import { aLibraryPhoto, aSource, aWireItem } from '#kit/wire'
import { transaction } from '#platform/db'

// Every way from the wire to a reader, looked through for words that must not be there.
const fresh = await freshDb()
const { db } = fresh
const start = workOf(db).at
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const siteUrl = new URL('https://sentinel.example')
let now = start
const site = siteRoutes({
  site: createSite({ db, siteUrl, secret: 'a secret', assets: { faces: [] }, clock: () => now }),
})
const newsroom = await newsroomOn(db, { clock: () => now })
afterAll(async () => {
  newsroom.close()
  await fresh.close()
})

/** Words of which each stands in one place only. */
const FOR_EDITORS = ['Quaggonote', '555-0199', 'Contactissima']
const EMBARGOED = ['Zygomorphic', 'Zygotext', 'Zygoslug', 'Zygodeck', 'Zygocaption', 'Zygobyline', 'Zygoplace']
const UNKNOWN = ['Xylophonic']
const STOPPED = ['Advisorium', 'Withheldian']
const KILLED = ['Killjoyful', 'Killcaption']

const ids: Record<string, { itemId: string; storyId: string }> = {}
let sourceId = ''

async function come(over: Parameters<typeof aWireItem>[0]): Promise<string> {
  const item = aWireItem(over)
  const { received } = await transaction(db, (tx) =>
    receive(workOf(tx), { sourceId, bytes: Buffer.from(JSON.stringify(item)), items: [item] }),
  )
  return received[0]?.itemId ?? ''
}
async function taken(name: string, over: Parameters<typeof aWireItem>[0], caption = ''): Promise<void> {
  const photos = caption
    ? [{ id: 'a', caption, creator: 'Jo', credit: 'AP', href: 'https://x.example/a.jpg', width: null, height: null }]
    : []
  const itemId = await come({ id: name, photos, ...over })
  if (caption) await pictureArrived(workOf(db), { itemId, picture: 'a', photoId: await aLibraryPhoto(db, { caption }) })
  const { storyId } = await transaction(db, (tx) => take(workOf(tx), itemId))
  ids[name] = { itemId, storyId }
}
/** As editors and the clock try it, by every verb that leads to readers. */
async function tries(storyId: string): Promise<void> {
  await expect(publish(workOf(db, { at: now }), storyId)).rejects.toMatchObject({ code: 'story.held' })
  await expect(schedule(workOf(db, { at: now }), storyId, { at: later(10) })).rejects.toMatchObject({
    code: 'story.held',
  })
  await publishDue(workOf(db, { at: now }), storyId)
  await indexStory(workOf(db), storyId)
}

beforeAll(async () => {
  const sections = await aPaper(db)
  sourceId = await aSource(db, { agency: 'AP', sectionId: sections.news })
  await taken('open', { headline: 'Openly told', ednote: 'Eds: Quaggonote. Contactissima at 555-0199.' }, 'A road')
  await publish(workOf(db), ids.open?.storyId ?? '')
  await indexStory(workOf(db), ids.open?.storyId ?? '')
  await taken(
    'embargoed',
    {
      status: 'embargoed',
      embargoUntil: later(60).toISOString(),
      headline: 'Zygomorphic vote passes',
      slugline: 'Zygoslug',
      summary: 'Zygodeck is the deck.',
      bylines: [{ name: 'Ann Zygobyline', title: '' }],
      dateline: { text: 'ZYGOPLACE (AP)', place: 'Zygoplace', agency: 'AP' },
      paragraphs: ['Zygotext is the text.', 'More of it.'],
    },
    'Zygocaption of the vote',
  )
  await taken('unknown', { status: 'embargoed', headline: 'Xylophonic award', paragraphs: ['Xylophonic words.'] })
  await come({ id: 'advisory', advisory: true, headline: 'Advisorium' })
  await come({ id: 'withheld', status: 'withheld', headline: 'Withheldian' })
  await taken('killed', { headline: 'Killjoyful claim', paragraphs: ['Killjoyful text.'] }, 'Killcaption')
  await publish(workOf(db), ids.killed?.storyId ?? '')
  await indexStory(workOf(db), ids.killed?.storyId ?? '')
})

const SEEDS = [
  '/',
  '/search/',
  '/archive/',
  '/staff/',
  '/corrections/',
  '/feed.xml',
  '/feed.atom',
  '/feed.json',
  '/sitemap.xml',
  '/news-sitemap.xml',
  '/sitemap-1.xml',
  '/weather/',
  '/robots.txt',
  '/news/',
  '/news/feed.xml',
  '/news/feed.json',
]

/** Every page of the site that a reader or a machine can find, by following every address in every answer. */
async function crawl(): Promise<Map<string, string>> {
  const words = [...FOR_EDITORS, ...EMBARGOED, ...UNKNOWN, ...STOPPED, ...KILLED]
  const searches = words.flatMap((word) => [
    `/search/?q=${word}`,
    `/topics/${word.toLowerCase()}/`,
    `/staff/ann-${word.toLowerCase()}/`,
  ])
  const guesses = ['zygomorphic-vote-passes', 'xylophonic-award', 'killjoyful-claim'].map(
    (slug) => `/stories/2026/nov/24/${slug}/`,
  )
  const waiting = [...SEEDS, ...searches, ...guesses]
  const found = new Map<string, string>()
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (found.has(path) || found.size > 400) continue
    const answer = await site.request(new URL(path, siteUrl))
    const headers = JSON.stringify([...answer.headers])
    const body = await answer.text()
    // What was asked for, words or address, is said back, and is no news of ours.
    const { pathname, searchParams } = new URL(path, siteUrl)
    const words = pathname.split('/').at(-2)?.replaceAll('-', ' ') ?? ''
    const asked = [searchParams.get('q') ?? '', ...(answer.status === 200 ? [] : [pathname, words])].filter(Boolean)
    found.set(path, `${answer.status} ${headers} ${asked.reduce((text, said) => text.replaceAll(said, ''), body)}`)
    for (const [link] of body.matchAll(/(?:https:\/\/sentinel\.example)?\/[\w\-/.%?=&;]*/g)) {
      const url = new URL(link.replaceAll('&amp;', '&'), siteUrl)
      if (url.origin === siteUrl.origin && !url.searchParams.has('q') && !url.pathname.startsWith('/photos/'))
        waiting.push(`${url.pathname}${url.search}`)
    }
  }
  return found
}
const leaks = async (words: readonly string[]) => {
  const pages = [...(await crawl())]
  const tables = await sql<{ name: string; row: string }>`
    select 'live_story' as name, to_jsonb(live_story)::text as row from live_story
    union all select 'live_byline', to_jsonb(live_byline)::text from live_byline
    union all select 'archive_entry', to_jsonb(archive_entry)::text from archive_entry
    union all select 'story_address', to_jsonb(story_address)::text from story_address where address !~ 'killjoyful'`.execute(
    db,
  )
  const all = [...pages, ...tables.rows.map(({ name, row }) => [name, row] as const)]
  return all.flatMap(([name, text]) =>
    words.filter((word) => text.toLowerCase().includes(word.toLowerCase())).map((word) => `${name}: ${word}`),
  )
}

describe('the exits', () => {
  it('are found by this test: what is published is on many of them', async () => {
    const pages = [...(await crawl()).values()].filter((text) => text.includes('Openly told'))
    expect(pages.length).toBeGreaterThan(8)
    expect(await leaks(['Killjoyful'])).not.toEqual([])
  })
  it('never have what is for editors, nor what is embargoed, withheld or an advisory', async () => {
    for (const name of ['embargoed', 'unknown']) await tries(ids[name]?.storyId ?? '')
    expect(await leaks([...FOR_EDITORS, ...EMBARGOED, ...UNKNOWN, ...STOPPED])).toEqual([])
  })
  it('of the newsroom are shut to who is not signed in', async () => {
    const { itemId = '', storyId = '' } = ids.embargoed ?? {}
    const paths = [
      `stories/${storyId}`,
      `stories/${storyId}/preview`,
      `stories/${storyId}/versions/1`,
      'stories',
      'wire',
      `wire/${itemId}`,
      'wire/rail',
      'wire/alarms',
      `wire/${itemId}/changes?story=${storyId}`,
      'events',
      'photos',
    ]
    for (const path of paths) {
      const answer = await newsroom.app.request(`/api/${path}`, { headers: { 'x-broadsheet': '1' } })
      expect([path, answer.status]).toEqual([path, 401])
      expect(await answer.text()).not.toMatch(/zygo|quaggo/i)
    }
  })
  it('of the newsroom show an embargoed story to editors, without what is for editors only', async () => {
    const ask = await newsroom.as('editor')
    const preview = await (await ask('GET', `/stories/${ids.embargoed?.storyId}/preview`)).text()
    expect(preview).toContain('Zygomorphic')
    const open = await (await ask('GET', `/stories/${ids.open?.storyId}/preview`)).text()
    for (const word of FOR_EDITORS) expect(open).not.toContain(word)
    const story = (await (await ask('GET', `/stories/${ids.embargoed?.storyId}`)).json()) as StoryView
    expect(story.obstacles[0]).toMatchObject({
      code: 'embargo',
      sentence: expect.stringContaining('Embargoed by AP until Nov. 24'),
    })
  })
  it('have nothing of a story that was pulled, and its address says so', async () => {
    await come({
      id: 'killed',
      version: '2',
      status: 'killed',
      signal: 'kill',
      headline: 'Killjoyful claim',
      paragraphs: [],
    })
    const { itemId = '', storyId = '' } = ids.killed ?? {}
    await transaction(db, (tx) => pull(workOf(tx), itemId, { noteToReaders: 'The agency withdrew it.' }))
    await indexStory(workOf(db), storyId)
    const slug = 'killjoyful-claim'
    const gone = await site.request(new URL(`/stories/2026/nov/24/${slug}/`, siteUrl))
    expect(gone.status).toBe(410)
    expect(await gone.text()).toContain('The agency withdrew it.')
    expect(await leaks(KILLED)).toEqual([])
  })
  it('have an embargoed story from its minute on', async () => {
    const { storyId = '' } = ids.embargoed ?? {}
    await schedule(workOf(db), storyId, { at: later(60) })
    now = later(59)
    await publishDue(workOf(db, { at: now }), storyId)
    expect(await leaks(EMBARGOED)).toEqual([])
    now = later(60)
    await publishDue(workOf(db, { at: now }), storyId)
    expect((await getStory(db, storyId)).standing.state).toBe('published')
    expect(await leaks(['Zygotext'])).not.toEqual([])
    await decideEmbargo(workOf(db), ids.unknown?.itemId ?? '', { until: null, reason: 'Called the desk' })
    await publish(workOf(db, { at: now }), ids.unknown?.storyId ?? '')
    expect(await leaks(UNKNOWN)).not.toEqual([])
    expect(await leaks(FOR_EDITORS)).toEqual([])
  }, 120_000)
})
