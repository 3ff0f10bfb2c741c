import { mkdir, mkdtemp, readdir, readFile, rename, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { findPhotoByAgencyId, listPhotos } from '#domains/media'
import { freshDb } from '#kit/database'
import { aNitf } from '#kit/outside'
import { aJpeg } from '#kit/pictures'
import { added, aPlan, claimed, getSource, headlinesFrom, sentencesOf, sourceNeedsIn } from '#kit/sources'
import { lookAt } from './look-at.ts'
import { takeDelivery } from './take.ts'

const fresh = await freshDb()
const { db } = fresh
const { needs, close } = await sourceNeedsIn(db)
afterAll(async () => {
  await fresh.close()
  await close()
})

let id: string
let place: string
let today: string
let n = 0
beforeEach(async () => {
  n += 1
  place = join(needs.folders.home, `in-${n}`)
  today = join(place, 'done', new Date().toISOString().slice(0, 10))
  await mkdir(place, { recursive: true })
  id = await added(db, aPlan('folder', { path: `in-${n}` }))
})
const never = new AbortController().signal
const look = async () => lookAt(needs, await claimed(db, id), 'the tests', never)
const drop = (name: string, content: string | Uint8Array) => writeFile(join(place, name), content)
const old = new Date(Date.now() - 60_000)
const dropOld = async (name: string, content: string | Uint8Array) => {
  await drop(name, content)
  await utimes(join(place, name), old, old)
}
const names = async (folder: string) => (await readdir(folder).catch(() => [])).sort()
const waiting = async () =>
  (await readdir(place, { withFileTypes: true })).filter((one) => one.isFile()).map(({ name }) => name)

describe('a watched folder', () => {
  it('receives each file and moves it to the day it was done', async () => {
    await drop('roads.xml', aNitf({ id: `roads-${n}`, title: 'Roads' }))
    await drop('rivers.xml', aNitf({ id: `rivers-${n}`, title: 'Rivers' }))
    await look()
    expect((await headlinesFrom(db, id)).sort()).toEqual(['Rivers', 'Roads'])
    expect(await names(today)).toEqual(['rivers.xml', 'roads.xml'])
    expect(await waiting()).toEqual([])
    expect(await sentencesOf(db, id)).toEqual(['2 new items received.'])
  })

  it('puts what cannot be read aside with the reason, and goes on with the next', async () => {
    await drop('a-good.xml', aNitf({ id: `good-${n}`, title: 'Good' }))
    await dropOld('b-bad.xml', '<nitf><body')
    await drop('c-better.xml', aNitf({ id: `better-${n}`, title: 'Better' }))
    await look()
    expect((await headlinesFrom(db, id)).sort()).toEqual(['Better', 'Good'])
    expect(await names(join(place, 'failed'))).toEqual(['b-bad.xml', 'b-bad.xml.reason.txt'])
    const reason = await readFile(join(place, 'failed', 'b-bad.xml.reason.txt'), 'utf8')
    expect(await sentencesOf(db, id)).toEqual([
      `“b-bad.xml”: ${reason.trim()}`,
      '2 new items received. One was not taken; see below.',
    ])
    expect((await getSource(db, id)).failures).toBe(0)
  })

  it('passes over what its writer has not finished, and waits for what still grows', async () => {
    await drop('story.xml.part', aNitf({ id: `part-${n}`, title: 'Half' }))
    await drop('.hidden.xml', aNitf({ id: `hidden-${n}`, title: 'Hidden' }))
    const whole = aNitf({ id: `grows-${n}`, title: 'Grows' })
    let length = 100
    await drop('grows.xml', whole.slice(0, length))
    const growing = setInterval(() => {
      length += 100
      void drop('grows.xml', whole.slice(0, length))
      if (length >= whole.length) clearInterval(growing)
    }, 60)
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Grows'])
    await rename(join(place, 'story.xml.part'), join(place, 'story.xml'))
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Grows', 'Half'])
  })

  it('leaves one that cannot be read yet for its writer to go on with, though they pause', async () => {
    const whole = aNitf({ id: `pause-${n}`, title: 'Pause' })
    await drop('pause.xml', whole.slice(0, 300))
    await look()
    expect(await waiting()).toEqual(['pause.xml'])
    expect(await sentencesOf(db, id)).toEqual([])
    await drop('pause.xml', whole)
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Pause'])
    expect(await names(join(place, 'failed'))).toEqual([])
  })

  it('loses and doubles nothing when it stops between receiving and moving', async () => {
    const story = aNitf({ id: `crash-${n}`, title: 'Crash' })
    await drop('crash.xml', story)
    // What the process that was killed had done: received and committed, but not moved.
    await takeDelivery(needs, id, { name: 'crash.xml', bytes: Buffer.from(story) })
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Crash'])
    expect(await names(today)).toEqual(['crash.xml'])
    const revisions = await sql<{ n: number }>`
      select count(*)::int as n from wire_revision join wire_item item on item.id = item_id where item.external_id = ${`crash-${n}`}`.execute(
      db,
    )
    expect(revisions.rows[0]?.n).toBe(1)
  })

  it('stops between two files when the worker stops, and leaves the rest for the next', async () => {
    for (const name of ['a', 'b', 'c']) await drop(`${name}.xml`, aNitf({ id: `${name}-${n}`, title: name }))
    const stop = new AbortController()
    const log = {
      ...needs,
      clock: () => {
        stop.abort()
        return new Date()
      },
    }
    await lookAt(log, await claimed(db, id), 'the tests', stop.signal)
    expect((await headlinesFrom(db, id)).length).toBe(1)
    expect((await waiting()).length).toBe(2)
    await look()
    expect((await headlinesFrom(db, id)).sort()).toEqual(['a', 'b', 'c'])
  })

  it('keeps a file of the same name beside the first', async () => {
    await drop('lead.xml', aNitf({ id: `lead-${n}`, title: 'Lead' }))
    await look()
    await drop('lead.xml', aNitf({ id: `other-${n}`, title: 'Other' }))
    await look()
    expect(await names(today)).toEqual(['lead-2.xml', 'lead.xml'])
  })

  it('puts a photo into the library, by its content and not by its name', async () => {
    await drop('photo.dat', await aJpeg(200 + n, 120))
    await look()
    expect((await listPhotos(db, { q: 'photo.dat' })).items.map(({ name }) => name)).toEqual(['photo.dat'])
    expect(await names(today)).toEqual(['photo.dat'])
  })

  it.each(['before', 'after', 'with'])('gives a story its picture when that comes %s it', async (when) => {
    const media = `<media media-type="image"><media-reference source="bridge-${n}.jpg" mime-type="image/jpeg"/><media-caption>The bridge ${n}.</media-caption></media>`
    const story = () => drop('story.xml', aNitf({ id: `pictured-${n}`, title: 'Pictured', media }))
    const picture = async () => drop(`bridge-${n}.jpg`, await aJpeg(400 + n, 120))
    if (when === 'before') await picture().then(look)
    await story()
    if (when !== 'before' && when !== 'after') await picture()
    await look()
    if (when === 'after') await picture().then(look)
    const found = await sql<{ state: string; caption: string }>`
      select state, photo.caption from wire_picture left join photo on photo.id = photo_id
      join wire_item item on item.id = item_id where item.external_id = ${`pictured-${n}`}`.execute(db)
    expect(found.rows.map(({ state }) => state)).toEqual(['here'])
    if (when !== 'before') expect(found.rows[0]?.caption).toBe(`The bridge ${n}.`)
    expect(await names(join(place, 'failed'))).toEqual([])
  })

  it.each([
    ['is as new', 'image1', 0, ['waiting', 'waiting']],
    ['came days ago', 'image2', 3, ['waiting', 'here']],
  ])('gives a photo by itself to the one new story that names it: another %s', async (_how, stem, days, states) => {
    const media = `<media media-type="image"><media-reference source="${stem}-${n}.jpg" mime-type="image/jpeg"/></media>`
    for (const which of ['first', 'second']) {
      await drop(`${which}.xml`, aNitf({ id: `${which}-${n}`, title: `${which} ${n}`, media }))
      await look()
      if (which === 'first')
        await sql`update wire_revision set received_at = received_at - make_interval(days => ${days})`.execute(db)
    }
    await drop(`${stem}-${n}.jpg`, await aJpeg(440 + n, 130))
    await look()
    const found = await sql<{ state: string }>`
      select state from wire_picture join wire_item item on item.id = item_id
      where href = ${`${stem}-${n}.jpg`} order by item.id`.execute(db)
    expect(found.rows.map(({ state }) => state)).toEqual(states)
    expect((await listPhotos(db, { q: `${stem}-${n}` })).items).toHaveLength(1)
  })

  it('reads no file outside of it for a picture, however it is named', async () => {
    await writeFile(join(needs.folders.home, 'secret.jpg'), await aJpeg(77, 55))
    await symlink(join(needs.folders.home, 'secret.jpg'), join(place, '.secret.jpg'))
    const media = ['../secret.jpg', '.secret.jpg', '%2e%2e/secret.jpg', join(needs.folders.home, 'secret.jpg')]
      .map(
        (source) =>
          `<media media-type="image"><media-reference source="${source}" mime-type="image/jpeg"/><media-caption>S</media-caption></media>`,
      )
      .join('')
    await drop('story.xml', aNitf({ id: `nosy-${n}`, title: 'Nosy', media }))
    await look()
    const found = await sql<{ photoId: string | null }>`
      select photo_id as "photoId" from wire_picture join wire_item item on item.id = item_id where item.external_id = ${`nosy-${n}`}`.execute(
      db,
    )
    expect(found.rows.length).toBeGreaterThan(0)
    expect(found.rows.filter(({ photoId }) => photoId !== null)).toEqual([])
    expect(await findPhotoByAgencyId(db, '../secret.jpg')).toBeUndefined()
  })
})

describe('a folder that may not be watched', () => {
  it.each(['../keys', '/etc'])('is %s, and the log says what an operator can do', async (path) => {
    id = await added(db, aPlan('folder', { path }))
    await look()
    expect((await getSource(db, id)).lastError).toContain('WIRE_FOLDERS')
  })

  it('is one that a link makes of an allowed one', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'bs-elsewhere-'))
    await writeFile(join(elsewhere, 'theirs.xml'), aNitf({ id: 'theirs', title: 'Theirs' }))
    await symlink(elsewhere, join(needs.folders.home, 'way-out'))
    id = await added(db, aPlan('folder', { path: 'way-out' }))
    await look()
    expect((await getSource(db, id)).failures).toBe(1)
    expect(await names(elsewhere)).toEqual(['theirs.xml'])
  })
})
