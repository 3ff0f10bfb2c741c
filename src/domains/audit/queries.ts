import { sql } from 'kysely'
import type { Actor } from '#domains/accounts'
import type { Db } from '#platform/db'

/** A line of the ledger: what happened, who did it, when. */
export interface LedgerLine {
  readonly id: string
  readonly fact: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly by: Actor
  readonly at: Date
}

/** A line by its number, if there is one. */
export async function findLine(db: Db, id: string): Promise<LedgerLine | undefined> {
  const found = await sql<LedgerLine>`select id, fact, detail, by_whom as by, at from ledger where id = ${id}`.execute(
    db,
  )
  return found.rows[0]
}

/** What happened to a story, newest first. */
export async function listLinesOfStory(db: Db, storyId: string, most = 200): Promise<LedgerLine[]> {
  const found = await sql<LedgerLine>`
    select id, fact, detail, by_whom as by, at from ledger
    where detail ? 'storyId' and detail ->> 'storyId' = ${storyId} order by id desc limit ${most}`.execute(db)
  return found.rows
}
