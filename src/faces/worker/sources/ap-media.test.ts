import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readWire } from '#domains/wire'
import { freshDb } from '#kit/database'
import { type ApServer, anApServer } from '#kit/outside'
import { added, aPlan, breakingOn, claimed, getSource, headlinesFrom, sentencesOf, sourceNeedsIn } from '#kit/sources'
import { lookAt } from './look-at.ts'
import { isSameFamily } from './origin.ts'
import { sealedFrom } from './sealed.ts'
import { trySource } from './try-source.ts'

const fresh = await freshDb()
const { db } = fresh
const { needs, close } = await sourceNeedsIn(db)
const open: ApServer[] = []
afterAll(async () => {
  for (const server of open) await server.close()
  await fresh.close()
  await close()
})

let ap: ApServer
let id: string
let n = 0
beforeEach(async () => {
  n += 1
  ap = await anApServer()
  open.push(ap)
  id = await added(db, aPlan('ap-media', { url: ap.feed }, { agency: 'AP' }), sealedFrom({ key: ap.key }, needs.secret))
})
const never = new AbortController().signal
const look = async () => lookAt(needs, await claimed(db, id), 'the tests', never)
const story = (name: string) => ({ id: `${name}${n}`.toLowerCase(), headline: name })
const textOf = async (headline: string) => {
  const found = await sql<{ text: string }>`
    select item->>'text' as text from wire_revision where item->>'headline' = ${headline} order by id desc limit 1`.execute(
    db,
  )
  return found.rows[0]?.text
}

