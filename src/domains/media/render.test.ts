import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aJpeg, aScene, TELLTALE } from '#kit/pictures'
import { diskFiles, type Files } from '#platform/files'
import { masterKey, renditionKey } from './keys.ts'
import { develop, type Picture } from './picture.ts'
import { renderRendition } from './render.ts'
import { FORMATS, type Rendition, SHAPES, widthsOf } from './rendition.ts'

let folder = ''
let files: Files

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'render-'))
  files = diskFiles(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function keep(bytes: Uint8Array): Promise<Picture> {
  const picture = await develop(bytes)
  await files.put(masterKey(picture), picture.master, { mediaType: picture.masterType })
  return picture
}

describe('a rendition', () => {
  it('says nothing of the place or the camera, in any format and shape', async () => {
    const photo = await keep(await aScene(1600, 1000).withExif(TELLTALE).jpeg().toBuffer())
    for (const shape of SHAPES) {
      for (const format of FORMATS) {
        const width = widthsOf(shape)[0]!
        const read = await sharp(await renderRendition(files, photo, { shape, width, format })).metadata()
        expect([read.exif, read.xmp, read.iptc], `${shape} ${format}`).toEqual([undefined, undefined, undefined])
        expect(read.width, `${shape} ${format}`).toBe(width)
      }
    }
  })
  it('is never larger than the picture it is made from', async () => {
    const photo = await keep(await aJpeg(500, 400))
    for (const width of [640, 1920]) {
      const read = await sharp(await renderRendition(files, photo, { shape: '1x1', width, format: 'webp' })).metadata()
      expect([read.width, read.height]).toEqual([400, 400])
    }
  })
  it('shows the focal point', async () => {
    const spot = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#00ff00' } })
      .png()
      .toBuffer()
    const photo = await keep(
      await aScene(1600, 500)
        .composite([{ input: spot, left: 1500, top: 220 }])
        .png()
        .toBuffer(),
    )
    const greenest = async (focus: Rendition['focus']) => {
      const bytes = await renderRendition(files, photo, { shape: '1x1', width: 320, format: 'jpeg', focus })
      const { channels } = await sharp(bytes).stats()
      return channels[1]!.max
    }
    expect(await greenest({ x: 0.96, y: 0.5 })).toBeGreaterThan(200)
    expect(await greenest({ x: 0.1, y: 0.5 })).toBeLessThan(120)
  })
  it('puts white behind what is transparent where the format knows no transparency', async () => {
    const photo = await keep(
      await sharp({ create: { width: 400, height: 300, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
        .png()
        .toBuffer(),
    )
    const bytes = await renderRendition(files, photo, { shape: 'full', width: 320, format: 'jpeg' })
    expect([...(await sharp(bytes).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255])
  })
  it('is made once, however many ask at once, and kept', async () => {
    const photo = await keep(await aJpeg(900, 600))
    let made = 0
    const counted: Files = {
      ...files,
      put: async (...args) => {
        made += 1
        return files.put(...args)
      },
    }
    const wanted: Rendition = { shape: '3x2', width: 640, format: 'avif' }
    const all = await Promise.all(Array.from({ length: 12 }, () => renderRendition(counted, photo, wanted)))
    expect(made).toBe(1)
    expect(new Set(all.map((bytes) => Buffer.from(bytes).toString('base64'))).size).toBe(1)
    await files.remove(masterKey(photo))
    expect(await renderRendition(counted, photo, wanted)).toHaveLength(all[0]!.length)
    expect(await files.has(renditionKey(photo, wanted))).toBe(true)
  })
  it('of a size that is not on the list is not made', async () => {
    const photo = await keep(await aJpeg(901, 600))
    await expect(renderRendition(files, photo, { shape: '3x2', width: 700, format: 'avif' })).rejects.toThrow(
      'Not a rendition',
    )
  })
  it('whose master is lost says which file to restore, and is made once that is back', async () => {
    const photo = await keep(await aJpeg(902, 600))
    await files.remove(masterKey(photo))
    await expect(renderRendition(files, photo, { shape: 'full', width: 320, format: 'jpeg' })).rejects.toThrow(
      /Restore it from the backup/,
    )
    await files.put(masterKey(photo), photo.master, { mediaType: photo.masterType })
    expect((await renderRendition(files, photo, { shape: 'full', width: 320, format: 'jpeg' })).length).toBeGreaterThan(
      500,
    )
  })
})
