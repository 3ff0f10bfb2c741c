import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { aJpeg, aJpegWithIim, aScene, TELLTALE, xmp } from '#kit/pictures'
import { readMetadata } from './metadata.ts'
import { inspectPicture } from './picture.ts'

const CAPTION = 120
const BYLINE = 80
const CREDIT = 110
const CITY = 90
const KEYWORDS = 25
const utf8 = (text: string) => Buffer.from(text, 'utf8')
const latin1 = (text: string) => Buffer.from(text, 'latin1')
const said = async (bytes: Uint8Array) => (await inspectPicture(bytes)).metadata

describe('the words in IPTC IIM', () => {
  it('are UTF-8 where they are, declared or not', async () => {
    const fields = [[CAPTION, utf8('Óscar Cañas’ dog')]] as const
    expect((await said(await aJpegWithIim(fields, '\x1b%G'))).caption).toBe('Óscar Cañas’ dog')
    expect((await said(await aJpegWithIim(fields))).caption).toBe('Óscar Cañas’ dog')
  })
  it('are Latin-1 or Windows-1252 where they are not UTF-8, even if the file says they are', async () => {
    const fields = [
      [CAPTION, latin1('© São Gonçalo')],
      [CITY, Buffer.from([0x93, 0x4c, 0x92, 0x94])],
    ] as const
    for (const declared of [undefined, '\x1b%G', '\x1b.A']) {
      expect(await said(await aJpegWithIim(fields, declared))).toMatchObject({ caption: '© São Gonçalo', city: '“L’”' })
    }
  })
  it('that were cut at 32 bytes in the middle of a letter lose that letter and nothing else', async () => {
    const cut = utf8('Friends of the Old Mill at Coruña').subarray(0, 32)
    expect(cut.at(-1)).toBe(0xc3)
    expect((await said(await aJpegWithIim([[CREDIT, cut]]))).credit).toBe('Friends of the Old Mill at Coru')
  })
  it('may hold all keywords in one', async () => {
    const one = await said(await aJpegWithIim([[KEYWORDS, utf8('flood; bridge;flood')]]))
    expect(one.keywords).toEqual(['flood', 'bridge'])
    const several = await said(
      await aJpegWithIim([
        [KEYWORDS, utf8('flood')],
        [KEYWORDS, utf8('bridge')],
      ]),
    )
    expect(several.keywords).toEqual(['flood', 'bridge'])
  })
  it('lose control characters, which a database cannot keep', async () => {
    expect((await said(await aJpegWithIim([[CAPTION, utf8('mill\0 pond\x07\r\nat dusk')]]))).caption).toBe(
      'mill pond at dusk',
    )
  })
})

describe('who is believed', () => {
  it('is XMP before IIM, because IIM is cut short', async () => {
    const iim = await aJpegWithIim([
      [CREDIT, utf8('The Cheney Falls Historical Soci')],
      [BYLINE, utf8('Ana Reyes')],
      [CITY, utf8('Cheney Falls')],
    ])
    const packet = xmp('<photoshop:Credit>The Cheney Falls Historical Society</photoshop:Credit>')
    const both = Buffer.concat([iim.subarray(0, 2), app1(packet), iim.subarray(2)])
    expect(await said(both)).toMatchObject({
      credit: 'The Cheney Falls Historical Society',
      creator: 'Ana Reyes',
      city: 'Cheney Falls',
    })
  })
  it('is IIM before EXIF, and EXIF when it alone speaks', async () => {
    const exif = await aScene().withExif(TELLTALE).jpeg().toBuffer()
    expect(await said(exif)).toMatchObject({ caption: 'The mill pond', takenAt: '2026-11-20T08:15:00' })
    const iim = await aJpegWithIim([[CAPTION, utf8('A heron')]])
    const segment = iim.subarray(2, 4 + iim.readUInt16BE(4))
    expect((await said(Buffer.concat([exif.subarray(0, 2), segment, exif.subarray(2)]))).caption).toBe('A heron')
  })
  it('is not the camera, when it writes its own name as the caption', async () => {
    const bytes = await aScene()
      .withExif({ IFD0: { ImageDescription: 'OLYMPUS DIGITAL CAMERA' } })
      .jpeg()
      .toBuffer()
    expect((await said(bytes)).caption).toBe('')
  })
  it('is the end of the caption before the credit field, which often has only the sender', async () => {
    const bytes = await aJpegWithIim([
      [CAPTION, utf8('A heron lands. (Ana Reyes/Pool via AP, File)')],
      [CREDIT, utf8('AP')],
    ])
    expect(await said(bytes)).toMatchObject({
      caption: 'A heron lands.',
      creator: 'Ana Reyes',
      credit: 'Pool via AP',
      isFile: true,
    })
  })
})

