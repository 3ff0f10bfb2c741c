import { brotliCompressSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rename } from '#domains/paper'
import {
  claimFetch,
  type News,
  placeWeather,
  readAlerts,
  readDays,
  readHours,
  receive,
  type WeatherSettings,
} from '#domains/weather'
import { aPaper } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { alert, nwsAnswers } from '#kit/outside'
import { createSite } from './site.ts'

const AT = new Date('2026-11-25T01:24:00Z')
const PLACE: WeatherSettings = {
  isOn: true,
  place: 'Cheney Falls',
  latitude: 47.49,
  longitude: -117.58,
  unit: 'F',
  source: 'auto',
}
const HOSTILE = `Wind</script><b onclick="x">&"'`

const fresh = await freshDb()
const { db } = fresh
let now = AT
const site = createSite({
  db,
  siteUrl: new URL('https://sentinel.example'),
  secret: 'a secret',
  assets: { faces: [] },
  clock: () => now,
})

beforeAll(async () => {
  await aPaper(db)
})
afterAll(() => fresh.close())
beforeEach(async () => {
  now = AT
  await sql`truncate weather_setting, weather_report`.execute(db)
  await placeWeather(workOf(db, { by: cast.ada, at: AT }), PLACE)
})

function news(at: Date, over: Partial<News> = {}): News {
  const answers = nwsAnswers(at)
  const hours = readHours(answers.hourly, PLACE) ?? []
  return {
    source: 'nws',
    now: {
      at, isObserved: true, temperature: 1.7, condition: 'partly-cloudy', isDay: false, words: 'Partly cloudy night', feelsLike: -2, humidity: 76, wind: { kmh: 16.1, from: 'SW' },
    }, // biome-ignore format: a table
    hours,
    days: readDays(answers.forecast) ?? [],
    alerts: [],
    ...over,
  }
}
async function come(brought: News): Promise<void> {
  const work = workOf(db, { at: now })
  await sql`update weather_report set next_at = ${now}, claimed_until = null`.execute(db)
  const errand = await claimFetch(work)
  if (!errand) throw new Error('Nothing was due.')
  await receive(work, errand, { news: brought, route: null, troubles: [] }, 0)
}
const page = async (path: string) => {
  const { status, body, keys, keep } = await site.render(path)
  const text = String(body)
  const words = text
    .replace(/<(style|head|svg)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
  return { status, text, words, keys, keep }
}
const pass = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}

describe('the ear on every page', () => {
  it('says the weather in words next to a drawing that says nothing by itself', async () => {
    await come(news(AT))
    for (const path of ['/', '/news/', '/corrections/', '/nowhere/']) {
      const { text, words } = await page(path)
      expect(words).toContain('Weather in Cheney Falls: 35° Partly cloudy night High 49°, low 29°')
      expect(text).toMatch(/<a href="\/weather\/"><svg [^>]*aria-hidden="true">/)
      expect(text.match(/<svg/g)).toHaveLength(1)
    }
    expect((await page('/')).keys).toContain('weather')
  })
  it('says its time when it is older than an hour, and is gone after three', async () => {
    await come(news(AT))
    pass(61)
    expect((await page('/')).words).toContain('as of 5:24 p.m.')
    pass(119)
    expect((await page('/')).text).not.toContain('ear sky')
  })
  it('leads to the alerts', async () => {
    const features = [alert(AT, { event: 'Winter Storm Warning', severity: 'Severe' }), alert(AT)]
    await come(news(AT, { alerts: readAlerts({ features }, AT) ?? [] }))
    expect((await page('/')).text).toContain('href="/weather/#alerts">Winter storm warning and 1 more</a>')
  })
  it('is not there where there is no weather, and pages are as ever', async () => {
    const { status, text, keys } = await page('/')
    expect([status, text.includes('ear sky')]).toEqual([200, false])
    expect(keys).toContain('weather')
  })
  it('leaves the tagline its place under the name', async () => {
    const plate = {
      name: 'The Inland Sentinel',
      place: 'Cheney Falls',
      establishedOn: '1883-05-19',
      zone: 'America/Los_Angeles',
    }
    await rename(workOf(db, { by: cast.ada }), { ...plate, tagline: 'Read by the river' })
    expect((await page('/')).text).toContain('<p class="ear">Read by the river</p>')
    await come(news(AT))
    expect((await page('/')).text).toContain('<span class="tagline">Read by the river</span>')
    await rename(workOf(db, { by: cast.ada }), { ...plate, tagline: '' })
  })
  it('weighs less than a kilobyte', async () => {
    const without = brotliCompressSync((await page('/')).text).length
    await come(news(AT))
    expect(brotliCompressSync((await page('/')).text).length - without).toBeLessThan(1_024)
  })
})

