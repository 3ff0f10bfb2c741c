import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dayIn } from '#domains/paper'
import { earAt, findForecast, findSummary, findWeather, placeWeather, type WeatherSettings } from '#domains/weather'
import { aPaper } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { alert, aWeatherServer, NOT_FOUND, observation, quantity, type WeatherServer } from '#kit/outside'
import { PURGE_CHANNEL } from '#platform/cache'
import { listen } from '#platform/db'
import { logTo } from '#platform/logging'
import { lookAtWeather, weatherServers } from './weather.ts'

const AT = new Date('2026-11-24T21:00:00Z')
const ZONE = 'America/Los_Angeles'
const PLACE: WeatherSettings = {
  isOn: true,
  place: 'Cheney Falls',
  latitude: 47.49004,
  longitude: -117.58,
  unit: 'F',
  source: 'auto',
}

const fresh = await freshDb()
const { db } = fresh
const heard: { keys: string[] | 'all'; hard: boolean }[] = []
const purges = listen(fresh.connection, PURGE_CHANNEL, {
  onMessage: (text) => heard.push(JSON.parse(text)),
  onGap: () => {},
})
let server: WeatherServer
let now = AT
let stopping = new AbortController()

beforeAll(async () => {
  await aPaper(db)
  await purges.ready
  server = await aWeatherServer(AT)
})
afterAll(async () => {
  await server.close()
  await purges.close()
  await fresh.close()
})
beforeEach(async () => {
  now = AT
  stopping = new AbortController()
  server.reset(AT)
  await sql`truncate weather_setting, weather_report`.execute(db)
  await place()
  heard.length = 0
})

const place = (over: Partial<WeatherSettings> = {}) =>
  placeWeather(workOf(db, { by: cast.ada, at: now }), { ...PLACE, ...over })
const look = () =>
  lookAtWeather({
    db,
    log: logTo('silent'),
    clock: () => now,
    servers: weatherServers({
      siteUrl: new URL('https://sentinel.example'),
      weatherUrl: server.url,
      openMeteoUrl: new URL('/?apikey=k', server.url),
      contact: 'The Sentinel <news@sentinel.example>',
    }),
    signal: stopping.signal,
    chance: () => 0,
  })
