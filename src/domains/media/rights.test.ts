import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cast, workOf } from '#kit/cast'
import { type FreshDb, freshDb } from '#kit/database'
import { aJpeg, aJpegWithIim } from '#kit/pictures'
import { diskFiles, type Files } from '#platform/files'
import { expireDue } from './expire.ts'
import { originalKey } from './keys.ts'
import { develop } from './picture.ts'
import { findPhotoByAgencyId, getPhoto, listPhotos, photosFitToPublish } from './queries.ts'
import { receivePhoto } from './receive.ts'
import { replace } from './replace.ts'
import { retire } from './retire.ts'
import { clearRestriction, setRights } from './rights.ts'
import { upload } from './upload.ts'

let fresh: FreshDb
let folder = ''
let files: Files
const sentinel = { name: 'The Inland Sentinel', place: 'Cheney Falls, Washington', zone: 'America/Los_Angeles' }
const INSTRUCTIONS = 40

beforeAll(async () => {
  fresh = await freshDb()
  folder = await mkdtemp(join(tmpdir(), 'rights-'))
  files = diskFiles(folder)
})
afterAll(async () => {
  await fresh.close()
  await rm(folder, { recursive: true, force: true })
})

// Each test needs bytes that no other test has.
let size = 200
async function picture(wide = 0, high = 150) {
  size += 1
  return develop(await aJpeg(wide || size, high))
}
const work = (at = '2026-11-24T20:00:00Z', by: Parameters<typeof workOf>[1] = {}) =>
  workOf(fresh.db, { ...by, at: new Date(at) })
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code })
const barred = (photoId: string, at = work().at) =>
  photosFitToPublish(fresh.db, [{ photoId, creator: '', credit: '' }], { paper: sentinel, at })
const factsOf = async (photoId: string) =>
  (
    await sql<{ fact: string }>`select fact from ledger where detail ->> 'photoId' = ${photoId} order by id`.execute(
      fresh.db,
    )
  ).rows.map(({ fact }) => fact)

describe('a photo that comes by itself', () => {
  it('brings its words, its rights and the agency’s name for it', async () => {
    const bytes = await aJpegWithIim([[INSTRUCTIONS, Buffer.from('NO SALES')]])
    const { photo, isNew } = await receivePhoto(
      work(),
      {
        picture: await develop(bytes),
        name: 'wire-17.jpg',
        words: { caption: 'A heron', creator: 'Ana Reyes', credit: 'AP', source: 'AP', alt: '' },
        usageTerms: ['JAPAN OUT'],
        instructions: 'WEB 14 DAYS',
        expiresAt: new Date('2027-01-01T00:00:00Z'),
        whenExpired: 'retire',
        agencyId: 'urn:ap:17',
      },
      files,
    )
    expect(isNew).toBe(true)
    expect(photo).toMatchObject({ caption: 'A heron', source: 'AP', whenExpired: 'retire', agencyId: 'urn:ap:17' })
    expect(photo.restrictions.map(({ kind }) => kind)).toEqual(['no-sales', 'web-days', 'territory-out'])
    expect(photo.expiresAt).toEqual(new Date('2026-12-08T20:00:00Z'))
    expect((await findPhotoByAgencyId(fresh.db, 'urn:ap:17'))?.id).toBe(photo.id)
  })
  it('twice keeps the newsroom’s words, and what is allowed only gets less', async () => {
    const same = await picture()
    const first = await receivePhoto(
      work(),
      { picture: same, name: 'a.jpg', words: { caption: 'Ours' }, expiresAt: new Date('2026-12-01T00:00:00Z') },
      files,
    )
    const again = await receivePhoto(
      work(),
      {
        picture: same,
        name: 'b.jpg',
        words: { caption: 'Theirs' },
        instructions: 'NO INTERNET',
        expiresAt: new Date('2027-01-01T00:00:00Z'),
      },
      files,
    )
    expect(again).toMatchObject({ isNew: false, photo: { id: first.photo.id, caption: 'Ours', name: 'a.jpg' } })
    expect(again.photo.expiresAt).toEqual(new Date('2026-12-01T00:00:00Z'))
    expect((await barred(first.photo.id)).map(({ kind }) => kind)).toEqual(['no-web'])
  })
  it('that was killed is refused for good', async () => {
    const killed = await picture()
    const { photo } = await receivePhoto(work(), { picture: killed, name: 'k.jpg' }, files)
    await retire(work(), photo.id, 'Killed by the agency.')
    await expect(receivePhoto(work(), { picture: killed, name: 'k.jpg' }, files)).rejects.toEqual(
      refused('photo.retired'),
    )
  })
})

