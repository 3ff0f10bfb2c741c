import { z } from 'zod'
import { conditionFromWmo, conditionWords } from './condition.ts'
import { type Day, HOUR_MS, type Hour, type News, type Now } from './forecast.ts'
import { celsiusOf, kmhOf, pointOf } from './measure.ts'
import type { Spot } from './nws.ts'
import { isSunUp } from './sun.ts'

const CURRENT = [
  'temperature_2m',
  'apparent_temperature',
  'relative_humidity_2m',
  'weather_code',
  'wind_speed_10m',
  'wind_direction_10m',
]
const HOURLY = ['temperature_2m', 'weather_code', 'precipitation_probability', 'wind_speed_10m', 'wind_direction_10m']
const DAILY = ['weather_code', 'temperature_2m_max', 'temperature_2m_min', 'precipitation_probability_max']

/** What Open-Meteo is asked (https://open-meteo.com/en/docs). Its times come in seconds, because its wall times are told twice when clocks go back. */
export function openMeteoQuery({ latitude, longitude }: Spot): Readonly<Record<string, string>> {
  return {
    latitude: String(latitude),
    longitude: String(longitude),
    current: CURRENT.join(','),
    hourly: HOURLY.join(','),
    daily: DAILY.join(','),
    timezone: 'auto',
    timeformat: 'unixtime',
    forecast_days: '8',
  }
}

const seconds = z.number().int().min(0).max(9_999_999_999)
const value = z.number().nullable().catch(null)
const column = z.array(value).max(2_000).catch([])
const unit = z.string().catch('')
const offset = z.number().min(-86_400).max(86_400).catch(0)

const Current = z.object({
  time: seconds,
  temperature_2m: value,
  apparent_temperature: value,
  relative_humidity_2m: value,
  weather_code: value,
  wind_speed_10m: value,
  wind_direction_10m: value,
})
const Units = z.object({ temperature_2m: unit, wind_speed_10m: unit, temperature_2m_max: unit }).partial().catch({})
const times = z.array(seconds).max(2_000)
const Hourly = z.object({
  time: times,
  temperature_2m: column,
  weather_code: column,
  precipitation_probability: column,
  wind_speed_10m: column,
  wind_direction_10m: column,
})
const Daily = z.object({
  time: times,
  weather_code: column,
  temperature_2m_max: column,
  temperature_2m_min: column,
  precipitation_probability_max: column,
})
const Answer = z.object({
  utc_offset_seconds: offset,
  current: Current.optional().catch(undefined),
  current_units: Units,
  hourly: Hourly.optional().catch(undefined),
  hourly_units: Units,
  daily: Daily.optional().catch(undefined),
  daily_units: Units,
})
type Answer = z.infer<typeof Answer>

/** What Open-Meteo answered; undefined when nothing of it can be read. It knows no alerts. */
export function readOpenMeteo(json: unknown, spot: Spot, at: Date): News | undefined {
  const answer = Answer.safeParse(json).data
  if (!answer) return undefined
  const now = nowIn(answer, spot, at)
  const hours = hoursIn(answer, spot, at)
  const days = daysIn(answer)
  if (!now && hours.length === 0 && days.length === 0) return undefined
  return {
    source: 'open-meteo',
    ...(now ? { now } : {}),
    ...(hours.length > 0 ? { hours } : {}),
    ...(days.length > 0 ? { days } : {}),
  }
}

const AHEAD_MS = HOUR_MS / 2

function nowIn({ current, current_units: units }: Answer, spot: Spot, now: Date): Now | undefined {
  if (!current) return undefined
  const at = new Date(current.time * 1_000)
  const age = now.getTime() - at.getTime()
  const temperature = celsiusIn(current.temperature_2m, units.temperature_2m)
  const condition = conditionFromWmo(current.weather_code ?? -1)
  if (temperature === null || !condition || age > 2 * HOUR_MS || age < -AHEAD_MS) return undefined
  const isDay = isSunUp(spot, now)
  return {
    at: age < 0 ? now : at,
    // A model said so, not a thermometer.
    isObserved: false,
    temperature,
    condition,
    isDay,
    words: conditionWords(condition, isDay),
    feelsLike: celsiusIn(current.apparent_temperature, units.temperature_2m),
    humidity: percentIn(current.relative_humidity_2m),
    wind: windIn(current.wind_speed_10m, current.wind_direction_10m, units.wind_speed_10m),
  }
}

function hoursIn({ hourly, hourly_units: units }: Answer, spot: Spot, now: Date): Hour[] {
  return (hourly?.time ?? []).flatMap((time, row) => {
    const at = new Date(time * 1_000)
    const temperature = celsiusIn(hourly?.temperature_2m[row], units.temperature_2m)
    const condition = conditionFromWmo(hourly?.weather_code[row] ?? -1)
    // The answer begins at midnight; what is over is not kept.
    if (temperature === null || !condition || at.getTime() < now.getTime() - 2 * HOUR_MS) return []
    const isDay = isSunUp(spot, new Date(at.getTime() + HOUR_MS / 2))
    const chance = percentIn(hourly?.precipitation_probability[row])
    const wind = windIn(hourly?.wind_speed_10m[row], hourly?.wind_direction_10m[row], units.wind_speed_10m)
    return [{ at, temperature, condition, isDay, words: conditionWords(condition, isDay), chance, wind }]
  })
}

function daysIn({ daily, daily_units: units, utc_offset_seconds: offsetSeconds }: Answer): Day[] {
  return (daily?.time ?? []).flatMap((time, row) => {
    const condition = conditionFromWmo(daily?.weather_code[row] ?? -1)
    if (!condition) return []
    // A day is told by its midnight. The offset is today's, so around a change of clocks midnight is an hour off; noon is not.
    const day = new Date((time + offsetSeconds) * 1_000 + 12 * HOUR_MS).toISOString().slice(0, 10)
    return [
      {
        day,
        high: celsiusIn(daily?.temperature_2m_max[row], units.temperature_2m_max),
        low: celsiusIn(daily?.temperature_2m_min[row], units.temperature_2m_max),
        condition,
        words: conditionWords(condition, true),
        chance: percentIn(daily?.precipitation_probability_max[row]),
      },
    ]
  })
}

function celsiusIn(figure: number | null | undefined, said: string | undefined): number | null {
  return figure == null ? null : (celsiusOf(figure, said || 'C') ?? null)
}

function percentIn(figure: number | null | undefined): number | null {
  return figure != null && figure >= 0 && figure <= 100 ? Math.round(figure) : null
}

function windIn(
  speed: number | null | undefined,
  bearing: number | null | undefined,
  said: string | undefined,
): Now['wind'] {
  const kmh = speed == null ? undefined : kmhOf(speed, said || 'km/h')
  return kmh === undefined ? null : { kmh, from: pointOf(bearing ?? Number.NaN) ?? null }
}
