import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { findPhotoByAgencyId } from '#domains/media'
import { receive, type SourceKind, type SourceSettings } from '#domains/wire'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aWebServer } from '#kit/outside'
import { aJpeg } from '#kit/pictures'
import { added, aPlan, sourceNeedsIn } from '#kit/sources'
import { aWireItem } from '#kit/wire'
import { PICTURE_TRIES } from './enqueue-pictures.ts'
import { fetchPicture, queueWaitingPictures } from './pictures.ts'
import { sealedFrom } from './sealed.ts'

const fresh = await freshDb()
const { db } = fresh
const { needs, close } = await sourceNeedsIn(db)
const server = await aWebServer()
const other = await aWebServer()
afterAll(async () => {
  await Promise.all([server.close(), other.close()])
  await fresh.close()
  await close()
})

let n = 0
beforeEach(() => {
  n += 1
})
async function pictured(
  href: string,
  { kind = 'http', settings = { url: `${server.url}/feed` } }: { kind?: SourceKind; settings?: SourceSettings } = {},
) {
  const sourceId = await added(
    db,
    aPlan(kind, settings, { usageTerms: ['No sales'], expiryPolicy: 'withdraw' }),
    sealedFrom({ key: 'k-1' }, needs.secret),
  )
  const photo = {
    id: `pic-${n}`,
    caption: 'The ferry leaves.',
    creator: 'Otis Vane',
    credit: 'CNS',
    href,
    width: null,
    height: null,
  }
  const item = aWireItem({ id: `item-${n}`, photos: [photo], paragraphs: [`Text ${n} of a story with a picture.`] })
  const { received } = await receive(workOf(db, { at: new Date() }), {
    sourceId,
    bytes: Buffer.from(randomUUID()),
    items: [item],
  })
  const payload = { itemId: received[0]?.itemId ?? '', picture: photo.id }
  return { payload, fetchIt: () => fetchPicture(needs, payload), item, sourceId }
}
const rowOf = async ({ itemId }: { itemId: string }) =>
  (
    await sql<{ state: string; why: string; tries: number; photoId: string | null }>`
    select state, why, tries, photo_id as "photoId" from wire_picture where item_id = ${itemId}`.execute(db)
  ).rows[0]
const queued = async () =>
  (
    await sql<{
      key: string
      at: Date
    }>`select key, run_at as at from graphile_worker.jobs where key like ${`%pic-${n}`}`.execute(db)
  ).rows

describe('a picture that an item names', () => {
  it('is fetched with the key of its source, and put into the library with what the item says of it', async () => {
    const jpeg = await aJpeg(300 + n, 200)
    server.put(`/p${n}.jpg`, { body: jpeg, type: 'image/jpeg' })
    const { payload, fetchIt } = await pictured(`${server.url}/p${n}.jpg`)
    await fetchIt()
    expect(await rowOf(payload)).toMatchObject({ state: 'here', photoId: expect.stringMatching(/^\d+$/) })
    const photo = await findPhotoByAgencyId(db, `pic-${n}`)
    expect(photo).toMatchObject({
      caption: 'The ferry leaves.',
      creator: 'Otis Vane',
      usageTerms: ['No sales'],
      whenExpired: 'retire',
    })
    expect(server.asked.at(-1)?.headers.authorization).toBe('Bearer k-1')
  })

  it('is fetched without the key from anyone else', async () => {
    const elsewhere = other.url.replace('127.0.0.1', 'localhost')
    other.put(`/p${n}.jpg`, { body: await aJpeg(300 + n, 200) })
    const { payload } = await pictured(`${elsewhere}/p${n}.jpg`)
    await fetchPicture({ ...needs, trusted: ['127.0.0.1', 'localhost'] }, payload)
    expect((await rowOf(payload))?.state).toBe('here')
    expect(other.asked.at(-1)?.headers.authorization).toBeUndefined()
  })

  it('with a way from its feed is fetched from there', async () => {
    server.put(`/img/p${n}.jpg`, { body: await aJpeg(300 + n, 200) })
    const { payload, fetchIt } = await pictured(`img/p${n}.jpg`)
    await fetchIt()
    expect((await rowOf(payload))?.state).toBe('here')
  })

  it.each([
    ['is not given', 404, 'not-to-be-had'],
    ['is no picture', 200, 'refused'],
  ])('that %s is given up at once, in words', async (_how, status, state) => {
    server.put(`/p${n}.jpg`, (_request, response) => void response.writeHead(status).end('<html>no</html>'))
    const { payload, fetchIt } = await pictured(`${server.url}/p${n}.jpg`)
    await fetchIt()
    const row = await rowOf(payload)
    expect(row).toMatchObject({ state })
    expect(row?.why).not.toBe('')
    expect(row?.why).not.toContain('ours')
  })

  it.each(['answers 503', 'hangs up'])(
    'whose server %s is tried again, and given up after eight times',
    async (how) => {
      server.put(
        `/p${n}.jpg`,
        (request, response) => void (how === 'hangs up' ? request.socket.destroy() : response.writeHead(503).end()),
      )
      const { payload, fetchIt } = await pictured(`${server.url}/p${n}.jpg`)
      for (let tries = 1; tries < PICTURE_TRIES; tries += 1) {
        await expect(fetchIt()).rejects.toThrow()
        expect(await rowOf(payload)).toMatchObject({ state: 'waiting', tries })
      }
      await fetchIt()
      expect((await rowOf(payload))?.state).toBe('not-to-be-had')
    },
  )

  it('inside this network is not fetched', async () => {
    const { payload } = await pictured('http://169.254.169.254/latest/meta-data/photo.jpg')
    await fetchPicture(needs, payload)
    expect(await rowOf(payload)).toMatchObject({
      state: 'not-to-be-had',
      why: expect.stringContaining('inside this network'),
    })
  })

  it('of an item that was killed meanwhile is not fetched', async () => {
    server.put(`/p${n}.jpg`, { body: await aJpeg(300 + n, 200) })
    const { payload, fetchIt, item, sourceId } = await pictured(`${server.url}/p${n}.jpg`)
    const kill = {
      ...item,
      version: '2',
      revisionKey: `${item.id}:2`,
      status: 'killed' as const,
      signal: 'kill' as const,
    }
    await receive(workOf(db, { at: new Date() }), { sourceId, bytes: Buffer.from(randomUUID()), items: [kill] })
    await fetchIt()
    expect(server.times(`/p${n}.jpg`)).toBe(0)
    expect((await rowOf(payload))?.photoId).toBeNull()
  })

  it('is queued once, and one that waits for its next try keeps its time', async () => {
    await pictured(`${server.url}/p${n}.jpg`)
    await queueWaitingPictures(workOf(db))
    const later = new Date(Date.now() + 3_600_000)
    await sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where key like ${`%pic-${n}`}), run_at := ${later})`.execute(
      db,
    )
    await queueWaitingPictures(workOf(db))
    expect((await queued()).map(({ at }) => at.toISOString())).toEqual([later.toISOString()])
  })
})
