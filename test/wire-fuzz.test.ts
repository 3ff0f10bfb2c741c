import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Body } from '#domains/stories/shared'
import { readWire } from '#domains/wire'
import { Refusal } from '#platform/refusal'

// How many damaged files are read; WIRE_MUTANTS=100000 for a release. Each follows from its number, so that one can be looked at alone.
const MUTANTS = Number(process.env.WIRE_MUTANTS ?? 5_000)
const SEED = Number(process.env.WIRE_SEED ?? 1)
const SLOW_MS = 1_000

const folders = ['../../shared/real/wire', '../src/domains/wire/fixtures'].map((path) =>
  resolve(import.meta.dirname, path),
)
const originals = folders.flatMap((folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }))
        .filter(({ bytes }) => bytes.length < 200_000)
        .sort((one, other) => one.name.localeCompare(other.name))
    : [],
)

type Chance = (below: number) => number

// Mulberry32: small, good enough, and the same on every machine.
function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

const TOKENS = [
  '<', '>', '&', '"', "'", '</p>', '<p>', '<![CDATA[', ']]>', '<!--', '-->', '<?', '<!DOCTYPE x [<!ENTITY a "b">]>', '&a;', '&#0;', '&#x110000;',
  '\u0000', '\u0001', '\u0002', '\u0003', '\u0008', '\u001f', '\u001e', '\u2028', '\ufeff', '\ud800', '{', '}', '[', ']', ',', ':', 'null', '""', '\\u0000',
  '1e999', '-1', '\n\n', '\r', '\t', '^', '<\n', '=\n', ' (AP) — ', 'By ', '(', ')', '--', 'xmlns:a="b"', 'Content-Type: text/html\n', '\n\n--x\n',
  '<table>', '<td>', '<nitf>', '<a href="', '<pre>', '9999-99-99T99:99:99Z',
] // biome-ignore format: a table
const CHARSETS = [
  'utf-8',
  'iso-8859-1',
  'windows-1252',
  'utf-16',
  'utf-16le',
  'shift_jis',
  'ebcdic',
  'iso-2022-jp',
  '',
  'x'.repeat(400),
]

type Damage = (file: Buffer, chance: Chance) => Buffer

const within = (file: Buffer, chance: Chance) => {
  const from = chance(file.length + 1)
  return [from, Math.min(file.length, from + chance(chance(4) === 0 ? file.length + 1 : 60))] as const
}

