import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import type { Role } from './actor.ts'
import { hashOf, type LinkKind } from './link.ts'
import type { Person } from './person.ts'

/** Locks the person. Refuses if there is none. */
export async function lockPerson(db: Db, id: string): Promise<Person> {
  const found = await sql<Person>`select id, name, email, role from person where id = ${id} for update`.execute(db)
  const person = found.rows[0]
  if (!person) throw new Refusal('not-found', 'person.not-found', 'There is no such person on the staff.')
  return person
}

/** Locks whoever has the address, making them first if nobody has. Two at once agree on one person. */
export async function lockOrAddPerson(
  db: Db,
  { id, email, name, role, at }: { id: string; email: string; name: string; role: Role; at: Date },
): Promise<{ person: Person; isNew: boolean }> {
  // Whoever invites vouches for the address, and the link proves it.
  const added = await sql<Person>`
    insert into person (id, name, email, email_verified, role, created_at, updated_at)
    values (${id}, ${name}, ${email}, true, ${role}, ${at}, ${at})
    on conflict (email) do nothing
    returning id, name, email, role`.execute(db)
  if (added.rows[0]) return { person: added.rows[0], isNew: true }
  const found = await sql<Person>`select id, name, email, role from person where email = ${email} for update`.execute(
    db,
  )
  if (!found.rows[0]) throw new Error('a person vanished between two statements')
  return { person: found.rows[0], isNew: false }
}

/** Locks every admin, so that two of them cannot end each other's role at once, and says who they are. */
export async function lockAdmins(db: Db): Promise<string[]> {
  const found = await sql<{ id: string }>`select id from person where role = 'admin' order by id for update`.execute(db)
  return found.rows.map((row) => row.id)
}

export async function saveRole(db: Db, id: string, role: Role | null, at: Date): Promise<void> {
  await sql`update person set role = ${role}, updated_at = ${at} where id = ${id}`.execute(db)
}

export async function saveName(db: Db, id: string, name: string, at: Date): Promise<void> {
  await sql`update person set name = ${name}, updated_at = ${at} where id = ${id}`.execute(db)
}

/** Ends every session of a person, except the one with token `but`. */
export async function endSessions(db: Db, personId: string, but = ''): Promise<void> {
  await sql`delete from session where person_id = ${personId} and token <> ${but}`.execute(db)
}

/** Takes away every way in: sessions, links, password, passkeys, second factor and its challenges. */
export async function dropWaysIn(db: Db, personId: string): Promise<void> {
  await endSessions(db, personId)
  await sql`delete from sign_in_link where person_id = ${personId}`.execute(db)
  await sql`delete from credential where person_id = ${personId}`.execute(db)
  await sql`delete from passkey where person_id = ${personId}`.execute(db)
  await sql`delete from two_factor where person_id = ${personId}`.execute(db)
  await sql`delete from verification where value = ${personId}`.execute(db)
  await sql`update person set two_factor_enabled = false where id = ${personId}`.execute(db)
}

/** Keeps a link's hash. A new invitation takes the place of an unused one; mailed links stand beside each other. */
export async function addLink(
  db: Db,
  link: { token: string; personId: string; kind: LinkKind; at: Date; expiresAt: Date; by: unknown },
): Promise<void> {
  if (link.kind === 'invite') {
    await sql`delete from sign_in_link where person_id = ${link.personId} and kind = 'invite' and used_at is null`.execute(
      db,
    )
  }
  await sql`delete from sign_in_link where expires_at < ${link.at}::timestamptz - interval '30 days'`.execute(db)
  await sql`
    insert into sign_in_link (token_hash, person_id, kind, made_at, expires_at, made_by)
    values (${hashOf(link.token)}, ${link.personId}, ${link.kind}, ${link.at}, ${link.expiresAt},
      ${JSON.stringify(link.by)}::jsonb)`.execute(db)
}

/** Uses the link up and says whose it was; nothing if it cannot be used. One statement, so of ten at once one wins. */
export async function useLink(db: Db, token: string, at: Date): Promise<string | undefined> {
  const used = await sql<{ personId: string }>`
    update sign_in_link set used_at = ${at}
    from person
    where token_hash = ${hashOf(token)} and used_at is null and expires_at > ${at}
      and person.id = sign_in_link.person_id and person.role is not null
    returning person.id as "personId"`.execute(db)
  return used.rows[0]?.personId
}

/** True if a link of this person's was used shortly before the session began, which is then how it was opened. */
export async function hasUsedLink(db: Db, personId: string, sessionBegan: Date): Promise<boolean> {
  // The second factor may come between the link and the session; its challenge lasts ten minutes.
  const found = await sql`
    select from sign_in_link where person_id = ${personId}
      and used_at between ${sessionBegan}::timestamptz - interval '10 minutes' and ${sessionBegan}`.execute(db)
  return found.rows.length > 0
}
