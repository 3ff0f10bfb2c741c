import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { develop, getPhoto, replace, upload } from '#domains/media'
import { aPaper } from '#kit/builders'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { until } from '#kit/journey'
import { aJpeg } from '#kit/pictures'
import { PURGE_CHANNEL } from '#platform/cache'
import { connect, listen } from '#platform/db'
import { diskFiles } from '#platform/files'
import { enqueue } from '#platform/jobs'
import { logTo } from '#platform/logging'
import { reactions } from '#reactions'
import { startWorker } from './start.ts'

const fresh = await freshDb()
const { db } = fresh
const pooled = connect(fresh.connection, { max: 4 })
const folder = await mkdtemp(join(tmpdir(), 'worker-photos-'))
const files = diskFiles(join(folder, 'files'))
const incoming = join(folder, 'incoming')
let now = workOf(db).at
let worker: Awaited<ReturnType<typeof startWorker>>
const heard: { keys: string[] | 'all'; hard: boolean }[] = []
const ear = listen(fresh.connection, PURGE_CHANNEL, {
  onMessage: (text) => heard.push(JSON.parse(text)),
  onGap: () => {},
})

beforeAll(async () => {
  await aPaper(db)
  await ear.ready
  const needs = { db: pooled.db, pool: pooled.pool, log: logTo('silent'), clock: () => now }
  worker = await startWorker({ ...needs, reactions, incoming })
})
afterAll(async () => {
  await worker.stop()
  await ear.close()
  await pooled.close()
  await fresh.close()
  await rm(folder, { recursive: true, force: true })
})

const hardPurgeOf = (photoId: string) =>
  until('a purge', () => heard.find(({ keys, hard }) => hard && keys.includes(`photo:${photoId}`)))

describe('a photo that is replaced, or whose rights run out', () => {
  it('leaves every page at once', async () => {
    const { photo } = await upload(workOf(db), { picture: await develop(await aJpeg(301, 200)) }, files)
    await replace(workOf(db), photo.id, { picture: await develop(await aJpeg(302, 200)) }, files)
    await hardPurgeOf(photo.id)
  })
  it('is acted upon by a job when the time has come', async () => {
    const expiresAt = new Date('2026-11-25T00:00:00Z')
    const rights = { expiresAt, whenExpired: 'retire' } as const
    const { photo } = await upload(workOf(db), { picture: await develop(await aJpeg(303, 200)), ...rights }, files)
    now = new Date('2026-11-25T00:01:00Z')
    await enqueue(db, 'expire-photos', {})
    await until('it is retired', async () => (await getPhoto(db, photo.id)).retiredAt)
    await hardPurgeOf(photo.id)
  })
})

describe('an upload that nobody went on with', () => {
  it('is thrown away after a day', async () => {
    await mkdir(incoming, { recursive: true })
    for (const [name, hours] of [
      ['old', 25],
      ['new', 1],
    ] as const) {
      await writeFile(join(incoming, name), 'part')
      const at = new Date(now.getTime() - hours * 3_600_000)
      await utimes(join(incoming, name), at, at)
    }
    await enqueue(db, 'sweep-uploads', {})
    await until('the old one is gone', async () => (await readdir(incoming)).join() === 'new')
  })
})