/** The ways a file is damaged, by name. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  flip: (file, chance) => {
    const copy = Buffer.from(file)
    for (let count = 1 + chance(8); count > 0 && copy.length > 0; count -= 1) {
      const at = chance(copy.length)
      copy[at] = (copy[at] ?? 0) ^ (1 << chance(8))
    }
    return copy
  },
  cut: (file, chance) => {
    const [from, to] = within(file, chance)
    return Buffer.concat([file.subarray(0, from), file.subarray(to)])
  },
  end: (file, chance) => file.subarray(0, chance(file.length + 1)),
  repeat: (file, chance) => {
    const [from, to] = within(file, chance)
    const part = file.subarray(from, to)
    const times = 1 + chance(Math.max(1, Math.min(5_000, Math.floor(200_000 / Math.max(1, part.length)))))
    return Buffer.concat([file.subarray(0, to), ...Array.from({ length: times }, () => part), file.subarray(to)])
  },
  letters: (file, chance) => {
    const copy = Buffer.from(file)
    const spots = Array.from({ length: 1 + chance(30) }, () => chance(copy.length + 1))
    for (const at of spots)
      if (/[A-Za-z0-9 ]/.test(String.fromCharCode(copy[at] ?? 0))) copy[at] = 32 + chance(2) * 16 + chance(16)
    return copy
  },
  splice: (file, chance) => {
    const other = originals[chance(originals.length)]?.bytes ?? file
    const [[from, to], [start, end]] = [within(file, chance), within(other, chance)]
    return Buffer.concat([file.subarray(0, from), other.subarray(start, end), file.subarray(to)])
  },
  insert: (file, chance) => {
    const at = chance(file.length + 1)
    const token = TOKENS[chance(TOKENS.length)] ?? ''
    return Buffer.concat([
      file.subarray(0, at),
      Buffer.from(token.repeat(1 + chance(chance(5) === 0 ? 300 : 2))),
      file.subarray(at),
    ])
  },
  tags: (file, chance) => {
    const text = file.toString('latin1')
    const tags = [...text.matchAll(/<\/?[A-Za-z][^<>]{0,200}>|"[\w.]{1,40}"\s*:/g)]
    const [one, other] = [tags[chance(tags.length)], tags[chance(tags.length)]]
    if (!one || !other) return file
    return Buffer.from(text.slice(0, one.index) + other[0] + text.slice(one.index + one[0].length), 'latin1')
  },
  numbers: (file, chance) => {
    const text = file.toString('latin1')
    const all = [...text.matchAll(/\d+/g)]
    const one = all[chance(all.length)]
    const huge = ['9'.repeat(1 + chance(400)), '0', '-1', '1e308', '99999999999999999999', '0x10', '٣'][chance(7)] ?? ''
    return one ? Buffer.from(text.slice(0, one.index) + huge + text.slice(one.index + one[0].length), 'latin1') : file
  },
  charset: (file, chance) => {
    const name = CHARSETS[chance(CHARSETS.length)] ?? ''
    const text = file.toString('latin1')
    const said = Buffer.from(text.replace(/(encoding=["']|charset=["']?)[\w-]+/gi, `$1${name}`), 'latin1')
    return (
      [said, Buffer.from(file.toString('utf8'), 'utf16le'), Buffer.from(file.toString('utf8'), 'latin1')][chance(3)] ??
      said
    )
  },
}

function mutant(number: number): { name: string; bytes: Buffer } {
  const chance = chanceOf(number * 2_654_435_761 + SEED)
  const original = originals[chance(originals.length)]
  const ways = Object.entries(DAMAGES)
  let bytes: Buffer = original?.bytes ?? Buffer.alloc(0)
  let name = `${number}: ${original?.name}`
  for (let count = 1 + chance(4); count > 0; count -= 1) {
    const [way, damage] = ways[chance(ways.length)] ?? []
    if (damage && bytes.length < 1_000_000) bytes = damage(bytes, chance)
    name += ` ${way}`
  }
  return { name, bytes }
}

/** What became of a file: 'read', or the code of its refusal; anything else that is thrown is thrown on. `ms` is time of this process. */
async function outcome(bytes: Uint8Array): Promise<{ said: string; ms: number }> {
  const before = process.cpuUsage()
  const said = await readWire(bytes).then(
    (items) => (JSON.parse(JSON.stringify(items)).length === items.length ? 'read' : 'not the same as JSON'),
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
  const used = process.cpuUsage(before)
  return { said, ms: (used.user + used.system) / 1_000 }
}

describe('damaged wire files', () => {
  it('are read or refused for a reason; none crashes the reader or holds it up', { timeout: 3_600_000 }, async () => {
    const counts = new Map<string, number>()
    const wrong: string[] = []
    let slowest = { name: '', ms: 0 }
    for (let number = 1; number <= MUTANTS; number += 1) {
      const { name, bytes } = mutant(number)
      try {
        let { said, ms } = await outcome(bytes)
        for (let again = 0; again < 2 && ms > SLOW_MS / 2; again += 1) ms = Math.min(ms, (await outcome(bytes)).ms)
        if (ms > slowest.ms) slowest = { name, ms }
        if (ms > SLOW_MS) wrong.push(`${name} took ${Math.round(ms)} ms`)
        if (said !== 'read' && !said.startsWith('wire.')) wrong.push(`${name} gave ${said}`)
        counts.set(said, (counts.get(said) ?? 0) + 1)
      } catch (error) {
        wrong.push(`${name} crashed: ${error instanceof Error ? error.stack?.slice(0, 400) : String(error)}`)
      }
    }
    console.table(Object.fromEntries(counts))
    console.log(
      `${MUTANTS} mutants of ${originals.length} files; the slowest took ${Math.round(slowest.ms)} ms (${slowest.name})`,
    )
    expect(wrong.slice(0, 20)).toEqual([])
  })
})

const lettersOf = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '')
const word = fc.stringMatching(/^[a-zà-öøα-ω0-9’&<>"'-]{1,12}$/u)
const paragraphs = fc.array(
  fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' ')),
  { minLength: 1, maxLength: 8 },
)
const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** The same story in several formats, each with its own rules of escaping. */
const WRAPPED: Readonly<Record<string, (paragraphs: readonly string[]) => string>> = {
  nitf: (all) =>
    `<nitf><body><body.head><hedline><hl1>X</hl1></hedline></body.head><body.content>${all.map((one) => `<p>${escaped(one)}</p>`).join('')}</body.content></body></nitf>`,
  ninjs: (all) =>
    JSON.stringify({
      uri: 'a',
      headline: 'X',
      type: 'text',
      body_html: all.map((one) => `<p>${escaped(one)}</p>`).join(''),
    }),
  'ninjs text': (all) => JSON.stringify({ uri: 'a', headline: 'X', type: 'text', body_text: all.join('\n\n') }),
  rss: (all) =>
    `<rss version="2.0"><channel><title>t</title><item><title>X</title><description><![CDATA[${all.map((one) => `<p>${escaped(one)}</p>`).join('')}]]></description></item></channel></rss>`,
  'newsml-g2': (all) =>
    `<newsItem guid="a" xmlns="http://iptc.org/std/nar/2006-10-01/"><contentMeta><headline>X</headline></contentMeta><contentSet><inlineXML><html><body>${all.map((one) => `<p>${escaped(one)}</p>`).join('')}</body></html></inlineXML></contentSet></newsItem>`,
}

describe('any story', () => {
  const wrapped = fc.tuple(fc.constantFrom(...Object.keys(WRAPPED)), paragraphs)
  const read = ([format, all]: [string, string[]]) => readWire(new TextEncoder().encode(WRAPPED[format]?.(all) ?? ''))

  it('keeps all of its words', async () => {
    await fc.assert(
      fc.asyncProperty(wrapped, async ([format, all]) => {
        fc.pre(all.some((one) => lettersOf(one) !== ''))
        const [item] = await read([format, all])
        const kept = [item?.text, item?.ednote, item?.dateline?.text, ...(item?.bylines.map(({ name }) => name) ?? [])]
        expect(lettersOf(kept.join(' '))).toBe(lettersOf(all.join(' ')))
      }),
      { numRuns: 400 },
    )
  })
  it('is a body that a story can hold', async () => {
    await fc.assert(
      fc.asyncProperty(wrapped, async (story) => {
        for (const item of await read(story)) expect(Body.safeParse(item.body).success).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
  it('is the same each time it is read', async () => {
    await fc.assert(
      fc.asyncProperty(wrapped, async (story) => {
        expect(await read(story)).toEqual(await read(story))
      }),
      { numRuns: 100 },
    )
  })
  it('reads again as it was read, once it is plain text', async () => {
    await fc.assert(
      fc.asyncProperty(wrapped, async (story) => {
        const [item] = await read(story)
        fc.pre(item !== undefined && lettersOf(item.text) !== '')
        const again = await read(['ninjs text', item.text.split('\n\n')])
        expect(lettersOf(again[0]?.text ?? '')).toBe(lettersOf(item.text))
      }),
      { numRuns: 200 },
    )
  })
})
