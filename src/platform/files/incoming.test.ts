import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sweepFolder } from './incoming.ts'

it('what nobody went on with for a day is thrown away, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'incoming-'))
  const before = new Date('2026-11-23T12:00:00Z')
  const [old, fresh] = [new Date('2026-11-23T11:59:00Z'), new Date('2026-11-23T12:01:00Z')]
  for (const [name, at] of [
    ['old', old],
    ['old.json', old],
    ['fresh', fresh],
  ] as const) {
    await writeFile(join(folder, name), 'x')
    await utimes(join(folder, name), at, at)
  }
  await mkdir(join(folder, 'a-folder'))
  expect(await sweepFolder(folder, before)).toBe(2)
  expect((await readdir(folder)).sort()).toEqual(['a-folder', 'fresh'])
  expect(await sweepFolder(join(folder, 'not-there'), before)).toBe(0)
  await rm(folder, { recursive: true, force: true })
})
