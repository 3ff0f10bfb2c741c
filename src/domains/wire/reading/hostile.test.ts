import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '#platform/refusal'
import { readWire } from './read.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

/** What becomes of a file: 'read', or the code it is refused with. Anything else that is thrown, or more than a second, is a failure. */
async function outcome(file: Uint8Array): Promise<string> {
  const before = process.cpuUsage()
  const result = await readWire(file).then(
    () => 'read',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
  // Of this process alone, and with room for a slow machine: what hangs takes minutes.
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1_000).toBeLessThan(5_000)
  return result
}

const nitf = (body: string, before = '') =>
  bytes(`<?xml version="1.0"?>${before}<nitf><body><body.content>${body}</body.content></body></nitf>`)

describe('hostile files', () => {
  it('with a bomb of entities are refused', async () => {
    const levels = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')
    expect(await outcome(nitf('<p>&l9;</p>', `<!DOCTYPE nitf [<!ENTITY l0 "lol">${levels}]>`))).toBe(
      'wire.own-entities',
    )
  })
  it('that point at a file are refused', async () => {
    expect(await outcome(nitf('<p>&x;</p>', '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))).toBe(
      'wire.own-entities',
    )
  })
  it('that declare what HTML has too are read, with what it is in HTML', async () => {
    const declared = '<!DOCTYPE nitf [<!ENTITY nbsp "bomb"><!ENTITY eacute SYSTEM "file:///etc/passwd">]>'
    const [item] = await readWire(nitf('<p>Caf&eacute;&nbsp;noir</p>', declared))
    expect(item?.text).toBe('Café noir')
  })
  it('with more items than are sent at once are refused, and none is dropped in silence', async () => {
    const items = Array.from({ length: 2_001 }, (_, at) => ({ uri: `a${at}`, type: 'text', headline: 'Rain' }))
    expect(await outcome(bytes(JSON.stringify(items)))).toBe('wire.too-many-items')
    expect(await outcome(bytes(JSON.stringify(items.slice(1))))).toBe('read')
    const page = {
      api_version: '2.2',
      data: { items: items.map((item) => ({ item: { ...item, altids: { itemid: item.uri } } })) },
    }
    expect(await outcome(bytes(JSON.stringify(page)))).toBe('wire.too-many-items')
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      items: items.map(({ uri }) => ({ id: uri, title: 'Rain' })),
    }
    expect(await outcome(bytes(JSON.stringify(feed)))).toBe('wire.too-many-items')
  })
  it('with lines like books are cut there, with a warning, and keep their text', async () => {
    const [item] = await readWire(
      bytes(
        JSON.stringify({
          uri: 'a',
          type: 'text',
          headline: 'x'.repeat(9_000),
          keywords: ['k'.repeat(200_000)],
          body_text: 'It rained.',
        }),
      ),
    )
    expect(item?.headline).toHaveLength(2_000)
    expect(item?.text).toBe('It rained.')
    expect(item?.warnings).toEqual([
      'What is in “headline” is far too long and was cut.',
      'What is in “keywords” is far too long and was cut.',
    ])
  })
  it('of JSON whose names are those of functions are read or refused', async () => {
    expect(
      await outcome(
        bytes('{"version":{"toString":1},"$schema":{"toString":1},"uri":"a","headline":{"toString":1},"type":[]}'),
      ),
    ).toBe('read')
    expect(await outcome(bytes('{"__proto__":{"uri":"x"},"constructor":1,"uri":"a","headline":"b"}'))).toBe('read')
  })
  it('with an outside DTD are read without it', async () => {
    expect(await outcome(nitf('<p>Text</p>', '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/x.dtd">'))).toBe('read')
  })
  it('nested 100,000 deep are refused, in any format', async () => {
    const deep = (tag: string) => `<${tag}>`.repeat(100_000) + `</${tag}>`.repeat(100_000)
    expect(await outcome(nitf(deep('p')))).toBe('wire.too-deep')
    expect(await outcome(bytes(`<newsMessage>${deep('itemSet')}</newsMessage>`))).toBe('wire.too-deep')
    expect(await outcome(bytes('['.repeat(100_000)))).toBe('wire.too-deep')
    expect(
      await outcome(
        bytes(`{"uri":"a","type":"text","headline":"b","body_html":${JSON.stringify('<div>'.repeat(100_000))}}`),
      ),
    ).toMatch(/^read$|^wire\./)
    expect(await outcome(bytes(`<rss version="2.0"><channel>${'<item>'.repeat(100_000)}</channel></rss>`))).toMatch(
      /^read$|^wire\./,
    )
  })
  it('with very many attributes, elements or marks are refused or read in time', async () => {
    const attributes = Array.from({ length: 50_000 }, (_, at) => `a${at}="x"`).join(' ')
    expect(await outcome(nitf(`<p ${attributes}>Text</p>`))).toBe('wire.too-large')
    expect(await outcome(nitf('<p/>'.repeat(300_000)))).toBe('wire.too-large')
    expect(await outcome(nitf('<p>a</p>'.repeat(20_000)))).toBe('read')
    expect(
      await outcome(
        bytes(`{"uri":"a","headline":"b","body_html":${JSON.stringify('<b><i><a href="x">'.repeat(20_000))}}`),
      ),
    ).toMatch(/^read$|^wire\./)
  })
  it('of one endless word, line or dash are read in time', async () => {
    for (const piece of ['a', 'A', ' ', '-', '(', '&', '\n', 'A, ', 'By A and ', '_ ']) {
      expect(
        await outcome(nitf(`<p>x${piece.repeat(Math.ceil(200_000 / piece.length)).replaceAll('&', '&amp;')}</p>`)),
      ).toBe('read')
      expect(await outcome(bytes(`x${piece.repeat(Math.ceil(500_000 / piece.length))}`))).toMatch(/^read$|^wire\./)
    }
  })
  it('of bad UTF-8 and of noise are read or refused in time', async () => {
    expect(await outcome(Buffer.concat([nitf('<p>x'), Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0x80])]))).toBe(
      'wire.broken',
    )
    expect(await outcome(Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 256))).toBe(
      'wire.not-understood',
    )
  })
  it('that are large are read or refused in time', async () => {
    expect(await outcome(nitf(`<pre>${'word '.repeat(150_000)}</pre>`))).toBe('read')
    expect(await outcome(nitf(`<pre>${'word '.repeat(500_000)}</pre>`))).toBe('wire.too-large')
    expect(
      await outcome(bytes(`<rss><channel>${'<item><title>a</title></item>'.repeat(50_000)}</channel></rss>`)),
    ).toBe('wire.too-many-items')
    expect(await outcome(nitf(`<table>${'<tr><td>1</td><td>2</td></tr>'.repeat(20_000)}</table>`))).toBe('read')
  })
})

const folder = join(import.meta.dirname, '..', 'fixtures')
const fixtures = readdirSync(folder).map((name) => readFileSync(join(folder, name)))

describe('damaged files', () => {
  it('are read or refused with a reason, and never crash or hang', { timeout: 120_000 }, async () => {
    const tokens = [
      '<',
      '>',
      '&',
      '"',
      '</p>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '\u0000',
      '\u001f',
      '{',
      '}',
      '[',
      ',',
      '&#0;',
      '&#x110000;',
      '<p>',
      '\n\n',
      '\ufeff',
    ]
    const cut = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(60),
      put: fc.oneof(fc.constantFrom(...tokens.map(bytes)), fc.uint8Array({ maxLength: 20 })),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fixtures),
        fc.array(cut, { minLength: 1, maxLength: 6 }),
        async (file, cuts) => {
          let mutant: Uint8Array = file
          for (const { at, length, put } of cuts) {
            const from = Math.floor(at * mutant.length)
            mutant = Buffer.concat([mutant.subarray(0, from), put, mutant.subarray(from + length)])
          }
          expect(await outcome(mutant)).toMatch(/^read$|^wire\./)
        },
      ),
      { numRuns: 1_500 },
    )
  })
})
