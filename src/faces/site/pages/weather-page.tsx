import { dayIn } from '#domains/paper'
import {
  conditionWords,
  degrees,
  type Forecast,
  findForecast,
  findSummary,
  weatherKeys,
  windWords,
} from '#domains/weather'
import type { Page } from '#platform/cache'
import { htmlPage } from '#site/layout.tsx'
import type { Ask } from '#site/page.ts'
import { SkyAlerts } from '#site/parts/sky-alerts.tsx'
import { SkyIcon } from '#site/parts/sky-icon.tsx'
import { SkyDays, SkyHours } from '#site/parts/sky-tables.tsx'
import { ended, nearTime } from '#site/parts/sky-times.ts'
import { urls } from '#site/urls.ts'

/** The weather of the paper's place: now, alerts, hours, days. */
export async function weatherPage(ask: Ask): Promise<Page> {
  const { zone } = ask.paper
  const today = dayIn(zone, ask.at)
  const forecast = await findForecast(ask.db, ask.at, today)
  if (!forecast) return noWeatherPage(ask)
  return htmlPage(
    ask,
    {
      sheet: 'weather',
      title: `Weather in ${forecast.place}`,
      path: urls.weather,
      description: describe(forecast),
    },
    <>
      <header>
        <h1>Weather in {forecast.place}</h1>
        <p class="deck">{updated(forecast, zone, ask.at)}</p>
      </header>
      <Present forecast={forecast} />
      <SkyAlerts forecast={forecast} zone={zone} at={ask.at} />
      <div class="skies">
        <SkyHours forecast={forecast} zone={zone} />
        <SkyDays forecast={forecast} today={today} />
      </div>
      <Source forecast={forecast} />
    </>,
    [weatherKeys.page],
  )
}

function Present({ forecast: { now, unit, today } }: { forecast: Forecast }) {
  if (!now) return null
  const facts = [
    ...(today.high === null ? [] : [['High today', degrees(today.high, unit)]]),
    ...(today.low === null ? [] : [['Low', degrees(today.low, unit)]]),
    ...(now.feelsLike === null ? [] : [['Feels like', degrees(now.feelsLike, unit)]]),
    ...(now.wind === null ? [] : [['Wind', windWords(now.wind, unit)]]),
    ...(now.humidity === null ? [] : [['Humidity', `${Math.round(now.humidity)}%`]]),
  ]
  return (
    <section class="present" aria-label="Now">
      <p>
        <SkyIcon condition={now.condition} isDay={now.isDay} />
        <span>
          <b>{degrees(now.temperature, unit)}</b> {now.words || conditionWords(now.condition, now.isDay)}
        </span>
      </p>
      {facts.length > 0 && (
        <dl class="facts">
          {facts.map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
      )}
    </section>
  )
}

const CREDITS = {
  nws: {
    name: 'National Weather Service',
    address: 'https://www.weather.gov/',
    what: 'Observations, forecasts and alerts',
  },
  // Their license (CC BY 4.0) asks for the link.
  'open-meteo': { name: 'Open-Meteo.com', address: 'https://open-meteo.com/', what: 'Weather data' },
} as const

function Source({ forecast: { source, unit } }: { forecast: Forecast }) {
  const { name, address, what } = CREDITS[source]
  return (
    <p class="fine">
      {what}: <a href={address}>{name}</a>. Temperatures are in degrees {unit === 'F' ? 'Fahrenheit' : 'Celsius'}.
    </p>
  )
}

function updated({ now, fetchedAt }: Forecast, zone: string, at: Date): string {
  const last = `Last updated ${nearTime(fetchedAt, zone, at)}`
  if (!now) return ended(last)
  return ended(
    now.isObserved ? `${last}; measured ${nearTime(now.at, zone, at)}` : `${last}; as forecast for this hour`,
  )
}

function describe({ place, now, today, unit }: Forecast): string {
  return [
    now && `${degrees(now.temperature, unit)} and ${now.words.toLowerCase()} in ${place}.`,
    today.high !== null && `High ${degrees(today.high, unit)}.`,
    today.low !== null && `Low ${degrees(today.low, unit)}.`,
    'Hours, seven days and alerts.',
  ]
    .filter(Boolean)
    .join(' ')
}

/** No weather is shown, or none is known that is still true. */
async function noWeatherPage(ask: Ask): Promise<Page> {
  const isOn = (await findSummary(ask.db)) !== undefined
  return htmlPage(
    ask,
    { sheet: 'list', title: 'Weather', path: urls.weather, status: 404, hidden: true },
    <div class="notice">
      <h1>There is no weather to show</h1>
      <p>
        {isOn
          ? 'Nothing has been heard from the weather service for three hours, and older than that it is not the weather any more. It is asked again every few minutes.'
          : 'The paper has no word of the weather just now.'}{' '}
        In the United States the National Weather Service has it at <a href="https://www.weather.gov/">weather.gov</a>.
      </p>
      <p>
        <a href={urls.front}>Front page</a>
      </p>
    </div>,
    [],
  )
}
