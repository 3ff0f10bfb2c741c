import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { freshDb } from './database.ts'

describe('a fresh database', () => {
  it('has every migration in it and belongs to one test alone', async () => {
    const [mine, yours] = await Promise.all([freshDb(), freshDb()])
    try {
      const ran = await sql<{ name: string }>`select name from migration`.execute(mine.db)
      expect(ran.rows.length).toBeGreaterThan(0)
      await sql`create table only_mine (id int)`.execute(mine.db)
      const seen = await sql<{ found: string | null }>`select to_regclass('only_mine')::text as found`.execute(yours.db)
      expect(seen.rows[0]?.found).toBeNull()
    } finally {
      await mine.close()
      await yours.close()
    }
  })

  it('can be had ten times at once', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => freshDb()))
    expect(new Set(all.map((one) => one.name)).size).toBe(10)
    await Promise.all(all.map((one) => one.close()))
  })
})
