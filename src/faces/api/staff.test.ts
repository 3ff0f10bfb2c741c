import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Actor, authFrom, findLinkStanding, findPerson, type Staff } from '#domains/accounts'
import { cast } from '#kit/cast'
import { type FreshDb, freshDb } from '#kit/database'
import { logTo } from '#platform/logging'
import type { Mail } from '#platform/mail'
import { StaffInvited, StaffList } from './contract-staff.ts'
import type { Env } from './needs.ts'
import { problemOf } from './problem.ts'
import { staffRoutes } from './staff.ts'

const siteUrl = new URL('https://sentinel.example')
const log = logTo('silent')
const clock = () => new Date('2026-11-24T20:00:00Z')

let fresh: FreshDb
let api: Hono<Env>
let actor: Staff
let sent: Mail[]
let isKept: boolean
let isDown: boolean

beforeAll(async () => {
  fresh = await freshDb()
  const { db } = fresh
  const mailer = {
    get isKept() {
      return isKept
    },
    async send(mail: Mail) {
      if (isDown) throw new Error('the mail server is away')
      sent.push(mail)
      return { id: '1' }
    },
    async close() {},
  }
  const auth = authFrom({
    db,
    secret: 'a test secret that is long enough to be one',
    siteUrl,
    paperName: 'The Test',
    clock,
  })
  api = new Hono<Env>()
  api.onError((error, c) => problemOf(error, c, log, 'test'))
  api.use(async (c, next) => {
    c.set('actor', actor)
    await next()
  })
  api.route('/', staffRoutes({ db, auth, mailer, siteUrl, clock, log }))
})
afterAll(() => fresh.close())

beforeEach(() => {
  actor = cast.ada
  sent = []
  isKept = false
  isDown = false
})

const ask = (method: string, path: string, body?: object) =>
  api.request(path, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  })

async function invited(name: string, role = 'reporter') {
  const answer = await ask('POST', '/staff', { email: `${name}@sentinel.example`, role })
  expect(answer.status).toBe(201)
  return StaffInvited.parse(await answer.json())
}

async function lastFact(): Promise<{ fact: string; by: Actor } | undefined> {
  const found = await sql<{
    fact: string
    by: Actor
  }>`select fact, by_whom as by from ledger order by id desc limit 1`.execute(fresh.db)
  return found.rows[0]
}

describe('the staff, as the newsroom keeps it', () => {
  it('gains someone with a link that works, is mailed and is in the ledger', async () => {
    const { link, mailed, person } = await invited('priya')
    const token = new URL(link).searchParams.get('token') ?? ''
    expect(link).toMatch(/^https:\/\/sentinel\.example\/newsroom\/sign-in\?token=/)
    expect(await findLinkStanding(fresh.db, token, clock())).toBe('good')
    expect(mailed).toBe(true)
    expect(sent[0]).toMatchObject({ to: 'priya@sentinel.example', text: expect.stringContaining(link) })
    expect(await lastFact()).toEqual({ fact: 'staff.invited', by: cast.ada })
    expect(person.role).toBe('reporter')
  })

  it('says that no mail went out when it is kept here', async () => {
    isKept = true
    expect((await invited('kept')).mailed).toBe(false)
  })

  it('gives the link even when the mail server is away', async () => {
    isDown = true
    expect(await invited('down')).toMatchObject({ mailed: false, link: expect.stringContaining('token=') })
  })

  it('keeps the link out of the ledger', async () => {
    const { link } = await invited('ledger')
    const token = new URL(link).searchParams.get('token') ?? 'none'
    const found = await sql<{ text: string }>`select string_agg(ledger::text, ' ') as text from ledger`.execute(
      fresh.db,
    )
    expect(found.rows[0]?.text).toContain('ledger@sentinel.example')
    expect(found.rows[0]?.text).not.toContain(token)
  })

  it('is listed for an admin', async () => {
    await invited('listed', 'photo')
    const { items } = StaffList.parse(await (await ask('GET', '/staff')).json())
    expect(items.find((one) => one.email === 'listed@sentinel.example')).toMatchObject({
      role: 'photo',
      hasPassword: false,
    })
  })

  it('is not for an editor to see or change', async () => {
    const { person } = await invited('safe')
    actor = cast.ana
    expect((await ask('GET', '/staff')).status).toBe(403)
    expect((await ask('POST', '/staff', { email: 'x@sentinel.example', role: 'admin' })).status).toBe(403)
    expect((await ask('PATCH', `/staff/${person.id}`, { role: 'admin' })).status).toBe(403)
    expect((await ask('DELETE', `/staff/${person.id}`)).status).toBe(403)
    expect((await findPerson(fresh.db, person.id))?.role).toBe('reporter')
  })

  it('refuses an address that is not one, with the field it is about', async () => {
    const answer = await ask('POST', '/staff', { email: 'priya@', role: 'copy' })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ code: 'staff.bad-email', fields: { email: expect.any(String) } })
  })

  it('changes a role and writes it down', async () => {
    const { person } = await invited('rise')
    const answer = await ask('PATCH', `/staff/${person.id}`, { role: 'editor' })
    expect(await answer.json()).toMatchObject({ role: 'editor' })
    expect(await lastFact()).toMatchObject({ fact: 'staff.role-changed' })
  })

  it('loses someone, once', async () => {
    const { person } = await invited('leaves')
    expect((await ask('DELETE', `/staff/${person.id}`)).status).toBe(204)
    expect(await lastFact()).toMatchObject({ fact: 'staff.removed' })
    expect((await ask('DELETE', `/staff/${person.id}`)).status).toBe(404)
  })

  it('needs a session to set a password, whoever the program says is asking', async () => {
    expect((await ask('PUT', '/me/password', { next: 'river otter lamp' })).status).toBe(403)
  })
})
