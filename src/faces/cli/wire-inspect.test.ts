import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wireInspectCommand } from './wire-inspect.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wire-inspect-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function inspect(...files: string[]) {
  const lines: string[] = []
  const errors: string[] = []
  const status = await wireInspectCommand([...files, '--json'], {
    out: (line) => lines.push(line),
    err: (line) => errors.push(line),
  })
  return { status, errors, lines: lines.map((line) => JSON.parse(line)) }
}

async function aFile(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const STORY =
  '<nitf><body><body.head><hedline><hl1>Fair opens</hl1></hedline></body.head><body.content><p>OLNEY (AP) — It rained.</p></body.content></body></nitf>'

describe('wire inspect', () => {
  it('prints one line an item, the file first, whatever the file is called', async () => {
    const file = await aFile('story.jpg', STORY)
    const { status, errors, lines } = await inspect(file)
    expect({ status, errors, count: lines.length }).toEqual({ status: 0, errors: [], count: 1 })
    expect(Object.keys(lines[0])[0]).toBe('file')
    expect(lines[0]).toMatchObject({
      file,
      format: 'nitf',
      headline: 'Fair opens',
      dateline: { text: 'OLNEY (AP)', place: 'Olney', agency: 'AP' },
      body: [{ type: 'paragraph', runs: [{ text: 'It rained.' }] }],
      text: 'It rained.',
      wordCount: 2,
      embargoUntil: null,
      warnings: [],
    })
  })
  it('goes on after a file that cannot be read, says why, and ends with 1', async () => {
    const large = await aFile('large', '')
    await truncate(large, 200_000_000)
    const files = [
      await aFile('cut.xml', STORY.slice(0, 60)),
      join(folder, 'missing'),
      folder,
      large,
      await aFile('good', STORY),
    ]
    const { status, errors, lines } = await inspect(...files)
    expect(status).toBe(1)
    expect(lines.map((line) => line.error?.code)).toEqual([
      'wire.broken',
      'file.not-readable',
      'file.not-readable',
      'wire.too-large',
      undefined,
    ])
    expect(lines[1]).toEqual({
      file: files[1],
      error: { code: 'file.not-readable', message: 'There is no such file.' },
    })
    expect(errors).toEqual(['4 of 5 files cannot be read.'])
  })
  it('without a file is refused', async () => {
    await expect(inspect()).rejects.toThrow(/Name at least one wire file/)
  })
})
