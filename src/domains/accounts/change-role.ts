import { Refusal } from '#platform/refusal'
import { hasRole, type Role, type Work } from './actor.ts'
import type { Person } from './person.ts'
import { dropWaysIn, endSessions, lockAdmins, lockPerson, saveRole } from './store.ts'

/** Gives a member of staff another role. Their sessions end, so the old role stops at once everywhere. Answers what they were. */
export async function changeRole(work: Work, personId: string, role: Role): Promise<{ person: Person; was: Role }> {
  mayManage(work)
  const { was, ...person } = await lockStaff(work, personId)
  if (was !== role) await setRole(work, { ...person, role: was }, role)
  return { person: { ...person, role }, was }
}

/** Takes someone off the staff: sessions end at once and every way in is gone. What they wrote stays, with their name on it. */
export async function removeStaff(work: Work, personId: string): Promise<{ person: Person; was: Role }> {
  mayManage(work)
  const { was, ...person } = await lockStaff(work, personId)
  if (was === 'admin') await anAdminRemains(work, personId)
  await saveRole(work.db, personId, null, work.at)
  await dropWaysIn(work.db, personId)
  return { person: { ...person, role: null }, was }
}

/** Saves a role and ends the sessions that were opened with the old one. */
export async function setRole(work: Work, person: Person, role: Role): Promise<void> {
  if (person.role === 'admin') await anAdminRemains(work, person.id)
  await saveRole(work.db, person.id, role, work.at)
  await endSessions(work.db, person.id)
}

function mayManage({ by }: Work): void {
  if (!hasRole(by, 'admin')) {
    throw new Refusal('not-allowed', 'staff.not-yours-to-change', 'Only an admin may change who is on the staff.')
  }
}

// Admins are locked before the person: two who end each other's role take the same locks in the same order.
async function lockStaff(work: Work, personId: string): Promise<Person & { was: Role }> {
  await lockAdmins(work.db)
  const person = await lockPerson(work.db, personId)
  if (person.role === null) throw new Refusal('not-found', 'person.not-found', 'There is no such person on the staff.')
  return { ...person, was: person.role }
}

async function anAdminRemains(work: Work, personId: string): Promise<void> {
  const others = (await lockAdmins(work.db)).filter((id) => id !== personId)
  if (others.length === 0) {
    throw new Refusal('conflict', 'staff.last-admin', 'This is the only admin. Make someone else an admin first.')
  }
}
