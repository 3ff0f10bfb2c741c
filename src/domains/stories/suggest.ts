import { sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Byline } from './copy.ts'

/** Bylines that were used before and begin like this, the most used first. */
export async function lastBylines(db: Db, q: string, most = 10): Promise<Byline[]> {
  const found = await sql<Byline>`
    select name, (array_agg(title order by published_at desc))[1] as title, agency from live_byline
    where name ilike ${`${escaped(q)}%`} or name ilike ${`% ${escaped(q)}%`} or agency ilike ${`${escaped(q)}%`}
    group by name, agency order by count(*) desc, name limit ${most}`.execute(db)
  return found.rows
}

/** Topics that were used before and hold these letters. */
export async function lastTopics(db: Db, q: string, most = 10): Promise<string[]> {
  const found = await sql<{ name: string }>`
    select name from topic where name ilike ${`%${escaped(q)}%`} order by length(name), name limit ${most}`.execute(db)
  return found.rows.map((row) => row.name)
}

function escaped(q: string): string {
  return q.replace(/[\\%_]/g, '\\$&')
}
