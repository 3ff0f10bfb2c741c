import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPaper } from '#kit/builders'
import { freshDb } from '#kit/database'
import { type NewsroomApp, newsroomOn } from '#kit/newsroom-app'
import { AuthenticatorView, Me, Problem } from './contract.ts'

const PASSWORD = 'seven herons on a wire'
const fresh = await freshDb()
let newsroom: NewsroomApp
let cookie = ''
beforeAll(async () => {
  await aPaper(fresh.db)
  newsroom = await newsroomOn(fresh.db)
  cookie = await newsroom.cookieOf('editor')
  expect((await ask('PUT', '/me/password', { next: PASSWORD })).status).toBe(204)
})
afterAll(async () => {
  newsroom.close()
  await fresh.close()
})

const own = { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }
const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')

/** Asks as the editor's browser, which keeps the cookies it is given. */
async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { ...own, cookie, 'x-broadsheet': '1', 'content-type': 'application/json' }
  const answer = await newsroom.app.request(`/api${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  cookie = cookiesOf(answer) || cookie
  return answer
}
const me = async () => Me.parse(await (await ask('GET', '/me')).json())
const problem = async (answer: Response) => Problem.parse(await answer.json())
const enter = (path: string, fields: Record<string, string>, as = '') =>
  newsroom.app.request(`/newsroom/sign-in${path}`, {
    method: 'POST',
    headers: { ...own, cookie: as },
    body: new URLSearchParams(fields),
  })
const signIn = () => enter('', { email: 'editor@sentinel.example', password: PASSWORD })

describe('an authenticator app', () => {
  let offer: AuthenticatorView
  let otp: ReturnType<typeof createOTP>

  it('is offered a key for the right password alone, and changes nothing yet', async () => {
    const refused = await ask('POST', '/me/authenticator', { password: 'wrong' })
    expect(refused.status).toBe(422)
    expect((await problem(refused)).fields).toEqual({ password: 'That is not your password.' })
    const answer = await ask('POST', '/me/authenticator', { password: PASSWORD })
    offer = AuthenticatorView.parse(await answer.json())
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(offer.uri).toMatch(/^otpauth:\/\/totp\//)
    expect(offer.uri).toContain(offer.key)
    expect(new Set(offer.backupCodes).size).toBe(10)
    expect((await me()).twoFactor).toBe(false)
    expect((await signIn()).headers.get('location')).toBe('/newsroom/')
  })
  it('is on once it has shown the right code, and the session goes on', async () => {
    otp = createOTP(new TextDecoder().decode(base32.decode(offer.key)))
    const wrong = await ask('POST', '/me/authenticator/confirm', { code: '000000' })
    expect(wrong.status).toBe(422)
    expect((await problem(wrong)).code).toBe('authenticator.wrong-code')
    const code = await otp.totp()
    expect(
      (await ask('POST', '/me/authenticator/confirm', { code: `${code.slice(0, 3)} ${code.slice(3)}` })).status,
    ).toBe(204)
    expect((await me()).twoFactor).toBe(true)
    const again = await ask('POST', '/me/authenticator', { password: PASSWORD })
    expect((await problem(again)).code).toBe('authenticator.set-already')
  })
  it('is asked for after the password; a backup code does once', async () => {
    const first = await signIn()
    expect(first.headers.get('location')).toContain('/newsroom/sign-in/code')
    const [backup = ''] = offer.backupCodes
    expect((await enter('/code', { code: backup }, cookiesOf(first))).headers.get('location')).toBe('/newsroom/')
    const second = await signIn()
    expect((await enter('/code', { code: backup }, cookiesOf(second))).status).toBe(401)
  })
  it('is turned off with the password, and is in the ledger both times', async () => {
    expect((await ask('DELETE', '/me/authenticator', { password: 'wrong' })).status).toBe(422)
    expect((await me()).twoFactor).toBe(true)
    expect((await ask('DELETE', '/me/authenticator', { password: PASSWORD })).status).toBe(204)
    expect((await me()).twoFactor).toBe(false)
    expect((await signIn()).headers.get('location')).toBe('/newsroom/')
    const lines = await sql<{ fact: string }>`
      select fact from ledger where fact like 'staff.authenticator%' order by id`.execute(fresh.db)
    expect(lines.rows.map(({ fact }) => fact)).toEqual(['staff.authenticator-set', 'staff.authenticator-removed'])
  })
  it('is no place to guess the password', async () => {
    for (let nth = 0; nth < 10; nth++) await ask('POST', '/me/authenticator', { password: `guess ${nth}` })
    const refused = await ask('DELETE', '/me/authenticator', { password: PASSWORD })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  }, 60_000)
  it('cannot be turned off past our own doors', async () => {
    for (const path of ['enable', 'disable', 'verify-totp', 'get-totp-uri', 'generate-backup-codes'])
      expect((await ask('POST', `/auth/two-factor/${path}`, { password: PASSWORD })).status).toBe(404)
  })
})