describe('AP’s feed', () => {
  it('is followed page after page, each story with the text from its own address', async () => {
    ap.addPage([story('Flood'), story('Fair')])
    ap.addPage([story('Fire')])
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Flood', 'Fair', 'Fire'])
    expect(await textOf('Fire')).toContain('The whole text of Fire.')
    expect((await getSource(db, id)).cursor).toEqual({ next: expect.stringContaining('seq=2') })
  })

  it('is gone on with where it was left', async () => {
    ap.addPage([story('First')])
    await look()
    const before = ap.times('/nitf/first1')
    ap.addPage([story('Second')])
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['First', 'Second'])
    expect(ap.times('/nitf/first1')).toBe(before)
  })

  it('keeps its place only when the page is stored: a hang-up in the middle loses nothing', async () => {
    ap.addPage([story('Kept'), { ...story('Cut'), nitf: (request) => void request.socket.destroy() }, story('After')])
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Kept'])
    expect(await getSource(db, id)).toMatchObject({
      cursor: {},
      failures: 1,
      lastError: expect.stringContaining('“Cut”'),
    })
    ap.addPage([])
    ap.put(`/nitf/cut${n}`, {
      body: '<nitf><body><body.content><p>It came in the end.</p></body.content></body></nitf>',
    })
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Kept', 'Cut', 'After'])
    expect(await textOf('Cut')).toContain('It came in the end.')
    const kept = await sql`select from wire_revision where item->>'headline' = 'Kept'`.execute(db)
    expect(kept.rows).toHaveLength(1)
  })

  it('keeps its place when our database breaks on an item, which comes with the next look', async () => {
    ap.addPage([story('Before'), story('Broken'), story('Behind')])
    const mend = await breakingOn(db, 'Broken')
    await look()
    expect(await getSource(db, id)).toMatchObject({
      cursor: {},
      failures: 1,
      lastError: expect.stringContaining('“Broken”'),
    })
    await mend()
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Before', 'Broken', 'Behind'])
    expect(await getSource(db, id)).toMatchObject({ failures: 0 })
  })

  it('goes on without an item that we break on every time', async () => {
    ap.addPage([story('Poison'), story('Past it')])
    const mend = await breakingOn(db, 'Poison')
    for (let looks = 0; looks < 4; looks += 1) await look()
    expect(await headlinesFrom(db, id)).toEqual(['Past it'])
    await mend()
  })

  it('does not wait for ever for a text that never comes', async () => {
    ap.addPage([{ ...story('Hollow'), nitf: (request) => void request.socket.destroy() }, story('Solid')])
    for (let looks = 0; looks < 4; looks += 1) await look()
    expect(await headlinesFrom(db, id)).toEqual(['Hollow', 'Solid'])
    expect((await getSource(db, id)).failures).toBe(0)
    expect(await sentencesOf(db, id)).toContainEqual(expect.stringContaining('it is taken without'))
  })

  it.each([
    [
      'is not there',
      (_request: unknown, response: { writeHead(status: number): { end(): void } }) => response.writeHead(404).end(),
    ],
    ['cannot be read', (_request: unknown, response: { end(body: string): void }) => response.end('<nitf><body')],
  ])('takes a story whose text %s without it, and goes on', async (_how, nitf) => {
    ap.addPage([{ ...story('Bare'), nitf: nitf as never }, story('Dressed')])
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Bare', 'Dressed'])
  })

  it('shows its key to AP and to nobody else', async () => {
    const elsewhere = await anApServer()
    open.push(elsewhere)
    const href = elsewhere.url.replace('127.0.0.1', 'localhost')
    ap.addPage([{ ...story('Lure'), more: { renditions: { nitf: { href: `${href}/nitf/lure` } } } }])
    await look()
    expect(elsewhere.asked).toEqual([])
    expect(await headlinesFrom(db, id)).toEqual(['Lure'])
    expect(ap.asked[0]?.headers['x-api-key']).toBe(ap.key)
  })

  it('is not followed to another host', async () => {
    ap.spoil(
      0,
      (_request, response) =>
        void response.end(JSON.stringify({ data: { next_page: 'https://elsewhere.example/feed?seq=1', items: [] } })),
    )
    await look()
    expect((await getSource(db, id)).lastError).toContain('elsewhere.example')
  })

  it.each([
    ['no JSON', 'Service unavailable'],
    ['other JSON', '[1,2,3]'],
    ['half a page', '{"data":{"items":[{"item":{"uri":"x"'],
  ])('that answers with %s is trouble, and is asked again', async (_what, body) => {
    ap.addPage([story('Whole')])
    ap.spoil(0, (_request, response) => void response.end(body))
    await look()
    expect(await getSource(db, id)).toMatchObject({ failures: 1, lastError: expect.not.stringContaining('ours') })
    ap.spoil(0)
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Whole'])
  })

  it('keeps as the original what can be read again, the text with it', async () => {
    ap.addPage([story('Again')])
    await look()
    const found = await sql<{ bytes: Buffer }>`
      select bytes from wire_original join wire_revision on original = fingerprint where item->>'headline' = 'Again'`.execute(
      db,
    )
    const bytes = found.rows[0]?.bytes ?? Buffer.alloc(0)
    expect((await readWire(bytes))[0]).toMatchObject({ format: 'ap-media', id: `again${n}`, headline: 'Again' })
    expect(bytes.toString()).toContain('The whole text of Again.')
  })

  it('says when the key is wrong', async () => {
    const asked = { kind: 'ap-media' as const, settings: { url: ap.feed } }
    expect(await trySource(needs, { ...asked, secrets: { key: 'wrong' } })).toMatchObject({
      works: false,
      sentence: expect.stringContaining('Check the password or the key'),
    })
    ap.addPage([story('Tried')])
    expect(await trySource(needs, { ...asked, secrets: { key: ap.key } })).toEqual({
      works: true,
      sentence: 'AP lets us in; the page has one item.',
      headlines: ['Tried'],
    })
  })
})

describe('who may see a key', () => {
  it.each([
    ['https://api.ap.org/a', 'https://api.ap.org/b', true],
    ['https://mapi.associatedpress.com/x', 'https://api.associatedpress.com/b', true],
    ['https://evil.org/a', 'https://api.ap.org/b', false],
    ['https://ap.org.evil.com/a', 'https://api.ap.org/b', false],
    ['http://api.ap.org/a', 'https://api.ap.org/b', false],
    ['https://two.co.uk/a', 'https://one.co.uk/b', false],
    ['https://img.one.co.uk/a', 'https://one.co.uk/b', true],
    ['https://mine.s3.amazonaws.com/a', 'https://theirs.s3.amazonaws.com/b', false],
    ['https://10.0.0.2/a', 'https://10.0.1.2/b', false],
    ['not an address', 'https://api.ap.org/b', false],
  ])('%s with a key for %s: %s', (address, given, may) => {
    expect(isSameFamily(address, given)).toBe(may)
  })
})
