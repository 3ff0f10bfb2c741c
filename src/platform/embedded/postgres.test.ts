import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Broken } from './broken.ts'
import { filesOf } from './place.ts'
import { startServer } from './postgres.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-server-'))
  mkdirSync(join(folder, 'database'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Starts what is no PostgreSQL but a program of ours in its place. */
function startInstead(program: string, startMs: number) {
  const postgres = join(folder, 'postgres')
  writeFileSync(postgres, `#!${process.execPath}\n${program}`, { mode: 0o755 })
  const place = filesOf(join(folder, 'database'))
  const binaries = { postgres } as Parameters<typeof startServer>[0]['binaries']
  return startServer({ place, binaries, account: undefined, host: folder, port: 5432, doing: () => {}, startMs })
}

it('a server that never gets ready is ended, and its last words are told', async () => {
  const note = join(folder, 'alive')
  const program = `console.log('LOG:  still thinking'); require('node:fs').writeFileSync(${JSON.stringify(note)}, String(process.pid))
    setInterval(() => {}, 1000)`
  const error = await startInstead(program, 4_000).catch((trouble: unknown) => trouble)
  expect(error).toBeInstanceOf(Broken)
  expect(String(error)).toMatch(
    /was not ready after 4 seconds\. Its log .*database\.log ends:\nLOG: {2}still thinking$/,
  )
  const pid = Number(readFileSync(note, 'utf8'))
  const isRunning = () => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }
  while (isRunning()) await new Promise((resolve) => setTimeout(resolve, 10))
})
it('a server that ends at once is told with what it wrote', async () => {
  const program = `console.log('FATAL:  could not write lock file "postmaster.pid": No space left on device'); process.exit(1)`
  await expect(startInstead(program, 60_000)).rejects.toThrow(/^The disk is full/)
})
