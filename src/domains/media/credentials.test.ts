import { describe, expect, it } from 'vitest'
import { aJpeg } from '#kit/pictures'
import { carriesCredentials } from './credentials.ts'
import { develop } from './picture.ts'

/** A JPEG with an APP11 segment that holds a JUMBF box of that label, as C2PA writers put one in. */
async function withBox(label: string): Promise<Buffer> {
  const picture = await aJpeg(60, 40)
  const description = Buffer.concat([
    Buffer.from('jumd', 'latin1'),
    Buffer.from('63327061-0011-0010-8000-00aa00389b71'.replaceAll('-', ''), 'hex'),
    Buffer.from([3]),
    Buffer.from(`${label}\0`, 'latin1'),
  ])
  const size = (bytes: number) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes)
    return length
  }
  const box = Buffer.concat([
    size(description.length + 12),
    Buffer.from('jumb', 'latin1'),
    size(description.length + 4),
    description,
  ])
  const content = Buffer.concat([Buffer.from('JP\0\x01\0\0\0\x01', 'latin1'), box])
  const head = Buffer.from([0xff, 0xeb, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([picture.subarray(0, 2), head, content, picture.subarray(2)])
}

describe('content credentials', () => {
  it('are noticed, the picture is taken, and the clean copy carries none', async () => {
    const bytes = await withBox('c2pa')
    const picture = await develop(bytes)
    expect(picture.hasCredentials).toBe(true)
    expect(Buffer.from(picture.original).equals(bytes)).toBe(true)
    expect(carriesCredentials(picture.master)).toBe(false)
  })
  it('are not any box, nor the bare word', async () => {
    expect(carriesCredentials(await withBox('json'))).toBe(false)
    expect(carriesCredentials(Buffer.from('a photo about jumd and c2pa'))).toBe(false)
    expect((await develop(await aJpeg(61, 40))).hasCredentials).toBe(false)
  })
})
