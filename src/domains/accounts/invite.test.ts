import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cast, workOf } from '#kit/cast'
import { type FreshDb, freshDb } from '#kit/database'
import { transaction } from '#platform/db'
import type { Actor } from './actor.ts'
import { removeStaff } from './change-role.ts'
import { invite } from './invite.ts'
import { findLinkStanding, findPerson, findStaffByEmail, listStaff } from './queries.ts'
import { useLink } from './store.ts'

const noon = new Date('2026-11-24T20:00:00Z')
const hours = (n: number) => new Date(noon.getTime() + n * 3_600_000)

describe('inviting someone to the staff', () => {
  let fresh: FreshDb
  beforeAll(async () => {
    fresh = await freshDb()
  })
  afterAll(() => fresh.close())

  const by = (actor: Actor, at = noon) => workOf(fresh.db, { by: actor, at })
  const asAda = () => by(cast.ada)
  const inviteBy = (actor: Actor) => invite(by(actor), { email: 'new@sentinel.example', role: 'reporter' })

  it('makes a person with the role and a link for three days', async () => {
    const invited = await invite(asAda(), { email: 'Priya.Lind@sentinel.example', role: 'reporter' })
    expect(invited).toMatchObject({ isNew: true, keptRole: false, expiresAt: hours(72) })
    expect(invited.person).toMatchObject({ name: 'Priya Lind', email: 'priya.lind@sentinel.example', role: 'reporter' })
    expect(await findLinkStanding(fresh.db, invited.token, hours(71.9))).toBe('good')
    expect(await findLinkStanding(fresh.db, invited.token, hours(72))).toBe('expired')
  })

  it('keeps no token in the database, only its hash', async () => {
    const { token } = await invite(asAda(), { email: 'hash@sentinel.example', role: 'photo' })
    const found = await sql<{
      all: string
    }>`select string_agg(sign_in_link::text, ' ') as all from sign_in_link`.execute(fresh.db)
    expect(found.rows[0]?.all).toBeTruthy()
    expect(found.rows[0]?.all).not.toContain(token)
  })

  it('is for admins and the operator', async () => {
    await expect(inviteBy(cast.ada)).resolves.toBeDefined()
    await expect(inviteBy({ kind: 'operator', command: 'staff invite' })).resolves.toBeDefined()
  })
  it('is not for an editor', () => expect(inviteBy(cast.ana)).rejects.toMatchObject({ kind: 'not-allowed' }))
  it('is not for a copy editor', () => expect(inviteBy(cast.cam)).rejects.toMatchObject({ kind: 'not-allowed' }))
  it('is not for a reporter', () => expect(inviteBy(cast.ben)).rejects.toMatchObject({ kind: 'not-allowed' }))
  it('is not for a photographer', () => expect(inviteBy(cast.pip)).rejects.toMatchObject({ kind: 'not-allowed' }))
  it('is not for the business office', () => expect(inviteBy(cast.bea)).rejects.toMatchObject({ kind: 'not-allowed' }))
  it('is not for a reader', () => expect(inviteBy(cast.cora)).rejects.toMatchObject({ kind: 'not-allowed' }))

  it('refuses a bad address, role or name, and says which', async () => {
    const ok = { email: 'x@sentinel.example', role: 'copy' }
    await expect(invite(asAda(), { ...ok, email: 'x@' })).rejects.toMatchObject({
      fields: { email: expect.any(String) },
    })
    await expect(invite(asAda(), { ...ok, role: 'boss' })).rejects.toMatchObject({
      fields: { role: expect.stringContaining('reporter') },
    })
    await expect(invite(asAda(), { ...ok, name: '\n' })).rejects.toMatchObject({ fields: { name: expect.any(String) } })
    expect(await findStaffByEmail(fresh.db, 'x@sentinel.example')).toBeUndefined()
  })

  it('again gives a new link, and the one before stops working', async () => {
    const first = await invite(asAda(), { email: 'again@sentinel.example', role: 'copy' })
    const second = await invite(asAda(), { email: 'again@sentinel.example', role: 'copy' })
    expect(second).toMatchObject({ isNew: false, person: { id: first.person.id } })
    expect(await useLink(fresh.db, first.token, noon)).toBeUndefined()
    expect(await useLink(fresh.db, second.token, noon)).toBe(first.person.id)
  })

  it('again with another role changes it only when asked', async () => {
    await invite(asAda(), { email: 'role@sentinel.example', role: 'copy' })
    const kept = await invite(asAda(), { email: 'role@sentinel.example', role: 'editor' })
    expect(kept).toMatchObject({ keptRole: true, person: { role: 'copy' } })
    const changed = await invite(asAda(), { email: 'role@sentinel.example', role: 'editor', changeRole: true })
    expect(changed).toMatchObject({ keptRole: false, person: { role: 'editor' } })
  })

  it('brings back someone who was removed', async () => {
    const { person } = await invite(asAda(), { email: 'back@sentinel.example', role: 'copy' })
    await transaction(fresh.db, (tx) => removeStaff({ ...asAda(), db: tx }, person.id))
    expect((await findPerson(fresh.db, person.id))?.role).toBeNull()
    const again = await invite(asAda(), { email: 'back@sentinel.example', role: 'photo' })
    expect(again.person).toMatchObject({ id: person.id, role: 'photo' })
  })

  it('ten times at once makes one person with one working link', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () =>
        transaction(fresh.db, (tx) => invite({ ...asAda(), db: tx }, { email: 'ten@sentinel.example', role: 'copy' })),
      ),
    )
    expect(new Set(all.map((one) => one.person.id)).size).toBe(1)
    expect(all.filter((one) => one.isNew)).toHaveLength(1)
    const standings = await Promise.all(all.map((one) => findLinkStanding(fresh.db, one.token, noon)))
    expect(standings.filter((standing) => standing === 'good')).toHaveLength(1)
  })

  it('shows who has not come yet on the staff list', async () => {
    const { token } = await invite(asAda(), { email: 'waits@sentinel.example', role: 'copy' })
    const line = async () => (await listStaff(fresh.db, noon)).find((one) => one.email === 'waits@sentinel.example')
    expect(await line()).toMatchObject({ linkExpiresAt: hours(72), hasPassword: false, passkeys: 0 })
    await useLink(fresh.db, token, noon)
    expect((await line())?.linkExpiresAt).toBeNull()
  })
})
