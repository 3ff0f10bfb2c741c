import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type SourceSettings, switchSource } from '#domains/wire'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { anRss, aWebServer } from '#kit/outside'
import { added, aPlan, breakingOn, claimed, getSource, headlinesFrom, sentencesOf, sourceNeedsIn } from '#kit/sources'
import { lookAt } from './look-at.ts'
import { sealedFrom } from './sealed.ts'
import { trySource } from './try-source.ts'
import { waitOf } from './web.ts'

const fresh = await freshDb()
const { db } = fresh
const { needs, close } = await sourceNeedsIn(db)
const server = await aWebServer()
afterAll(async () => {
  await server.close()
  await fresh.close()
  await close()
})

let path: string
let id: string
let n = 0
beforeEach(async () => {
  n += 1
  path = `/feed-${n}.xml`
  id = await added(db, aPlan('http', { url: server.url + path }))
})
const never = new AbortController().signal
const look = async () => lookAt(needs, await claimed(db, id), 'the tests', never)
const item = (name: string) => ({ id: `${name}-${n}`, title: `${name} ${n}` })
const waitMs = async () => {
  const found = await sql<{ ms: number }>`
    select extract(epoch from next_at - clock_timestamp()) * 1000 as ms from wire_source where id = ${id}`.execute(db)
  return Number(found.rows[0]?.ms)
}

