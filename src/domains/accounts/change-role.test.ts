import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cast, workOf } from '#kit/cast'
import { type FreshDb, freshDb } from '#kit/database'
import { transaction } from '#platform/db'
import type { Actor } from './actor.ts'
import { changeRole, removeStaff } from './change-role.ts'
import { invite } from './invite.ts'
import { findPerson, listStaff } from './queries.ts'
import { useLink } from './store.ts'

const operator: Actor = { kind: 'operator', command: 'test' }

describe('who is on the staff', () => {
  let fresh: FreshDb
  beforeEach(async () => {
    fresh = await freshDb()
  })
  afterEach(() => fresh.close())

  async function join(name: string, role: string) {
    return invite(workOf(fresh.db, { by: operator }), { email: `${name}@sentinel.example`, role })
  }
  const asAda = () => workOf(fresh.db, { by: cast.ada })

  it('is changed by admins alone', async () => {
    const { person } = await join('ben', 'reporter')
    await expect(changeRole(workOf(fresh.db, { by: cast.ana }), person.id, 'editor')).rejects.toMatchObject({
      kind: 'not-allowed',
    })
    await expect(removeStaff(workOf(fresh.db, { by: cast.ana }), person.id)).rejects.toMatchObject({
      kind: 'not-allowed',
    })
    expect(await changeRole(asAda(), person.id, 'editor')).toMatchObject({
      was: 'reporter',
      person: { role: 'editor' },
    })
    expect((await findPerson(fresh.db, person.id))?.role).toBe('editor')
  })

  it('always has an admin in it', async () => {
    const { person } = await join('ada', 'admin')
    await expect(removeStaff(asAda(), person.id)).rejects.toMatchObject({ code: 'staff.last-admin' })
    await expect(changeRole(asAda(), person.id, 'editor')).rejects.toMatchObject({ code: 'staff.last-admin' })
    expect((await findPerson(fresh.db, person.id))?.role).toBe('admin')
  })

  it('keeps an admin when ten of them are removed at once', async () => {
    const all: string[] = []
    for (const n of Array(10).keys()) all.push((await join(`admin${n}`, 'admin')).person.id)
    const done = await Promise.allSettled(
      all.map((id) => transaction(fresh.db, (tx) => removeStaff({ ...asAda(), db: tx }, id))),
    )
    expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(9)
    expect((await listStaff(fresh.db, new Date())).map((one) => one.role)).toEqual(['admin'])
  })

  it('does not let in someone removed, with a link from before', async () => {
    const { person, token } = await join('ben', 'reporter')
    await removeStaff(asAda(), person.id)
    expect(await useLink(fresh.db, token, asAda().at)).toBeUndefined()
    await expect(removeStaff(asAda(), person.id)).rejects.toMatchObject({ kind: 'not-found' })
  })
})
