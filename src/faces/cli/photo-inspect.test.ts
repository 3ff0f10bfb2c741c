import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBomb, aJpeg, aScene, TELLTALE } from '#kit/pictures'
import { photoInspectCommand } from './photo-inspect.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function inspect(...files: string[]) {
  const lines: string[] = []
  const errors: string[] = []
  const status = await photoInspectCommand([...files, '--json'], {
    out: (line) => lines.push(line),
    err: (line) => errors.push(line),
  })
  return { status, errors, photos: lines.map((line) => JSON.parse(line)) }
}

async function aFile(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

describe('photo inspect', () => {
  it('prints one line a file, with everything in it and nulls for what is not said', async () => {
    const file = await aFile('pond.jpg', await aScene(40, 60).withExif(TELLTALE).jpeg().toBuffer())
    expect(await inspect(file)).toEqual({
      status: 0,
      errors: [],
      photos: [
        {
          file,
          caption: 'The mill pond',
          credit: null,
          creator: null,
          headline: null,
          city: null,
          country: null,
          createdAt: '2026-11-20T08:15:00',
          instructions: null,
          width: 40,
          height: 60,
          orientation: 1,
          error: null,
        },
      ],
    })
  })
  it('goes on after a file that cannot be used, says why, and ends with 1', async () => {
    const whole = await aJpeg()
    const files = [
      await aFile('bomb.png', aBomb(50_000, 50_000)),
      await aFile('cut.jpg', whole.subarray(0, whole.length / 2)),
      await aFile('notes.jpg', Buffer.from('notes')),
      join(folder, 'missing.jpg'),
      folder,
      await aFile('good.jpg', whole),
    ]
    const { status, photos, errors } = await inspect(...files)
    expect(status).toBe(1)
    expect(photos.map((photo) => photo.error?.code)).toEqual([
      'photo.too-many-pixels',
      'photo.damaged',
      'photo.not-a-picture',
      'file.not-readable',
      'file.not-readable',
      undefined,
    ])
    expect(photos[3].error.message).toBe('There is no such file.')
    expect(photos[1]).toMatchObject({ width: 600, height: 400 })
    expect(errors).toEqual(['5 of 6 files cannot be used.'])
  })
  it('without a file is refused', async () => {
    await expect(inspect()).rejects.toThrow(/Name at least one photo/)
  })
})

const real = resolve(import.meta.dirname, '../../../../shared/real/photos')

describe.skipIf(!existsSync(real))('the real photos', () => {
  const one = async (name: string) => (await inspect(join(real, name))).photos[0]

  it('that agencies sent have their words in the right letters, from the right place', async () => {
    expect(await one('ap-preview-keywords.jpg')).toMatchObject({
      creator: 'Alvaro Barrientos',
      credit: 'AP',
      headline: 'Santos Munoz',
      city: 'Pamplona',
      country: 'ESP',
      createdAt: '2020-06-05T10:10:01Z',
      error: null,
    })
    expect((await one('ap-preview-keywords.jpg')).caption).toMatch(/^Santo Munoz, left, .* Friday, June 5, 2020\.$/)
    expect(await one('RangeError_Offset_outside_bounds.jpg')).toMatchObject({
      creator: 'Wolfgang Rattay',
      credit: 'REUTERS',
      city: 'NEUSS',
      instructions: 'NARCH/NARCH30',
      createdAt: '2020-07-23T11:32:20Z',
      error: null,
    })
    expect((await one('RangeError_Offset_outside_bounds.jpg')).caption).toMatch(/February 12, 2020\.$/)
    expect(await one('iptc-independent-photographer-example.jpg')).toMatchObject({
      credit: '©1985 David Riecks: www.riecks.com',
      createdAt: '1985-11-25',
    })
    expect(await one('iptc-agency-photographer-example.jpg')).toMatchObject({
      creator: 'Julie Doe',
      credit: 'Mugwum Press',
      instructions: 'Newsmagazines Out',
    })
  })
  it('that hold every field of the standard give both creators and an exact time', async () => {
    expect(await one('IPTC-PhotometadataRef-Std2017.1.jpg')).toMatchObject({
      caption: 'The description aka caption (ref2017.1)',
      creator: 'Creator1 (ref2017.1), Creator2 (ref2017.1)',
      credit: 'Credit Line (ref2017.1)',
      headline: 'The Headline (ref2017.1)',
      city: 'City (Core) (ref2017.1)',
      country: 'Country (Core) (ref2017.1)',
      createdAt: '2017-07-13T17:01:00Z',
      instructions: 'An Instruction (ref2017.1)',
      width: 1000,
      height: 500,
    })
  })
  it('with a long caption keep all of it', async () => {
    const photo = await one('long_description.jpg')
    expect(photo).toMatchObject({ creator: 'SSG KYLE DAVIS', headline: 'Enduring Freedom', createdAt: '2003-08-31' })
    expect(photo.caption).toMatch(/^Operation Mountain Viper .*Staff Sgt\. Kyle Davis\) \(Released\)$/)
  })
  it('that were taken sideways are measured upright', async () => {
    expect(await one('portrait_6.jpg')).toMatchObject({ width: 450, height: 600, orientation: 6 })
    expect(await one('landscape_5.jpg')).toMatchObject({ width: 600, height: 450, orientation: 5 })
  })
  it('that are damaged only in their metadata can be used', async () => {
    for (const name of [
      'issue-exifr-41-Error_Segment_Unreachable.jpg',
      'invalid-image02206.jpg',
      'invalid-iCCP-missing-adler32-checksum.png',
      'tif-with-iptc-icc-xmp.tif',
    ]) {
      expect((await one(name)).error, name).toBeNull()
    }
  })
  it('never tell where they were taken', async () => {
    expect(JSON.stringify(await one('iphone_gpsinfo_exif.jpg'))).not.toMatch(/33\.4|70\.6|GPS/)
    expect(await one('iphone_gpsinfo_exif.jpg')).toMatchObject({ createdAt: '2014-03-08T16:59:52', error: null })
  })
  it('that cannot be used say why at once', async () => {
    const started = performance.now()
    for (const [name, code] of [
      ['bomb-30000x30000.png', 'photo.too-many-pixels'],
      ['bomb-header-60000x60000.png', 'photo.too-many-pixels'],
      ['heic-single.heic', 'photo.heic'],
      ['truncated.jpg', 'photo.damaged'],
    ]) {
      const photo = await one(name!)
      expect(photo.error.code, basename(photo.file)).toBe(code)
    }
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(await one('truncated.jpg')).toMatchObject({ creator: 'Alvaro Barrientos', width: 512 })
  })
})
