import { describe, expect, it } from 'vitest'
import { countTry, setPassword } from '#domains/accounts'
import {
  cookieOf,
  invited,
  PASSWORD,
  post,
  rig,
  rigForTheFile,
  signedIn,
  siteUrl,
  who,
  withAuthenticator,
  withPassword,
} from '#kit/sign-in'
import { signInRoutes } from './sign-in.tsx'

const MINUTE = 60_000

rigForTheFile(signInRoutes)

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
    rig.now = new Date(rig.now.getTime() + 15 * MINUTE)
    expect((await tryPassword(PASSWORD)).status).toBe(303)
  }, 60_000)

  it('guessed for many people from one place is not heard either', async () => {
    await withPassword()
    for (const _ of Array(59)) await countTry(rig.db, 'password-address', rig.address, rig.now)
    expect((await tryPassword('guess guess guess', 'guess@sentinel.example')).status).toBe(401)
    expect((await tryPassword(PASSWORD)).status).toBe(429)
    rig.address = '203.0.113.8'
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
      rig.app.request(path, {
        method: 'POST',
        body,
        headers: { origin: siteUrl.origin, 'content-type': 'application/json' },
      })
    expect((await ask('/api/auth/sign-in/email')).status).toBe(404)
    expect((await ask('/api/auth/sign-up/email')).status).toBe(404)
    expect((await ask('/api/auth//sign-in/email')).status).toBe(404)
    expect((await ask('/api/auth/sign-in/link')).status).toBe(404)
    expect((await rig.app.request('/api/auth/get-session')).status).toBe(404)
  })
})

describe('setting a password', () => {
  const set = (headers: Headers, fields: { current?: string; next: string }) =>
    setPassword({ auth: rig.auth, db: rig.db, headers, at: rig.now }, fields)

  it('asks for the one there is, half an hour after a link', async () => {
    const { headers } = await withPassword()
    rig.now = new Date(rig.now.getTime() + 31 * MINUTE)
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
    rig.now = new Date(rig.now.getTime() + 31 * MINUTE)
    for (const _ of Array(10)) await set(headers, { current: 'wrong', next: 'another good one' }).catch(() => {})
    await expect(set(headers, { current: PASSWORD, next: 'another good one' })).rejects.toMatchObject({
      kind: 'too-many',
    })
  }, 60_000)
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
    const ceremony = await rig.app.request('/api/auth/passkey/generate-authenticate-options')
    expect(await ceremony.json()).toMatchObject({ challenge: expect.any(String), rpId: 'localhost' })
    expect((await rig.app.request('/api/auth/passkey/generate-register-options')).status).toBe(401)
    const { cookie } = await signedIn()
    const mine = await rig.app.request('/api/auth/passkey/generate-register-options', { headers: { cookie } })
    expect(await mine.json()).toMatchObject({
      rp: { id: 'localhost', name: 'The Test' },
      user: { name: 'ana@sentinel.example' },
    })
  })

  it('cannot be used from another site', async () => {
    const answer = await rig.app.request('/api/auth/passkey/verify-authentication', {
      method: 'POST',
      body: '{"response":{}}',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(403)
  })
})
