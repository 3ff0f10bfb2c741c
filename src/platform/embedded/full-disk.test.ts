import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { type Embedded, openEmbedded } from './index.ts'

const mounted: string[] = []
const open: Embedded[] = []

/** A disk of so many megabytes. */
function aDisk(megabytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder], { stdio: 'ignore' })
  mounted.push(folder)
  return folder
}

function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    aDisk(1)
    return true
  } catch {
    return false
  } finally {
    removeDisks()
  }
}

function removeDisks(): void {
  for (const folder of mounted.splice(0)) {
    execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  }
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.release()))
  removeDisks()
})

const bytesFree = (folder: string) => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

// Only root may mount a small disk, and not in every container.
describe.skipIf(!mayMount())('a full disk, on a small one that only root can mount', () => {
  it('stops a new database with a sentence that says so, and leaves nothing half made', async () => {
    const disk = aDisk(24)
    await expect(openEmbedded({ dataDir: join(disk, 'database') })).rejects.toThrow(
      /^The disk is full\. Free some space/,
    )
    expect(readdirSync(disk).filter((name) => /making|password/.test(name))).toEqual([])
    expect(readdirSync(disk)).not.toContain('database')
  }, 60_000)

  it('stops an old one from starting with the same sentence; once there is room it starts with everything in it', async () => {
    const disk = aDisk(160)
    const dataDir = join(disk, 'database')
    const first = await openEmbedded({ dataDir })
    const client = new pg.Client(first.connection)
    await client.connect()
    await client.query('create table kept as select 7 as number')
    await client.end()
    await first.release()

    writeFileSync(join(disk, 'film'), new Uint8Array(Math.max(0, bytesFree(disk))))
    expect(bytesFree(disk)).toBe(0)
    await expect(openEmbedded({ dataDir })).rejects.toThrow(/^The disk is full\. Free some space/)

    rmSync(join(disk, 'film'))
    const again = await openEmbedded({ dataDir })
    open.push(again)
    const reader = new pg.Client(again.connection)
    await reader.connect()
    expect((await reader.query('select number from kept')).rows).toEqual([{ number: 7 }])
    await reader.end()
  }, 90_000)
})
