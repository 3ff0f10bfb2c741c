import { sql } from 'kysely'
import { nameOf, type Work } from '#domains/accounts'
import { enqueue } from '#platform/jobs'

/** The NOTIFY channel on which open screens hear that something happened. */
export const FACT_CHANNEL = 'broadsheet_fact'

/** Something that happened, named `noun.verbed`, with what is needed to follow it up. Each domain has its own union of them. */
export interface AnyFact {
  readonly fact: `${string}.${string}`
}

/** Writes the ledger line and, in the same transaction, queues whatever follows from it. */
export async function record<fact extends AnyFact>(work: Work, fact: fact): Promise<void> {
  const { fact: name, ...detail } = fact
  const line = await sql<{ id: string }>`
    insert into ledger (fact, detail, by_whom, at)
    values (${name}, ${JSON.stringify(detail)}::jsonb, ${JSON.stringify(work.by)}::jsonb, ${work.at})
    returning id`.execute(work.db)
  await sql`select pg_notify(${FACT_CHANNEL}, ${JSON.stringify({ fact: name, storyId: 'storyId' in detail ? detail.storyId : null, by: nameOf(work.by) })})`.execute(
    work.db,
  )
  await enqueue(work.db, 'react', { line: line.rows[0]?.id ?? '' })
}
