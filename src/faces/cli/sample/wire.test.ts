import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { listSources } from '#domains/wire'
import { aPaper } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { seedWire } from './wire.ts'

const fresh = await freshDb()
const dataDir = await mkdtemp(join(tmpdir(), 'bs-sample-'))
afterAll(async () => {
  await fresh.close()
  await rm(dataDir, { recursive: true, force: true })
})
await aPaper(fresh.db)
await seedWire(workOf(fresh.db, { by: cast.ada }), {
  dir: resolve(import.meta.dirname, '../../../../sample/wire'),
  dataDir,
})

interface Row {
  headline: string
  standing: string
  isAdvisory: boolean
  embargoUntil: Date | null
  revisions: number
  warnings: string
  format: string
}
const items = (
  await sql<Row>`
  select item.headline, item.standing, item.is_advisory as "isAdvisory", item.embargo_until as "embargoUntil", item.revisions,
    revision.item->>'warnings' as warnings, revision.item->>'format' as format
  from wire_item item join wire_revision revision on revision.id = item.revision_id order by item.moved_at desc`.execute(
    fresh.db,
  )
).rows

describe('the sample’s wire', () => {
  it('has ten items in three formats, read without a doubt, the newest first a storm', () => {
    expect(items).toHaveLength(10)
    expect([...new Set(items.map(({ format }) => format))].sort()).toEqual(['ninjs', 'nitf', 'plain-text'])
    expect(items[0]?.headline).toContain('Wind storm')
    expect(
      items.filter(({ warnings }) => warnings !== '[]').map(({ headline, warnings }) => `${headline}: ${warnings}`),
    ).toEqual([])
  })
  it('has one that was updated, one killed, one advisory and one embargoed until tomorrow', () => {
    expect(items.filter(({ revisions }) => revisions > 1).map(({ headline }) => headline)).toEqual([
      expect.stringContaining('second season likely'),
    ])
    expect(items.filter(({ standing }) => standing === 'killed')).toHaveLength(1)
    expect(items.filter(({ isAdvisory }) => isAdvisory)).toHaveLength(1)
    expect(
      items.filter(({ embargoUntil }) => embargoUntil !== null).map(({ embargoUntil }) => embargoUntil?.toISOString()),
    ).toEqual(['2026-11-25T14:00:00.000Z'])
  })
  it('has a folder that is watched from the first minute', async () => {
    const sources = await listSources(fresh.db, new Date(0))
    expect(sources.map(({ name, kind, isOn, today }) => ({ name, kind, isOn, today }))).toEqual([
      { name: 'Cascade News Service', kind: 'push', isOn: true, today: 11 },
      { name: 'Drop folder', kind: 'folder', isOn: true, today: 0 },
    ])
  })
})
