import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ADDRESS_HEADER, type Auth, actorOf, type Staff } from '#domains/accounts'
import type { Files } from '#platform/files'
import { staticFiles } from '#platform/http'
import type { Mailer } from '#platform/mail'
import { authenticatorRoutes } from './authenticator.ts'
import type { Problem } from './contract.ts'
import { type Broadcast, eventRoutes } from './events.ts'
import { meRoutes } from './me.ts'
import type { ApiNeeds, Env } from './needs.ts'
import { outboxRoutes } from './outbox.ts'
import { paperRoutes } from './paper.ts'
import { photoUploadRoutes } from './photo-uploads.ts'
import { photoLibraryRoutes } from './photos.ts'
import { type PreviewNeeds, previewRoutes } from './preview.ts'
import { problemOf } from './problem.ts'
import { signInRoutes } from './sign-in.tsx'
import { staffRoutes } from './staff.ts'
import { storyRoutes } from './stories.ts'
import { weatherRoutes } from './weather.ts'
import { wireRoutes } from './wire.ts'
import { type Sources, wireSourceRoutes } from './wire-sources.ts'

/** Everything the api and the newsroom's own pages need. `addressOf` tells who is asking, behind trusted proxies too. */
export interface WholeApiNeeds extends ApiNeeds, PreviewNeeds {
  readonly auth: Auth
  readonly files: Files
  readonly mailer: Mailer
  readonly secret: string
  readonly dataDir: string
  readonly broadcast: Broadcast
  readonly newsroomFolder: string
  readonly sources: Sources
  readonly addressOf: (request: Request) => string
}

const JSON_MAX_BYTES = 4 * 1024 * 1024
const FORM_PHOTO_MAX_BYTES = 64 * 1024 * 1024
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** /api: better-auth below /api/auth, and the newsroom's own. Everything but signing in needs a signed-in member of staff. */
export function apiRoutes(needs: WholeApiNeeds): Hono<Env> {
  const api = new Hono<Env>()
  const refuse = (code: string, sentence: string): Problem => ({ code, sentence, fields: {} })

  api.onError((error, c) => problemOf(error, c, needs.log, c.var.requestId ?? crypto.randomUUID()))
  const nothingHere = refuse('request.no-such-address', 'There is nothing at this address.')
  api.notFound((c) => c.json<Problem>(nothingHere, 404))

  // No name of ours has one, and the database cannot even be asked.
  api.use((c, next) => (c.req.path.includes('\0') ? Promise.resolve(c.json(nothingHere, 404)) : next()))
  api.use('/auth/*', bodyLimited(JSON_MAX_BYTES, 'request.too-large', 'That is too much.'))
  api.all('/auth/*', async (c) => {
    const { url, method } = c.req.raw
    const headers = new Headers(c.req.raw.headers)
    headers.set(ADDRESS_HEADER, needs.addressOf(c.req.raw))
    // The server's own Request is a light one that cannot be copied, so a whole one is made.
    const body = SAFE.has(method) ? {} : { body: await c.req.arrayBuffer() }
    return needs.auth.handler(new Request(url, { method, headers, ...body }))
  })

  api.use(async (c, next) => {
    c.header('cache-control', 'no-store')
    if (!SAFE.has(c.req.method) && !isOurs(c.req.raw, needs.siteUrl)) {
      return c.json<Problem>(
        refuse('request.from-elsewhere', 'This request did not come from the newsroom. Reload the page and try again.'),
        403,
      )
    }
    const actor: Staff | undefined = await actorOf(needs.auth, c.req.raw.headers)
    if (!actor)
      return c.json<Problem>(
        refuse('person.signed-out', 'You are signed out. Sign in again; what you typed is kept here.'),
        401,
      )
    c.set('actor', actor)
    return next()
  })
  api.use('/photos', bodyLimited(FORM_PHOTO_MAX_BYTES, 'photo.too-large', 'The file is over 60 MB. Export it smaller.'))
  api.use(async (c, next) => {
    if (c.req.path === '/api/photos' || isPartOfAPhoto(c.req)) return next()
    return bodyLimited(JSON_MAX_BYTES, 'request.too-large', 'That is more than a story can hold.')(c, next)
  })

  api.route('/', meRoutes({ ...needs, mailIsKept: needs.mailer.isKept }))
  api.route('/', storyRoutes(needs))
  api.route('/', previewRoutes(needs))
  api.route('/', photoLibraryRoutes(needs))
  api.route('/', photoUploadRoutes(needs))
  api.route('/', paperRoutes(needs))
  api.route('/', staffRoutes(needs))
  api.route('/', authenticatorRoutes(needs))
  api.route('/', weatherRoutes(needs))
  api.route('/', wireSourceRoutes(needs))
  api.route('/', outboxRoutes(needs))
  api.route('/', wireRoutes(needs))
  api.route('/', eventRoutes(needs.broadcast))
  return api
}

// It goes to disk as it comes and is counted there, against the length that the upload was begun with.
function isPartOfAPhoto({ path, method }: { path: string; method: string }): boolean {
  return path.startsWith('/api/photo-uploads') && !path.endsWith('/finish') && (method === 'PATCH' || method === 'POST')
}

/** Refuses a body of more bytes than that before it is read whole. */
function bodyLimited(maxSize: number, code: string, sentence: string): MiddlewareHandler {
  const limit = bodyLimit({ maxSize, onError: (c) => c.json<Problem>({ code, sentence, fields: {} }, 422) })
  // Without a body there is nothing to measure, and the limiter cannot read such a request.
  return (c, next) => (c.req.raw.body === null ? next() : limit(c, next))
}

// A page elsewhere can neither set the header nor hide where it stands (Fetch Metadata, Origin).
function isOurs(request: Request, siteUrl: URL): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const origin = request.headers.get('origin')
  if (
    origin !== null &&
    (!URL.canParse(origin) || new URL(origin).host !== (request.headers.get('host') ?? siteUrl.host))
  )
    return false
  return request.headers.get('x-broadsheet') !== null
}

const NEWSROOM_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** /newsroom: signing in, and the newsroom itself for those who are. */
export async function newsroomRoutes(needs: WholeApiNeeds): Promise<Hono> {
  const newsroom = new Hono()
  const file = await staticFiles(needs.newsroomFolder)
  newsroom.route('/', signInRoutes(needs))
  newsroom.get('/newsroom', (c) => c.redirect('/newsroom/', 301))
  newsroom.get('/newsroom/*', async (c) => {
    const path = c.req.path.slice('/newsroom/'.length)
    const asset = path === '' || path === 'index.html' ? undefined : file(path, c.req.raw)
    if (asset) return asset
    if (/\.[a-z0-9]{1,6}$/i.test(path) && path !== 'index.html') return c.notFound()
    if (!(await actorOf(needs.auth, c.req.raw.headers))) {
      return c.redirect(`/newsroom/sign-in?next=${encodeURIComponent(c.req.path)}`, 303)
    }
    const page = file('index.html', c.req.raw)
    if (!page) return c.text('The newsroom is not built. Run: npm run build', 500)
    page.headers.set('content-security-policy', NEWSROOM_CSP)
    page.headers.set('cache-control', 'no-cache')
    return page
  })
  return newsroom
}
