import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cropOf,
  type Framed,
  parseRendition,
  photoAddress,
  pictureSources,
  RENDITION_WIDTHS,
  renditionSize,
  SHAPES,
} from './rendition.ts'
import { isStamped, photoSigner } from './stamp.ts'

const sign = photoSigner('a secret')
const heron: Framed = { id: '7', fingerprint: 'ab'.repeat(32), width: 3000, height: 2000, focus: null }
const partsOf = (address: string) => {
  const [, , id = '', folder = '', name = ''] = address.split('/')
  return { id, folder, name }
}

const sizes = fc.record({ width: fc.integer({ min: 1, max: 12_000 }), height: fc.integer({ min: 1, max: 12_000 }) })
const shapes = fc.constantFrom(...SHAPES)
const focuses = fc.record({
  x: fc.double({ min: 0, max: 1, noNaN: true }),
  y: fc.double({ min: 0, max: 1, noNaN: true }),
})

describe('a crop', () => {
  it('lies in the picture and has the focal point in it, for every picture, shape and point', () => {
    fc.assert(
      fc.property(sizes, shapes, focuses, (size, shape, focus) => {
        const crop = cropOf(size, shape, focus)
        expect(crop.left).toBeGreaterThanOrEqual(0)
        expect(crop.top).toBeGreaterThanOrEqual(0)
        expect(crop.left + crop.width).toBeLessThanOrEqual(size.width)
        expect(crop.top + crop.height).toBeLessThanOrEqual(size.height)
        expect(focus.x * size.width).toBeGreaterThanOrEqual(crop.left - 0.5)
        expect(focus.x * size.width).toBeLessThanOrEqual(crop.left + crop.width + 0.5)
        expect(focus.y * size.height).toBeGreaterThanOrEqual(crop.top - 0.5)
        expect(focus.y * size.height).toBeLessThanOrEqual(crop.top + crop.height + 0.5)
      }),
    )
  })
  it('is the largest of its shape', () => {
    expect(cropOf({ width: 3000, height: 2000 }, '1x1', { x: 0.5, y: 0.5 })).toEqual({
      left: 500,
      top: 0,
      width: 2000,
      height: 2000,
    })
    expect(cropOf({ width: 1000, height: 3000 }, '16x9', { x: 0.5, y: 1 })).toEqual({
      left: 0,
      top: 2437,
      width: 1000,
      height: 563,
    })
    expect(cropOf({ width: 3000, height: 2000 }, 'full')).toEqual({ left: 0, top: 0, width: 3000, height: 2000 })
  })
  it('keeps heads rather than feet where nobody said where to look', () => {
    const { top, height } = cropOf({ width: 1000, height: 2000 }, '1x1')
    expect(top).toBeLessThan(2000 - height - top)
  })
})

describe('the size of a rendition', () => {
  it('is never larger than the picture', () => {
    fc.assert(
      fc.property(sizes, shapes, fc.constantFrom(...RENDITION_WIDTHS), (size, shape, width) => {
        const real = renditionSize(size, { shape, width })
        expect(real.width).toBeLessThanOrEqual(Math.min(width, size.width))
        expect(real.height).toBeLessThanOrEqual(size.height + 1)
      }),
    )
  })
})

