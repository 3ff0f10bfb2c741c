import { Hono } from 'hono'
import {
  type AccountFact,
  type Auth,
  changeRole,
  hasRole,
  type Invited,
  invite,
  listStaff,
  removeStaff,
  setPassword,
  signInAddress,
  TooMany,
} from '#domains/accounts'
import { record } from '#domains/audit'
import { findPaper } from '#domains/paper'
import { signInLinkEmail } from '#faces/email'
import { transaction } from '#platform/db'
import type { Mailer } from '#platform/mail'
import { Refusal } from '#platform/refusal'
import {
  PasswordRequest,
  type StaffChanged,
  StaffChangeRequest,
  type StaffInvited,
  StaffInviteRequest,
  type StaffList,
} from './contract-staff.ts'
import type { ApiNeeds, Env } from './needs.ts'

export interface StaffNeeds extends ApiNeeds {
  readonly auth: Auth
  readonly mailer: Mailer
}

/** /staff: who works here; /me/password: one's own password. */
export function staffRoutes(needs: StaffNeeds): Hono<Env> {
  const { db, clock, auth } = needs
  const api = new Hono<Env>()

  api.get('/staff', async (c) => {
    if (!hasRole(c.var.actor, 'admin'))
      throw new Refusal('not-allowed', 'staff.not-yours-to-see', 'Only an admin may see the staff list.')
    const items = await listStaff(db, clock())
    return c.json<StaffList>({
      items: items.map((one) => ({ ...one, linkExpiresAt: one.linkExpiresAt?.toISOString() ?? null })),
    })
  })

  api.post('/staff', async (c) => {
    const asked = StaffInviteRequest.parse(await c.req.json())
    const invited = await transaction(db, async (tx) => {
      const work = { db: tx, by: c.var.actor, at: clock() }
      const done = await invite(work, asked)
      const { id: personId, email, role } = done.person
      await record<AccountFact>(work, { fact: 'staff.invited', personId, email, role: role ?? asked.role })
      return done
    })
    const link = signInAddress(needs.siteUrl, invited.token)
    const { person, expiresAt, isNew, keptRole } = invited
    const mailed = await mailInvitation(needs, invited, link)
    const shown = { id: person.id, name: person.name, email: person.email, role: person.role ?? asked.role }
    return c.json<StaffInvited>(
      { person: shown, link, expiresAt: expiresAt.toISOString(), isNew, keptRole, mailed },
      201,
    )
  })

  api.patch('/staff/:id', async (c) => {
    const { role } = StaffChangeRequest.parse(await c.req.json())
    const changed = await transaction(db, async (tx) => {
      const work = { db: tx, by: c.var.actor, at: clock() }
      const { person, was } = await changeRole(work, c.req.param('id'), role)
      if (was !== role)
        await record<AccountFact>(work, { fact: 'staff.role-changed', personId: person.id, from: was, to: role })
      return person
    })
    return c.json<StaffChanged>({ id: changed.id, name: changed.name, email: changed.email, role })
  })

  api.delete('/staff/:id', async (c) => {
    await transaction(db, async (tx) => {
      const work = { db: tx, by: c.var.actor, at: clock() }
      const { person, was } = await removeStaff(work, c.req.param('id'))
      await record<AccountFact>(work, { fact: 'staff.removed', personId: person.id, was })
    })
    return c.body(null, 204)
  })

  api.put('/me/password', async (c) => {
    const asked = PasswordRequest.parse(await c.req.json())
    const at = clock()
    const { personId } = await setPassword({ auth, db, headers: c.req.raw.headers, at }, asked).catch(
      (error: unknown) => {
        if (error instanceof TooMany) c.header('retry-after', String(error.waitSeconds))
        throw error
      },
    )
    await record<AccountFact>({ db, by: c.var.actor, at }, { fact: 'staff.password-set', personId })
    return c.body(null, 204)
  })

  return api
}

// The invitation stands whether or not the mail goes out: whoever invites has the link on the screen.
async function mailInvitation({ db, mailer, log }: StaffNeeds, { person }: Invited, link: string): Promise<boolean> {
  const paperName = (await findPaper(db))?.name ?? 'Broadsheet'
  const letter = signInLinkEmail({ paperName, link, expires: '3 days', kind: 'invite' })
  return mailer.send({ to: person.email, ...letter }).then(
    () => !mailer.isKept,
    (error: unknown) => {
      log.warn({ invitationNotMailed: String(error) })
      return false
    },
  )
}
