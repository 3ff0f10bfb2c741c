import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCopy, aLiveStory, aPaper } from '#kit/builders'
import { freshDb } from '#kit/database'
import { type NewsroomApp, newsroomOn } from '#kit/newsroom-app'
import type { StoryView } from './contract.ts'

const fresh = await freshDb()
let newsroom: NewsroomApp
let sections: Awaited<ReturnType<typeof aPaper>>
let admin: Awaited<ReturnType<NewsroomApp['as']>>
let story: { id: string; revision: number }
beforeAll(async () => {
  sections = await aPaper(fresh.db)
  newsroom = await newsroomOn(fresh.db)
  admin = await newsroom.as('admin')
  story = await aLiveStory(fresh.db, { sectionId: sections.news })
})
afterAll(async () => {
  newsroom.close()
  await fresh.close()
})

const statusOf = async (method: string, path: string, body?: unknown) => (await admin(method, path, body)).status
const nameplate = { name: 'The Inland Sentinel', place: '', establishedOn: '1883-05-19', zone: 'UTC', tagline: '' }

describe('numbers that the database cannot hold', () => {
  it('name nothing that is there', async () => {
    const missing = [
      ['GET', `/stories/${story.id}/versions/99999999999`],
      ['GET', `/stories/${story.id}/versions/1.5`],
      ['GET', `/stories/${story.id}/versions/-1`],
      ['DELETE', '/stories/abc/pin'],
      ['DELETE', '/stories/99999999999999999999/pin'],
      ['POST', '/stories/abc/pin', {}],
      ['POST', '/stories/99999999999999999999/pin', {}],
      ['GET', '/photos/99999999999999999999'],
      ['DELETE', '/photos/99999999999999999999'],
      ['PATCH', '/staff/%00', { role: 'editor' }],
      ['DELETE', '/staff/%00'],
    ] as const
    const statuses = await Promise.all(missing.map(([method, path, body]) => statusOf(method, path, body)))
    expect(missing.map(([method, path], at) => `${method} ${path} ${statuses[at]}`)).toEqual(
      missing.map(([method, path]) => `${method} ${path} 404`),
    )
  })
  it('are refused where they are asked for', async () => {
    const { id, revision: basedOn } = story
    const photoId = '9'.repeat(19)
    const lead = { photoId, caption: '', creator: 'Ida Finch', credit: '', alt: 'A levee' }
    const refused = [
      ['POST', `/stories/${id}/restore`, { basedOn, version: 99_999_999_999 }],
      ['POST', `/stories/${id}/schedule`, { basedOn, at: '2026-99-99T05:00' }],
      ['POST', `/stories/${id}/schedule`, { basedOn, at: '2026-02-30T05:00' }],
      ['POST', `/stories/${id}/schedule`, { basedOn, at: '2027-01-01T05:00Z' }],
      ['POST', '/stories', { copy: { ...aCopy(), lead } }],
      ['GET', '/photos?page=1e308'],
      ['GET', '/stories?section=%00'],
      ['POST', `/stories/${id}/pin`, { front: 'fr\u0000nt' }],
      ['DELETE', `/stories/${id}/pin?front=%00`],
      ['PUT', '/paper', { ...nameplate, establishedOn: '0000-01-01' }],
    ] as const
    const statuses = await Promise.all(refused.map(([method, path, body]) => statusOf(method, path, body)))
    expect(refused.map(([method, path], at) => `${method} ${path} ${statuses[at]}`)).toEqual(
      refused.map(([method, path]) => `${method} ${path} 422`),
    )
  })
  it('are taken at the far end of the calendar', async () => {
    const drafted = (await (
      await admin('POST', '/stories', { copy: aCopy({ sectionId: sections.news }) })
    ).json()) as StoryView
    const far = { basedOn: drafted.revision, at: '9999-12-31T23:59' }
    expect(await statusOf('POST', `/stories/${drafted.id}/schedule`, far)).toBe(200)
  })
})

describe('characters that the database cannot keep', () => {
  it('are taken out of every short text, and nothing typed is lost for them', async () => {
    const live = await aLiveStory(fresh.db, { sectionId: sections.news, headline: 'Short texts' })
    const corrected = await admin('POST', `/stories/${live.id}/correct`, {
      basedOn: live.revision,
      text: 'It was\u0000 Tuesday\u000b.\ud83d',
    })
    expect(corrected.status).toBe(200)
    const { story: after } = (await corrected.json()) as { story: StoryView }
    expect(after.corrections[0]?.text).toBe('It was Tuesday.\ufffd')
    const withdrawn = await admin('POST', `/stories/${live.id}/withdraw`, {
      reason: 'W\u0000hy',
      noteToReaders: '\u0001Note',
    })
    expect(((await withdrawn.json()) as StoryView).withdrawn).toMatchObject({ reason: 'Why', noteToReaders: 'Note' })
    const named = await admin('PUT', '/paper', { ...nameplate, name: 'The\u0000 Lamp', tagline: 'Of\u0001 the valley' })
    expect(await named.json()).toMatchObject({ name: 'The Lamp', tagline: 'Of the valley' })
    const arranged = await admin('PUT', '/paper/sections', {
      sections: [{ parentId: null, slug: 'farming', name: 'Far\u0000ming' }],
    })
    expect(((await arranged.json()) as { sections: { name: string }[] }).sections.map(({ name }) => name)).toContain(
      'Farming',
    )
    const asked = [
      '/stories?q=%00levee',
      '/photos?q=%00',
      ...['byline', 'topic', 'agency', 'story'].map((kind) => `/suggest?kind=${kind}&q=%00`),
    ]
    expect(await Promise.all(asked.map((path) => statusOf('GET', path)))).toEqual(asked.map(() => 200))
  })
})

describe('the live updates', () => {
  it('are not used up by those who only ask whether they are there', async () => {
    for (let nth = 0; nth < 510; nth++) expect(await statusOf('HEAD', '/events')).toBe(200)
    const answer = await admin('GET', '/events')
    expect(answer.status).toBe(200)
    await answer.body?.cancel()
  })
})

describe('the bound on what is sent', () => {
  const big = { text: 'x'.repeat(5 * 1024 * 1024) }
  it('holds on every address, also on those that end like the one for photos', async () => {
    const addresses = [
      ['PUT', '/stories/photos'],
      ['PATCH', '/photos/photos'],
      ['PATCH', '/staff/photos'],
      ['POST', '/stories'],
    ] as const
    for (const [method, path] of addresses) {
      const answer = await admin(method, path, big)
      expect(await answer.json(), path).toMatchObject({ code: 'request.too-large' })
    }
    expect((await (await admin('POST', '/photos', big)).json()) as unknown).toMatchObject({ code: 'photo.no-file' })
  })
})
