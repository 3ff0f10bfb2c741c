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
  it('is not kept when it says so', async () => {
    const store = pages()
    await store.respond('/', get(), async () => ({ ...page('once'), keep: false }))
    expect(await (await store.respond('/', get(), async () => page('twice'))).text()).toBe('twice')
  })
})

describe('the encoding', () => {
  it('is brotli where the client takes it', () => expect(encodingFor('gzip, deflate, br, zstd')).toBe('br'))
  it('is gzip where it takes that alone', () => expect(encodingFor('gzip;q=0.5')).toBe('gzip'))
  it('is none where it refuses both', () => expect(encodingFor('br;q=0, gzip;q=0')).toBe('identity'))
  it('is none where it says nothing', () => expect(encodingFor(undefined)).toBe('identity'))
})
