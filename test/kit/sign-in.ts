import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type Auth, actorOf, authFrom, invite, setPassword } from '#domains/accounts'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import type { Db } from '#platform/db'
import { type Log, logTo } from '#platform/logging'
import type { Mail, Mailer } from '#platform/mail'

export const siteUrl = new URL('http://127.0.0.1:3000')
export const PASSWORD = 'river otter lamp'
const SECRET = 'a test secret that is long enough to be one'

interface Needs {
  readonly db: Db
  readonly auth: Auth
  readonly siteUrl: URL
  readonly mailer: Mailer
  readonly clock: () => Date
  readonly log: Log
  readonly addressOf: (request: Request) => string
  readonly later: (task: () => Promise<void>) => void
}

/** Everything a test of signing in may look at or turn: the clock, the client's address, the mail that went out. */
export const rig = {
  now: new Date(),
  address: '',
  sent: [] as Mail[],
  pending: [] as Promise<void>[],
  app: new Hono(),
} as { now: Date; address: string; sent: Mail[]; pending: Promise<void>[]; app: Hono; db: Db; auth: Auth }

/** Sign-in on a database of the file's own, emptied before each test. */
export function rigForTheFile(routesFrom: (needs: Needs) => Hono): void {
  let close: () => Promise<void>
  const clock = () => rig.now

  beforeAll(async () => {
    const fresh = await freshDb()
    close = fresh.close
    rig.db = fresh.db
    rig.auth = authFrom({ db: rig.db, secret: SECRET, siteUrl, paperName: 'The Test', clock })
    const mailer: Mailer = {
      isKept: false,
      async send(mail) {
        rig.sent.push(mail)
        return { id: String(rig.sent.length) }
      },
      async close() {},
    }
    rig.app = new Hono()
    rig.app.all('/api/auth/*', (c) => rig.auth.handler(c.req.raw))
    const later = (task: () => Promise<void>) => void rig.pending.push(task())
    const { db, auth } = rig
    rig.app.route(
      '/',
      routesFrom({ db, auth, siteUrl, mailer, clock, log: logTo('silent'), addressOf: () => rig.address, later }),
    )
  })
  afterAll(() => close())

  beforeEach(async () => {
    await sql`truncate person, sign_in_tally, rate_limit, verification cascade`.execute(rig.db)
    Object.assign(rig, { now: new Date(), address: '203.0.113.7', sent: [], pending: [] })
  })
}

/** Sends a form as our own page would. */
export function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const own = { origin: siteUrl.origin, 'sec-fetch-site': 'same-origin', ...headers }
  return rig.app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: own })
}

export function invited(name = 'ana', role = 'editor') {
  return invite(workOf(rig.db, { by: cast.ada, at: rig.now }), { email: `${name}@sentinel.example`, role })
}

/** The cookies an answer sets, as a browser sends them back. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ')
}

/** Whom the newsroom takes a cookie for. */
export function who(cookie: string) {
  return actorOf(rig.auth, new Headers({ cookie }))
}

/** Someone invited who has pressed the button of their link. */
export async function signedIn(name = 'ana', role = 'editor') {
  const { token, person } = await invited(name, role)
  const cookie = cookieOf(await post('/newsroom/sign-in/link', { token }))
  return { cookie, person, headers: new Headers({ cookie }) }
}

/** The same, with PASSWORD set. */
export async function withPassword(name = 'ana', role = 'editor') {
  const one = await signedIn(name, role)
  await setPassword({ auth: rig.auth, db: rig.db, headers: one.headers, at: rig.now }, { next: PASSWORD })
  return one
}

/** The same, with an authenticator app set up. */
export async function withAuthenticator() {
  const { headers } = await withPassword()
  const enabled = await rig.auth.api.enableTwoFactor({ body: { password: PASSWORD }, headers })
  if (enabled.method !== 'totp') throw new Error('the second factor is not an authenticator app')
  const secret = new URL(enabled.totpURI).searchParams.get('secret') ?? ''
  const otp = createOTP(new TextDecoder().decode(base32.decode(secret)))
  await rig.auth.api.verifyTOTP({ body: { code: await otp.totp() }, headers })
  return { otp, backupCodes: enabled.backupCodes }
}
