import { FACT_CHANNEL } from '#domains/audit'
import { dayIn, findPaper } from '#domains/paper'
import { WIRE_CHANNEL } from '#domains/wire'
import { LOOKING_CHANNEL, Looked, newBroadcast, type Told } from '#faces/api'
import { type Reactions, startWorker, weatherServers } from '#faces/worker'
import { hearPurges } from '#platform/cache'
import { listen } from '#platform/db'
import { incomingFolder } from '#platform/files'
import { listenOn, mustBeFree } from '#platform/http'
import { appFrom } from './app.ts'
import { firstEditorLink, seeIfFounded } from './found-paper.ts'
import { sourceNeeds } from './source-needs.ts'
import { type Ground, openWorld } from './world.ts'

const MINUTE_MS = 60_000

/** What serve is told. `ended` resolves when the process is asked to end. */
export interface Serving {
  readonly role: 'all' | 'web' | 'worker'
  readonly reactions: Reactions
  readonly ended: Promise<void>
}

/** broadsheet serve: the site and newsroom (web), the work behind them (worker), or both, until asked to end. */
export async function serve(ground: Ground, { role, reactions, ended }: Serving): Promise<void> {
  if (role !== 'worker') await mustBeFree(ground.config)
  const world = await openWorld(ground)
  const stops: (() => Promise<void>)[] = [() => world.close()]
  try {
    await seeIfFounded(world)
    if (role !== 'web') {
      const { config } = world
      const weather = weatherServers({ ...config, contact: config.mailFrom ?? `news@${config.siteUrl.hostname}` })
      const worker = await startWorker({
        ...world,
        reactions,
        cdnPurgeUrl: config.cdnPurgeUrl,
        weather,
        incoming: incomingFolder(config.dataDir),
        sources: sourceNeeds(world),
      })
      stops.unshift(() => worker.stop())
    }
    if (role !== 'worker') stops.unshift(await serveWeb(world))
    else world.out('Working. The site and the newsroom are served elsewhere.')
    await ended
  } finally {
    for (const stop of stops) await stop()
  }
}

async function serveWeb(world: Awaited<ReturnType<typeof openWorld>>): Promise<() => Promise<void>> {
  const { config, connection, out } = world
  const broadcast = newBroadcast()
  const { pages, app } = await appFrom(world, broadcast)
  const purges = hearPurges(connection, pages)
  const facts = listen(connection, FACT_CHANNEL, {
    onMessage: (payload) => broadcast.tell(JSON.parse(payload) as Told),
    onGap: () => {},
  })
  const wire = listen(connection, WIRE_CHANNEL, {
    onMessage: (payload) => broadcast.tell({ wire: JSON.parse(payload) as { ids: string[] } }),
    // No ids: look at everything again.
    onGap: () => broadcast.tell({ wire: { ids: [] } }),
  })
  const looks = listen(connection, LOOKING_CHANNEL, {
    onMessage: (payload) => broadcast.tell({ looked: Looked.parse(JSON.parse(payload)) }),
    onGap: () => {},
  })
  const heard = [purges, facts, wire, looks]
  await Promise.all(heard.map(({ ready }) => ready))
  const midnight = await freshAtMidnight(world, pages.purgeAll)
  const server = await listenOn(
    { first: (request, response) => pages.serve(request, response), fetch: app.fetch },
    config,
  )

  const newsroom = (await firstEditorLink(world)) ?? new URL('/newsroom/', config.siteUrl).href
  out(`Paper:    ${config.siteUrl.href}`)
  out(`Newsroom: ${newsroom}`)
  out(`Data:     ${config.databaseUrl ? `${config.dataDir} (database at DATABASE_URL)` : config.dataDir}`)
  return async () => {
    clearInterval(midnight)
    await server.stop()
    await Promise.all(heard.map((one) => one.close()))
  }
}

/** Every page carries today's date, so at the paper's midnight all of them are made afresh. */
async function freshAtMidnight(
  world: { db: Parameters<typeof findPaper>[0]; clock: () => Date },
  purgeAll: () => void,
): Promise<NodeJS.Timeout> {
  const today = async (): Promise<string> => dayIn((await findPaper(world.db))?.zone ?? 'UTC', world.clock())
  let day = await today()
  return setInterval(() => {
    today().then(
      (now) => {
        if (now !== day) purgeAll()
        day = now
      },
      () => {},
    )
  }, MINUTE_MS).unref()
}
