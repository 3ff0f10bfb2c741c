import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCopy, aPaper, body, p } from '#kit/builders'
import { freshDb } from '#kit/database'
import { type NewsroomApp, newsroomOn } from '#kit/newsroom-app'
import {
  Conflict,
  HistoryList,
  Me,
  PhotoList,
  PhotoView,
  Problem,
  Published,
  StoryList,
  StoryView,
  Suggestions,
  VersionList,
  VersionView,
} from './contract.ts'

const fresh = await freshDb()
let newsroom: NewsroomApp
let sections: Awaited<ReturnType<typeof aPaper>>
let editor: Awaited<ReturnType<NewsroomApp['as']>>
let reporter: typeof editor
beforeAll(async () => {
  sections = await aPaper(fresh.db)
  newsroom = await newsroomOn(fresh.db)
  editor = await newsroom.as('editor')
  reporter = await newsroom.as('reporter')
})
afterAll(async () => {
  newsroom.close()
  await fresh.close()
})

const drafted = async (over: Parameters<typeof aCopy>[0] = {}) =>
  StoryView.parse(
    await (await editor('POST', '/stories', { copy: aCopy({ sectionId: sections.news, ...over }) })).json(),
  )
const viewOf = async (answer: Response | Promise<Response>) => StoryView.parse(await (await answer).json())

describe('the api', () => {
  it('says who is signed in and what they may do', async () => {
    const me = Me.parse(await (await reporter('GET', '/me')).json())
    expect(me.person.role).toBe('reporter')
    expect(me.may).toMatchObject({ draft: true, publish: false, manageStaff: false })
    expect(me.paper.sections.map((section) => section.path)).toEqual(['/news/', '/news/schools/', '/sports/'])
  })
  it('answers 401 to those who are not, on every address', async () => {
    for (const path of [
      '/me',
      '/stories',
      '/stories/1',
      '/photos',
      '/staff',
      '/outbox',
      '/events',
      '/stories/1/preview',
    ]) {
      expect((await newsroom.app.request(`/api${path}`)).status).toBe(401)
    }
  })
  it('refuses a change that comes from another site, even with the cookie', async () => {
    const forged = await newsroom.app.request('/api/stories', {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'x-broadsheet': '1' },
    })
    expect(forged.status).toBe(403)
    const simple = await newsroom.app.request('/api/stories', { method: 'POST', body: '{}' })
    expect(simple.status).toBe(403)
  })
  it('answers bad input with what is wrong and where', async () => {
    const answer = await editor('POST', '/stories', { copy: { ...aCopy(), slug: 'Not Plain!' } })
    expect(answer.status).toBe(422)
    expect(Problem.parse(await answer.json()).fields).toHaveProperty('copy.slug')
    expect((await editor('GET', '/stories/no-such')).status).toBe(404)
    expect((await editor('GET', '/stories/99999999999999999999')).status).toBe(404)
    expect((await editor('GET', '/nowhere')).status).toBe(404)
  })
  it('takes no more than a story can hold', async () => {
    const huge = { copy: { ...aCopy(), body: [{ type: 'preformatted', text: 'x'.repeat(5_000_000) }] } }
    expect((await editor('POST', '/stories', huge)).status).toBe(422)
  })
})

