import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Listening, listenOn, mustBeFree } from './listen.ts'

let server: Listening
beforeAll(async () => {
  const app = new Hono()
  app.use(bodyLimit({ maxSize: 100 }))
  app.all('*', async (c) => c.text(`${c.req.method} ${await c.req.text()}`))
  server = await listenOn({ first: () => false, fetch: app.fetch as never }, { port: 0, host: '127.0.0.1' })
})
afterAll(() => server.stop(0))

const ask = (init: RequestInit) => fetch(`http://127.0.0.1:${server.port}/`, init)

it('answers a request without a body through a limit on bodies', async () => {
  expect(await (await ask({ method: 'DELETE' })).text()).toBe('DELETE ')
})
it('answers a body that comes in chunks, and refuses one that is too long', async () => {
  const chunked = (text: string) =>
    ask({ method: 'POST', body: new Blob([text]).stream(), duplex: 'half' } as RequestInit)
  expect(await (await chunked('some words')).text()).toBe('POST some words')
  expect((await chunked('x'.repeat(200))).status).toBe(413)
})
it('says of a port that is taken what to do', async () => {
  await expect(mustBeFree({ port: server.port, host: '127.0.0.1' })).rejects.toThrow(/is in use.*PORT=/)
})
