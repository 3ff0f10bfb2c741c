import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { finished } from '#wire/reading/finish.ts'
import { readEmail } from './rfc822.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', name))
const read = async (text: string | Uint8Array) =>
  (await readEmail(Buffer.from(text as string, 'latin1'))).map(finished)[0]

describe('a story sent as an e-mail', () => {
  it('has subject, slug, byline and dateline in their places', async () => {
    expect((await readEmail(fixture('rfc822-story.eml'))).map(finished)[0]).toMatchObject({
      headline: 'Larkton’s night bus',
      slugline: 'BUS-NIGHT',
      bylines: [{ name: 'Mara Quill', title: '' }],
      dateline: { place: 'Larkton, Maine', agency: 'AP' },
      text: 'The bus runs all night, “every hour.”\n\nIt starts in June.',
      id: 'm1@example.test',
      createdAt: '2031-03-04T15:00:00Z',
    })
  })
  it('keeps the addresses of sender and receiver out, and the signature for editors', async () => {
    const item = (await readEmail(fixture('rfc822-story.eml'))).map(finished)[0]
    expect(JSON.stringify(item)).not.toMatch(/quill@|desk@/)
    expect(item?.ednote).toBe('Mara Quill, 555-0100')
  })
  it('reads HTML where there is no plain text', async () => {
    const mail =
      'From: a <a@b.test>\r\nSubject: S\r\nContent-Type: text/html\r\n\r\n<p>One <b>two</b>.</p><script>x()</script>'
    expect(await read(mail)).toMatchObject({ text: 'One two.' })
  })
  it('mends a subject in UTF-8 that says it is Windows-1252', async () => {
    expect((await read('From: a@b.test\r\nSubject: =?windows-1252?Q?Bus_=E2=80=99_stop?=\r\n\r\nText'))?.headline).toBe(
      'Bus ’ stop',
    )
  })
  it('lists the pictures it brings, without an address', async () => {
    const mail =
      'From: a@b.test\r\nSubject: S\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nText\r\n--x\r\nContent-Type: image/jpeg; name=seal.jpg\r\nContent-Disposition: attachment; filename=seal.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--x--\r\n'
    expect(await read(mail)).toMatchObject({ photos: [{ id: 'seal.jpg', href: null }], text: 'Text' })
  })
  it('is refused with too many parts', async () => {
    const mail = `Subject: S\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\nContent-Type: text/plain\r\n\r\na\r\n'.repeat(600)}`
    await expect(read(mail)).rejects.toThrow('more than 500 parts')
  })
})
