import { sql } from 'kysely'
import { hasRole, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { mayDraft, slugOf } from '#domains/stories'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import type { WireFact } from './fact.ts'
import { Filter } from './queries.ts'

/** A desk, which is everybody's, or a saved search of one's own: a filter with a name. */
export interface Desk {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly own: boolean
  readonly filter: Filter
}

interface DeskRow {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly personId: string | null
  readonly filter: unknown
}

const DESKS_MOST = 200

/** Makes or changes a desk (editors) or a saved search of one's own. `own` of one that is there does not change. */
export async function arrangeDesk(
  work: Work,
  { id, name, own, filter }: { id?: string; name: string; own: boolean; filter: Parameters<typeof Filter.parse>[0] },
): Promise<Desk> {
  const kept = JSON.stringify(Filter.parse(filter))
  if (id !== undefined) {
    await mustBeTheirs(work, id)
    await sql`update wire_desk set name = ${name}, filter = ${kept}::jsonb where id = ${id}`.execute(work.db)
    await record<WireFact>(work, { fact: 'wire.desk-arranged', deskId: id })
    return getDesk(work.db, id)
  }
  mustMay(work, own)
  const personId = own && work.by.kind === 'staff' ? work.by.personId : null
  const wish = `${slugOf(name) || 'desk'}`
  const made = await sql<{ id: string }>`
    insert into wire_desk (slug, name, position, person_id, filter)
    select (select candidate from (select ${wish} || case when n = 1 then '' else '-' || n end as candidate
        from generate_series(1, ${DESKS_MOST + 1}) n order by n) wish
        where not exists (select from wire_desk where slug = candidate) limit 1),
      ${name}, (select coalesce(max(position), 0) + 1 from wire_desk), ${personId}, ${kept}::jsonb
    where (select count(*) from wire_desk) < ${DESKS_MOST} returning id`.execute(work.db)
  const deskId = made.rows[0]?.id
  if (!deskId) throw new Refusal('too-many', 'desk.too-many', 'There are 200 desks and searches. Remove one first.')
  await record<WireFact>(work, { fact: 'wire.desk-arranged', deskId })
  return getDesk(work.db, deskId)
}

/** Removes a desk or a saved search. The items stay. */
export async function dropDesk(work: Work, deskId: string): Promise<void> {
  await mustBeTheirs(work, deskId)
  await sql`delete from wire_desk where id = ${deskId}`.execute(work.db)
  await record<WireFact>(work, { fact: 'wire.desk-arranged', deskId })
}

/** The desks, and the saved searches of this person, in their order. */
export async function listDesks(db: Db, personId: string): Promise<Desk[]> {
  const found = await sql<DeskRow>`
    select id, slug, name, person_id as "personId", filter from wire_desk where person_id is null or person_id = ${personId}
    order by person_id is not null, position, id`.execute(db)
  return found.rows.map(deskOf)
}

async function getDesk(db: Db, id: string): Promise<Desk> {
  const found = /^\d{1,18}$/.test(id)
    ? await sql<DeskRow>`select id, slug, name, person_id as "personId", filter from wire_desk where id = ${id}`.execute(
        db,
      )
    : undefined
  const desk = found?.rows[0]
  if (!desk) throw new Refusal('not-found', 'desk.not-found', 'There is no such desk.')
  return deskOf(desk)
}

function deskOf({ id, slug, name, personId, filter }: DeskRow): Desk {
  const kept = Filter.safeParse(filter)
  return { id, slug, name, own: personId !== null, filter: kept.success ? kept.data : Filter.parse({}) }
}

async function mustBeTheirs(work: Work, id: string): Promise<void> {
  const desk = await getDesk(work.db, id)
  mustMay(work, desk.own)
  if (!desk.own || work.by.kind !== 'staff') return
  const theirs = await sql`select from wire_desk where id = ${id} and person_id = ${work.by.personId}`.execute(work.db)
  if (theirs.rows.length === 0) throw new Refusal('not-found', 'desk.not-found', 'There is no such desk.')
}

function mustMay(work: Work, own: boolean): void {
  if (own ? mayDraft(work.by) : hasRole(work.by, 'admin', 'editor')) return
  throw new Refusal(
    'not-allowed',
    'desk.not-yours',
    'Only editors may arrange desks; anyone may save a search of their own.',
  )
}
