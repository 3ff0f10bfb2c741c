import { afterAll, beforeAll, expect, it } from 'vitest'
import { findWeather, placeWeather } from '#domains/weather'
import { aPaper } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aWeatherServer, type WeatherServer } from '#kit/outside'
import { connect } from '#platform/db'
import { migrateJobs, type Workers } from '#platform/jobs'
import { logTo } from '#platform/logging'
import { reactions } from '#reactions'
import { startWorker } from './start.ts'
import { weatherServers } from './weather.ts'

const AT = new Date('2026-11-24T21:00:00Z')
const PLACE = {
  isOn: true,
  place: 'Cheney Falls',
  latitude: 47.49,
  longitude: -117.58,
  unit: 'F',
  source: 'auto',
} as const
const fresh = await freshDb()
const pooled = connect(fresh.connection, { max: 6 })
let server: WeatherServer
let workers: Workers | undefined

beforeAll(async () => {
  await migrateJobs(pooled.pool)
  await aPaper(fresh.db)
  await placeWeather(workOf(fresh.db, { by: cast.ada, at: AT }), PLACE)
  server = await aWeatherServer(AT)
})
afterAll(async () => {
  await workers?.stop()
  await server.close()
  await pooled.close()
  await fresh.close()
})

async function until(look: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000
  while (!(await look())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time.')
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}
const source = async () => (await findWeather(fresh.db))?.fetching.source

it('the weather is fetched soon after the start, and soon after it was placed elsewhere', async () => {
  workers = await startWorker({
    db: pooled.db,
    pool: pooled.pool,
    log: logTo('silent'),
    clock: () => AT,
    reactions,
    weather: weatherServers({
      siteUrl: new URL('https://sentinel.example'),
      weatherUrl: server.url,
      openMeteoUrl: server.url,
      contact: 'news@sentinel.example',
    }),
  })
  await until(async () => (await source()) === 'nws')
  await placeWeather(workOf(fresh.db, { by: cast.ada, at: AT }), { ...PLACE, latitude: 52.52, longitude: 13.42 })
  await until(async () => (await source()) === 'open-meteo')
})

it('a worker that is told to stop does not wait for a server that is slow', async () => {
  server.answerAll({ afterMs: 60_000 })
  server.asked.length = 0
  await placeWeather(workOf(fresh.db, { by: cast.ada, at: AT }), { ...PLACE, latitude: 47.6 })
  await until(async () => server.asked.length > 0)
  const stopped = workers?.stop().then(() => 'stopped')
  workers = undefined
  const late = new Promise((resolve) => setTimeout(() => resolve('late'), 15_000))
  expect(await Promise.race([stopped, late])).toBe('stopped')
})