describe('the words in EXIF', () => {
  it('are UTF-8 where they are, else Latin-1, whatever the standard says', async () => {
    const marked = await aScene(60, 40)
      .withExif({ IFD0: { ImageDescription: 'X'.repeat(12) } })
      .jpeg()
      .toBuffer()
    for (const charset of ['utf8', 'latin1'] as const) {
      const bytes = Buffer.from(marked)
      const at = bytes.indexOf('X'.repeat(12))
      bytes.fill(0x20, at, at + 12)
      Buffer.from('São Óscar', charset).copy(bytes, at)
      expect((await said(bytes)).caption, charset).toBe('São Óscar')
    }
  })
})

describe('XMP', () => {
  const packet =
    xmp(`<dc:description><rdf:Alt><rdf:li xml:lang="de">Reiher</rdf:li><rdf:li xml:lang="x-default">A heron, São</rdf:li></rdf:Alt></dc:description>
    <dc:creator><rdf:Seq><rdf:li>Ana Reyes</rdf:li><rdf:li>Ben Ortiz</rdf:li></rdf:Seq></dc:creator>`)

  it('gives its default language and every creator, in all kinds of files', async () => {
    for (const kind of ['jpeg', 'png', 'webp', 'avif', 'tiff'] as const) {
      const bytes = await aScene(60, 40).withXmp(packet)[kind]().toBuffer()
      expect(await said(bytes), kind).toMatchObject({ caption: 'A heron, São', creator: 'Ana Reyes, Ben Ortiz' })
    }
  })
  it('with a bomb of entities in it says nothing, at once', async () => {
    const levels = 'bcdefghi'.split('').map((name, at) => `<!ENTITY ${name} "${`&${'abcdefgh'[at]};`.repeat(10)}">`)
    const bomb = `<!DOCTYPE x [<!ENTITY a "boom">${levels.join('')}]>${xmp('<photoshop:Credit>&i;</photoshop:Credit>')}`
    const { credit, workedMs } = await read(await aScene(60, 40).withXmp(bomb).webp().toBuffer())
    expect(credit.length).toBeLessThan(400)
    expect(workedMs).toBeLessThan(1_000)
  })
  it('of many megabytes is passed over', async () => {
    const huge = xmp(
      `<photoshop:Credit>AP</photoshop:Credit><dc:subject><rdf:Bag>${'<rdf:li>x</rdf:li>'.repeat(200_000)}</rdf:Bag></dc:subject>`,
    )
    const bytes = await aScene(60, 40).withXmp(huge).webp().toBuffer()
    expect((await said(bytes)).credit).toBe('')
    const { credit, workedMs } = await read(bytes)
    expect(credit).toBe('')
    expect(workedMs).toBeLessThan(1_000)
  })
})

// The time that reading took of a processor, not of the clock, and without taking the file apart before.
async function read(bytes: Uint8Array): Promise<{ credit: string; workedMs: number }> {
  const { xmp: packet } = await sharp(bytes).metadata()
  const before = process.cpuUsage()
  const { credit } = await readMetadata(bytes, { mediaType: 'image/webp', xmp: packet })
  const { user, system } = process.cpuUsage(before)
  return { credit, workedMs: (user + system) / 1_000 }
}

describe('metadata that is damaged', () => {
  it('says nothing', async () => {
    const whole = await aJpegWithIim([[CAPTION, utf8('A heron lands on the pond')]])
    expect(
      (await readMetadata(Buffer.from('not a picture'), { mediaType: 'image/jpeg', xmp: undefined })).caption,
    ).toBe('')
    for (let length = 0; length < 200; length += 7)
      await readMetadata(whole.subarray(0, length), { mediaType: 'image/jpeg', xmp: undefined })
  })
  it('of a picture without any is empty throughout', async () => {
    expect(await said(await aJpeg(60, 40))).toEqual({
      caption: '',
      creator: '',
      credit: '',
      source: '',
      isFile: false,
      headline: '',
      city: '',
      country: '',
      keywords: [],
      instructions: '',
      usageTerms: [],
      takenAt: '',
    })
  })
})

function app1(packet: string): Buffer {
  const content = Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1'), Buffer.from(packet)])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}