describe('what an agency allows', () => {
  it('stops publication until someone who may clears it and says why', async () => {
    const { photo } = await upload(work(), { picture: await picture(), instructions: 'NO INTERNET; NO SALES' }, files)
    expect(await barred(photo.id)).toMatchObject([{ kind: 'no-web', photoId: photo.id, blocks: true }])
    await expect(
      clearRestriction(work(undefined, { by: cast.ben }), photo.id, 'NO INTERNET', 'Asked them'),
    ).rejects.toEqual(refused('photo.not-yours-to-clear'))
    await expect(clearRestriction(work(), photo.id, 'NO INTERNET', ' ')).rejects.toEqual(
      refused('photo.clear-without-note'),
    )
    await expect(clearRestriction(work(), photo.id, 'NO TV', 'x')).rejects.toEqual(refused('photo.no-such-restriction'))
    await clearRestriction(work(), photo.id, 'NO INTERNET', 'Roe at the agency agreed by phone.')
    expect(await barred(photo.id)).toEqual([])
    expect((await getPhoto(fresh.db, photo.id)).cleared).toEqual([
      { words: 'NO INTERNET', note: 'Roe at the agency agreed by phone.', by: cast.ana.name, at: work().at.toISOString() },
    ]) // biome-ignore format: one to a line
    expect(await factsOf(photo.id)).toEqual(['photo.uploaded', 'photo.restriction-cleared'])
  })
  it('may be written down anew, and is read again', async () => {
    const { photo } = await upload(work(), { picture: await picture() }, files)
    const now = await setRights(work(), photo.id, { instructions: 'PRINT ONLY', expiresAt: null })
    expect(now.restrictions).toMatchObject([{ kind: 'no-web' }])
    expect(await setRights(work(), photo.id, { instructions: '' })).toMatchObject({ restrictions: [] })
    await expect(setRights(work(undefined, { by: cast.ben }), photo.id, {})).rejects.toEqual(
      refused('photo.not-yours-to-clear'),
    )
  })
})

describe('the end of a photo’s rights', () => {
  it('marks it, or takes it off every page, as was said when it came; once', async () => {
    const expiresAt = new Date('2026-11-25T00:00:00Z')
    const marked = (await upload(work(), { picture: await picture(), expiresAt }, files)).photo
    const gone = (await upload(work(), { picture: await picture(), expiresAt, whenExpired: 'retire' }, files)).photo
    await expireDue(work('2026-11-24T23:59:00Z'))
    expect((await getPhoto(fresh.db, marked.id)).expiredAt).toBeNull()
    await expireDue(work('2026-11-25T00:00:00Z'))
    await expireDue(work('2026-11-25T00:05:00Z'))
    expect(await factsOf(marked.id)).toEqual(['photo.uploaded', 'photo.expired'])
    expect(await factsOf(gone.id)).toEqual(['photo.uploaded', 'photo.expired', 'photo.retired'])
    expect(await getPhoto(fresh.db, gone.id)).toMatchObject({ retiredReason: 'Its rights ran out.' })
    expect(await barred(marked.id, expiresAt)).toMatchObject([{ kind: 'expired' }])
    await setRights(work('2026-11-26T00:00:00Z'), marked.id, { expiresAt: new Date('2027-11-25T00:00:00Z') })
    expect(await barred(marked.id)).toEqual([])
  })
})

