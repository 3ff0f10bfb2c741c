import { execFile } from 'node:child_process'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '..')
const MB = 1_000_000
// What the reader may need beyond what a process of Node needs that has read one small file.
const MEMORY_MB = 200
// Time of the process itself, so that others on the machine do not count; the aim is one second, on a machine like the slowest we know.
const CPU_MS = 3_000

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wire-limits-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const CHILD = `
const { readWire } = await import(${JSON.stringify(join(root, 'src/domains/wire/index.ts'))})
const { readFileSync } = await import('node:fs')
const told = (bytes) => readWire(bytes).then(() => 'read', (error) => error.code ?? String(error.stack))
await told(Buffer.from('{"uri":"a","headline":"Rain","body_html":"<p>It rained.</p>"}'))
await told(Buffer.from('<nitf><body><body.content><p>It rained.</p></body.content></body></nitf>'))
const before = process.resourceUsage().maxRSS
for (const file of process.argv.slice(1)) {
  gc()
  const cpu = process.cpuUsage()
  const said = await told(readFileSync(file))
  const { user, system } = process.cpuUsage(cpu)
  console.log(JSON.stringify({ said, ms: (user + system) / 1000, mb: (process.resourceUsage().maxRSS - before) / 1000 }))
}
`

interface Told {
  readonly said: string
  readonly ms: number
  /** The most that the process has had of memory until then. */
  readonly mb: number
}

/** What becomes of each file in one process of their own, and what it took. */
async function readApart(files: readonly string[]): Promise<Told[]> {
  const options = { cwd: root, timeout: 240_000 }
  const { stdout } = await run(
    process.execPath,
    ['--expose-gc', '--input-type=module', '--eval', CHILD, ...files],
    options,
  )
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Told)
}

const nitf = (body: string, before = '') =>
  `<?xml version="1.0"?>${before}<nitf><body><body.content>${body}</body.content></body></nitf>`
const ninjs = (parts: object) => JSON.stringify({ uri: 'a', headline: 'b', type: 'text', ...parts })
const bomb = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')
const many = 4_800_000

/** Files made to hurt, each with what is to become of it. */
const HOSTILE: readonly (readonly [name: string, said: string, make: () => string | Uint8Array])[] = [
  ['a bomb of entities', 'wire.own-entities', () => nitf('<p>&l9;</p>', `<!DOCTYPE nitf [<!ENTITY l0 "lol">${bomb}]>`)],
  ['XML 100,000 deep', 'wire.too-deep', () => nitf('<p>'.repeat(100_000) + '</p>'.repeat(100_000))],
  ['JSON 100,000 deep', 'wire.too-deep', () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['HTML 100,000 deep', 'wire.too-large', () => ninjs({ body_html: '<div>'.repeat(100_000) })],
  ['nothing but control characters', 'read', () => nitf(`<p>x${'\u0001\u0000'.repeat(many / 2)}</p>`)],
  ['a text like a book', 'wire.too-large', () => nitf(`<p>${'word '.repeat(many / 5)}</p>`)],
  ['a headline like a book', 'read', () => ninjs({ headline: 'By A '.repeat(many / 5), byline: 'A ', located: 'B ' })],
  ['a byline like a book', 'read', () => ninjs({ byline: 'A '.repeat(many / 2) })],
  ['300,000 names', 'wire.too-large', () => `{${Array.from({ length: 300_000 }, (_, at) => `"k${at}":1`).join()}}`],
  ['a table without end', 'wire.too-large', () => ninjs({ body_html: `<table>${'<tr><td>1'.repeat(200_000)}` })],
  ['half a million numeric characters', 'read', () => nitf(`<p>${'&#65;'.repeat(500_000)}</p>`)],
  ['bad UTF-8', 'read', () => Buffer.concat([Buffer.from('<nitf><body><body.content><p>'), Buffer.alloc(900_000, 0xc3), Buffer.from('</p></body.content></body></nitf>')])],
  ['noise', 'wire.not-understood', () => Uint8Array.from({ length: many }, (_, at) => (at * 7_919) % 256)],
  ['mail of 600,000 headers', 'wire.broken', () => `From: a@b.example\nSubject: x\n${'X-Y: z\n'.repeat(600_000)}\nx`],
] // biome-ignore format: a table

describe('a hostile wire file', () => {
  it('is read or refused within bounds of time and memory', { timeout: 300_000 }, async () => {
    const table: Record<string, object> = {}
    const wrong: string[] = []
    const files = HOSTILE.map((_, at) => join(folder, String(at)))
    for (const [at, file] of files.entries()) await writeFile(file, HOSTILE[at]?.[2]() ?? '')
    const told = await readApart(files)
    for (const [at, [name, expected]] of HOSTILE.entries()) {
      const { said = '', ms = 0, mb = 0 } = told[at] ?? {}
      table[name] = { said, ms: Math.round(ms), mb: Math.round(mb) }
      if (said !== expected) wrong.push(`${name}: ${said} instead of ${expected}`)
      if (ms > CPU_MS) wrong.push(`${name} took ${Math.round(ms)} ms`)
      if (mb > MEMORY_MB) wrong.push(`${name} took ${Math.round(mb)} MB`)
    }
    console.table(table)
    expect(wrong).toEqual([])
  })

  it('of 200 MB is refused by its size, and not read', { timeout: 90_000 }, async () => {
    const file = join(folder, 'large.xml')
    const large = await open(file, 'w')
    await large.truncate(200 * MB)
    await large.close()
    const child = `
      const { wireInspectCommand } = await import(${JSON.stringify(join(root, 'src/faces/cli/wire-inspect.ts'))})
      const before = process.resourceUsage().maxRSS
      const lines = []
      const status = await wireInspectCommand([process.argv[1], '--json'], { out: (line) => lines.push(line), err: () => {} })
      console.log(JSON.stringify({ status, lines: lines.map((line) => JSON.parse(line)), mb: (process.resourceUsage().maxRSS - before) / 1000 }))`
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', child, file], { cwd: root })
    const told = JSON.parse(stdout) as { status: number; lines: unknown[]; mb: number }
    expect(told).toMatchObject({ status: 1, lines: [{ file, error: { code: 'wire.too-large' } }] })
    expect(told.mb).toBeLessThan(20)
  })
})
