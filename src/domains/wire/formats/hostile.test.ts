import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson } from '#platform/json'
import { Refusal } from '#platform/refusal'
import { readFeed } from '#wire/formats/feeds/feeds.ts'
import { readApMedia } from '#wire/formats/json/ap-media.ts'
import { readNinjs } from '#wire/formats/json/ninjs.ts'
import { readAnpa } from '#wire/formats/text/anpa.ts'
import { readIptc7901 } from '#wire/formats/text/iptc-7901.ts'
import { readPlainText } from '#wire/formats/text/plain-text.ts'
import { readEmail } from '#wire/formats/text/rfc822.ts'
import { bounded } from '#wire/reading/bounded.ts'
import { finished, type WireDraft } from '#wire/reading/finish.ts'

type Reader = (bytes: Buffer) => WireDraft[] | Promise<WireDraft[]>

const folder = join(import.meta.dirname, '..', 'fixtures')
const fixtures = (pattern: RegExp) =>
  readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => readFileSync(join(folder, name)))
const readers: readonly (readonly [name: string, fixtures: RegExp, read: Reader])[] = [
  ['AP Media', /^ap-media/, (bytes) => readApMedia(readJson(bytes.toString()))],
  ['ninjs', /^(?:ninjs|digitalwires)/, (bytes) => readNinjs(readJson(bytes.toString()))],
  ['ANPA', /^anpa/, readAnpa],
  ['IPTC 7901', /^iptc/, readIptc7901],
  ['feeds', /^(?:rss|atom|json-feed)/, (bytes) => readFeed(bytes.toString())],
  ['e-mail', /^rfc822/, readEmail],
  ['plain text', /^plain/, (bytes) => readPlainText(bytes.toString())],
]

// The aim is a second; a busy machine needs more, and what hangs takes minutes.
const MOST_MS = 5_000

/** Milliseconds of this process's time that a reading took; a refusal is an answer, anything else that is thrown is not. */
async function timeOf(read: Reader, bytes: Buffer): Promise<number> {
  const before = process.cpuUsage()
  await Promise.resolve()
    .then(() => read(bytes))
    .then((drafts) => drafts.map((draft) => finished(bounded(draft))))
    .catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

// Bytes cut out, doubled, changed, or the rest cut off.
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('cut', 'double', 'set', 'end'),
  length: fc.integer({ min: 1, max: 200 }),
  byte: fc.constantFrom(0, 1, 2, 3, 8, 0x1e, 0x1f, 0x22, 0x26, 0x3c, 0x3e, 0x5b, 0x5d, 0x7b, 0x7d, 0x80, 0xff),
})

function mutated(
  bytes: Buffer,
  changes: readonly { at: number; kind: string; length: number; byte: number }[],
): Buffer {
  return changes.reduce((now, { at, kind, length, byte }) => {
    const start = Math.floor(at * now.length)
    const [before, part, after] = [
      now.subarray(0, start),
      now.subarray(start, start + length),
      now.subarray(start + length),
    ]
    if (kind === 'end') return Buffer.from(before)
    if (kind === 'cut') return Buffer.concat([before, after])
    if (kind === 'double') return Buffer.concat([before, part, part, part, after])
    return Buffer.concat([before, Buffer.alloc(Math.min(part.length, 3), byte), part.subarray(3), after])
  }, bytes)
}

describe.each(readers)('damaged %s', (_, pattern, read) => {
  it('is read or refused in time', async () => {
    const originals = fixtures(pattern)
    expect(originals.length).toBeGreaterThan(0)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...originals), fc.array(change, { maxLength: 6 }), async (bytes, changes) => {
        expect(await timeOf(read, mutated(bytes, changes))).toBeLessThan(MOST_MS)
      }),
      { numRuns: 400 },
    )
  }, 60_000)
})

const deep = (open: string, close = '') => Buffer.from(open.repeat(100_000) + close.repeat(100_000))
const nested = (name: string) =>
  Buffer.from(
    `{"uri":"u","headline":"h",${`"${name}":{"a":{"type":"picture",`.repeat(2_000)}"x":1${'}}'.repeat(2_000)}}`,
  )
const long = (start: string, part: string) => Buffer.from(start + part.repeat(Math.floor(2_000_000 / part.length)))

describe.each(readers)('hostile %s', (_, __, read) => {
  it.each([
    ['100,000 brackets', deep('[', ']')],
    ['100,000 objects', deep('{"a":', '}')],
    ['100,000 elements', Buffer.from(`<rss><channel>${'<item>'.repeat(100_000)}`)],
    [
      '100,000 marks',
      Buffer.from(
        `<rss><channel><item><description><![CDATA[${'<b><p>'.repeat(50_000)}]]></description></item></channel></rss>`,
      ),
    ],
    ['associations in associations', nested('associations')],
    [
      'an HTML body of tags',
      Buffer.from(JSON.stringify({ uri: 'u', headline: 'h', body_html: '<div>'.repeat(60_000) })),
    ],
    ['2 MB of one ANPA line', long('\x01W1234\x1fx\r\nr a\x13\x11 BC-X  01-01\r\n\x02^BC<\r\n\t', '^ a ;=< ')],
    ['2 MB of ANPA rows', long('\x01W1234\x1fx\r\nr a\x14\x12 BC-X  01-01\r\n\x02^BC<\r\n', '\x08a;b;c;d\n')],
    ['2 MB of ANPA beginnings', long('', '\x01W1234\x1fx\r\nr a\r\n\x02')],
    ['2 MB of blanks in a header', long('\x01W1234\x1fx\r\nr a\x13\x11 BC', ' ')],
    ['2 MB of 7901 stars', long('eca100 3 s 586 x dpa\r\n\x02A =\r\n', '* ')],
    ['2 MB of 7901 lines', long('eca100 3 s 586 x dpa\r\n\x02A =\r\n', 'a b\n\n')],
    ['2 MB of prefixes', long('<rss><channel>', '<a:b xmlns:c="d"/>')],
    ['2 MB of ampersands', long('<rss><channel><title>', '&a')],
    ['2 MB of open comments', long('<rss>', '<!-- ')],
    ['2 MB of headers', long('From: a@b.test\r\nSubject: ', 'x: y\r\n')],
    ['2 MB of an encoded subject', long('From: a@b.test\r\nSubject: ', '=?utf-8?Q?=E2?= ')],
    [
      'parts in parts',
      Buffer.from(
        Array.from(
          { length: 400 },
          (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
        ).join(''),
      ),
    ],
    ['2 MB of short lines', long('A\n\n', 'By a\n')],
    ['2 MB of one line', long('', 'word ')],
    ['nothing', Buffer.alloc(0)],
    ['a million zeros', Buffer.alloc(1_000_000)],
  ])('%s: is read or refused in time', async (__, bytes) => {
    expect(await timeOf(read, bytes)).toBeLessThan(MOST_MS)
  })
})