describe('an address', () => {
  it('leads back to what it was made for', () => {
    fc.assert(
      fc.property(shapes, fc.constantFrom('avif', 'webp', 'jpeg'), fc.option(focuses), (shape, format, focus) => {
        const photo = { ...heron, focus }
        const width = shape === '1.91x1' ? 1200 : 640
        const { id, folder, name } = partsOf(photoAddress(photo, { shape, width, format }, sign))
        const read = parseRendition(folder, name)
        expect(id).toBe('7')
        expect(read?.rendition).toMatchObject({ shape, width, format })
        expect(isStamped(photo, read?.percent, read?.stamp ?? '', sign)).toBe(true)
      }),
    )
  })
  it('is short, and the same for every size of a photo up to its last part', () => {
    expect(photoAddress(heron, { shape: '3x2', width: 960, format: 'avif' }, sign)).toMatch(
      /^\/photos\/7\/[\w-]{10}\/3x2-960\.avif$/,
    )
  })
  it('is another when the focal point moves, so that no cache shows the old crop', () => {
    const at = (x: number) =>
      photoAddress({ ...heron, focus: { x, y: 0.5 } }, { shape: '3x2', width: 960, format: 'avif' }, sign)
    expect(at(0.2)).not.toBe(at(0.3))
    expect(at(0.2)).toMatch(/\.20\.50\/3x2-960\.avif$/)
  })
  it('of the whole picture does not depend on the focal point', () => {
    const whole = (focus: Framed['focus']) =>
      photoAddress({ ...heron, focus }, { shape: 'full', width: 960, format: 'avif' }, sign)
    expect(whole({ x: 0.2, y: 0.2 })).toBe(whole(null))
  })
  it('takes a story’s own focal point over the photo’s', () => {
    const own = photoAddress(
      { ...heron, focus: { x: 0.9, y: 0.9 } },
      { shape: '1x1', width: 320, format: 'webp', focus: { x: 0.1, y: 0.25 } },
      sign,
    )
    expect(own).toContain('.10.25/')
  })
  it('cannot be made by anyone without the secret, nor bent to another photo or point', () => {
    const { folder, name } = partsOf(
      photoAddress({ ...heron, focus: { x: 0.2, y: 0.3 } }, { shape: '3x2', width: 960, format: 'avif' }, sign),
    )
    const read = parseRendition(folder, name)!
    expect(isStamped(heron, read.percent, read.stamp, photoSigner('another secret'))).toBe(false)
    expect(isStamped({ ...heron, id: '8' }, read.percent, read.stamp, sign)).toBe(false)
    expect(isStamped(heron, { x: 20, y: 31 }, read.stamp, sign)).toBe(false)
    expect(isStamped(heron, undefined, read.stamp, sign)).toBe(false)
  })
  it('of a size, shape or format that is not on the list is none', () => {
    const stamp = 'AAAAAAAAAA'
    expect(parseRendition(stamp, '3x2-960.avif')).toBeDefined()
    const wrong = [
      '3x2-961.avif',
      '3x2-99999.avif',
      '4x3-960.avif',
      '3x2-960.png',
      '3x2-960.jpeg',
      '1.91x1-960.jpg',
      '3x2-0960.avif',
      '3x2-1200.jpg',
      '3x2-960.avif/x',
      '',
    ]
    for (const name of wrong) expect(parseRendition(stamp, name), name).toBeUndefined()
    for (const folder of ['', 'AAAAAAAAA', `${stamp}.20`, `${stamp}.101.5`, `${stamp}.05.5`, `${stamp}.1.1.1`]) {
      expect(parseRendition(folder, '3x2-960.avif'), folder).toBeUndefined()
    }
    expect(parseRendition(`${stamp}.20.20`, 'full-960.avif')).toBeUndefined()
  })
})

describe('the sources of a picture', () => {
  it('offer each format in the widths asked for, and a fallback with its size', () => {
    const sources = pictureSources(heron, { shape: '3x2', widths: [320, 960, 1920] }, sign)
    expect(sources.avif.match(/3x2-(320|960|1920)\.avif (320|960|1920)w/g)).toHaveLength(3)
    expect(sources.src).toMatch(/3x2-960\.jpg$/)
    expect([sources.width, sources.height]).toEqual([960, 640])
  })
  it('offer a small picture as large as it is and no larger', () => {
    const sources = pictureSources({ ...heron, width: 800, height: 600 }, {}, sign)
    expect(sources.webp.match(/ (\d+)w/g)).toEqual([' 320w', ' 480w', ' 640w', ' 800w'])
    const tiny = pictureSources({ ...heron, width: 100, height: 50 }, {}, sign)
    expect(tiny.jpeg).toMatch(/^\S+\/full-320\.jpg 100w$/)
    expect([tiny.width, tiny.height]).toEqual([100, 50])
  })
  it('for sharing are 1200 by 630', () => {
    expect(pictureSources(heron, { shape: '1.91x1' }, sign)).toMatchObject({ width: 1200, height: 630 })
  })
})
