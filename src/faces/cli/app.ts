import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { authFrom } from '#domains/accounts'
import { findPaper } from '#domains/paper'
import { apiRoutes, type Broadcast, newsroomRoutes } from '#faces/api'
import { cacheKeyOf, createSite, photoRoutes } from '#faces/site'
import { type Pages, pagesIn } from '#platform/cache'
import { clientAddress, securityHeaders, staticFiles } from '#platform/http'
import { metricsFrom } from './metrics.ts'
import { healthRoutes } from './health.ts'
import type { World } from './world.ts'

type Env = { Bindings: HttpBindings; Variables: { requestId: string } }

/** Everything that answers over HTTP: health, photos, the newsroom and its api, and the site from memory. */
export async function appFrom(world: World, broadcast: Broadcast): Promise<{ app: Hono<Env>; pages: Pages }> {
  const { config, db, files, secret, mailer, clock, log, places } = world
  const pages = pagesIn({ keyOf: cacheKeyOf })
  const site = await createSite({ db, siteUrl: config.siteUrl, secret, assetsFolder: places.assets, clock })
  const asset = await staticFiles(places.assets)
  const metrics = metricsFrom(pages)
  // A photo, a feed reader or a script may ask with any address in these; whoever asks is known only by the connection.
  const addresses = new WeakMap<Request, string>()
  const paper = await findPaper(db)
  const auth = authFrom({
    db,
    secret,
    siteUrl: config.siteUrl,
    paperName: paper?.name ?? 'Broadsheet',
    clock,
    onTrouble: (level, message) => log.warn({ auth: level, message }),
  })
  const needs = {
    auth,
    db,
    siteUrl: config.siteUrl,
    clock,
    log,
    files,
    secret,
    mailer,
    dataDir: config.dataDir,
    broadcast,
    newsroomFolder: places.newsroom,
    addressOf: (request: Request) => addresses.get(request) ?? '',
    drawStory: site.drawStory,
  }

  const app = new Hono<Env>()
  app.use(async (c, next) => {
    const begun = performance.now()
    const requestId = randomUUID()
    const address = clientAddress(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'), config.trustedProxies)
    c.set('requestId', requestId)
    addresses.set(c.req.raw, address)
    await next()
    c.res.headers.set('x-request-id', requestId)
    for (const [name, value] of Object.entries(securityHeaders(config.siteUrl.protocol === 'https:'))) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
    const ms = performance.now() - begun
    metrics.answered(c.res.status, ms)
    log.info({ requestId, method: c.req.method, path: c.req.path, status: c.res.status, ms: Math.round(ms * 10) / 10, address })
  })
  app.onError((error, c) => broken(c, error))

  app.route('/', healthRoutes({ db, metrics, metricsToken: config.metricsToken }))
  app.route('/', photoRoutes({ db, files, secret }))
  app.get('/assets/*', (c) => asset(c.req.path.slice('/assets/'.length), c.req.raw) ?? c.notFound())
  app.route('/api', apiRoutes(needs) as unknown as Hono<Env>)
  app.route('/', (await newsroomRoutes(needs)) as unknown as Hono<Env>)
  app.on(['GET', 'HEAD'], '*', (c) => fromMemory(c))
  app.all('*', async (c) => {
    c.header('allow', 'GET, HEAD')
    return c.text('Only GET and HEAD are answered here.', 405)
  })
  return { app, pages }

  async function fromMemory(c: Context<Env>): Promise<Response> {
    const url = new URL(c.req.url)
    const key = cacheKeyOf(url.pathname + url.search)
    const make = () => site.render(url.pathname, url.searchParams)
    const request = { method: c.req.method, headers: c.req.raw.headers }
    return pages.respond(key ?? `uncached ${randomUUID()}`, request, key === undefined ? async () => ({ ...(await make()), keep: false }) : make)
  }

  async function broken(c: Context<Env>, error: unknown): Promise<Response> {
    const requestId = c.var.requestId
    log.error({ requestId, path: c.req.path, error: error instanceof Error ? { message: error.message, stack: error.stack } : String(error) })
    const page = await site.drawTrouble(error, requestId)
    return new Response(typeof page.body === 'string' ? page.body : new Uint8Array(page.body), { status: page.status, headers: page.headers })
  }
}
