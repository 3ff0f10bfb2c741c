import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPaper } from '#kit/builders'
import { freshDb } from '#kit/database'
import { newsroomOn } from '#kit/newsroom-app'
import { aNitf, anRss, aWebServer } from '#kit/outside'
import type { PushKey, SourceList, SourceLog, SourceTested, SourceView } from './contract.ts'

const fresh = await freshDb()
const { db } = fresh
await aPaper(db)
const newsroom = await newsroomOn(db)
const server = await aWebServer()
const other = await aWebServer()
type Call = Awaited<ReturnType<typeof newsroom.as>>
let admin: Call
let editor: Call
let reporter: Call
beforeAll(async () => {
  admin = await newsroom.as('admin')
  editor = await newsroom.as('editor')
  reporter = await newsroom.as('reporter')
})
afterAll(async () => {
  await Promise.all([server.close(), other.close()])
  newsroom.close()
  await fresh.close()
})

const feed = (over: object = {}) => ({
  name: `Feed ${crypto.randomUUID()}`,
  kind: 'http',
  settings: { url: `${server.url}/feed.xml` },
  ...over,
})
const made = async (asked: object) => (await (await editor('POST', '/wire/sources', asked)).json()) as SourceView
const problem = async (answer: Response) => ((await answer.json()) as { code: string }).code

describe('the sources of the wire', () => {
  it('are listed, added, changed and removed by editors, with what became of them', async () => {
    const source = await made(feed({ quietAfterMinutes: 60, usageTerms: ['No archive'] }))
    expect(source).toMatchObject({
      kind: 'http',
      isOn: true,
      everySeconds: 60,
      failures: 0,
      today: 0,
      hasSecret: false,
      usageTerms: ['No archive'],
    })
    const changed = await editor('PUT', `/wire/sources/${source.id}`, feed({ name: 'Cascade feed', isOn: false }))
    expect(await changed.json()).toMatchObject({ name: 'Cascade feed', isOn: false, quietAfterMinutes: null })
    const list = (await (await editor('GET', '/wire/sources')).json()) as SourceList
    expect(list.items.map(({ name }) => name)).toContain('Cascade feed')
    expect((await editor('DELETE', `/wire/sources/${source.id}`)).status).toBe(204)
    expect((await editor('DELETE', `/wire/sources/${source.id}`)).status).toBe(404)
  })

  it.each([
    ['GET', '/wire/sources'],
    ['POST', '/wire/sources'],
    ['PUT', '/wire/sources/1'],
    ['DELETE', '/wire/sources/1'],
    ['GET', '/wire/sources/1/log'],
    ['POST', '/wire/sources/1/ask-now'],
    ['POST', '/wire/sources/1/push-key'],
    ['POST', '/wire/sources/test'],
  ])('are nothing to a reporter: %s %s', async (method, path) => {
    const answer = await reporter(method, path, method === 'GET' ? undefined : feed())
    expect([answer.status, await problem(answer)]).toEqual([403, 'source.not-yours'])
  })

  it.each([
    [{ kind: 'http', settings: {} }, 'source.no-url'],
    [{ kind: 'folder', settings: { path: '../keys' } }, 'source.folder-not-allowed'],
    [{ kind: 'imap', settings: { host: 'mail.example', user: 'wire' } }, 'source.no-sender'],
    [{ everySeconds: 0 }, 'request.not-understood'],
    [{ deskId: '12345' }, 'source.no-desk'],
  ])('are refused with %j: %s', async (over, code) => {
    const answer = await editor('POST', '/wire/sources', feed(over))
    expect([answer.status, await problem(answer)]).toEqual([422, code])
  })

  it('publish by themselves only where an admin says so', async () => {
    const rules = [{ name: 'All', when: {}, does: { publish: true } }]
    expect((await editor('POST', '/wire/sources', feed({ rules }))).status).toBe(403)
    expect((await admin('POST', '/wire/sources', feed({ rules }))).status).toBe(201)
  })

  it('can be asked at once, and have a log', async () => {
    const source = await made(feed({ everySeconds: 3_600 }))
    expect((await editor('POST', `/wire/sources/${source.id}/ask-now`)).status).toBe(204)
    expect(
      (await editor('GET', `/wire/sources/${source.id}/log`).then((answer) => answer.json() as Promise<SourceLog>))
        .items,
    ).toEqual([])
  })
})

