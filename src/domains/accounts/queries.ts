import { sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Role } from './actor.ts'
import { hashOf, type LinkStanding } from './link.ts'
import type { Person } from './person.ts'

/** A line of the staff list. `linkExpiresAt` is set while an invitation waits to be used. */
export interface StaffMember {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly hasPassword: boolean
  readonly passkeys: number
  readonly twoFactor: boolean
  readonly linkExpiresAt: Date | null
}

/** The ways a person can sign in besides a one-time link. */
export interface WaysIn {
  readonly hasPassword: boolean
  readonly passkeys: number
  readonly twoFactor: boolean
}

const waysIn = sql<WaysIn>`
  exists (select from credential where credential.person_id = person.id and provider_id = 'credential'
    and password is not null) as "hasPassword",
  (select count(*)::int from passkey where passkey.person_id = person.id) as passkeys,
  coalesce(two_factor_enabled, false) as "twoFactor"`

/** Everyone on the staff, by name. */
export async function listStaff(db: Db, at: Date): Promise<StaffMember[]> {
  const found = await sql<StaffMember>`
    select id, name, email, role, ${waysIn},
      (select max(expires_at) from sign_in_link where person_id = person.id and kind = 'invite'
        and used_at is null and expires_at > ${at}) as "linkExpiresAt"
    from person where role is not null order by name, id`.execute(db)
  return found.rows
}

/** A person by id, if there is one. */
export async function findPerson(db: Db, id: string): Promise<Person | undefined> {
  const found = await sql<Person>`select id, name, email, role from person where id = ${id}`.execute(db)
  return found.rows[0]
}

/** A member of staff by address, if there is one. */
export async function findStaffByEmail(db: Db, email: string): Promise<Person | undefined> {
  const found = await sql<Person>`
    select id, name, email, role from person where email = ${email} and role is not null`.execute(db)
  return found.rows[0]
}

/** How a person can sign in. */
export async function findWaysIn(db: Db, personId: string): Promise<WaysIn> {
  const found = await sql<WaysIn>`select ${waysIn} from person where id = ${personId}`.execute(db)
  return found.rows[0] ?? { hasPassword: false, passkeys: 0, twoFactor: false }
}

/** How a link stands. Looking does not use it up, so a mail scanner that follows links does no harm. */
export async function findLinkStanding(db: Db, token: string, at: Date): Promise<LinkStanding> {
  const found = await sql<{ usedAt: Date | null; expiresAt: Date }>`
    select used_at as "usedAt", expires_at as "expiresAt" from sign_in_link
    where token_hash = ${hashOf(token)}`.execute(db)
  const link = found.rows[0]
  if (!link) return 'unknown'
  if (link.usedAt) return 'used'
  return link.expiresAt > at ? 'good' : 'expired'
}
