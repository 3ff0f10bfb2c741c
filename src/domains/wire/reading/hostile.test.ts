import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '#platform/refusal'
import { readWire } from './read.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

/** What becomes of a file: 'read', or the code it is refused with. Anything else that is thrown, or more than a second, is a failure. */
async function outcome(file: Uint8Array): Promise<string> {
  const started = performance.now()
  const result = await readWire(file).then(
    () => 'read',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
  expect(performance.now() - started).toBeLessThan(1_000)
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
  it('with an outside DTD are read without it', async () => {
    expect(await outcome(nitf('<p>Text</p>', '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/x.dtd">'))).toBe('read')
  })
  it('nested 100,000 deep are refused, in any format', async () => {
    const deep = (tag: string) => `<${tag}>`.repeat(100_000) + `</${tag}>`.repeat(100_000)
    expect(await outcome(nitf(deep('p')))).toBe('wire.too-deep')
    expect(await outcome(bytes(`<newsMessage>${deep('itemSet')}</newsMessage>`))).toBe('wire.too-deep')
    expect(await outcome(bytes('['.repeat(100_000)))).toBe('wire.broken')
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
