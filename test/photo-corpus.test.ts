import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import ExifReader from 'exifreader'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { photoInspectCommand } from '#cli/photo-inspect.ts'
import { develop, FORMATS, masterKey, renderRendition, SHAPES, widthsOf } from '#domains/media'
import { diskFiles } from '#platform/files'
import { Refusal } from '#platform/refusal'

// Real pictures of agencies and cameras, tried in place. What they say was read by eye from their bytes; captions are told by their
// ends, so that nobody's words are copied here.
const folder = resolve(import.meta.dirname, '../../shared/real/photos')
const names = existsSync(folder) ? readdirSync(folder).sort() : []

interface Said {
  readonly [field: string]: unknown
}

const NONE: Said = {
  caption: null, credit: null, creator: null, headline: null, city: null, country: null, createdAt: null, instructions: null, error: null,
} // biome-ignore format: a list
const AP: Said = {
  caption: /^Santo Munoz, .{180,} June 5, 2020\.$/,
  ...{ credit: 'AP', creator: 'Alvaro Barrientos', headline: 'Santos Munoz', city: 'Pamplona', country: 'ESP' },
  ...{ createdAt: '2020-06-05T10:10:01Z', width: 512, height: 341, orientation: 1 },
}

const EXPECTED: Readonly<Record<string, Said>> = {
  'IPTC-PhotometadataRef-Std2017.1.jpg': {
    ...{
      caption: /^The description aka caption/,
      credit: 'Credit Line (ref2017.1)',
      headline: 'The Headline (ref2017.1)',
    },
    ...{ creator: 'Creator1 (ref2017.1), Creator2 (ref2017.1)', city: 'City (Core) (ref2017.1)' },
    ...{ country: 'Country (Core) (ref2017.1)', createdAt: '2017-07-13T17:01:00Z' },
    ...{ instructions: 'An Instruction (ref2017.1)', width: 1000, height: 500, orientation: 1 },
  },
  'RangeError_Offset_outside_bounds.jpg': {
    caption: /^FILE PHOTO: A moving .* February 12, 2020\.$/,
    ...{
      credit: 'REUTERS',
      creator: 'Wolfgang Rattay',
      headline: /at a mall in Neuss$/,
      city: 'NEUSS',
      country: 'GERMANY',
    },
    ...{ createdAt: '2020-07-23T11:32:20Z', instructions: 'NARCH/NARCH30', width: 100, height: 63, orientation: 1 },
  },
  'ap-preview-keywords.jpg': AP,
  'bomb-30000x30000.png': { error: 'photo.too-many-pixels', width: 30_000, height: 30_000 },
  'bomb-header-60000x60000.png': { error: 'photo.too-many-pixels' },
  'heic-single.heic': { error: 'photo.heic', width: 1440, height: 960, orientation: 1 },
  'invalid-iCCP-missing-adler32-checksum.png': { width: 460, height: 60, orientation: 1 },
  'invalid-image02206.jpg': { createdAt: '2009-08-04T10:35:03Z', width: 65, height: 65, orientation: 1 },
  'iphone_gpsinfo_exif.jpg': { createdAt: '2014-03-08T16:59:52', width: 400, height: 300, orientation: 1 },
  'iptc-agency-photographer-example.jpg': {
    caption: /^This statue of the 16th .* completed in 1920\.$/,
    ...{ credit: 'Mugwum Press', creator: 'Julie Doe', headline: 'Lincoln Memorial', city: 'Washington' },
    ...{ country: 'United States of America', createdAt: /^2009-06-24/, instructions: 'Newsmagazines Out' },
    ...{ width: 527, height: 350, orientation: 1 },
  },
  'iptc-independent-photographer-example.jpg': {
    caption: /^Southern Himalayan Mountains, .*nainital\.html$/,
    ...{ credit: '©1985 David Riecks: www.riecks.com', creator: 'David Riecks', headline: /^Southern Himalayan/ },
    ...{ city: 'Nainital', country: 'India', createdAt: '1985-11-25', instructions: /^No usage .* permission\.$/ },
    ...{ width: 525, height: 350, orientation: 1 },
  },
  'issue-exifr-41-Error_Segment_Unreachable.jpg': {
    ...{ createdAt: '2005-01-25T18:30:15Z', width: 297, height: 396, orientation: 1 },
  },
  'landscape_5.jpg': { width: 600, height: 450, orientation: 5 },
  'long_description.jpg': {
    caption: /^Operation Mountain Viper .*\(Released\)$/,
    ...{ credit: 'HHC 1ST BCT, 10TH MOUNTAIN', creator: 'SSG KYLE DAVIS', headline: 'Enduring Freedom' },
    ...{ city: 'KANDAHAR ARMY AIRFIELD', country: 'Afghanistan', createdAt: '2003-08-31' },
    ...{ instructions: /^Cleared for public release\./, width: 100, height: 73, orientation: 1 },
  },
  'portrait_6.jpg': { width: 450, height: 600, orientation: 6 },
  'tif-with-iptc-icc-xmp.tif': { createdAt: '2013-09-07T06:45:12', width: 35, height: 23, orientation: 1 },
  'truncated.jpg': { ...AP, error: 'photo.damaged' },
}

