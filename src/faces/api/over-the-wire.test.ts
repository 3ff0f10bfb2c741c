import { afterAll, beforeAll, expect, it } from 'vitest'
import { listStaff } from '#domains/accounts'
import { pin } from '#domains/fronts'
import { aLiveStory, aPaper } from '#kit/builders'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { type NewsroomApp, newsroomOn } from '#kit/newsroom-app'
import { type Listening, listenOn } from '#platform/http'
import type { StoryView } from './contract.ts'

const fresh = await freshDb()
let newsroom: NewsroomApp
let server: Listening
let sections: Awaited<ReturnType<typeof aPaper>>
let cookie = ''

beforeAll(async () => {
  sections = await aPaper(fresh.db)
  newsroom = await newsroomOn(fresh.db)
  server = await listenOn({ first: () => false, fetch: newsroom.app.fetch as never }, { port: 0, host: '127.0.0.1' })
  cookie = await newsroom.cookieOf('admin')
})
afterAll(async () => {
  await server.stop(0)
  newsroom.close()
  await fresh.close()
})

/** As a browser would, through a socket: there a request without a body is not what it is within one process. */
const ask = (method: string, path: string, more: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${server.port}/api${path}`, {
    method,
    headers: { cookie, 'x-broadsheet': '1', 'content-type': 'application/json' },
    ...more,
  })

it('takes off a pin', async () => {
  const story = await aLiveStory(fresh.db, { sectionId: sections.news })
  await pin(workOf(fresh.db), story.id)
  const answer = await ask('DELETE', `/stories/${story.id}/pin?front=front`)
  expect(answer.status).toBe(200)
  expect(((await answer.json()) as StoryView).pinnedTo).toEqual([])
})
it('takes someone off the staff', async () => {
  await newsroom.as('reporter')
  const staff = async () => listStaff(fresh.db, new Date())
  const reporter = (await staff()).find((one) => one.role === 'reporter')
  expect((await ask('DELETE', `/staff/${reporter?.id}`)).status).toBe(204)
  expect((await staff()).some((one) => one.id === reporter?.id)).toBe(false)
})
it('takes a change that comes in chunks, as through a streaming proxy', async () => {
  const body = new Blob([JSON.stringify({ copy: { headline: 'In chunks' } })]).stream()
  const answer = await ask('POST', '/stories', { body, duplex: 'half' } as RequestInit)
  expect(answer.status).toBe(201)
  expect(((await answer.json()) as StoryView).copy.headline).toBe('In chunks')
})
