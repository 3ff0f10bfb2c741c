import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pin } from '#domains/fronts'
import { aCopy, aLiveStory, aPaper } from '#kit/builders'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { type NewsroomApp, newsroomOn } from '#kit/newsroom-app'
import { reactions } from '#reactions'
import { PaperView, Problem, StoryView } from './contract.ts'

const fresh = await freshDb()
let newsroom: NewsroomApp
let sections: Awaited<ReturnType<typeof aPaper>>
let editor: Awaited<ReturnType<NewsroomApp['as']>>
beforeAll(async () => {
  sections = await aPaper(fresh.db)
  newsroom = await newsroomOn(fresh.db)
  editor = await newsroom.as('editor')
})
afterAll(async () => {
  newsroom.close()
  await fresh.close()
})

const drop = async (id: string) => editor('DELETE', `/paper/sections/${id}`)
const whyNot = async (id: string) => Problem.parse(await (await drop(id)).json())

it('a section is deleted once no story stands in it, live or in work', async () => {
  const live = await aLiveStory(fresh.db, { sectionId: sections.sports })
  const copy = aCopy({ sectionId: sections.sports })
  const inWork = StoryView.parse(await (await editor('POST', '/stories', { copy })).json())
  expect((await whyNot(sections.sports)).sentence).toMatch(
    /^2 stories stand in Sports, published or in work\. Give them/,
  )
  await editor('POST', `/stories/${inWork.id}/withdraw`, {})
  expect((await whyNot(sections.sports)).code).toBe('section.has-stories')

  // Moved in the newsroom, but readers still have it where it was.
  await editor('PUT', `/stories/${live.id}`, {
    basedOn: live.revision,
    copy: { ...live.copy, sectionId: sections.news },
  })
  expect((await whyNot(sections.sports)).sentence).toMatch(/^One story stands in Sports/)
  await editor('POST', `/stories/${live.id}/publish`, { basedOn: live.revision + 1 })
  await pin(workOf(fresh.db), live.id, '/sports/')

  const answer = await drop(sections.sports)
  expect(answer.status).toBe(200)
  expect(PaperView.parse(await answer.json()).sections.map(({ path }) => path)).toEqual(['/news/', '/news/schools/'])
  for (const follow of Object.values(reactions['paper.section-dropped'] ?? {}))
    await follow(workOf(fresh.db), { fact: 'paper.section-dropped', path: '/sports/', name: 'Sports' })
  expect((await sql`select from pin`.execute(fresh.db)).rows).toEqual([])
})
it('a section with others below it is not, nor one that is not there', async () => {
  expect((await whyNot(sections.news)).code).toBe('section.has-sections')
  for (const id of ['999999', 'abc', '99999999999999999999']) expect((await whyNot(id)).code).toBe('section.not-found')
})
it('of a publication and a deletion at once, the story is never left without its section', async () => {
  const wanted = [{ parentId: null, slug: 'arts', name: 'Arts' }]
  const made = PaperView.parse(await (await editor('PUT', '/paper/sections', { sections: wanted })).json())
  const arts = made.sections.find(({ slug }) => slug === 'arts')?.id ?? ''
  const copy = aCopy({ sectionId: arts })
  const story = StoryView.parse(await (await editor('POST', '/stories', { copy })).json())
  const [published, dropped] = await Promise.all([
    editor('POST', `/stories/${story.id}/publish`, { basedOn: story.revision }),
    drop(arts),
  ])
  expect([published?.status, dropped?.status]).toEqual([200, 409])
})
