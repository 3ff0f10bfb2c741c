import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { authFrom, invite, type Role } from '#domains/accounts'
import { apiRoutes, newBroadcast, newsroomRoutes, pushRoutes } from '#faces/api'
import { createSite } from '#faces/site'
import { sourceDoor } from '#faces/worker'
import type { Db } from '#platform/db'
import { diskFiles } from '#platform/files'
import { logTo } from '#platform/logging'
import { mailerFrom } from '#platform/mail'
import { cast, workOf } from './cast.ts'

const SECRET = 'a test secret that is long enough to be one'

/** The api and the newsroom's own pages on a database, without a network. */
export interface NewsroomApp {
  readonly app: Hono
  /** Someone of that role, signed in: calls the api as their browser would. */
  as(role: Role): Promise<(method: string, path: string, body?: unknown) => Promise<Response>>
  /** The cookie of someone of that role, just signed in. */
  cookieOf(role: Role): Promise<string>
  close(): void
}

/** The whole api on a database, at noon of a Tuesday in Cheney Falls. */
export async function newsroomOn(
  db: Db,
  { clock = () => workOf(db).at }: { clock?: () => Date } = {},
): Promise<NewsroomApp> {
  const siteUrl = new URL('http://127.0.0.1:3000')
  const dataDir = mkdtempSync(join(tmpdir(), 'bs-app-'))
  const log = logTo('silent')
  const now = () => new Date()
  const auth = authFrom({ db, secret: SECRET, siteUrl, paperName: 'The Inland Sentinel', clock: now })
  const site = createSite({ db, siteUrl, assets: { faces: [] }, clock, secret: SECRET })
  const files = diskFiles(join(dataDir, 'files'))
  const folders = { home: join(dataDir, 'wire'), allowed: [] }
  const sources = sourceDoor({ db, files, log, clock, secret: SECRET, trusted: ['127.0.0.1'], folders })
  const needs = {
    auth, db, siteUrl, log, dataDir, clock, secret: SECRET, files, sources, mailer: mailerFrom(undefined, dataDir, 'news@sentinel.example'),
    broadcast: newBroadcast(), newsroomFolder: join(dataDir, 'none'), addressOf: () => '203.0.113.7', drawStory: site.preview,
  } // biome-ignore format: a list
  const app = new Hono()
  app.route('/', pushRoutes(needs))
  app.route('/api', apiRoutes(needs) as unknown as Hono)
  app.route('/', await newsroomRoutes({ ...needs, clock: now }))
  const own = { origin: siteUrl.origin, 'sec-fetch-site': 'same-origin' }

  async function cookieOf(role: Role): Promise<string> {
    const { token } = await invite(workOf(db, { by: cast.ada, at: new Date() }), {
      email: `${role}@sentinel.example`,
      name: `The ${role}`,
      role,
    })
    const entered = await app.request('/newsroom/sign-in/link', {
      method: 'POST',
      headers: own,
      body: new URLSearchParams({ token, next: '/newsroom/' }),
    })
    const cookie = entered.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    return cookie
  }

  return {
    app,
    cookieOf,
    async as(role) {
      const cookie = await cookieOf(role)
      return async (method, path, body) =>
        app.request(`/api${path}`, {
          method,
          headers: {
            ...own,
            cookie,
            'x-broadsheet': '1',
            ...(body instanceof FormData ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
        })
    },
    close: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}
