import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPaper } from '#kit/builders'
import { freshDb } from '#kit/database'
import { newsroomOn } from '#kit/newsroom-app'
import { aBomb, aJpeg } from '#kit/pictures'
import { PhotoView } from './contract.ts'

const fresh = await freshDb()
let newsroom: Awaited<ReturnType<typeof newsroomOn>>
let pip = ''
let ben = ''

beforeAll(async () => {
  await aPaper(fresh.db)
  newsroom = await newsroomOn(fresh.db)
  pip = await newsroom.cookieOf('photo')
  ben = await newsroom.cookieOf('reporter')
})
afterAll(async () => {
  newsroom.close()
  await fresh.close()
})

const own = { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin', 'x-broadsheet': '1' }

/** As a tus client asks. */
async function ask(
  method: string,
  path: string,
  {
    cookie = pip,
    headers = {},
    body,
  }: { cookie?: string; headers?: Record<string, string>; body?: Uint8Array | string } = {},
): Promise<Response> {
  return newsroom.app.request(path, {
    method,
    headers: { ...own, cookie, 'tus-resumable': '1.0.0', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  })
}
async function begin(length: number, cookie = pip): Promise<string> {
  const begun = await ask('POST', '/api/photo-uploads', { cookie, headers: { 'upload-length': String(length) } })
  expect(begun.status, await begun.clone().text()).toBe(201)
  return begun.headers.get('location') ?? ''
}
const send = (path: string, offset: number, body: Uint8Array, cookie = pip) =>
  ask('PATCH', path, {
    cookie,
    headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body,
  })
const finish = (path: string, body: object = { name: 'pond.jpg' }, cookie = pip) =>
  ask('POST', `${path}/finish`, { cookie, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

describe('a photo that comes in parts', () => {
  it('goes on where it stopped and is a photo in the end', async () => {
    const bytes = await aJpeg(900, 600)
    const half = Math.floor(bytes.length / 2)
    const place = await begin(bytes.length)
    expect(place).toMatch(/^\/api\/photo-uploads\/[0-9a-f-]+$/)
    expect((await send(place, 0, bytes.subarray(0, half))).status).toBe(204)
    expect((await finish(place)).status).toBe(409)
    const asked = await ask('HEAD', place)
    expect(asked.status).toBe(200)
    expect(asked.headers.get('upload-offset')).toBe(String(half))
    expect((await send(place, 0, bytes.subarray(half))).status).toBe(409)
    expect((await send(place, half, bytes.subarray(half))).status).toBe(204)
    const finished = await finish(place)
    expect(finished.status).toBe(201)
    expect(PhotoView.parse(await finished.json())).toMatchObject({ width: 900, height: 600, name: 'pond.jpg' })
    expect((await ask('HEAD', place)).status).toBe(404)
    expect((await finish(place)).status).toBe(404)
  })
  it('may take the place of another', async () => {
    const [first, second] = [await aJpeg(610, 400), await aJpeg(611, 401)]
    const place = await begin(first.length)
    await send(place, 0, first)
    const { id } = PhotoView.parse(await (await finish(place)).json())
    const other = await begin(second.length)
    await send(other, 0, second)
    const finished = await finish(other, { name: 'better.jpg', replaces: id })
    expect(finished.status).toBe(200)
    expect(await finished.json()).toMatchObject({ id, version: 2, width: 611, name: 'better.jpg' })
  })
  it('is refused whole, in a sentence, when it is no picture or a bomb, and is not kept', async () => {
    for (const [bytes, code] of [
      [aBomb(60_000, 60_000), 'photo.too-many-pixels'],
      [Buffer.from('%PDF-1.7 not a picture'), 'photo.not-a-picture'],
    ] as const) {
      const place = await begin(bytes.length)
      await send(place, 0, bytes)
      const refused = await finish(place)
      expect(refused.status).toBe(422)
      expect(await refused.json()).toMatchObject({ code })
      expect((await ask('HEAD', place)).status).toBe(404)
    }
  })
  it('is nobody else’s to go on with, to finish or to throw away, and cannot be read back', async () => {
    const bytes = await aJpeg(300, 200)
    const place = await begin(bytes.length)
    for (const answer of [
      await ask('HEAD', place, { cookie: ben }),
      await send(place, 0, bytes, ben),
      await finish(place, {}, ben),
      await ask('DELETE', place, { cookie: ben }),
      await ask('HEAD', '/api/photo-uploads/..%2f..%2fsecret'),
      await ask('GET', place),
    ])
      expect(answer.status).toBe(404)
    expect((await ask('DELETE', place)).status).toBe(204)
  })
  it('over 200 MB is refused before a byte is sent', async () => {
    const refused = await ask('POST', '/api/photo-uploads', { headers: { 'upload-length': '200000001' } })
    expect(refused.status).toBe(413)
    expect(await refused.json()).toMatchObject({ code: 'photo.too-big', sentence: expect.stringContaining('200 MB') })
  })
  it('is only for those who may upload, from our own pages', async () => {
    const headers = { 'upload-length': '10' }
    const business = await newsroom.cookieOf('business')
    expect((await ask('POST', '/api/photo-uploads', { cookie: business, headers })).status).toBe(403)
    expect((await ask('POST', '/api/photo-uploads', { cookie: '', headers })).status).toBe(401)
    const elsewhere = { ...headers, origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
    expect((await ask('POST', '/api/photo-uploads', { headers: elsewhere })).status).toBe(403)
  })
})
