import sharp, { type Sharp } from 'sharp'

/** A picture that is red at the top left and blue at the bottom right, so that turning, mirroring and cropping show. */
export function aScene(width = 600, height = 400): Sharp {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3
      const along = (x / width + y / height) / 2
      pixels[at] = Math.round(255 * (1 - along))
      pixels[at + 1] = (x * y) % 61
      pixels[at + 2] = Math.round(255 * along)
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** The scene as a JPEG. */
export function aJpeg(width?: number, height?: number): Promise<Buffer> {
  return aScene(width, height).jpeg({ quality: 90 }).toBuffer()
}

/** A JPEG with fields of IPTC IIM record 2 put in by hand, each as bytes, so that charsets and lengths are as asked. `declared` is dataset 1:90. */
export async function aJpegWithIim(
  fields: readonly (readonly [dataset: number, bytes: Uint8Array])[],
  declared?: string,
): Promise<Buffer> {
  const entry = (record: number, dataset: number, bytes: Uint8Array) =>
    Buffer.concat([Buffer.from([0x1c, record, dataset, bytes.length >> 8, bytes.length & 255]), bytes])
  const iim = Buffer.concat([
    ...(declared ? [entry(1, 90, Buffer.from(declared, 'latin1'))] : []),
    ...fields.map(([dataset, bytes]) => entry(2, dataset, bytes)),
  ])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(iim.length)
  const resource = Buffer.concat([
    Buffer.from('Photoshop 3.0\0', 'latin1'),
    Buffer.from('8BIM\x04\x04\0\0', 'latin1'),
    size,
    iim,
    Buffer.alloc(iim.length % 2),
  ])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(resource.length + 2)
  const picture = await aJpeg(60, 40)
  return Buffer.concat([picture.subarray(0, 2), Buffer.from([0xff, 0xed]), length, resource, picture.subarray(2)])
}

/** An XMP packet with the given properties of rdf:Description written out as XML. */
export function xmp(properties: string): string {
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`
}

/** A PNG that says it is as large as asked, and has next to nothing in it. */
export function aBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', Buffer.from('789c030000000001', 'hex')),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const around = Buffer.alloc(8)
  around.writeUInt32BE(content.length, 0)
  around.writeUInt32BE(checksum(body), 4)
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)])
}

function checksum(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

/** What a camera phone writes that must never leave the building: where it stood, and which camera it is. */
export const TELLTALE = {
  IFD0: { Make: 'Brownie', Model: 'Box 2', ImageDescription: 'The mill pond' },
  IFD2: { BodySerialNumber: 'SERIAL-4711', DateTimeOriginal: '2026:11:20 08:15:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '47/1 29/1 1500/100',
    GPSLongitudeRef: 'W',
    GPSLongitude: '117/1 34/1 3000/100',
  },
} as const
