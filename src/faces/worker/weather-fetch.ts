import {
  type Errand,
  type Fetched,
  type Hour,
  mayBeInTheStates,
  type News,
  type Now,
  nowFrom,
  type Observation,
  openMeteoQuery,
  type Route,
  readAlerts,
  readDays,
  readHours,
  readObservation,
  readOpenMeteo,
  readPoint,
  readStations,
} from '#domains/weather'
import { answerOf, type WeatherServer, WeatherTrouble } from './weather-answers.ts'

/** Who is asked for the weather. */
export interface WeatherServers {
  readonly nws: WeatherServer
  readonly openMeteo: WeatherServer
}

/** When a fetch is made, and what stops it. */
export interface Trip {
  readonly now: Date
  readonly signal: AbortSignal
}

// A station may be silent for days; beyond the fourth it is the weather of somewhere else.
const STATIONS = 4

/** Fetches the weather of a place, each part by itself. Never throws what a source can cause: it is in `troubles`. */
export async function fetchWeather(errand: Errand, servers: WeatherServers, trip: Trip): Promise<Fetched> {
  const found = await tried('', () => routeFor(errand, servers, trip))
  if (!found.part) return { route: null, troubles: found.troubles, ...waiting([found]) }
  const { route, keep } = found.part
  const fetched =
    route.source === 'nws'
      ? await fromNws(errand, route, servers.nws, trip)
      : await fromOpenMeteo(errand, route, servers.openMeteo, trip)
  return keep ? fetched : { ...fetched, route: null }
}

/** Whom to ask. Only the National Weather Service itself knows whether a place near the border is its own. */
async function routeFor(
  { settings, route }: Errand,
  { nws }: WeatherServers,
  trip: Trip,
): Promise<{ route: Route; keep: boolean }> {
  if (route) return { route, keep: true }
  const isElsewhere = settings.source === 'open-meteo' || (settings.source === 'auto' && !mayBeInTheStates(settings))
  if (isElsewhere) return { route: { source: 'open-meteo' }, keep: true }
  const point = await answerOf(nws, `/points/${spot(settings)}`, trip).catch((error: unknown) => {
    if (isNotThere(error) && settings.source === 'auto') return undefined
    throw isNotThere(error) ? new WeatherTrouble(`${nws.name} does not know this place.`) : error
  })
  if (point === undefined) return { route: { source: 'open-meteo' }, keep: true }
  const grid = readPoint(point)
  if (!grid) throw new WeatherTrouble(`${nws.name} answered something that cannot be read about this place.`)
  const near = await tried('', async () => readStations(await answerOf(nws, grid.stations, trip), STATIONS))
  return { route: { source: 'nws', grid, stations: near.part ?? [] }, keep: (near.part ?? []).length > 0 }
}

// More than four decimals, or zeros at the end, and the service sends one on to the address without.
function spot({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `${Number(latitude.toFixed(4))},${Number(longitude.toFixed(4))}`
}

function isNotThere(error: unknown): boolean {
  return error instanceof WeatherTrouble && error.status === 404
}

async function fromNws(
  { settings }: Errand,
  route: Extract<Route, { source: 'nws' }>,
  nws: WeatherServer,
  trip: Trip,
): Promise<Fetched> {
  const { now } = trip
  const [hours, days, alerts, seen] = await Promise.all([
    tried('The hours', async () => readable(readHours(await answerOf(nws, route.grid.hourly, trip), settings))),
    tried('The days', async () => readable(readDays(await answerOf(nws, route.grid.forecast, trip)))),
    tried('The alerts', async () =>
      readable(readAlerts(await answerOf(nws, '/alerts/active', { ...trip, query: { point: spot(settings) } }), now)),
    ),
    tried('The observation', () => observed(route.stations, settings, nws, trip)),
  ])
  const present = seen.part && nowFrom(seen.part, hours.part ?? [])
  const news: News = {
    source: 'nws',
    ...given({ now: present, hours: hours.part, days: days.part, alerts: alerts.part }),
  }
  const parts = [hours, days, alerts, seen]
  const isAnything = parts.some((one) => one.part !== undefined)
  // A grid that is not there any more has been redrawn.
  const isRedrawn = [hours, days].some((one) => one.isNotThere)
  return {
    ...(isAnything ? { news } : {}),
    route: isRedrawn ? null : route,
    troubles: parts.flatMap((one) => one.troubles),
    ...waiting(parts),
  }
}

/** The latest of the nearest station that measured a temperature and saw the sky, or else of the nearest that measured one. */
async function observed(
  stations: readonly string[],
  settings: Errand['settings'],
  nws: WeatherServer,
  trip: Trip,
): Promise<Observation> {
  let blind: Observation | undefined
  let last: unknown = new WeatherTrouble('No station near the place measures now.')
  for (const station of stations) {
    const path = `/stations/${station}/observations/latest`
    const answer = await answerOf(nws, path, trip).catch((error: unknown) => {
      last = error
    })
    const seen = readObservation(answer, settings, trip.now)
    if (seen?.condition) return seen
    blind ??= seen
  }
  if (blind) return blind
  throw last
}

async function fromOpenMeteo(
  { settings }: Errand,
  route: Route,
  openMeteo: WeatherServer,
  trip: Trip,
): Promise<Fetched> {
  const got = await tried('', async () => {
    const query = openMeteoQuery(settings)
    return readable(readOpenMeteo(await answerOf(openMeteo, '/v1/forecast', { ...trip, query }), settings, trip.now))
  })
  return { ...(got.part ? { news: got.part } : {}), route, troubles: got.troubles, ...waiting([got]) }
}

function readable<part>(part: part | undefined): part {
  if (part === undefined) throw new WeatherTrouble('The answer cannot be read.')
  return part
}

interface Tried<part> {
  readonly part?: part
  readonly troubles: readonly string[]
  readonly waitMs: number
  readonly isNotThere: boolean
}

async function tried<part>(what: string, get: () => Promise<part>): Promise<Tried<part>> {
  try {
    return { part: await get(), troubles: [], waitMs: 0, isNotThere: false }
  } catch (error) {
    if (!(error instanceof WeatherTrouble)) throw error
    const troubles = [what ? `${what}: ${error.message}` : error.message]
    return { troubles, waitMs: error.waitMs ?? 0, isNotThere: isNotThere(error) }
  }
}

function waiting(parts: readonly Tried<unknown>[]): { askedToWaitMs?: number } {
  const waitMs = Math.max(...parts.map((one) => one.waitMs))
  return waitMs > 0 ? { askedToWaitMs: waitMs } : {}
}

function given(parts: {
  now: Now | undefined
  hours: Hour[] | undefined
  days: News['days'] | undefined
  alerts: News['alerts'] | undefined
}): Omit<News, 'source'> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined))
}