const pass = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}
const forecast = () => findForecast(db, now, dayIn(ZONE, now))
const ear = async () => {
  const summary = await findSummary(db)
  return summary && earAt(summary, now, dayIn(ZONE, now))
}
const fetching = async () => (await findWeather(db))?.fetching
const paths = () => server.asked.map(({ path }) => path)
async function isAsked(): Promise<void> {
  while (server.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
}
/** The keys that were purged, once everything said before is heard. */
async function purged(): Promise<(string | string[])[]> {
  await sql`select pg_notify(${PURGE_CHANNEL}, '{"keys":["mark"]}')`.execute(db)
  while (!heard.some(({ keys }) => keys.includes('mark'))) await new Promise((resolve) => setTimeout(resolve, 5))
  return heard.splice(0).flatMap(({ keys }) => (keys.includes('mark') ? [] : [keys]))
}
const toEar = ['weather', 'weather-page']
const toPage = ['weather-page']

describe('fetching from the National Weather Service', () => {
  it('brings everything, and shows it', async () => {
    await look()
    expect(await ear()).toEqual({
      place: 'Cheney Falls',
      now: {
        temperature: '35°',
        condition: 'mostly-cloudy',
        isDay: true,
        words: 'Mostly cloudy',
        range: 'High 49°, low 29°',
      },
    })
    const there = await forecast()
    expect(there).toMatchObject({ source: 'nws', alerts: [], now: { temperature: 1.7 } })
    expect([there?.hours.length, there?.days.length]).toEqual([24, 7])
    expect(await fetching()).toMatchObject({ trouble: '', failures: 0, fetchedAt: AT })
  })
  it('says who asks and how to reach them, and asks for a place in four decimals', async () => {
    await look()
    expect(paths()[0]).toBe('/points/47.49,-117.58')
    for (const { headers } of server.asked) {
      expect(headers['user-agent']).toBe('Broadsheet (sentinel.example, news@sentinel.example)')
      expect(headers.accept).toBe('application/geo+json')
    }
  })
  it('asks again in a quarter of an hour, and then no more where the place is on the grid', async () => {
    await look()
    server.asked.length = 0
    pass(12)
    await look()
    expect(paths()).toEqual([])
    pass(4)
    await look()
    expect(paths().sort()).toEqual([
      '/alerts/active?point=47.49%2C-117.58',
      '/gridpoints/OTX/131,78/forecast',
      '/gridpoints/OTX/131,78/forecast/hourly',
      '/stations/KCHF/observations/latest',
    ])
  })
  it('asks the next station when the nearest measured nothing, or sees nothing', async () => {
    server.answer('observation KCHF', { body: observation('KCHF', AT, { temperature: quantity('degC', null) }) })
    server.answer('observation KSXB', { body: observation('KSXB', AT, { temperature: quantity('degC', 5) }) })
    await look()
    expect((await forecast())?.now).toMatchObject({ temperature: 5, isObserved: true })
  })
  it('takes what was forecast for the hour when no station measured anything', async () => {
    for (const name of ['KCHF', 'KSXB', 'XWAF1'] as const) server.answer(`observation ${name}`, { status: 503 })
    await look()
    expect((await forecast())?.now).toMatchObject({ temperature: 2.22, isObserved: false, at: AT })
    expect((await fetching())?.trouble).toBe('The observation: The National Weather Service answered 503.')
  })
  it('asks for the grid anew when it was redrawn', async () => {
    await look()
    pass(16)
    server.answer('forecast', NOT_FOUND)
    await look()
    server.answer('forecast')
    server.asked.length = 0
    pass(6)
    await look()
    expect(paths()).toContain('/points/47.49,-117.58')
  })
  it('follows no link to elsewhere', async () => {
    server.answer('hourly', { status: 302, headers: { location: 'http://127.0.0.1:1/secret' } })
    await look()
    expect((await fetching())?.trouble).toContain('The hours:')
    expect((await forecast())?.days).toHaveLength(7)
  })
})

describe('a source in trouble', () => {
  it.each([
    ['an error', { status: 500, body: 'Internal error' }, 'answered 500'],
    ['words that are no JSON', { body: '{"features": [' }, 'not JSON'],
    ['another shape', { body: { title: 'Welcome' } }, 'cannot be read'],
    ['more than anybody reads', { body: `"${'x'.repeat(5_000_000)}"` }, 'more than'],
  ])('that answers one question with %s leaves the rest', async (_, answer, said) => {
    server.answer('alerts', answer)
    await look()
    expect((await forecast())?.now?.temperature).toBe(1.7)
    expect(await forecast()).toMatchObject({ alerts: [], alertsAt: null })
    expect((await fetching())?.trouble).toMatch(new RegExp(`^The alerts: .*${said}`))
  })
  it('keeps what was there, and is asked again sooner, then later and later', async () => {
    await look()
    pass(16)
    server.answerAll({ status: 500 })
    const waits: number[] = []
    for (let times = 1; times <= 5; times++) {
      await look()
      const { nextAt } = (await fetching()) ?? { nextAt: now }
      waits.push(Math.ceil((nextAt.getTime() - now.getTime()) / 60_000))
      now = nextAt
    }
    expect(waits).toEqual([1, 2, 4, 8, 16])
    expect((await ear())?.now?.temperature).toBe('35°')
    expect((await fetching())?.failures).toBe(5)
  })
  it('is left alone as long as it asks for', async () => {
    server.answerAll({ status: 503, headers: { 'retry-after': '1200' } })
    await look()
    expect((await fetching())?.nextAt).toEqual(new Date(AT.getTime() + 1_200_000))
  })
  it('is forgiven when all is well again', async () => {
    server.answerAll({ status: 500 })
    await look()
    server.reset(AT)
    pass(2)
    await look()
    expect(await fetching()).toMatchObject({ failures: 0, trouble: '' })
  })
  it('keeps the alerts it told of before, while they last', async () => {
    server.answer('alerts', { body: { features: [alert(AT, { ends: null, expires: '2026-11-24T14:00:00-08:00' })] } })
    await look()
    server.answer('alerts', { status: 500 })
    pass(16)
    await look()
    expect((await ear())?.alert).toEqual({ event: 'Wind advisory', more: 0 })
    pass(45)
    await look()
    expect((await ear())?.alert).toBeUndefined()
  })
  it('that does not answer holds up nothing: it is stopped with the worker, and asked again at once after', async () => {
    server.answerAll({ afterMs: 60_000 })
    const looking = look()
    await isAsked()
    stopping.abort()
    await looking
    expect(await fetching()).toMatchObject({ failures: 0, fetchedAt: null })
    server.reset(AT)
    stopping = new AbortController()
    await look()
    expect(await forecast()).toBeDefined()
  })
})

describe('who is asked', () => {
  it('is Open-Meteo outside of the United States, with the operator’s key', async () => {
    await place({ place: 'Berlin', latitude: 52.52, longitude: 13.42 })
    await look()
    expect((await forecast())?.source).toBe('open-meteo')
    expect(paths()).toEqual([expect.stringMatching(/^\/v1\/forecast\?apikey=k&latitude=52\.52&longitude=13\.42&/)])
  })
  it('is Open-Meteo across the border too, where the National Weather Service knows of nothing', async () => {
    await place({ place: 'Toronto', latitude: 43.65, longitude: -79.38 })
    server.answer('points', NOT_FOUND)
    await look()
    expect((await forecast())?.source).toBe('open-meteo')
  })
  it('is nobody else where an editor chose the National Weather Service', async () => {
    await place({ source: 'nws' })
    server.answer('points', NOT_FOUND)
    await look()
    expect(await forecast()).toBeUndefined()
    expect((await fetching())?.trouble).toBe('The National Weather Service does not know this place.')
  })
  it('is nobody while the weather is off', async () => {
    await place({ isOn: false })
    await look()
    expect(paths()).toEqual([])
    expect(await ear()).toBeUndefined()
  })
  it('is asked once by ten workers that look at once', async () => {
    await Promise.all(Array.from({ length: 10 }, look))
    expect(paths().filter((path) => path.startsWith('/points'))).toHaveLength(1)
    expect((await purged()).filter((keys) => keys.includes('weather'))).toHaveLength(1)
  })
  it('is asked by another worker when the one that took it on died', async () => {
    await sql`update weather_report set claimed_until = ${new Date(AT.getTime() + 120_000)}`.execute(db)
    await look()
    expect(paths()).toEqual([])
    pass(2)
    await look()
    expect(await forecast()).toBeDefined()
  })
  it('is asked at once for another place, and what was known of the old one is gone', async () => {
    await look()
    await place({ latitude: 47.6 })
    expect(await ear()).toBeUndefined()
    await look()
    expect(paths().filter((path) => path.startsWith('/points'))).toHaveLength(2)
  })
  it('is not asked again for another unit', async () => {
    await look()
    server.asked.length = 0
    await place({ unit: 'C', place: 'The Falls' })
    await look()
    expect(paths()).toEqual([])
    expect(await ear()).toMatchObject({ place: 'The Falls', now: { temperature: '2°' } })
  })
  it('tells nothing of a place that was left while it was asked', async () => {
    let answer = () => {}
    server.answer('points', { after: new Promise((resolve) => (answer = resolve)), ...NOT_FOUND })
    const looking = look()
    await isAsked()
    await place({ latitude: 52.52, longitude: 13.42 })
    answer()
    await looking
    expect(await fetching()).toMatchObject({ fetchedAt: null, trouble: '' })
  })
})

describe('pages', () => {
  it('are made afresh when the ear shows something else, softly, and else only the page of the weather', async () => {
    await look()
    expect(await purged()).toEqual([toPage, toEar])
    server.reset(new Date(AT.getTime() + 16 * 60_000))
    pass(16)
    await look()
    expect(await purged()).toEqual([toPage])
    await look()
    expect(await purged()).toEqual([])
  })
  it('are made afresh when only an alert came', async () => {
    await look()
    await purged()
    pass(16)
    server.answer('alerts', { body: { features: [alert(AT)] } })
    await look()
    expect(await purged()).toEqual([toPage, toEar])
  })
  it('say the time after an hour, and show nothing after three, though nothing was fetched', async () => {
    await look()
    await purged()
    server.answerAll({ status: 500 })
    pass(39)
    await look()
    expect(await purged()).toEqual([])
    pass(2)
    await look()
    expect(await purged()).toEqual([toEar])
    expect((await ear())?.now?.asOf).toEqual(new Date('2026-11-24T20:40:00Z'))
    pass(118)
    await look()
    expect(await ear()).toBeDefined()
    await purged()
    pass(2)
    await look()
    expect(await ear()).toBeUndefined()
    expect(await purged()).toEqual([toEar])
    await look()
    expect(await purged()).toEqual([])
  })
  it('are told to the CDN as well', async () => {
    await look()
    const jobs = await sql<{ count: number }>`
      select count(*)::int as count from graphile_worker.jobs where task_identifier = 'purge-cdn'`.execute(db)
    expect(jobs.rows[0]?.count).toBeGreaterThan(0)
  })
})