describe('replacing a photo', () => {
  it('keeps its id, words and focal point, and the old bytes', async () => {
    const focus = { x: 0.2, y: 0.3 }
    const before = (
      await upload(work(), { picture: await picture(600, 400), caption: 'The mill', focus, name: 'low.jpg' }, files)
    ).photo
    const now = await replace(work(), before.id, { picture: await picture(900, 600), name: 'high.jpg' }, files)
    expect(now).toMatchObject({ id: before.id, caption: 'The mill', focus, width: 900, version: 2, name: 'high.jpg' })
    expect(now.fingerprint).not.toBe(before.fingerprint)
    expect(await files.has(originalKey(before))).toBe(true)
    expect(await factsOf(before.id)).toEqual(['photo.uploaded', 'photo.replaced'])
  })
  it('forgets the focal point where the proportions differ', async () => {
    const focus = { x: 0.2, y: 0.3 }
    const before = (await upload(work(), { picture: await picture(620, 400), focus }, files)).photo
    expect((await replace(work(), before.id, { picture: await picture(400, 621) }, files)).focus).toBeNull()
  })
  it('refuses a picture that is another photo, and old bytes as a new photo; it may be undone', async () => {
    const [one, two, other] = [await picture(), await picture(), await picture()]
    const before = (await upload(work(), { picture: one }, files)).photo
    await upload(work(), { picture: other }, files)
    await expect(replace(work(), before.id, { picture: other }, files)).rejects.toEqual(refused('photo.is-another'))
    await replace(work(), before.id, { picture: two }, files)
    await expect(upload(work(), { picture: one }, files)).rejects.toEqual(refused('photo.was-replaced'))
    expect(await replace(work(), before.id, { picture: one }, files)).toMatchObject({
      version: 3,
      fingerprint: one.fingerprint,
    })
    await expect(upload(work(), { picture: two }, files)).rejects.toEqual(refused('photo.was-replaced'))
  })
  it('with the bytes it has changes nothing, and only the photo desk and editors may', async () => {
    const same = await picture()
    const { photo } = await upload(work(), { picture: same }, files)
    expect(await replace(work(), photo.id, { picture: same }, files)).toMatchObject({ version: 1 })
    await expect(replace(work(undefined, { by: cast.ben }), photo.id, { picture: same }, files)).rejects.toEqual(
      refused('photo.not-yours-to-replace'),
    )
  })
})

describe('looking for photos', () => {
  it('finds them by who took them, by the day, and by what is allowed', async () => {
    const bytes = await aJpegWithIim([
      [55, Buffer.from('20200605')],
      [INSTRUCTIONS, Buffer.from('NO SALES')],
    ])
    const { photo } = await upload(work(), { bytes, creator: 'Noor_Haddad', credit: 'The Beacon' }, files)
    const found = async (search: Parameters<typeof listPhotos>[1]) =>
      (await listPhotos(fresh.db, search)).items.map(({ id }) => id)
    expect(await found({ creator: 'noor_h' })).toEqual([photo.id])
    expect(await found({ creator: 'beacon' })).toEqual([photo.id])
    expect(await found({ creator: 'noor%' })).toEqual([])
    expect(await found({ from: '2020-06-05', to: '2020-06-05' })).toEqual([photo.id])
    expect(await found({ to: '2020-06-04' })).toEqual([])
    expect(await found({ rights: 'restricted', creator: 'noor' })).toEqual([photo.id])
    expect(await found({ rights: 'free', creator: 'noor' })).toEqual([])
    expect((await found({ rights: 'retired' })).length).toBeGreaterThan(0)
    expect(await found({ rights: 'expired', creator: 'noor' })).toEqual([])
  })
})