describe('a story by the api', () => {
  it('goes from draft to readers to correction to withdrawal', async () => {
    const story = await drafted()
    const published = Published.parse(
      await (await editor('POST', `/stories/${story.id}/publish`, { basedOn: story.revision })).json(),
    )
    expect(published.story).toMatchObject({ state: 'published', hasUnpublishedChanges: false })
    expect(published.shownOn).toContain('/news/')
    const changed = await viewOf(
      editor('PUT', `/stories/${story.id}`, {
        basedOn: published.story.revision,
        copy: { ...published.story.copy, deck: 'Now true.' },
      }),
    )
    expect(changed.hasUnpublishedChanges).toBe(true)
    const corrected = Published.parse(
      await (
        await editor('POST', `/stories/${story.id}/correct`, {
          basedOn: changed.revision,
          text: 'It was wrong.',
          placement: 'top',
        })
      ).json(),
    )
    expect(corrected.story.corrections).toMatchObject([{ text: 'It was wrong.', by: 'The editor' }])
    const gone = await viewOf(
      editor('POST', `/stories/${story.id}/withdraw`, {
        reason: 'Wrong town',
        noteToReaders: 'We had the wrong town.',
      }),
    )
    expect(gone).toMatchObject({ state: 'withdrawn', address: null, withdrawn: { reason: 'Wrong town' } })
    const history = HistoryList.parse(await (await editor('GET', `/stories/${story.id}/history`)).json())
    expect(history.items.map((line) => line.fact).reverse()).toEqual([
      'story.drafted',
      'story.published',
      'story.revised',
      'story.corrected',
      'story.withdrawn',
    ])
  })
  it('shows the second writer both texts', async () => {
    const story = await drafted()
    await editor('PUT', `/stories/${story.id}`, { basedOn: story.revision, copy: { ...story.copy, headline: 'First' } })
    const second = await reporter('PUT', `/stories/${story.id}`, {
      basedOn: story.revision,
      copy: { ...story.copy, headline: 'Second' },
    })
    expect(second.status).toBe(409)
    const conflict = Conflict.parse(await second.json())
    expect([conflict.theirs.copy.headline, conflict.yours.headline]).toEqual(['First', 'Second'])
    const kept = VersionView.parse(
      await (await editor('GET', `/stories/${story.id}/versions/${conflict.yoursKeptAs}`)).json(),
    )
    expect(kept).toMatchObject({ kind: 'set-aside', by: 'The reporter', copy: { headline: 'Second' } })
  })
  it('is not published over a save that the editor has not seen', async () => {
    const story = await drafted()
    await reporter('PUT', `/stories/${story.id}`, {
      basedOn: story.revision,
      copy: { ...story.copy, headline: 'Unseen' },
    })
    const answer = await editor('POST', `/stories/${story.id}/publish`, { basedOn: story.revision })
    expect(answer.status).toBe(409)
    expect(Problem.parse(await answer.json()).code).toBe('story.moved-on')
  })
  it('is scheduled in wall time of the paper', async () => {
    const story = await drafted()
    const set = await viewOf(
      editor('POST', `/stories/${story.id}/schedule`, { basedOn: story.revision, at: '2026-11-25T05:00' }),
    )
    expect(set).toMatchObject({ state: 'scheduled', scheduledFor: '2026-11-25T13:00:00.000Z' })
    expect(await viewOf(editor('POST', `/stories/${story.id}/unschedule`))).toMatchObject({
      state: 'draft',
      scheduledFor: null,
    })
  })
  it('comes back to an old version, and the versions say which readers have', async () => {
    const story = await drafted({ headline: 'One' })
    await editor('POST', `/stories/${story.id}/publish`, { basedOn: story.revision })
    const now = await viewOf(editor('GET', `/stories/${story.id}`))
    const two = await viewOf(
      editor('PUT', `/stories/${story.id}`, { basedOn: now.revision, copy: { ...now.copy, headline: 'Two' } }),
    )
    const back = await viewOf(editor('POST', `/stories/${story.id}/restore`, { basedOn: two.revision, version: 1 }))
    expect(back.copy.headline).toBe('One')
    const { items } = VersionList.parse(await (await editor('GET', `/stories/${story.id}/versions`)).json())
    expect(items.filter((version) => version.isLive).map((version) => version.kind)).toEqual(['published'])
    expect(items.filter((version) => version.isCurrent).map((version) => version.kind)).toEqual(['restored'])
  })
  it('is previewed as readers will see it, by nobody else and kept by no machine', async () => {
    const story = await drafted({ headline: 'Only for us <b>yet</b>', body: body(p('Not out.')) })
    const answer = await editor('GET', `/stories/${story.id}/preview`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
    const html = await answer.text()
    expect(html).toContain('Only for us &lt;b&gt;yet&lt;/b&gt;')
    expect(html).toContain('noindex')
  })
  it('is pinned and unpinned', async () => {
    const story = await drafted()
    await editor('POST', `/stories/${story.id}/publish`, { basedOn: story.revision })
    expect((await viewOf(editor('POST', `/stories/${story.id}/pin`, { front: 'front' }))).pinnedTo).toEqual(['front'])
    expect((await viewOf(editor('DELETE', `/stories/${story.id}/pin?front=front`))).pinnedTo).toEqual([])
  })
  it('may be read but not written by the business office', async () => {
    const business = await newsroom.as('business')
    const story = await drafted()
    expect((await business('GET', `/stories/${story.id}`)).status).toBe(200)
    expect((await business('PUT', `/stories/${story.id}`, { basedOn: story.revision, copy: story.copy })).status).toBe(
      403,
    )
    expect((await business('POST', '/stories', {})).status).toBe(403)
  })
})

describe('the list of stories', () => {
  it('is searched, filtered and counted', async () => {
    await drafted({ headline: 'A needle, 100% sharp', sectionId: sections.schools })
    const list = async (query: string) => StoryList.parse(await (await editor('GET', `/stories?${query}`)).json())
    expect((await list('q=needle')).items.map((line) => line.headline)).toEqual(['A needle, 100% sharp'])
    expect((await list('q=100%25')).items).toHaveLength(1)
    expect((await list(`section=${sections.news}&q=needle`)).items).toHaveLength(1)
    expect((await list(`section=${sections.sports}&q=needle`)).items).toHaveLength(0)
    const drafts = await list('state=draft')
    expect(drafts.items.every((line) => line.state === 'draft')).toBe(true)
    expect(drafts.total).toBe(drafts.counts.draft)
    expect((await list('mine=1')).total).toBe(
      Object.values((await list('')).counts).reduce((sum, count) => sum + count, 0),
    )
  })
  it('offers what was used before', async () => {
    const story = await drafted({
      bylines: [{ name: 'Ida Quill', title: 'Staff writer', agency: '' }],
      topics: ['River levee'],
    })
    await editor('POST', `/stories/${story.id}/publish`, { basedOn: story.revision })
    const offer = async (query: string) =>
      Suggestions.parse(await (await editor('GET', `/suggest?${query}`)).json()).items.map((one) => one.label)
    expect(await offer('kind=byline&q=qui')).toEqual(['Ida Quill'])
    expect(await offer('kind=topic&q=levee')).toEqual(['River levee'])
  })
})

describe('photos by the api', () => {
  it('are uploaded once, credited and found', async () => {
    const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#4a6b7c' } })
      .jpeg()
      .toBuffer()
    const form = () => {
      const data = new FormData()
      data.set('file', new File([new Uint8Array(bytes)], 'levee.jpg', { type: 'image/jpeg' }))
      return data
    }
    const first = await editor('POST', '/photos', form())
    expect(first.status).toBe(201)
    const photo = PhotoView.parse(await first.json())
    expect((await editor('POST', '/photos', form())).status).toBe(200)
    const credited = await editor('PATCH', `/photos/${photo.id}`, {
      caption: 'The levee.',
      creator: 'Wes Arakawa',
      credit: 'The Inland Sentinel',
      alt: 'A levee',
      focus: { x: 0.25, y: 0.5 },
    })
    expect(PhotoView.parse(await credited.json()).focus).toEqual({ x: 0.25, y: 0.5 })
    expect(PhotoList.parse(await (await editor('GET', '/photos?q=arakawa')).json()).items.map((one) => one.id)).toEqual(
      [photo.id],
    )
    const live = await drafted({
      lead: {
        photoId: photo.id,
        caption: 'The levee.',
        creator: 'Wes Arakawa',
        credit: 'The Inland Sentinel',
        alt: 'A levee',
      },
    })
    expect((await editor('POST', `/stories/${live.id}/publish`, { basedOn: live.revision })).status).toBe(200)
  })
  it('are refused with advice when they are none', async () => {
    const data = new FormData()
    data.set('file', new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'x.svg'))
    const answer = await editor('POST', '/photos', data)
    expect(answer.status).toBe(422)
    expect(Problem.parse(await answer.json()).sentence).toMatch(/SVG/)
  })
})
