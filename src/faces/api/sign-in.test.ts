import { describe, expect, it } from 'vitest'
import { authFrom, changeRole, removeStaff, signInAddress } from '#domains/accounts'
import { cast, workOf } from '#kit/cast'
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
  withPassword,
} from '#kit/sign-in'
import { nextFrom, signInRoutes } from './sign-in.tsx'

const MINUTE = 60_000

rigForTheFile(signInRoutes)

describe('a one-time link', () => {
  it('opened shows a button and uses nothing up, however often', async () => {
    const { token } = await invited()
    const path = new URL(signInAddress(siteUrl, token)).pathname + new URL(signInAddress(siteUrl, token)).search
    for (const _ of Array(3)) {
      const page = await rig.app.request(path)
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
    const page = await rig.app.request(`/newsroom/sign-in?token=${token}`)
    expect(page.status).toBe(410)
    const words = await page.text()
    expect(words).toContain('used already')
    expect(words).toContain('Email me a link')
  })

  it('too old says so and lets nobody in', async () => {
    const { token } = await invited()
    rig.now = new Date(rig.now.getTime() + 72 * 60 * MINUTE)
    expect(await (await rig.app.request(`/newsroom/sign-in?token=${token}`)).text()).toContain('too old')
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
    const answer = await rig.app.request('/newsroom/sign-in/link', { method: 'POST', body, headers })
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
    const answer = await rig.app.request('/newsroom/sign-out', {
      method: 'POST',
      headers: { cookie, origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(403)
    expect(await who(cookie)).toBeDefined()
  })
})

describe('asking for a link by email', () => {
  const ask = async (email: string) => {
    const answer = await post('/newsroom/sign-in/email', { email })
    await Promise.all(rig.pending)
    return answer
  }

  it('mails one that works once, for a quarter of an hour', async () => {
    await signedIn()
    expect((await ask('ANA@sentinel.example')).status).toBe(200)
    expect(rig.sent).toHaveLength(1)
    expect(rig.sent[0]).toMatchObject({ to: 'ana@sentinel.example', subject: 'Sign in to Broadsheet' })
    const token = new URL(/http\S+/.exec(rig.sent[0]!.text)![0]).searchParams.get('token')!
    expect((await post('/newsroom/sign-in/link', { token })).status).toBe(303)
    expect((await post('/newsroom/sign-in/link', { token })).status).toBe(410)
  })

  it('answers a stranger alike, and mails nothing', async () => {
    await signedIn()
    const known = (await (await ask('ana@sentinel.example')).text()).replaceAll('ana@', '')
    const unknown = (await (await ask('eve@sentinel.example')).text()).replaceAll('eve@', '')
    expect(unknown).toBe(known)
    expect(rig.sent.map((mail) => mail.to)).toEqual(['ana@sentinel.example'])
  })

  it('works five times an hour for one address', async () => {
    await signedIn()
    const statuses: number[] = []
    for (const _ of Array(7)) statuses.push((await ask('ana@sentinel.example')).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
    expect(rig.sent).toHaveLength(5)
  })
})

describe('a session', () => {
  it('of someone removed is over at once', async () => {
    const { cookie, person } = await withPassword('ben', 'reporter')
    await removeStaff(workOf(rig.db, { by: cast.ada }), person.id)
    expect(await who(cookie)).toBeUndefined()
    expect((await post('/newsroom/sign-in', { email: 'ben@sentinel.example', password: PASSWORD })).status).toBe(401)
  })

  it('of someone whose role changed is over at once', async () => {
    const { cookie, person } = await signedIn('ben', 'editor')
    await changeRole(workOf(rig.db, { by: cast.ada }), person.id, 'reporter')
    expect(await who(cookie)).toBeUndefined()
  })

  it('ends with signing out', async () => {
    const { cookie } = await signedIn()
    const answer = await post('/newsroom/sign-out', {}, { cookie })
    expect(answer.headers.get('location')).toBe('/newsroom/sign-in?out=1')
    expect(await who(cookie)).toBeUndefined()
    expect(await (await rig.app.request('/newsroom/sign-in?out=1')).text()).toContain('You are signed out')
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
      db: rig.db,
      secret: 'a test secret that is long enough to be one',
      siteUrl: new URL('https://sentinel.example'),
      paperName: 'The Test',
      clock: () => rig.now,
    })
    const again = await invited('ben')
    const answer = await secure.api.signInByLink({ body: { token: again.token }, asResponse: true })
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-.*; Secure/i)
  })
})

describe('the sign-in page', () => {
  it('needs no script but the one file, and says so in its policy', async () => {
    const page = await rig.app.request('/newsroom/sign-in')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'")
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
    const words = await page.text()
    expect(words).toMatch(/^<!doctype html><html lang="en-US">/)
    expect(words).not.toMatch(/ style=| on[a-z]+=|<script>/)
    for (const file of ['/newsroom/sign-in.css', '/newsroom/sign-in.js']) {
      expect(words).toContain(file)
      expect((await rig.app.request(file)).status).toBe(200)
    }
  })

  it('sends someone who is signed in on their way', async () => {
    const { cookie } = await signedIn()
    const answer = await rig.app.request('/newsroom/sign-in?next=/newsroom/stories/7', { headers: { cookie } })
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
