import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import type { PhotoFact } from './photo.ts'
import { retire } from './retire.ts'

const A_TIME = 200

/** Acts on every photo whose rights have run out: marks it, or takes it off every page, as was said when it came. */
export async function expireDue(work: Work): Promise<void> {
  const due = await sql<{ id: string; whenExpired: string }>`
    select id, when_expired as "whenExpired" from photo
    where expires_at <= ${work.at} and expired_at is null and retired_at is null
    order by id limit ${A_TIME} for update skip locked`.execute(work.db)
  for (const { id, whenExpired } of due.rows) {
    await sql`update photo set expired_at = ${work.at} where id = ${id}`.execute(work.db)
    await record<PhotoFact>(work, { fact: 'photo.expired', photoId: id })
    if (whenExpired === 'retire') await retire(work, id, 'Its rights ran out.')
  }
}
