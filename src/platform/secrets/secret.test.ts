import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadOrMakeSecret } from './index.ts'

const run = promisify(execFile)

describe('the secret of an installation', () => {
  let dataDir: string
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'secret-'))
  })
  afterEach(() => rm(dataDir, { recursive: true, force: true }))

  it('is made once and stays the same', async () => {
    const first = await loadOrMakeSecret(dataDir)
    expect(Buffer.from(first, 'base64url')).toHaveLength(32)
    expect(await loadOrMakeSecret(dataDir)).toBe(first)
  })

  it('is readable by its owner alone', async () => {
    await loadOrMakeSecret(dataDir)
    expect((await stat(join(dataDir, 'keys', 'secret'))).mode & 0o777).toBe(0o600)
  })

  it('is the same for ten processes that start at once', async () => {
    const code = `import { loadOrMakeSecret } from ${JSON.stringify(resolve(import.meta.dirname, 'secret.ts'))}
      process.stdout.write(await loadOrMakeSecret(${JSON.stringify(dataDir)}))`
    const all = Array.from({ length: 10 }, () => run(process.execPath, ['--input-type=module', '--eval', code]))
    const told = (await Promise.all(all)).map((one) => one.stdout)
    expect(told[0]).toHaveLength(43)
    expect(new Set(told).size).toBe(1)
    expect(await readdir(join(dataDir, 'keys'))).toEqual(['secret'])
  })

  it('that was damaged is not used and not replaced', async () => {
    await mkdir(join(dataDir, 'keys'))
    await writeFile(join(dataDir, 'keys', 'secret'), 'short')
    await expect(loadOrMakeSecret(dataDir)).rejects.toThrow('damaged')
  })
})
