import { sql } from 'kysely'
import { seedSample } from '#cli/sample/seed.ts'
import { type AccountFact, invite, signInAddress } from '#domains/accounts'
import { record } from '#domains/audit'
import { findPaper, found, type Nameplate, type SectionPlan } from '#domains/paper'
import { type Db, transaction } from '#platform/db'
import type { World } from './world.ts'

// Any number will do, as long as every Broadsheet asks for the same one.
const FOUNDING_LOCK = 18830520

/** The sections that a new paper begins with. */
export const FIRST_SECTIONS: readonly SectionPlan[] = [
  {
    slug: 'news',
    name: 'News',
    sections: [
      { slug: 'nation', name: 'Nation' },
      { slug: 'county', name: 'County' },
      { slug: 'schools', name: 'Schools' },
    ],
  },
  { slug: 'business', name: 'Business' },
  { slug: 'sports', name: 'Sports' },
  { slug: 'opinion', name: 'Opinion' },
  { slug: 'obituaries', name: 'Obituaries' },
]

/** Makes the sample paper if the database holds none. Of several that start at once, exactly one does, and the others wait for it. */
export async function seeIfFounded(world: World): Promise<void> {
  if (await findPaper(world.db)) return
  await transaction(world.db, async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    await sql`select pg_advisory_xact_lock(${sql.lit(FOUNDING_LOCK)})`.execute(tx)
    if (await findPaper(tx)) return
    world.err('Making the sample paper …')
    await seedSample({ ...world, db: tx })
  })
}

/** Founds an empty paper. */
export async function foundEmpty(db: Db, nameplate: Nameplate, at: Date): Promise<void> {
  const by = { kind: 'operator', command: 'new' } as const
  await transaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(FOUNDING_LOCK)})`.execute(tx)
    await found({ db: tx, by, at }, nameplate, FIRST_SECTIONS)
  })
}

/** A one-time link for the first editor, as long as nobody on the staff has another way in; afterwards undefined. */
export async function firstEditorLink(world: World): Promise<string | undefined> {
  return transaction(world.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(FOUNDING_LOCK)})`.execute(tx)
    const settled = await sql`
      select from person where role = 'admin'
      and (exists (select from credential where person_id = person.id and password is not null) or exists (select from passkey where person_id = person.id))`.execute(
      tx,
    )
    if (settled.rows.length > 0) return undefined
    const first = await sql<{
      email: string
      name: string
    }>`select email, name from person where role = 'admin' order by created_at limit 1`.execute(tx)
    const { email, name } = first.rows[0] ?? { email: 'editor@example.com', name: 'First Editor' }
    const by = { kind: 'operator', command: 'serve' } as const
    const work = { db: tx, by, at: world.clock() }
    const { token, person } = await invite(work, { email, name, role: 'admin' })
    await record<AccountFact>(work, { fact: 'staff.invited', personId: person.id, email, role: 'admin' })
    return signInAddress(world.config.siteUrl, token)
  })
}
