import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type Auth,
  actorOf,
  authFrom,
  changeRole,
  countTry,
  invite,
  removeStaff,
  setPassword,
  signInAddress,
} from '#domains/accounts'
import { cast, workOf } from '#kit/cast'
import { type FreshDb, freshDb } from '#kit/database'
import { logTo } from '#platform/logging'
import type { Mail, Mailer } from '#platform/mail'
import { nextFrom, signInRoutes } from './sign-in.tsx'

const siteUrl = new URL('http://127.0.0.1:3000')
const HOME = { origin: siteUrl.origin, 'sec-fetch-site': 'same-origin' }
const PASSWORD = 'river otter lamp'
const MINUTE = 60_000

let fresh: FreshDb
let auth: Auth
let app: Hono
let now: Date
let sent: Mail[]
let pending: Promise<void>[]
let address: string

beforeAll(async () => {
  fresh = await freshDb()
})
afterAll(() => fresh.close())

beforeEach(async () => {
  const { db } = fresh
  await sql`truncate person, sign_in_tally, rate_limit, verification cascade`.execute(db)
  const clock = () => now
  now = new Date()
  sent = []
  pending = []
  address = '203.0.113.7'
  const mailer: Mailer = {
    isKept: false,
    async send(mail) {
      sent.push(mail)
      return { id: String(sent.length) }
    },
    async close() {},
  }
  const log = logTo('silent')
  auth = authFrom({ db, secret: 'a test secret that is long enough to be one', siteUrl, paperName: 'The Test', clock })
  const later = (task: () => Promise<void>) => void pending.push(task())
  app = new Hono()
  app.all('/api/auth/*', (c) => auth.handler(c.req.raw))
  app.route('/', signInRoutes({ auth, db, siteUrl, mailer, clock, log, addressOf: () => address, later }))
})

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: { ...HOME, ...headers } })
}

async function invited(name = 'ana', role = 'editor') {
  return invite(workOf(fresh.db, { by: cast.ada, at: now }), { email: `${name}@sentinel.example`, role })
}

function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ')
}

const who = (cookie: string) => actorOf(auth, new Headers({ cookie }))

async function signedIn(name = 'ana', role = 'editor') {
  const { token, person } = await invited(name, role)
  const cookie = cookieOf(await post('/newsroom/sign-in/link', { token }))
  return { cookie, person, headers: new Headers({ cookie }) }
}

async function withPassword(name = 'ana', role = 'editor') {
  const one = await signedIn(name, role)
  await setPassword({ auth, db: fresh.db, headers: one.headers, at: now }, { next: PASSWORD })
  return one
}

async function withAuthenticator() {
  const { headers } = await withPassword()
  const enabled = await auth.api.enableTwoFactor({ body: { password: PASSWORD }, headers })
  if (enabled.method !== 'totp') throw new Error('not totp')
  const secret = new URL(enabled.totpURI).searchParams.get('secret')!
  const otp = createOTP(new TextDecoder().decode(base32.decode(secret)))
  await auth.api.verifyTOTP({ body: { code: await otp.totp() }, headers })
  return { otp, backupCodes: enabled.backupCodes }
}

