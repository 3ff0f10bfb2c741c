import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from './connect.ts'

// Any number will do, as long as every Broadsheet asks for the same one.
const MIGRATION_LOCK = 18830519

/**
 * Brings the database up to the newest migration in `folder` (files `0001_name.sql`, run in order of name, each once, forward only).
 * Several processes may call it at once: one works, the others wait. Gives the names it ran.
 * Throws if a migration that already ran was edited afterwards, or if the database is newer than this program.
 */
export async function migrate(db: Db, folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name)).sort()
  return db.transaction().execute(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(tx)
    await sql`create table if not exists migration (
      name text constraint migration_runs_once primary key,
      fingerprint text not null,
      ran_at timestamptz not null default now()
    )`.execute(tx)
    const done = await sql<{ name: string; fingerprint: string }>`select name, fingerprint from migration`.execute(tx)
    const ran = new Map(done.rows.map((row) => [row.name, row.fingerprint]))

    for (const name of ran.keys()) {
      if (!names.includes(name)) {
        throw new Error(
          `The database is newer than this program: it has migration ${name}. Start the newer version of Broadsheet.`,
        )
      }
    }

    const fresh: string[] = []
    for (const name of names) {
      const text = await readFile(join(folder, name), 'utf8')
      const fingerprint = createHash('sha256').update(text).digest('hex')
      const before = ran.get(name)
      if (before === fingerprint) continue
      if (before) throw new Error(`Migration ${name} was edited after it ran. Put it back and write a new one.`)
      await sql.raw(text).execute(tx)
      await sql`insert into migration (name, fingerprint) values (${name}, ${fingerprint})`.execute(tx)
      fresh.push(name)
    }
    return fresh
  })
}
