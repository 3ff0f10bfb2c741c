import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodingFor } from './encoding.ts'
import { type Page, pagesIn } from './pages.ts'

function page(body: string, keys: string[] = ['story:1']): Page {
  return { status: 200, body, headers: { 'content-type': 'text/html; charset=utf-8' }, keys, keep: true }
}
const get = (headers: Record<string, string> = {}) => ({ method: 'GET', headers: new Headers(headers) })
const pages = () => pagesIn({ keyOf: (url) => url })
function deferred<value>() {
  return Promise.withResolvers<value>()
}

describe('a page in memory', () => {
  it('is made once for ten who ask at once', async () => {
    const store = pages()
    let made = 0
    const make = async () => page(`made ${++made}`)
    const answers = await Promise.all(Array.from({ length: 10 }, () => store.respond('/', get(), make)))
    expect(new Set(await Promise.all(answers.map((answer) => answer.text())))).toEqual(new Set(['made 1']))
  })
  it('is made again after a purge of something it shows, and not after a purge of something else', async () => {
    const store = pages()
    await store.respond('/', get(), async () => page('old', ['story:1']))
    store.purge(['story:2'])
    expect(await (await store.respond('/', get(), async () => page('new'))).text()).toBe('old')
    store.purge(['story:1'])
    expect(await (await store.respond('/', get(), async () => page('new'))).text()).toBe('new')
  })
  it('is served stale to others while its successor is being made', async () => {
    const store = pages()
    await store.respond('/', get(), async () => page('old'))
    store.purge(['story:1'])
    const later = deferred<Page>()
    const first = store.respond('/', get(), () => later.promise)
    expect(await (await store.respond('/', get(), async () => page('never'))).text()).toBe('old')
    later.resolve(page('new'))
    expect(await (await first).text()).toBe('new')
  })
  it('is served stale when making it fails', async () => {
    const store = pages()
    await store.respond('/', get(), async () => page('old'))
    store.purge(['story:1'])
    const failed = await store.respond('/', get(), async () => Promise.reject(new Error('no database')))
    expect(await failed.text()).toBe('old')
  })
  it('is never served again after a hard purge', async () => {
    const store = pages()
    await store.respond('/', get(), async () => page('killed'))
    store.purge(['story:1'], true)
    await expect(store.respond('/', get(), async () => Promise.reject(new Error('no database')))).rejects.toThrow(
      'no database',
    )
  })
  it('is not given after a hard purge to a reader who was waiting for it already', async () => {
    const store = pagesIn({ keyOf: (url) => url, patienceMs: 10 })
    await store.respond('/', get(), async () => page('killed'))
    store.purge(['story:1'])
    const later = deferred<Page>()
    const waiting = store.respond('/', get(), () => later.promise)
    store.purge(['story:1'], true)
    await new Promise((resolve) => setTimeout(resolve, 30))
    later.resolve({ ...page('withdrawn'), status: 410, keep: false })
    expect(await (await waiting).text()).toBe('withdrawn')
  })
  it('is not given after a hard purge to a reader for whom it could not be made', async () => {
    for (const patienceMs of [10, 1_000]) {
      const store = pagesIn({ keyOf: (url) => url, patienceMs })
      await store.respond('/', get(), async () => page('killed'))
      store.purge(['story:1'])
      const later = deferred<Page>()
      const waiting = store.respond('/', get(), () => later.promise)
      store.purge(['story:1'], true)
      setTimeout(() => later.reject(new Error('no database')), 30)
      await expect(waiting).rejects.toThrow('no database')
    }
  })
  it('is not given when it was taken back hard each time it was made', async () => {
    const store = pages()
    const answer = store.respond('/', get(), async () => {
      await new Promise((resolve) => setImmediate(resolve))
      store.purge(['story:1'], true)
      return page('killed')
    })
    await expect(answer).rejects.toThrow('taken back')
  })
  it('is served after a gap in which a hard purge may have been missed only while the database is away', async () => {
    const store = pages()
    await store.respond('/', get(), async () => page('old'))
    store.purgeAll({ missed: true })
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    expect(await (await store.respond('/', get(), () => Promise.reject(away))).text()).toBe('old')
    await expect(store.respond('/', get(), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    const later = deferred<Page>()
    const both = [store.respond('/', get(), () => later.promise), store.respond('/', get(), async () => page('never'))]
    later.resolve(page('new'))
    expect(await Promise.all(both.map(async (answer) => (await answer).text()))).toEqual(['new', 'new'])
  })
  it('is made again if it was purged while being made', async () => {
    const store = pages()
    const begun = deferred<Page>()
    let made = 0
    const answer = store.respond('/', get(), () => (++made === 1 ? begun.promise : Promise.resolve(page('after'))))
    store.purge(['story:1'])
    begun.resolve(page('before'))
    expect(await (await answer).text()).toBe('after')
    expect(await (await store.respond('/', get(), async () => page('never'))).text()).toBe('after')
  })
  it('answers 304 to the reader who holds it, in any encoding', async () => {
    const store = pages()
    const first = await store.respond('/', get({ 'accept-encoding': 'br' }), async () => page('text'))
    const again = await store.respond(
      '/',
      get({ 'accept-encoding': 'gzip', 'if-none-match': first.headers.get('etag') ?? '' }),
      async () => page('never'),
    )
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })
  it('goes when there is no room, the oldest first', async () => {
    const store = pagesIn({ maxBytes: 400, keyOf: (url) => url })
    for (const name of ['/a', '/b', '/c']) await store.respond(name, get(), async () => page('x'.repeat(100)))
    expect(store.numbers().pages).toBe(2)
    expect(await (await store.respond('/c', get(), async () => page('never'))).text()).toBe('x'.repeat(100))
    expect(await (await store.respond('/a', get(), async () => page('again'))).text()).toBe('again')
  })
  it('is counted exactly, whatever is read, purged and made afresh', async () => {
    const names = fc.constantFrom('/a', '/b', '/c', '/d')
    const step = fc.oneof(
      fc.record({ read: names, as: fc.constantFrom('br', 'gzip', ''), size: fc.integer({ min: 1, max: 900 }) }),
      fc.record({ purge: names, hard: fc.boolean() }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const maxBytes = 3_000
        const store = pagesIn({ maxBytes, keyOf: (url) => url })
        for (const one of steps) {
          if ('purge' in one) store.purge([one.purge], one.hard)
          else {
            const made = page(one.read.repeat(one.size), [one.read])
            await store.respond(one.read, get({ 'accept-encoding': one.as }), async () => made)
          }
          expect(store.numbers().bytes).toBeGreaterThanOrEqual(0)
          expect(store.numbers().bytes).toBeLessThanOrEqual(maxBytes)
        }
        store.purge(['/a', '/b', '/c', '/d'], true)
        expect(store.numbers()).toMatchObject({ pages: 0, bytes: 0 })
      }),
    )
  })
  it('is not kept when it says so', async () => {
    const store = pages()
    await store.respond('/', get(), async () => ({ ...page('once'), keep: false }))
    expect(await (await store.respond('/', get(), async () => page('twice'))).text()).toBe('twice')
  })
})

it('comes smaller to those who read it again than to the first, who waited for it, and is the same page', async () => {
  const store = pages()
  const words = Array.from({ length: 3_000 }, (_, nth) => `word${(nth * 7_919) % 997}`).join(' ')
  const server = createServer((asked, answer) => {
    if (store.serve(asked, answer)) return
    void store
      .respond('/', get({ 'accept-encoding': 'br' }), async () => page(words))
      .then(async (made) => {
        answer.writeHead(200, Object.fromEntries(made.headers)).end(Buffer.from(await made.arrayBuffer()))
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const read = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'accept-encoding': 'br' } })
    expect(await answer.text()).toBe(words)
    return { bytes: Number(answer.headers.get('content-length')), etag: answer.headers.get('etag') }
  }
  const first = await read()
  let again = await read()
  while (again.bytes >= first.bytes) again = await read()
  expect(again.etag).toBe(first.etag)
  server.close()
})

describe('the encoding', () => {
  it('is brotli where the client takes it', () => expect(encodingFor('gzip, deflate, br, zstd')).toBe('br'))
  it('is gzip where it takes that alone', () => expect(encodingFor('gzip;q=0.5')).toBe('gzip'))
  it('is none where it refuses both', () => expect(encodingFor('br;q=0, gzip;q=0')).toBe('identity'))
  it('is none where it says nothing', () => expect(encodingFor(undefined)).toBe('identity'))
})