describe('a one-time link', () => {
  it('opened shows a button and uses nothing up, however often', async () => {
    const { token } = await invited()
    const path = new URL(signInAddress(siteUrl, token)).pathname + new URL(signInAddress(siteUrl, token)).search
    for (const _ of Array(3)) {
      const page = await app.request(path)
      expect(page.status).toBe(200)
      expect(page.headers.getSetCookie()).toEqual([])
      expect(await page.text()).toContain('Sign in to the newsroom</button>')
    }
    expect((await post('/newsroom/sign-in/link', { token })).status).toBe(303)
  })

  it('pressed signs its person in, and leads to the newsroom', async () => {
    const { token, person } = await invited()
    const answer = await post('/newsroom/sign-in/link', { token })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/newsroom/')
    expect(await who(cookieOf(answer))).toEqual({ kind: 'staff', personId: person.id, name: 'Ana', role: 'editor' })
  })

  it('pressed ten times at once opens one session', async () => {
    const { token } = await invited()
    const all = await Promise.all(Array.from({ length: 10 }, () => post('/newsroom/sign-in/link', { token })))
    expect(all.filter((answer) => answer.status === 303)).toHaveLength(1)
    expect(all.filter((answer) => answer.status === 410)).toHaveLength(9)
    expect(all.flatMap((answer) => answer.headers.getSetCookie())).toHaveLength(1)
  })

  it('used says so and offers another', async () => {
    const { token } = await invited()
    await post('/newsroom/sign-in/link', { token })
    const page = await app.request(`/newsroom/sign-in?token=${token}`)
    expect(page.status).toBe(410)
    const words = await page.text()
    expect(words).toContain('used already')
    expect(words).toContain('Email me a link')
  })

  it('too old says so and lets nobody in', async () => {
    const { token } = await invited()
    now = new Date(now.getTime() + 72 * 60 * MINUTE)
    expect(await (await app.request(`/newsroom/sign-in?token=${token}`)).text()).toContain('too old')
    const answer = await post('/newsroom/sign-in/link', { token })
    expect(answer.status).toBe(410)
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  it('made up lets nobody in', async () => {
    await invited()
    const answer = await post('/newsroom/sign-in/link', { token: 'x'.repeat(43) })
    expect(answer.status).toBe(410)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect((await post('/newsroom/sign-in/link', { token: 'x'.repeat(10_000) })).status).toBe(410)
    expect((await post('/newsroom/sign-in/link', { token: "'\u0000<b>" })).status).toBe(410)
  })
})

describe('a form from elsewhere', () => {
  const refused = async (headers: Record<string, string>) => {
    const { token } = await invited()
    const body = new URLSearchParams({ token })
    const answer = await app.request('/newsroom/sign-in/link', { method: 'POST', body, headers })
    return { status: answer.status, works: (await post('/newsroom/sign-in/link', { token })).status === 303 }
  }

  it('is refused by its origin, and uses nothing up', async () => {
    expect(await refused({ origin: 'https://evil.example' })).toEqual({ status: 403, works: true })
  })
  it('is refused when the origin is blanked and the browser says cross-site', async () => {
    expect(await refused({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toEqual({ status: 403, works: true })
  })
  it('is refused when it says nothing of where it came from', async () => {
    expect(await refused({})).toEqual({ status: 403, works: true })
  })
  it('is refused from another port of this machine', async () => {
    expect(await refused({ origin: 'http://127.0.0.1:4000' })).toEqual({ status: 403, works: true })
  })
  it('is taken when it is this machine by its other name', async () => {
    const { token } = await invited()
    const answer = await post('/newsroom/sign-in/link', { token }, { origin: 'http://localhost:3000' })
    expect(answer.status).toBe(303)
  })
  it('cannot sign anyone out', async () => {
    const { cookie } = await signedIn()
    const answer = await app.request('/newsroom/sign-out', {
      method: 'POST',
      headers: { cookie, origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(403)
    expect(await who(cookie)).toBeDefined()
  })
})

describe('a password', () => {
  const tryPassword = (password: string, email = 'ana@sentinel.example') =>
    post('/newsroom/sign-in', { email, password })

  it('set after the link signs in, with any spelling of the address', async () => {
    const { person } = await withPassword()
    const answer = await tryPassword(PASSWORD, ' Ana@Sentinel.Example ')
    expect(answer.status).toBe(303)
    expect(await who(cookieOf(answer))).toMatchObject({ personId: person.id })
  })

  it('wrong says so in the page, keeps the address and lets nobody in', async () => {
    await withPassword()
    const answer = await tryPassword('wrong password!')
    expect(answer.status).toBe(401)
    expect(answer.headers.getSetCookie().filter((cookie) => /session_token=[^;]/.test(cookie))).toEqual([])
    const words = await answer.text()
    expect(words).toContain('do not go together')
    expect(words).toContain('value="ana@sentinel.example"')
    expect(words).not.toContain('wrong password!')
  })

  it('tells nobody who works here', async () => {
    await withPassword()
    await invited('ben', 'reporter')
    const answers = await Promise.all([
      tryPassword('wrong password!'),
      tryPassword('wrong password!', 'ben@sentinel.example'),
      tryPassword('wrong password!', 'nobody@sentinel.example'),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401])
    const words = await Promise.all(
      answers.map(async (answer) => (await answer.text()).replaceAll(/\w+@sentinel.example/g, '')),
    )
    expect(new Set(words).size).toBe(1)
  })

  it('wrong ten times is not heard again for 15 minutes, even right', async () => {
    await withPassword()
    for (const n of Array(10).keys()) expect((await tryPassword(`wrong password ${n}`)).status).toBe(401)
    const refused = await tryPassword(PASSWORD)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800)
    expect(await refused.text()).toContain('Too many wrong passwords. Wait 15 minutes')
    now = new Date(now.getTime() + 15 * MINUTE)
    expect((await tryPassword(PASSWORD)).status).toBe(303)
  }, 60_000)

  it('guessed for many people from one place is not heard either', async () => {
    await withPassword()
    for (const _ of Array(59)) await countTry(fresh.db, 'password-address', address, now)
    expect((await tryPassword('guess guess guess', 'guess@sentinel.example')).status).toBe(401)
    expect((await tryPassword(PASSWORD)).status).toBe(429)
    address = '203.0.113.8'
    expect((await tryPassword(PASSWORD)).status).toBe(303)
  }, 60_000)

  it('right clears the wrong ones before it', async () => {
    await withPassword()
    for (const _ of Array(9)) await tryPassword('wrong password!')
    expect((await tryPassword(PASSWORD)).status).toBe(303)
    expect((await tryPassword('wrong password!')).status).toBe(401)
  }, 60_000)

  it('is heard on our own page alone: better-auth’s doors to it are shut', async () => {
    await withPassword()
    const body = JSON.stringify({ email: 'ana@sentinel.example', password: PASSWORD, name: 'Eve' })
    const ask = (path: string) =>
      app.request(path, { method: 'POST', body, headers: { ...HOME, 'content-type': 'application/json' } })
    expect((await ask('/api/auth/sign-in/email')).status).toBe(404)
    expect((await ask('/api/auth/sign-up/email')).status).toBe(404)
    expect((await ask('/api/auth//sign-in/email')).status).toBe(404)
    expect((await ask('/api/auth/sign-in/link')).status).toBe(404)
    expect((await app.request('/api/auth/get-session')).status).toBe(404)
  })
})

describe('setting a password', () => {
  const set = (headers: Headers, fields: { current?: string; next: string }) =>
    setPassword({ auth, db: fresh.db, headers, at: now }, fields)

  it('asks for the one there is, half an hour after a link', async () => {
    const { headers } = await withPassword()
    now = new Date(now.getTime() + 31 * MINUTE)
    await expect(set(headers, { next: 'another good one' })).rejects.toMatchObject({ code: 'password.wrong' })
    await expect(set(headers, { current: 'wrong', next: 'another good one' })).rejects.toMatchObject({
      code: 'password.wrong',
    })
    await set(headers, { current: PASSWORD, next: 'another good one' })
    const answer = await post('/newsroom/sign-in', { email: 'ana@sentinel.example', password: 'another good one' })
    expect(answer.status).toBe(303)
  })

  it('does not ask for a forgotten one right after a link', async () => {
    const { headers } = await withPassword()
    await set(headers, { next: 'another good one' })
    const old = await post('/newsroom/sign-in', { email: 'ana@sentinel.example', password: PASSWORD })
    expect(old.status).toBe(401)
  })

  it('ends every other session and keeps this one', async () => {
    const { cookie, headers } = await withPassword()
    const other = cookieOf(await post('/newsroom/sign-in', { email: 'ana@sentinel.example', password: PASSWORD }))
    expect(await who(other)).toBeDefined()
    await set(headers, { current: PASSWORD, next: 'another good one' })
    expect(await who(other)).toBeUndefined()
    expect(await who(cookie)).toBeDefined()
  })

  it('does not ask for a forgotten one after a link and the code of an authenticator', async () => {
    const { backupCodes } = await withAuthenticator()
    const { token } = await invited()
    const halfway = cookieOf(await post('/newsroom/sign-in/link', { token }))
    const cookie = cookieOf(await post('/newsroom/sign-in/code', { code: backupCodes[0]! }, { cookie: halfway }))
    await set(new Headers({ cookie }), { next: 'another good one' })
  })

  it('refuses one that is too short', async () => {
    const { headers } = await signedIn()
    await expect(set(headers, { next: 'short' })).rejects.toMatchObject({
      fields: { next: expect.stringContaining('12') },
    })
  })

  it('counts wrong guesses of the present one', async () => {
    const { headers } = await withPassword()
    now = new Date(now.getTime() + 31 * MINUTE)
    for (const _ of Array(10)) await set(headers, { current: 'wrong', next: 'another good one' }).catch(() => {})
    await expect(set(headers, { current: PASSWORD, next: 'another good one' })).rejects.toMatchObject({
      kind: 'too-many',
    })
  }, 60_000)
})

describe('asking for a link by email', () => {
  const ask = async (email: string) => {
    const answer = await post('/newsroom/sign-in/email', { email })
    await Promise.all(pending)
    return answer
  }

  it('mails one that works once, for a quarter of an hour', async () => {
    await signedIn()
    expect((await ask('ANA@sentinel.example')).status).toBe(200)
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ to: 'ana@sentinel.example', subject: 'Sign in to Broadsheet' })
    const token = new URL(/http\S+/.exec(sent[0]!.text)![0]).searchParams.get('token')!
    expect((await post('/newsroom/sign-in/link', { token })).status).toBe(303)
    expect((await post('/newsroom/sign-in/link', { token })).status).toBe(410)
  })

  it('answers a stranger alike, and mails nothing', async () => {
    await signedIn()
    const known = (await (await ask('ana@sentinel.example')).text()).replaceAll('ana@', '')
    const unknown = (await (await ask('eve@sentinel.example')).text()).replaceAll('eve@', '')
    expect(unknown).toBe(known)
    expect(sent.map((mail) => mail.to)).toEqual(['ana@sentinel.example'])
  })

  it('works five times an hour for one address', async () => {
    await signedIn()
    const statuses: number[] = []
    for (const _ of Array(7)) statuses.push((await ask('ana@sentinel.example')).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
    expect(sent).toHaveLength(5)
  })
})

describe('a session', () => {
  it('of someone removed is over at once', async () => {
    const { cookie, person } = await withPassword('ben', 'reporter')
    await removeStaff(workOf(fresh.db, { by: cast.ada }), person.id)
    expect(await who(cookie)).toBeUndefined()
    expect((await post('/newsroom/sign-in', { email: 'ben@sentinel.example', password: PASSWORD })).status).toBe(401)
  })

  it('of someone whose role changed is over at once', async () => {
    const { cookie, person } = await signedIn('ben', 'editor')
    await changeRole(workOf(fresh.db, { by: cast.ada }), person.id, 'reporter')
    expect(await who(cookie)).toBeUndefined()
  })

  it('ends with signing out', async () => {
    const { cookie } = await signedIn()
    const answer = await post('/newsroom/sign-out', {}, { cookie })
    expect(answer.headers.get('location')).toBe('/newsroom/sign-in?out=1')
    expect(await who(cookie)).toBeUndefined()
    expect(await (await app.request('/newsroom/sign-in?out=1')).text()).toContain('You are signed out')
  })

  it('cannot be made up or altered', async () => {
    const { cookie } = await signedIn()
    expect(await who(cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).toBeUndefined()
    expect(await who('broadsheet.session_token=abc')).toBeUndefined()
  })

  it('has a cookie that scripts and other sites cannot use, and that https keeps to itself', async () => {
    const { token } = await invited()
    const cookie = (await post('/newsroom/sign-in/link', { token })).headers.getSetCookie()[0]
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).not.toMatch(/Secure/i)
    const secure = authFrom({
      db: fresh.db,
      secret: 'a test secret that is long enough to be one',
      siteUrl: new URL('https://sentinel.example'),
      paperName: 'The Test',
      clock: () => now,
    })
    const again = await invited('ben')
    const answer = await secure.api.signInByLink({ body: { token: again.token }, asResponse: true })
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-.*; Secure/i)
  })
})

describe('a second factor', () => {
  it('is asked for after a password, and lets in with its code', async () => {
    const { otp } = await withAuthenticator()
    const first = await post('/newsroom/sign-in', { email: 'ana@sentinel.example', password: PASSWORD })
    expect(first.headers.get('location')).toBe('/newsroom/sign-in/code?next=%2Fnewsroom%2F')
    const halfway = cookieOf(first)
    expect(await who(halfway)).toBeUndefined()
    const wrong = await post('/newsroom/sign-in/code', { code: '000000' }, { cookie: halfway })
    expect(wrong.status).toBe(401)
    expect(await wrong.text()).toContain('That code is not right')
    const right = await post('/newsroom/sign-in/code', { code: await otp.totp() }, { cookie: halfway })
    expect(right.status).toBe(303)
    expect(await who(cookieOf(right))).toMatchObject({ name: 'Ana' })
  })

  it('is asked for after a one-time link too', async () => {
    const { backupCodes } = await withAuthenticator()
    const { token } = await invited()
    const first = await post('/newsroom/sign-in/link', { token })
    expect(first.headers.get('location')).toContain('/newsroom/sign-in/code')
    expect(await who(cookieOf(first))).toBeUndefined()
    const right = await post('/newsroom/sign-in/code', { code: backupCodes[0]! }, { cookie: cookieOf(first) })
    expect(right.status).toBe(303)
    expect(await who(cookieOf(right))).toBeDefined()
  })

  it('cannot be given by someone who did not begin to sign in', async () => {
    await withAuthenticator()
    const answer = await post('/newsroom/sign-in/code', { code: '123456' })
    expect(answer.status).toBe(401)
    expect(await answer.text()).toContain('sign in again from the beginning')
  })
})

describe('passkeys', () => {
  it('are offered by better-auth’s own addresses: a challenge for anyone, registration for the signed in', async () => {
    const ceremony = await app.request('/api/auth/passkey/generate-authenticate-options')
    expect(await ceremony.json()).toMatchObject({ challenge: expect.any(String), rpId: 'localhost' })
    expect((await app.request('/api/auth/passkey/generate-register-options')).status).toBe(401)
    const { cookie } = await signedIn()
    const mine = await app.request('/api/auth/passkey/generate-register-options', { headers: { cookie } })
    expect(await mine.json()).toMatchObject({
      rp: { id: 'localhost', name: 'The Test' },
      user: { name: 'ana@sentinel.example' },
    })
  })

  it('cannot be used from another site', async () => {
    const answer = await app.request('/api/auth/passkey/verify-authentication', {
      method: 'POST',
      body: '{"response":{}}',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(403)
  })
})

describe('the sign-in page', () => {
  it('needs no script but the one file, and says so in its policy', async () => {
    const page = await app.request('/newsroom/sign-in')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'")
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
    const words = await page.text()
    expect(words).toMatch(/^<!doctype html><html lang="en-US">/)
    expect(words).not.toMatch(/ style=| on[a-z]+=|<script>/)
    for (const file of ['/newsroom/sign-in.css', '/newsroom/sign-in.js']) {
      expect(words).toContain(file)
      expect((await app.request(file)).status).toBe(200)
    }
  })

  it('sends someone who is signed in on their way', async () => {
    const { cookie } = await signedIn()
    const answer = await app.request('/newsroom/sign-in?next=/newsroom/stories/7', { headers: { cookie } })
    expect(answer.headers.get('location')).toBe('/newsroom/stories/7')
  })

  it('leads nowhere but into the newsroom afterwards', () => {
    const asked = [
      'https://evil.example',
      '//evil.example',
      '/newsroom/../x y',
      '/newsroom\\@evil',
      '/',
      '/newsroom/sign-out',
      undefined,
    ]
    expect(asked.map(nextFrom)).toEqual(asked.map(() => '/newsroom/'))
    expect(nextFrom('/newsroom/stories/7?tab=versions#top')).toBe('/newsroom/stories/7?tab=versions#top')
  })

  it('shows what was typed as text', async () => {
    const answer = await post('/newsroom/sign-in', { email: '"><script>alert(1)</script>', password: 'x' })
    expect(await answer.text()).not.toContain('<script>alert')
  })
})
