import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cast, workOf } from '#kit/cast'
import { type FreshDb, freshDb } from '#kit/database'
import { aJpeg, aJpegWithIim, aScene, TELLTALE } from '#kit/pictures'
import { transaction } from '#platform/db'
import { diskFiles, type Files } from '#platform/files'
import { credit } from './credit.ts'
import { masterKey, originalKey } from './keys.ts'
import { develop } from './picture.ts'
import { findPhoto, getPhoto, listPhotos, photosById } from './queries.ts'
import { retire } from './retire.ts'
import { upload } from './upload.ts'

let fresh: FreshDb
let folder = ''
let files: Files

beforeAll(async () => {
  fresh = await freshDb()
  folder = await mkdtemp(join(tmpdir(), 'upload-'))
  files = diskFiles(folder)
})
afterAll(async () => {
  await fresh.close()
  await rm(folder, { recursive: true, force: true })
})

// Each test needs bytes that no other test has.
let size = 200
function bytes(): Promise<Buffer> {
  size += 1
  return aJpeg(size, 150)
}
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code })
const factsOf = async (photoId: string) =>
  (
    await sql<{ fact: string }>`select fact from ledger where detail ->> 'photoId' = ${photoId} order by id`.execute(
      fresh.db,
    )
  ).rows.map(({ fact }) => fact)

describe('uploading a photo', () => {
  it('keeps the original as it came, a clean copy, and what the file says', async () => {
    const original = await aScene(320, 240).withExif(TELLTALE).jpeg().toBuffer()
    const { photo, isNew } = await upload(
      workOf(fresh.db),
      { bytes: original, name: 'pond.jpg', alt: 'A still pond' },
      files,
    )
    expect(isNew).toBe(true)
    expect(photo).toMatchObject({
      width: 320,
      height: 240,
      mediaType: 'image/jpeg',
      caption: 'The mill pond',
      alt: 'A still pond',
      name: 'pond.jpg',
      takenAt: '2026-11-20T08:15:00',
      focus: null,
      uploadedBy: cast.ana,
      retiredAt: null,
      bytes: original.length,
    })
    expect(photo.uploadedAt).toEqual(workOf(fresh.db).at)
    expect(Buffer.from((await files.get(originalKey(photo)))!).equals(original)).toBe(true)
    expect(Buffer.from((await files.get(masterKey(photo)))!).includes('SERIAL-4711')).toBe(false)
    expect(await findPhoto(fresh.db, photo.id)).toEqual(photo)
    expect(await factsOf(photo.id)).toEqual(['photo.uploaded'])
  })
  it('puts what the person says in place of what the file says', async () => {
    const said = await aJpegWithIim([
      [120, Buffer.from('A heron. (Ana Reyes / The Sentinel)')],
      [25, Buffer.from('heron')],
    ])
    const { photo } = await upload(
      workOf(fresh.db),
      { bytes: said, caption: 'An egret\0 ', credit: '', focus: { x: 0.25, y: 0.5 } },
      files,
    )
    expect(photo).toMatchObject({
      caption: 'An egret',
      creator: 'Ana Reyes',
      credit: '',
      keywords: ['heron'],
      focus: { x: 0.25, y: 0.5 },
    })
  })
  it('of the same bytes twice gives the same photo, unchanged', async () => {
    const same = await bytes()
    const first = await upload(workOf(fresh.db), { bytes: same, caption: 'First' }, files)
    const second = await upload(workOf(fresh.db, { by: cast.pip }), { bytes: same, caption: 'Second' }, files)
    expect(second).toEqual({ photo: first.photo, isNew: false })
    expect(await factsOf(first.photo.id)).toEqual(['photo.uploaded'])
  })
  it('by ten people at once gives one photo', async () => {
    const same = await bytes()
    const picture = await develop(same)
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, place) =>
        transaction(fresh.db, (db) => upload(workOf(db), place % 2 ? { bytes: same } : { picture }, files)),
      ),
    )
    expect(new Set(all.map(({ photo }) => photo.id)).size).toBe(1)
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect(await factsOf(all[0]!.photo.id)).toEqual(['photo.uploaded'])
  })
  it('is for the newsroom, not for its business side or its readers', async () => {
    const some = await bytes()
    for (const by of [cast.bea, cast.cora]) {
      await expect(upload(workOf(fresh.db, { by }), { bytes: some }, files)).rejects.toEqual(
        refused('photo.not-yours-to-upload'),
      )
    }
    for (const by of [cast.ada, cast.ana, cast.cam, cast.ben, cast.pip]) {
      expect((await upload(workOf(fresh.db, { by }), { bytes: await bytes() }, files)).isNew).toBe(true)
    }
  })
  it('refuses what is no picture and leaves nothing behind', async () => {
    const before = await listPhotos(fresh.db, {})
    await expect(upload(workOf(fresh.db), { bytes: Buffer.from('no picture') }, files)).rejects.toEqual(
      refused('photo.not-a-picture'),
    )
    await expect(upload(workOf(fresh.db), { bytes: await bytes(), focus: { x: 2, y: 0 } }, files)).rejects.toEqual(
      refused('photo.focus-outside'),
    )
    expect(await listPhotos(fresh.db, {})).toEqual(before)
  })
})

