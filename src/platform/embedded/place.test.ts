import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { placeFor } from './place.ts'

const asRoot = process.getuid?.() === 0

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-place-'))
  chmodSync(folder, 0o755)
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('where a cluster lies', () => {
  it('is where it was asked for, and the folder above is made', () => {
    expect(placeFor(join(folder, 'a', 'database')).cluster).toBe(join(folder, 'a', 'database'))
    expect(existsSync(join(folder, 'a'))).toBe(true)
  })

  it('is one place, with one lock, however the folder is spelled', () => {
    mkdirSync(join(folder, 'a'))
    symlinkSync(join(folder, 'a'), join(folder, 'b'))
    expect(placeFor(join(folder, 'b', 'database')).lock).toBe(placeFor(join(folder, 'a', 'database')).lock)
  })

  it.runIf(asRoot)(
    'is opened by one step to the user the server runs as, where only the folder right above is closed',
    () => {
      mkdirSync(join(folder, 'closed'), { mode: 0o700 })
      expect(placeFor(join(folder, 'closed', 'database')).cluster).toBe(join(folder, 'closed', 'database'))
      expect(statSync(join(folder, 'closed')).mode & 0o777).toBe(0o711)
    },
  )

  it.runIf(asRoot)('is elsewhere, and stays there, where a folder further up is closed to that user', () => {
    mkdirSync(join(folder, 'home', 'data'), { recursive: true })
    chmodSync(join(folder, 'home'), 0o700)
    const { cluster } = placeFor(join(folder, 'home', 'data', 'database'), join(folder, 'lib'))
    expect(cluster.startsWith(join(folder, 'lib', 'broadsheet-'))).toBe(true)
    chmodSync(join(folder, 'home'), 0o755)
    expect(placeFor(join(folder, 'home', 'data', 'database'), join(folder, 'lib')).cluster).toBe(cluster)
    expect(statSync(join(folder, 'home')).mode & 0o777).toBe(0o755)
  })
})