describe('the page of the weather', () => {
  it('tells now, the hours, seven days, who says so and when', async () => {
    await come(news(AT))
    const { status, words, text, keys } = await page('/weather/')
    expect(status).toBe(200)
    expect(keys).toContain('weather-page')
    expect(words).toContain('Last updated 5:24 p.m.; measured 5:24 p.m. 35°')
    expect(words).toContain('High today 49° Low 29° Feels like 28° Wind Southwest 10 mph Humidity 76%')
    expect(words).toContain('No alerts are in force.')
    expect(words).toContain('5 p.m. Partly cloudy 36° 0% SW 7 mph')
    expect(words).toMatch(/Today Partly sunny .* 49° 29° 20% Wednesday/)
    expect(words).toContain('National Weather Service . Temperatures are in degrees Fahrenheit.')
    expect(text.match(/<th scope="row">/g)).toHaveLength(24 + 7)
  })
  it('tells it in Celsius where the paper wants that', async () => {
    await placeWeather(workOf(db, { by: cast.ada, at: AT }), { ...PLACE, unit: 'C' })
    await come(news(AT))
    const { words } = await page('/weather/')
    expect(words).toContain('Wind Southwest 16 km/h')
    expect(words).toContain('degrees Celsius')
    expect(words).toContain('2° Partly cloudy night')
  })
  it('names an hour twice, each in its time, where clocks go back', async () => {
    now = new Date('2026-11-01T06:10:00Z')
    await come(news(now))
    const { words } = await page('/weather/')
    expect(words).toMatch(/midnight Partly cloudy.* 1 a\.m\. PDT .* 1 a\.m\. PST .* 2 a\.m\. /)
  })
  it('skips the hour that spring takes', async () => {
    now = new Date('2026-03-08T08:10:00Z')
    await come(news(now))
    const { words } = await page('/weather/')
    expect(words).toMatch(/ 1 a\.m\. (?:(?!2 a\.m\.).)* 3 a\.m\. /)
  })
  it('tells alerts in full, with how grave and until when, and as text whatever they hold', async () => {
    const features = [alert(AT, { event: HOSTILE, description: `${HOSTILE}\n\nMore.`, severity: 'Severe' })]
    await come(news(AT, { alerts: readAlerts({ features }, AT) ?? [] }))
    const { text, words } = await page('/weather/')
    expect(text).not.toMatch(/<b onclick/i)
    expect(words).toContain('Severe . From 6 p.m. until 1 a.m. Wednesday. Spokane Area; Upper Columbia Basin.')
    expect(words).toContain('Secure what the wind could carry off.')
    expect(words).not.toContain('No alerts')
  })
  it('does not say that there are no alerts when nobody could ask', async () => {
    const { alerts: _alerts, ...rest } = news(AT)
    await come(rest)
    expect((await page('/weather/')).words).toContain('Alerts could not be asked for.')
    await come(news(AT))
    pass(15)
    await come({ source: 'nws', days: rest.days ?? [] })
    const { words } = await page('/weather/')
    expect(words).toContain('Alerts could not be asked for since 5:24 p.m.')
    expect(words).not.toContain('No alerts are in force')
  })
  it('shows what came when only some of it did', async () => {
    await come({ source: 'open-meteo', hours: [], days: news(AT).days ?? [] })
    const { status, words } = await page('/weather/')
    expect(status).toBe(200)
    expect(words).toContain('Seven days')
    expect(words).toContain('Open-Meteo.com')
    expect(words).not.toMatch(/Hour by hour|Alerts/)
  })
  it('is a friendly page that is kept nowhere when there is no weather, or none that is still true', async () => {
    const none = await page('/weather/')
    expect([none.status, none.keep]).toEqual([404, false])
    expect(none.words).toContain('There is no weather to show')
    await come(news(AT))
    pass(180)
    const old = await page('/weather/')
    expect(old.status).toBe(404)
    expect(old.words).toContain('Nothing has been heard from the weather service for three hours')
  })
  it('stands in the sitemap while there is weather', async () => {
    expect((await page('/sitemap-1.xml')).text).not.toContain('/weather/')
    await come(news(AT))
    expect((await page('/sitemap-1.xml')).text).toContain('<loc>https://sentinel.example/weather/</loc>')
  })
})
