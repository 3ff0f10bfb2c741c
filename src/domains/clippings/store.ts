import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import type { Clipping } from './clipping.ts'
import { gist } from './prose.ts'

/** What makes two readings the same page: headline and paragraphs, whatever their white space, quotes and furniture. */
export function fingerprintOf({ headline, paragraphs }: Pick<Clipping, 'headline' | 'paragraphs'>): string {
  return createHash('sha256')
    .update([headline, ...paragraphs].map((text) => gist(text)).join('\n'))
    .digest('hex')
}

/** The story that this page became before, if it did. Holds others who bring in the same page until the transaction ends. */
export async function lockClipping(work: Work, fingerprint: string): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${fingerprint}, 0))`.execute(work.db)
  const found = await sql<{
    storyId: string
  }>`select story_id as "storyId" from clipping where fingerprint = ${fingerprint}`.execute(work.db)
  return found.rows[0]?.storyId
}

export async function insertClipping(work: Work, fingerprint: string, storyId: string): Promise<void> {
  await sql`
    insert into clipping (fingerprint, story_id, brought_in_at, by_whom)
    values (${fingerprint}, ${storyId}, ${work.at}, ${JSON.stringify(work.by)}::jsonb)`.execute(work.db)
}
