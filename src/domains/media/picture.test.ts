import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { aBomb, aJpeg, aScene, TELLTALE } from '#kit/pictures'
import { PHOTO_MAX_BYTES } from './photo.ts'
import { develop, inspectPicture, obstacleToDecoding } from './picture.ts'

const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', kind: 'invalid', code: `photo.${code}` })
const pixel = async (bytes: Uint8Array, left: number, top: number) => [
  ...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer()),
]

describe('a picture that was taken sideways', () => {
  it('stands upright, its width and height exchanged', async () => {
    const sideways = await aScene(600, 400).rotate(-90).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const picture = await develop(sideways)
    expect([picture.width, picture.height]).toEqual([600, 400])
    const [red = 0, , blue = 0] = await pixel(picture.master, 5, 5)
    expect(red).toBeGreaterThan(blue + 150)
    expect((await sharp(picture.master).metadata()).orientation).toBeUndefined()
  })
  it('stands upright when it is mirrored too', async () => {
    const mirrored = await aScene(600, 400).flip().rotate(90).withMetadata({ orientation: 5 }).jpeg().toBuffer()
    expect(await sharp(mirrored).metadata()).toMatchObject({ width: 400, height: 600 })
    const picture = await develop(mirrored)
    expect([picture.width, picture.height]).toEqual([600, 400])
    const [red = 0, , blue = 0] = await pixel(picture.master, 5, 5)
    expect(red).toBeGreaterThan(blue + 150)
  })
})

describe('the clean copy', () => {
  it('says nothing of the place, the camera or the owner', async () => {
    const original = await aScene()
      .withExif(TELLTALE)
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">SERIAL-4711</x:xmpmeta>')
      .jpeg()
      .toBuffer()
    expect(original.includes('SERIAL-4711')).toBe(true)
    const { master, metadata, original: kept } = await develop(original)
    const read = await sharp(master).metadata()
    expect([read.exif, read.xmp, read.iptc, read.icc]).toEqual([undefined, undefined, undefined, undefined])
    expect(Buffer.from(master).includes('SERIAL-4711')).toBe(false)
    expect(JSON.stringify(metadata)).not.toMatch(/4711|GPS|47\.48/)
    expect(Buffer.from(kept).equals(original)).toBe(true)
  })
  it('is at most 3600 pixels on its longer edge, and the photo keeps its own size', async () => {
    const picture = await develop(await aJpeg(4000, 1000))
    expect([picture.width, picture.height]).toEqual([4000, 1000])
    expect(await sharp(picture.master).metadata()).toMatchObject({ width: 3600, height: 900, format: 'jpeg' })
  })
  it('of a drawing loses nothing and keeps what is transparent', async () => {
    const drawing = await sharp({
      create: { width: 80, height: 60, channels: 4, background: { r: 10, g: 120, b: 30, alpha: 0.5 } },
    })
      .png()
      .toBuffer()
    const { master, masterType } = await develop(drawing)
    expect(masterType).toBe('image/png')
    expect([...(await sharp(master).raw().toBuffer()).subarray(0, 4)]).toEqual([10, 120, 30, 128])
  })
  it('has the colors of sRGB, whatever the camera used', async () => {
    const wide = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#30c040' } })
      .withIccProfile('p3')
      .jpeg({ quality: 100 })
      .toBuffer()
    const { master } = await develop(wide)
    const [, green = 0] = await pixel(master, 5, 5)
    const [, stored = 0] = [...(await sharp(wide, { ignoreIcc: true }).raw().toBuffer())]
    expect(Math.abs(green - 192)).toBeLessThan(4)
    expect(stored).not.toBe(green)
  })
  it('is made from each kind of picture we take', async () => {
    for (const kind of ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const) {
      const picture = await develop(await aScene(90, 60)[kind]().toBuffer())
      expect(picture, kind).toMatchObject({ width: 90, height: 60, mediaType: `image/${kind}` })
      expect(picture.thumbhash.length, kind).toBeGreaterThan(10)
    }
  })
  it('of an animation is its first frame', async () => {
    const frames = Buffer.concat([Buffer.alloc(20 * 20 * 3, 200), Buffer.alloc(20 * 20 * 3, 20)])
    const animation = await sharp(frames, { raw: { width: 20, height: 40, channels: 3, pageHeight: 20 } })
      .gif()
      .toBuffer()
    expect((await sharp(animation).metadata()).pages).toBe(2)
    expect(await develop(animation)).toMatchObject({ width: 20, height: 20 })
  })
})

describe('what is refused', () => {
  it('a bomb, by its header, in less time than decoding would take', async () => {
    for (const side of [12_000, 60_000]) {
      const started = performance.now()
      await expect(develop(aBomb(side, side))).rejects.toEqual(refusal('too-many-pixels'))
      expect(performance.now() - started).toBeLessThan(200)
    }
  })
  it('a picture cut short, of any kind', async () => {
    for (const kind of ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const) {
      const whole = await aScene(300, 200)[kind]().toBuffer()
      await expect(develop(whole.subarray(0, Math.floor(whole.length * 0.6))), kind).rejects.toEqual(refusal('damaged'))
    }
  })
  it('a header with no picture behind it', async () => {
    await expect(develop(aBomb(100, 100))).rejects.toEqual(refusal('damaged'))
  })
  it('a phone’s HEIC, with advice', async () => {
    const heic = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'),
      Buffer.alloc(64),
    ])
    await expect(develop(heic)).rejects.toThrow(/Most Compatible.*JPEG/)
  })
  it('an SVG, also in disguise', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>'
    for (const spelled of [svg, `<?xml version="1.0"?>\n<!-- x -->\n${svg}`, `  \n${svg}`]) {
      await expect(develop(Buffer.from(spelled))).rejects.toEqual(refusal('svg'))
    }
  })
  it('what is no picture, whatever its name', async () => {
    await expect(develop(Buffer.from('Minutes of the council'))).rejects.toEqual(refusal('not-a-picture'))
    await expect(develop(Buffer.from('%PDF-1.7 ...'))).rejects.toEqual(refusal('not-a-picture'))
    await expect(develop(Buffer.from('<html><body>no</body></html>'))).rejects.toEqual(refusal('not-a-picture'))
  })
  it('nothing at all, and too much', async () => {
    await expect(develop(new Uint8Array())).rejects.toEqual(refusal('empty'))
    await expect(develop(new Uint8Array(PHOTO_MAX_BYTES + 1))).rejects.toEqual(refusal('too-big'))
  })
})

describe('looking without developing', () => {
  it('gives what could be read of a damaged picture too', async () => {
    const whole = await aScene().withExif(TELLTALE).jpeg().toBuffer()
    const cut = whole.subarray(0, Math.floor(whole.length * 0.6))
    expect(await inspectPicture(cut)).toMatchObject({
      obstacle: undefined,
      width: 600,
      height: 400,
      metadata: { caption: 'The mill pond' },
    })
    expect(await obstacleToDecoding(cut)).toBe('damaged')
    expect(await obstacleToDecoding(whole)).toBeUndefined()
  })
})
