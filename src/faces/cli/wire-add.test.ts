import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aSource } from '#kit/wire'
import { wireAddCommand } from './wire-add.ts'

const fresh = await freshDb()
const { db } = fresh
const folder = mkdtempSync(join(tmpdir(), 'bs-wire-add-'))
afterAll(async () => {
  await fresh.close()
  rmSync(folder, { recursive: true, force: true })
})

const STORY = resolve('src/domains/wire/fixtures/story.nitf.xml')
const add = async (...args: string[]) => {
  const [lines, notes]: [string[], string[]] = [[], []]
  const status = await wireAddCommand(args, {
    db,
    clock: () => workOf(db).at,
    out: (line) => lines.push(line),
    err: (line) => notes.push(line),
  })
  return { status, items: lines.map((line) => JSON.parse(line)), notes: notes.join('\n') }
}

describe('wire add', () => {
  it('receives files into the desk, once, and prints what inspect prints', async () => {
    const first = await add(STORY)
    expect(first).toMatchObject({ status: 0, items: [{ file: STORY, id: 'quill-771' }], notes: 'Received 1 revision.' })
    expect((await add(STORY)).notes).toBe('Received 0 revisions; 1 here already.')
    const found = await sql<{ headline: string; source: string }>`
      select headline, source.name as source from wire_item join wire_source source on source.id = source_id`.execute(
      db,
    )
    expect(found.rows).toEqual([{ headline: 'Council keeps the night ferry', source: 'By hand' }])
  })
  it('says which files cannot be read, and receives the others', async () => {
    const bad = join(folder, 'bad.xml')
    writeFileSync(bad, '<nitf><body>')
    const { status, items } = await add(bad, join(folder, 'none.xml'), STORY)
    expect(status).toBe(1)
    expect(items).toMatchObject([
      { error: { code: expect.any(String) } },
      { error: { code: 'file.not-readable' } },
      { id: 'quill-771' },
    ])
  })
  it('takes a source by name, and makes none up', async () => {
    await aSource(db, { name: 'The Quill', agency: 'Quill' })
    expect((await add(STORY, '--source', 'The Quill')).status).toBe(0)
    await expect(add(STORY, '--source', 'Nobody')).rejects.toMatchObject({ code: 'wire.no-source' })
    await expect(add()).rejects.toMatchObject({ code: 'wire.no-file' })
  })
})
