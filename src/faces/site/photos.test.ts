import { mkdtemp, rm } from 'node:fs/promises'
import { createConnection, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Photo, photoAddress, photoSigner, pictureSources, retire, upload } from '#domains/media'
import { cast, workOf } from '#kit/cast'
import { type FreshDb, freshDb } from '#kit/database'
import { aJpeg, aScene, TELLTALE } from '#kit/pictures'
import { connect } from '#platform/db'
import { diskFiles, type Files } from '#platform/files'
import { photoRoutes } from './photos.ts'

const secret = 'the paper’s own secret'
const sign = photoSigner(secret)
let fresh: FreshDb
let folder = ''
let files: Files
let site: Hono
let photo: Photo

beforeAll(async () => {
  fresh = await freshDb()
  folder = await mkdtemp(join(tmpdir(), 'site-photos-'))
  files = diskFiles(folder)
  site = photoRoutes({ db: fresh.db, files, secret })
  const bytes = await aScene(1400, 900).withExif(TELLTALE).jpeg().toBuffer()
  photo = (await upload(workOf(fresh.db), { bytes, focus: { x: 0.8, y: 0.5 } }, files)).photo
})
afterAll(async () => {
  await fresh.close()
  await rm(folder, { recursive: true, force: true })
})

describe('a picture of the site', () => {
  it('is served for ever, as what it is, with nothing of the camera in it', async () => {
    for (const [format, type] of [
      ['avif', 'image/avif'],
      ['webp', 'image/webp'],
      ['jpeg', 'image/jpeg'],
    ] as const) {
      const answer = await site.request(photoAddress(photo, { shape: '3x2', width: 480, format }, sign))
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe(type)
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(await sharp(bytes).metadata()).toMatchObject({ width: 480, height: 320 })
      expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    }
  })
  it('is there at every address that a page offers', async () => {
    const sources = pictureSources(photo, { shape: '16x9', widths: [320, 1920] }, sign)
    const addresses = `${sources.webp}, ${sources.src}`.split(', ').map((part) => part.split(' ')[0]!)
    expect(addresses).toHaveLength(3)
    for (const address of addresses) expect((await site.request(address)).status).toBe(200)
  })
  it('is not found under an address we did not make', async () => {
    const good = photoAddress(photo, { shape: '3x2', width: 480, format: 'jpeg' }, sign)
    const forged = photoAddress(photo, { shape: '3x2', width: 480, format: 'jpeg' }, photoSigner('guessed'))
    const wrong = [
      forged,
      good.replace('3x2-480', '3x2-481'),
      good.replace('.jpg', '.png'),
      good.replace('.80.50', '.80.51'),
      good.replace('.80.50', ''),
      good.replace(/^\/photos\/\d+/, '/photos/999999'),
      good.replace(/^\/photos\/\d+/, '/photos/abc'),
      good.replace('/3x2', '/..%2F3x2'),
      '/photos/1/x/y',
    ]
    expect((await site.request(good)).status).toBe(200)
    for (const address of wrong) expect((await site.request(address)).status, address).toBe(404)
  })
  it('never is the original, by any address', async () => {
    for (const address of [
      `/photos/${photo.id}/original`,
      `/photos/${photo.id}`,
      `/originals/${photo.fingerprint.slice(0, 2)}/${photo.fingerprint}.jpeg`,
    ]) {
      expect((await site.request(address)).status).toBe(404)
    }
  })
  it('is gone when the photo is retired', async () => {
    const gone = (await upload(workOf(fresh.db), { bytes: await aJpeg(500, 300) }, files)).photo
    const address = photoAddress(gone, { shape: 'full', width: 320, format: 'jpeg' }, sign)
    expect((await site.request(address)).status).toBe(200)
    await retire(workOf(fresh.db, { by: cast.pip }), gone.id)
    expect((await site.request(address)).status).toBe(404)
  })
})

describe('with the database away', () => {
  it('a picture seen before is still served, another asks to come back', async () => {
    const line = await aLineTo(fresh.connection.connectionString ?? '')
    const { db, close } = connect({ connectionString: line.url })
    const routes = photoRoutes({ db, files, secret })
    const other = (await upload(workOf(fresh.db), { bytes: await aJpeg(510, 300) }, files)).photo
    const [seen, unseen] = [photo, other].map((one) =>
      photoAddress(one, { shape: 'full', width: 320, format: 'jpeg' }, sign),
    )
    expect((await routes.request(seen!)).status).toBe(200)
    line.cut()
    expect((await routes.request(seen!)).status).toBe(200)
    const away = await routes.request(unseen!)
    expect(away.status).toBe(503)
    expect(away.headers.get('retry-after')).toBe('5')
    expect(away.headers.get('cache-control')).toBe('no-store')
    await close()
  })
})

/** A way to the database that can be cut, as when its server ends. */
async function aLineTo(connectionString: string): Promise<{ url: string; cut(): void }> {
  const url = new URL(connectionString)
  const folder = url.searchParams.get('host')
  const port = Number(url.port || 5432)
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = folder ? createConnection(`${folder}/.s.PGSQL.${port}`) : createConnection(port, url.hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.pipe(other)
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  url.searchParams.delete('host')
  url.hostname = '127.0.0.1'
  url.port = String(typeof address === 'object' ? address?.port : '')
  return {
    url: url.href,
    cut() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