describe('crediting a photo', () => {
  it('changes what is given and leaves the rest', async () => {
    const { photo } = await upload(
      workOf(fresh.db),
      { bytes: await bytes(), caption: 'A heron', creator: 'Ana Reyes' },
      files,
    )
    await credit(workOf(fresh.db, { by: cast.ben }), photo.id, {
      credit: 'The Sentinel',
      alt: 'A gray bird',
      focus: { x: 0.1, y: 0.9 },
    })
    const after = await getPhoto(fresh.db, photo.id)
    expect(after).toEqual({ ...photo, credit: 'The Sentinel', alt: 'A gray bird', focus: { x: 0.1, y: 0.9 } })
    await credit(workOf(fresh.db), photo.id, { focus: null })
    expect((await getPhoto(fresh.db, photo.id)).focus).toBeNull()
    expect(await factsOf(photo.id)).toEqual(['photo.uploaded', 'photo.credited', 'photo.credited'])
  })
  it('is refused to outsiders, for what is not there, and with a point outside', async () => {
    const { photo } = await upload(workOf(fresh.db), { bytes: await bytes() }, files)
    await expect(credit(workOf(fresh.db, { by: cast.bea }), photo.id, { alt: 'x' })).rejects.toEqual(
      refused('photo.not-yours-to-credit'),
    )
    await expect(credit(workOf(fresh.db), '999999', { alt: 'x' })).rejects.toEqual(refused('photo.not-found'))
    await expect(credit(workOf(fresh.db), 'x', { alt: 'x' })).rejects.toEqual(refused('photo.not-found'))
    await expect(credit(workOf(fresh.db), photo.id, { focus: { x: -0.1, y: 0 } })).rejects.toEqual(
      refused('photo.focus-outside'),
    )
  })
  it('by two at once loses neither change', async () => {
    const { photo } = await upload(workOf(fresh.db), { bytes: await bytes() }, files)
    await Promise.all([
      transaction(fresh.db, (db) => credit(workOf(db), photo.id, { caption: 'Hers' })),
      transaction(fresh.db, (db) => credit(workOf(db), photo.id, { alt: 'His' })),
    ])
    expect(await getPhoto(fresh.db, photo.id)).toMatchObject({ caption: 'Hers', alt: 'His' })
  })
})

describe('retiring a photo', () => {
  it('takes it out of the library and off pages, once, and for good', async () => {
    const same = await bytes()
    const { photo } = await upload(workOf(fresh.db), { bytes: same, caption: 'Retired pelican' }, files)
    await retire(workOf(fresh.db, { by: cast.pip }), photo.id, 'The agency killed it')
    await retire(workOf(fresh.db), photo.id, 'Again')
    expect(await getPhoto(fresh.db, photo.id)).toMatchObject({
      retiredReason: 'The agency killed it',
      retiredAt: workOf(fresh.db).at,
    })
    expect((await listPhotos(fresh.db, { q: 'pelican' })).items).toEqual([])
    expect((await photosById(fresh.db, [photo.id])).size).toBe(0)
    expect(await factsOf(photo.id)).toEqual(['photo.uploaded', 'photo.retired'])
    await expect(upload(workOf(fresh.db), { bytes: same }, files)).rejects.toEqual(refused('photo.retired'))
    await expect(credit(workOf(fresh.db), photo.id, { alt: 'x' })).rejects.toEqual(refused('photo.retired'))
  })
  it('is not for reporters', async () => {
    const { photo } = await upload(workOf(fresh.db), { bytes: await bytes() }, files)
    await expect(retire(workOf(fresh.db, { by: cast.ben }), photo.id)).rejects.toEqual(
      refused('photo.not-yours-to-retire'),
    )
  })
})