describe('a password', () => {
  const withKey = () => made(feed({ secrets: { key: 'hush-hush' } }))
  const seenAt = (who: typeof server) => who.asked.at(-1)?.headers.authorization

  it('never comes back, and lies sealed in the database', async () => {
    const source = await withKey()
    expect(source.hasSecret).toBe(true)
    const list = await (await editor('GET', '/wire/sources')).text()
    const kept = await sql<{
      row: string
    }>`select wire_source::text as row from wire_source where id = ${source.id}`.execute(db)
    expect(list + (kept.rows[0]?.row ?? '')).not.toContain('hush-hush')
  })

  it('is used in a trial of its own place, and of no other', async () => {
    server.put('/feed.xml', { body: anRss([{ id: 'x', title: 'Xenon' }]) })
    other.put('/feed.xml', { body: anRss([{ id: 'x', title: 'Xenon' }]) })
    const { id } = await withKey()
    const tried = await editor('POST', '/wire/sources/test', { id, source: feed() })
    expect((await tried.json()) as SourceTested).toMatchObject({ works: true, headlines: ['Xenon'] })
    expect(seenAt(server)).toBe('Bearer hush-hush')
    await editor('POST', '/wire/sources/test', { id, source: feed({ settings: { url: `${other.url}/feed.xml` } }) })
    expect(seenAt(other)).toBeUndefined()
  })

  it('stays when the rest is changed, and is forgotten when the place is', async () => {
    const { id } = await withKey()
    const stays = await editor('PUT', `/wire/sources/${id}`, feed())
    expect(await stays.json()).toMatchObject({ hasSecret: true })
    const moved = await editor('PUT', `/wire/sources/${id}`, feed({ settings: { url: `${other.url}/feed.xml` } }))
    expect(await moved.json()).toMatchObject({ hasSecret: false })
  })
})

describe('what is pushed to us', () => {
  const pushTo = (id: string, key: string, body: string | Uint8Array, method = 'POST') =>
    newsroom.app.request(`/wire/push/${id}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(method === 'POST' ? { body: body as string } : {}),
    })
  async function pushed(over: object = {}) {
    const source = await made({ name: `Push ${crypto.randomUUID()}`, kind: 'push', ...over })
    const { key, address } = (await (await editor('POST', `/wire/sources/${source.id}/push-key`)).json()) as PushKey
    return { id: source.id, key, address }
  }

  it('is received once, however often it is sent', async () => {
    const { id, key, address } = await pushed()
    expect(address).toBe(`http://127.0.0.1:3000/wire/push/${id}`)
    const story = aNitf({ id: 'pushed', title: 'Pushed' })
    const first = await pushTo(id, key, story)
    expect([first.status, await first.json()]).toEqual([201, { received: 1, again: 0, trouble: null }])
    const second = await pushTo(id, key, story)
    expect([second.status, await second.json()]).toEqual([200, { received: 0, again: 1, trouble: null }])
    const log = (await (await editor('GET', `/wire/sources/${id}/log`)).json()) as SourceLog
    expect(log.items.map(({ sentence }) => sentence)).toEqual(['One new item pushed to us.'])
  })

  it('is refused without the right key, in the same words for every source', async () => {
    const { id, key } = await pushed()
    const feedId = (await made(feed())).id
    for (const [to, shown] of [
      [id, 'bsw_wrong'],
      [id, ''],
      ['999999', key],
      [feedId, key],
    ] as const) {
      const answer = await pushTo(to, shown, 'x')
      expect([answer.status, await problem(answer)]).toEqual([401, 'wire.wrong-key'])
    }
    await editor('POST', `/wire/sources/${id}/push-key`)
    expect((await pushTo(id, key, aNitf({ id: 'late', title: 'Late' }))).status).toBe(401)
  })

  it('that cannot be read is told what is wrong with it', async () => {
    const { id, key } = await pushed()
    const answer = await pushTo(id, key, '<nitf><body')
    expect([answer.status, await problem(answer)]).toEqual([422, 'wire.not-taken'])
    expect((await pushTo(id, key, '')).status).toBe(422)
    expect((await pushTo(id, key, 'y'.repeat(5_100_000))).status).toBe(413)
    expect((await pushTo(id, key, '', 'GET')).status).toBe(405)
  })

  it('is turned away while the source is off', async () => {
    const { id, key } = await pushed()
    const { name } = ((await (await editor('GET', '/wire/sources')).json()) as SourceList).items.find(
      (one) => one.id === id,
    ) ?? { name: '' }
    await editor('PUT', `/wire/sources/${id}`, { name, kind: 'push', isOn: false })
    expect((await pushTo(id, key, aNitf({ id: 'off', title: 'Off' }))).status).toBe(403)
  })

  it('is one item when ten send it at once', async () => {
    const { id, key } = await pushed()
    const story = aNitf({ id: 'ten', title: 'Ten at once' })
    const answers = await Promise.all(Array.from({ length: 10 }, () => pushTo(id, key, story)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 200, 201])
  })

  it('by someone who guesses is not even looked at after thirty wrong keys', async () => {
    const { id } = await pushed()
    const statuses: number[] = []
    for (let n = 0; n < 40; n += 1) statuses.push((await pushTo(id, `bsw_${n}`, 'x')).status)
    expect(statuses.at(-1)).toBe(429)
  })
})
