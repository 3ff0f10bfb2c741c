import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { authFrom } from '#domains/accounts'
import { type Appeal, appealKey, findAppeal } from '#domains/gifts'
import { findPaper, type Paper } from '#domains/paper'
import { findSummary, type Summary, weatherKeys } from '#domains/weather'
import { apiRoutes, type Broadcast, newsroomRoutes, pushRoutes, webhookRoutes } from '#faces/api'
import { cacheKeyOf, createSite, giveRoutes, photoRoutes, readAssets, siteRoutes } from '#faces/site'
import { sourceDoor } from '#faces/worker'
import { type Pages, pagesIn } from '#platform/cache'
import { isAway } from '#platform/db'
import { clientAddress, securityHeaders, staticFiles } from '#platform/http'
import { healthRoutes } from './health.ts'
import { metricsFrom } from './metrics.ts'
import { sourceNeeds } from './source-needs.ts'
import type { World } from './world.ts'

type Env = { Bindings: HttpBindings; Variables: { requestId: string } }

/** Everything that answers over HTTP: health, photos, the newsroom and its api, and the site from memory. */
export async function appFrom(world: World, broadcast: Broadcast): Promise<{ app: Hono<Env>; pages: Pages }> {
  const { config, db, files, secret, mailer, clock, log, places, payments } = world
  const memory = pagesIn({ keyOf: cacheKeyOf })
  // Every page shows the nameplate and the menu, so a change of them makes all pages afresh; until then they are read once.
  let known: Promise<Paper | undefined> | undefined
  let sky: Promise<Summary | undefined> | undefined
  let asks: Promise<Appeal | undefined> | undefined
  const pages: Pages = {
    ...memory,
    purgeAll(how) {
      known = undefined
      sky = undefined
      asks = undefined
      memory.purgeAll(how)
    },
    purge(keys, hard) {
      if (keys.includes(weatherKeys.ear) || keys.includes(weatherKeys.page)) sky = undefined
      if (keys.includes(appealKey)) asks = undefined
      return memory.purge(keys, hard)
    },
  }
  const paperNow = (): Promise<Paper | undefined> => {
    known ??= findPaper(db)
    known.catch(() => {
      known = undefined
    })
    return known
  }
  const weatherNow = (): Promise<Summary | undefined> => {
    sky ??= findSummary(db)
    sky.catch(() => {
      sky = undefined
    })
    return sky
  }
  const appealNow = (): Promise<Appeal | undefined> => {
    asks ??= findAppeal(db, clock())
    asks.catch(() => {
      asks = undefined
    })
    return asks
  }
  const site = createSite({
    db,
    siteUrl: config.siteUrl,
    secret,
    assets: await readAssets(places.assets),
    clock,
    hasCdn: config.cdnPurgeUrl !== undefined,
    paper: paperNow,
    weather: weatherNow,
    appeal: appealNow,
    payments,
  })
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
    drawStory: site.preview,
    sources: sourceDoor(sourceNeeds(world)),
  }

  const app = new Hono<Env>()
  app.use(async (c, next) => {
    const begun = performance.now()
    const requestId = randomUUID()
    const address = clientAddress(
      c.env?.incoming?.socket.remoteAddress,
      c.req.header('x-forwarded-for'),
      config.trustedProxies,
    )
    c.set('requestId', requestId)
    addresses.set(c.req.raw, address)
    await next()
    c.res.headers.set('x-request-id', requestId)
    for (const [name, value] of Object.entries(securityHeaders(config.siteUrl.protocol === 'https:'))) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
    const ms = performance.now() - begun
    metrics.answered(c.res.status, ms)
    log.info({
      requestId,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(ms * 10) / 10,
      address,
    })
  })
  app.onError((error, c) => {
    const page = site.trouble(error, c.req.path, noted(error, c.req.path))
    return new Response(typeof page.body === 'string' ? page.body : new Uint8Array(page.body), {
      status: page.status,
      headers: page.headers,
    })
  })

  app.route('/', healthRoutes({ db, metrics, metricsToken: config.metricsToken }))
  app.route('/', photoRoutes({ db, files, secret }))
  app.get('/assets/*', (c) => asset(c.req.path.slice('/assets/'.length), c.req.raw) ?? c.notFound())
  app.route('/', pushRoutes(needs) as unknown as Hono<Env>)
  app.route('/api', apiRoutes(needs) as unknown as Hono<Env>)
  app.route('/', (await newsroomRoutes(needs)) as unknown as Hono<Env>)
  app.route('/', webhookRoutes(world) as unknown as Hono<Env>)
  const gives = {
    db,
    site,
    siteUrl: config.siteUrl,
    secret,
    clock,
    payments,
    addressOf: needs.addressOf,
    onFault: noted,
  }
  app.route('/', giveRoutes(gives) as unknown as Hono<Env>)
  app.route('/', siteRoutes({ site, pages, onFault: noted }) as unknown as Hono<Env>)
  return { app, pages }

  function noted(error: unknown, path: string): string {
    const requestId = randomUUID()
    const away = isAway(error)
    log[away ? 'warn' : 'error']({
      requestId,
      path,
      away,
      error: error instanceof Error ? { message: error.message, stack: error.stack } : String(error),
    })
    return requestId
  }
}