describe('a feed', () => {
  it('is received, and asked the next time whether it changed', async () => {
    server.put(path, { body: anRss([item('Flood'), item('Fair')]), modified: 'Tue, 24 Nov 2026 12:00:00 GMT' })
    await look()
    await look()
    expect((await headlinesFrom(db, id)).sort()).toEqual([`Fair ${n}`, `Flood ${n}`])
    const [first, second] = server.asked.filter((one) => one.path === path)
    expect(first?.headers['if-none-match']).toBeUndefined()
    expect(second?.headers['if-none-match']).toMatch(/^"/)
    expect(second?.headers['if-modified-since']).toBe('Tue, 24 Nov 2026 12:00:00 GMT')
    expect(await sentencesOf(db, id)).toEqual(['2 new items received.'])
  })

  it('is asked for all of it again when our database breaks on one of its items', async () => {
    server.put(path, { body: anRss([item('Sound'), item('Broken')]) })
    const mend = await breakingOn(db, `Broken ${n}`)
    await look()
    expect(await getSource(db, id)).toMatchObject({ cursor: {}, failures: 1 })
    await mend()
    await look()
    expect((await headlinesFrom(db, id)).sort()).toEqual([`Broken ${n}`, `Sound ${n}`])
  })

  it('gives only what is new when it grows', async () => {
    server.put(path, { body: anRss([item('One')]) })
    await look()
    server.put(path, { body: anRss([item('Two'), item('One')]) })
    await look()
    expect(await headlinesFrom(db, id)).toEqual([`One ${n}`, `Two ${n}`])
    expect(await sentencesOf(db, id)).toEqual(['One new item received.', 'One new item received.'])
  })

  it('that cannot be read is trouble, and is asked again from where it was', async () => {
    server.put(path, { body: '<rss><channel><item><title>Cut' })
    await look()
    const source = await getSource(db, id)
    expect(source.failures).toBe(1)
    expect(source.lastError).not.toContain('ours')
    server.put(path, { body: anRss([item('Whole')]) })
    await look()
    expect(await headlinesFrom(db, id)).toEqual([`Whole ${n}`])
    expect((await getSource(db, id)).failures).toBe(0)
  })

  it('is left alone longer each time it fails, and an alarm rings after five', async () => {
    const waits: number[] = []
    for (let fails = 0; fails < 5; fails += 1) {
      await look()
      waits.push(await waitMs())
    }
    expect(waits[4]).toBeGreaterThan((waits[0] ?? 0) * 8)
    const alarms = () =>
      sql<{ sentence: string; answer: string }>`
      select sentence, answer from wire_alarm where source_id = ${id} and kind = 'failing'`.execute(db)
    expect((await alarms()).rows[0]?.sentence).toContain('failed 5 times in a row: There is nothing at that address')
    server.put(path, { body: anRss([item('Back')]) })
    await look()
    expect((await alarms()).rows.map(({ answer }) => answer)).toEqual(['It works again.'])
  })

  it('that is gone for good is switched off, and its log says why', async () => {
    server.put(path, (_request, response) => void response.writeHead(410).end())
    await look()
    const source = await getSource(db, id)
    expect(source.isOn).toBe(false)
    expect((await sentencesOf(db, id)).at(-1)).toContain('gone for good (410). The source was switched off.')
  })

  it('that says when to come back is not asked before', async () => {
    server.put(path, (_request, response) => void response.writeHead(429, { 'retry-after': '7200' }).end())
    await look()
    expect(await waitMs()).toBeGreaterThan(7_100_000)
  })

  it.each(['hangs', 'hangs up', 'never ends'])('that %s is trouble and not a fault', async (how) => {
    server.put(path, (request, response) => {
      if (how === 'hangs up') request.socket.destroy()
      if (how === 'never ends') response.write('x'.repeat(6_000_000))
    })
    if (how === 'hangs') {
      const stop = AbortSignal.timeout(300)
      const asked = { kind: 'http' as const, settings: { url: server.url + path }, secrets: {} }
      const tried = await Promise.race([
        trySource(needs, asked),
        new Promise((resolve) => stop.addEventListener('abort', () => resolve('still waits'))),
      ])
      expect(tried).toBe('still waits')
      return
    }
    await look()
    expect((await getSource(db, id)).lastError).toMatch(how === 'hangs up' ? /cut off/ : /more than 5 MB/)
  })

  it('that an editor changed meanwhile keeps nothing of what was seen at the old place', async () => {
    server.put(path, { body: anRss([item('Old')]) })
    const source = await claimed(db, id)
    await switchSource(workOf(db), id, false)
    await lookAt(needs, source, 'the tests', never)
    expect((await getSource(db, id)).cursor).toEqual({})
  })

  it('goes nowhere that an operator did not allow', async () => {
    server.put(path, { body: anRss([item('Inside')]) })
    await lookAt({ ...needs, trusted: [] }, await claimed(db, id), 'the tests', never)
    expect((await getSource(db, id)).lastError).toContain('TRUSTED_OUTSIDE')
    expect(server.times(path)).toBe(0)
  })

  it('shows its name and password, which are sealed in the database', async () => {
    const sealed = sealedFrom({ password: 'open sesame' }, needs.secret)
    id = await added(db, aPlan('http', { url: server.url + path, user: 'ana' }), sealed)
    await look()
    const shown = server.asked.at(-1)?.headers.authorization ?? ''
    expect(Buffer.from(shown.replace('Basic ', ''), 'base64').toString()).toBe('ana:open sesame')
    expect(sealed).not.toContain('sesame')
    const other = { ...needs, secret: 't'.repeat(43) }
    await lookAt(other, await claimed(db, id), 'the tests', never)
    expect((await getSource(db, id)).lastError).toContain('Give the password again')
  })
})

describe('trying a feed', () => {
  const tryIt = (settings: SourceSettings) => trySource(needs, { kind: 'http', settings, secrets: {} })
  it('shows what it would bring and keeps nothing', async () => {
    server.put('/try.xml', { body: anRss([item('Shown')]) })
    expect(await tryIt({ url: `${server.url}/try.xml` })).toEqual({
      works: true,
      sentence: 'It answers with one item (rss).',
      headlines: [`Shown ${n}`],
    })
    expect(
      await sql`select from wire_item where headline = ${`Shown ${n}`}`.execute(db).then(({ rows }) => rows.length),
    ).toBe(0)
  })
  it('says in a sentence why it does not work', async () => {
    expect(await tryIt({ url: `${server.url}/none.xml` })).toMatchObject({
      works: false,
      sentence: expect.stringContaining('(404)'),
    })
    expect(await tryIt({ url: 'http://169.254.169.254/' })).toMatchObject({
      works: false,
      sentence: expect.stringContaining('inside this network'),
    })
  })
})

describe('when to come back', () => {
  it('is a number of seconds, or a moment', () => {
    expect(waitOf('120')).toBe(120_000)
    expect(waitOf('Tue, 24 Nov 2026 12:01:00 GMT', Date.parse('2026-11-24T12:00:00Z'))).toBe(60_000)
    expect(waitOf('soon')).toBeUndefined()
    expect(waitOf('999999999')).toBe(86_400_000)
  })
})