const bytesOf = (name: string) => readFileSync(join(folder, name))

describe.skipIf(names.length === 0)('real photographs', () => {
  const lines = new Map<string, Said>()
  let kept = ''
  beforeAll(async () => {
    kept = await mkdtemp(join(tmpdir(), 'corpus-'))
    for (const line of await inspected()) lines.set(String(line.file).slice(folder.length + 1), line)
  })
  afterAll(() => rm(kept, { recursive: true, force: true }))

  it.each(names)('%s is read as it is', (name) => {
    const line = lines.get(name)
    const expected = EXPECTED[name]
    expect(expected, 'Say what this file is').toBeDefined()
    const error = line?.error as { code: string } | null | undefined
    const flat: Said = { ...line, error: error ? error.code : null }
    for (const [field, wanted] of Object.entries({ ...NONE, ...expected })) {
      if (wanted instanceof RegExp) expect(flat[field], field).toMatch(wanted)
      else expect(flat[field], field).toBe(wanted)
    }
  })

  it.each(names)('%s leaves nothing but its picture in anything readers get', async (name) => {
    const picture = await develop(bytesOf(name)).catch((error: unknown) => {
      if (error instanceof Refusal) return undefined
      throw error
    })
    expect(picture === undefined).toBe(lines.get(name)?.error !== null)
    if (!picture) return
    const files = diskFiles(kept)
    await files.put(masterKey(picture), picture.master, { mediaType: picture.masterType })
    for (const shape of SHAPES) {
      for (const format of FORMATS) {
        const [width = 0] = widthsOf(shape)
        const bytes = Buffer.from(await renderRendition(files, picture, { shape, width, format }))
        const tags = await ExifReader.load(bytes, { expanded: true, async: true }).catch(
          () => ({}) as ExifReader.ExpandedTags,
        )
        expect(Object.keys(tags.gps ?? {}), `${shape} ${format}`).toEqual([])
        expect(tags.iptc, `${shape} ${format}`).toBeUndefined()
        expect(tags.xmp, `${shape} ${format}`).toBeUndefined()
        const names = Object.keys(tags.exif ?? {}).join(' ')
        expect(names, `${shape} ${format}`).not.toMatch(/GPS|Serial|Make|Model|Artist|Owner|Orientation/)
        const seen = await sharp(bytes).metadata()
        expect(seen.orientation ?? 1).toBe(1)
        if (shape === 'full') expect(seen.width >= seen.height).toBe(picture.width >= picture.height)
      }
    }
  })
})

/** What the command prints. */
async function inspected(): Promise<Said[]> {
  const printed: string[] = []
  await photoInspectCommand(
    names.map((name) => join(folder, name)),
    { out: (line) => printed.push(line), err: () => {} },
  )
  return printed.map((line) => JSON.parse(line) as Said)
}
