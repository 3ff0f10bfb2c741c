import type { Work } from '#domains/accounts'
import { claimFetch, type Errand, giveBackFetch, receive, turnEar, weatherKeys } from '#domains/weather'
import { type Db, transaction } from '#platform/db'
import { enqueue } from '#platform/jobs'
import type { Log } from '#platform/logging'
import { tell } from './purge.ts'
import { fetchWeather, type WeatherServers } from './weather-fetch.ts'

/** What looking at the weather needs. `signal` stops it at once; `chance` gives a number from 0 to 1. */
export interface WeatherNeeds {
  readonly db: Db
  readonly log: Log
  readonly clock: () => Date
  readonly servers: WeatherServers
  readonly signal: AbortSignal
  readonly chance?: () => number
}

// A claim is good for two minutes; all requests of a fetch together take less.
const FETCH_MS = 40_000
const by = { kind: 'system', job: 'weather' } as const

/**
 * Fetches the weather if that is due, and makes pages afresh if the ear shows something else, also because time has passed. Unlike other jobs it
 * is not one transaction: none is open while we wait for somebody else's server.
 */
export async function lookAtWeather(needs: WeatherNeeds): Promise<void> {
  const { db, clock } = needs
  const errand = await transaction(db, (tx) => claimFetch({ db: tx, by, at: clock() }))
  if (errand) await runErrand(errand, needs)
  await transaction(db, async (tx) => {
    if (await turnEar({ db: tx, by, at: clock() })) await tell(tx, Object.values(weatherKeys))
  })
}

async function runErrand(
  errand: Errand,
  { db, log, clock, servers, signal, chance = Math.random }: WeatherNeeds,
): Promise<void> {
  const trip = { now: clock(), signal: AbortSignal.any([signal, AbortSignal.timeout(FETCH_MS)]) }
  const fetched = await fetchWeather(errand, servers, trip)
  await transaction(db, async (tx) => {
    const work = { db: tx, by, at: clock() }
    if (signal.aborted) return giveBackFetch(work, errand)
    const isNews = await receive(work, errand, fetched, chance())
    if (isNews) await tell(tx, [weatherKeys.page])
  })
  // Not a warning: it is told in the newsroom, the paper goes on without, and without a network it would be told for ever.
  if (fetched.troubles.length > 0) log.info({ job: 'weather', troubles: fetched.troubles })
}

/** Has the weather looked at as soon as this change is kept. */
export function lookAtWeatherSoon({ db }: Pick<Work, 'db'>): Promise<void> {
  return enqueue(db, 'weather', {}, { key: 'weather' })
}

const NWS_URL = new URL('https://api.weather.gov')
const OPEN_METEO_URL = new URL('https://api.open-meteo.com')

/** The servers to ask: their own, or those an operator named. The National Weather Service wants to know who asks and how to reach them. */
export function weatherServers({
  siteUrl,
  weatherUrl,
  openMeteoUrl,
  contact,
}: {
  siteUrl: URL
  weatherUrl: URL | undefined
  openMeteoUrl: URL | undefined
  contact: string
}): WeatherServers {
  // "The Paper <news@example.com>" is written to as well as "news@example.com".
  const mail = /[^\s<>"(),;:\\]+@[a-z0-9.-]+/i.exec(contact)?.[0] ?? ''
  const agent = `Broadsheet (${[siteUrl.host, mail].filter(Boolean).join(', ')})`.replace(/[^\x20-\x7e]/g, '')
  return {
    nws: {
      name: 'The National Weather Service',
      url: weatherUrl ?? NWS_URL,
      isNamed: weatherUrl !== undefined,
      headers: { accept: 'application/geo+json', 'user-agent': agent },
    },
    openMeteo: {
      name: 'Open-Meteo',
      url: openMeteoUrl ?? OPEN_METEO_URL,
      isNamed: openMeteoUrl !== undefined,
      headers: { accept: 'application/json', 'user-agent': agent },
    },
  }
}
