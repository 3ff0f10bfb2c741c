import { randomUUID } from 'node:crypto'
import { Refusal } from '#platform/refusal'
import { hasRole, isRole, ROLES, type Work } from './actor.ts'
import { setRole } from './change-role.ts'
import { expiryOf, newToken } from './link.ts'
import { emailFrom, nameFrom, nameFromEmail, type Person } from './person.ts'
import { addLink, lockAdmins, lockOrAddPerson, lockPerson } from './store.ts'

/** Who is to join. `role` is checked, so it may come straight from a form or a command line. */
export interface Invitation {
  readonly email: string
  readonly name?: string | undefined
  readonly role: string
  /** Someone already on the staff keeps their role unless this is set. */
  readonly changeRole?: boolean
}

/** A way in, to be handed over once: `token` is nowhere else. `keptRole` is true when another role was named and not given. */
export interface Invited {
  readonly person: Person
  readonly token: string
  readonly expiresAt: Date
  readonly isNew: boolean
  readonly keptRole: boolean
}

/** Puts someone on the staff and makes a one-time link that signs them in; for someone already there, a new link. */
export async function invite(
  work: Work,
  { email: typed, name, role, changeRole = false }: Invitation,
): Promise<Invited> {
  if (!hasRole(work.by, 'admin')) {
    throw new Refusal('not-allowed', 'staff.not-yours-to-invite', 'Only an admin may invite staff.')
  }
  const email = emailFrom(typed)
  if (!email) {
    const sentence = 'That is not an email address that mail can be sent to, such as ana@example.com.'
    throw new Refusal('invalid', 'staff.bad-email', sentence, { email: sentence })
  }
  if (!isRole(role)) {
    const sentence = `The role must be one of ${ROLES.join(', ')}.`
    throw new Refusal('invalid', 'staff.bad-role', sentence, { role: sentence })
  }
  const given = name === undefined ? nameFromEmail(email) : nameFrom(name)
  if (!given) {
    const sentence = 'Give a name of 1 to 120 characters.'
    throw new Refusal('invalid', 'staff.bad-name', sentence, { name: sentence })
  }

  // Admins before the person, as whoever changes a role takes them.
  if (changeRole) await lockAdmins(work.db)
  const { person, isNew } = await lockOrAddPerson(work.db, { id: randomUUID(), email, name: given, role, at: work.at })
  if (person.role !== role && (changeRole || person.role === null)) await setRole(work, person, role)

  const token = newToken()
  const expiresAt = expiryOf('invite', work.at)
  await addLink(work.db, { token, personId: person.id, kind: 'invite', at: work.at, expiresAt, by: work.by })
  const now = await lockPerson(work.db, person.id)
  return { person: now, token, expiresAt, isNew, keptRole: now.role !== role }
}
