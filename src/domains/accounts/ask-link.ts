import type { Work } from './actor.ts'
import { expiryOf, newToken } from './link.ts'
import { emailFrom, type Person } from './person.ts'
import { findStaffByEmail } from './queries.ts'
import { addLink } from './store.ts'

/**
 * Makes a link for a member of staff who asked for one by email. Nothing for anyone else; the face must answer both alike,
 * or it would tell a stranger who works here.
 */
export async function askLink(
  work: Work,
  typed: string,
): Promise<{ person: Person; token: string; expiresAt: Date } | undefined> {
  const email = emailFrom(typed)
  const person = email === undefined ? undefined : await findStaffByEmail(work.db, email)
  if (!person) return undefined
  const token = newToken()
  const expiresAt = expiryOf('email', work.at)
  await addLink(work.db, { token, personId: person.id, kind: 'email', at: work.at, expiresAt, by: work.by })
  return { person, token, expiresAt }
}
