import { z } from 'zod'
import { type Condition, conditionFromIcon, conditionFromWords, conditionWords } from './condition.ts'
import { type Day, HOUR_MS, type Hour, type Now } from './forecast.ts'
import { celsiusOf, kmhOf, pointNamed, pointOf } from './measure.ts'
import { phraseOf } from './plain-words.ts'
import { isSunUp } from './sun.ts'

// What the National Weather Service answers (https://www.weather.gov/documentation/services-web-api). Any value may be null,
// and stations have been seen to send figures no thermometer shows; what cannot be read is left out, never guessed.

/** Where on the earth. */
export interface Spot {
  readonly latitude: number
  readonly longitude: number
}

/** Where the service keeps the forecasts for a spot: paths on its own server, and its stations from the nearest on. */
export const GridPoint = z.object({ forecast: z.string(), hourly: z.string(), stations: z.string() })
export type GridPoint = z.infer<typeof GridPoint>

const Point = z.object({
  properties: z.object({
    gridId: z.string().regex(/^[A-Z]{3,4}$/),
    gridX: z.number().int().min(0).max(10_000),
    gridY: z.number().int().min(0).max(10_000),
  }),
})

/** The grid point of a /points answer. Its links are not followed: they could lead anywhere, and are always these. */
export function readPoint(json: unknown): GridPoint | undefined {
  const read = Point.safeParse(json)
  if (!read.success) return undefined
  const { gridId, gridX, gridY } = read.data.properties
  const path = `/gridpoints/${gridId}/${gridX},${gridY}`
  return { forecast: `${path}/forecast`, hourly: `${path}/forecast/hourly`, stations: `${path}/stations` }
}

const Station = z.object({ properties: z.object({ stationIdentifier: z.string().regex(/^[A-Z0-9]{3,10}$/) }) })

/** The names of the stations of a grid point, the nearest first. */
export function readStations(json: unknown, most: number): string[] {
  return each(json, Station, 'features')
    .slice(0, most)
    .map((station) => station.properties.stationIdentifier)
}

const number = z.number().nullable().catch(null)
const words = z.string().max(5_000).catch('')
const instant = z.iso.datetime({ offset: true })
const Quantity = z
  .object({ value: number, unitCode: z.string().catch(''), qualityControl: z.string().nullish().catch(null) })
  .nullable()
  .catch(null)
type Quantity = z.infer<typeof Quantity>

const Observed = z.object({
  properties: z
    .object({
      timestamp: instant,
      textDescription: words,
      icon: words,
      temperature: Quantity,
      windSpeed: Quantity,
      windDirection: Quantity,
      relativeHumidity: Quantity,
      windChill: Quantity,
      heatIndex: Quantity,
    })
    .partial({
      textDescription: true,
      icon: true,
      windSpeed: true,
      windDirection: true,
      relativeHumidity: true,
      windChill: true,
      heatIndex: true,
    }),
})

/** What a station measured. `condition` is null where it has no eye for the sky. */
export type Observation = Omit<Now, 'condition' | 'words'> & { readonly condition: Condition | null }

// A station that fell silent goes on telling the last thing it knew.
const TOO_OLD_MS = 2 * HOUR_MS
const AHEAD_MS = 10 * 60_000

/** The latest observation of a station; undefined without a temperature, or when it is of long ago or of a time to come. */
export function readObservation(json: unknown, spot: Spot, now: Date): Observation | undefined {
  const read = Observed.safeParse(json)
  if (!read.success) return undefined
  const seen = read.data.properties
  const at = new Date(seen.timestamp)
  const age = now.getTime() - at.getTime()
  const temperature = temperatureIn(seen.temperature)
  if (temperature === undefined || age > TOO_OLD_MS || age < -AHEAD_MS) return undefined
  const kmh = sound(seen.windSpeed) && kmhOf(seen.windSpeed?.value ?? Number.NaN, seen.windSpeed?.unitCode ?? '')
  const humidity = sound(seen.relativeHumidity) ? (seen.relativeHumidity?.value ?? null) : null
  return {
    at: age < 0 ? now : at,
    isObserved: true,
    temperature,
    condition: conditionFromWords(seen.textDescription ?? '') ?? conditionFromIcon(seen.icon ?? '') ?? null,
    isDay: isSunUp(spot, now),
    feelsLike: temperatureIn(seen.windChill ?? null) ?? temperatureIn(seen.heatIndex ?? null) ?? null,
    humidity: humidity !== null && humidity >= 0 && humidity <= 100 ? Math.round(humidity) : null,
    wind: typeof kmh === 'number' ? { kmh, from: pointOf(seen.windDirection?.value ?? Number.NaN) ?? null } : null,
  }
}

/** An observation as the paper shows it; what its station did not see is taken from the forecast for that hour. */
export function nowFrom(observation: Observation, hours: readonly Hour[]): Now | undefined {
  const hour = hours.findLast((one) => one.at <= observation.at) ?? hours[0]
  const condition = observation.condition ?? hour?.condition
  return condition && { ...observation, condition, words: conditionWords(condition, observation.isDay) }
}

const Period = z.object({
  startTime: instant,
  isDaytime: z.boolean(),
  temperature: z.union([z.number(), Quantity]),
  temperatureUnit: z.string().nullish().catch(null),
  probabilityOfPrecipitation: Quantity.optional(),
  windSpeed: z
    .union([z.string().max(60), Quantity])
    .nullish()
    .catch(null),
  windDirection: z.string().max(3).nullish().catch(null),
  icon: words.optional(),
  shortForecast: words.optional(),
})
type Period = z.infer<typeof Period>

/** The hours of an hourly forecast. Undefined when there are none to read. */
export function readHours(json: unknown, spot: Spot): Hour[] | undefined {
  const hours = periodsIn(json).flatMap((period) => {
    const at = new Date(period.startTime)
    const temperature = temperatureOf(period)
    const condition = conditionOf(period)
    if (temperature === undefined || condition === undefined) return []
    const isDay = isSunUp(spot, new Date(at.getTime() + HOUR_MS / 2))
    const said = wordsOf(period, condition, isDay)
    return [{ at, temperature, condition, isDay, words: said, chance: chanceOf(period), wind: windOf(period) }]
  })
  return hours.length > 0 ? hours : undefined
}

const NOON = 12

/**
 * The days of a forecast, which the service tells in halves. A half's local day is in its own words; a night belongs to the day on whose
 * evening it begins, so what is left of last night ("Overnight") is no day's.
 */
export function readDays(json: unknown): Day[] | undefined {
  const days = new Map<string, Day>()
  for (const period of periodsIn(json)) {
    const day = period.startTime.slice(0, 10)
    const temperature = temperatureOf(period)
    const condition = conditionOf(period)
    if (condition === undefined || (!period.isDaytime && Number(period.startTime.slice(11, 13)) < NOON)) continue
    const known = days.get(day)
    const chance = Math.max(chanceOf(period) ?? -1, known?.chance ?? -1)
    days.set(day, {
      day,
      high: (period.isDaytime ? temperature : known?.high) ?? null,
      low: (period.isDaytime ? known?.low : temperature) ?? null,
      condition: known?.condition ?? condition,
      words: known?.words ?? wordsOf(period, condition, period.isDaytime),
      chance: chance < 0 ? null : chance,
    })
  }
  return days.size > 0 ? [...days.values()].sort((one, other) => (one.day < other.day ? -1 : 1)) : undefined
}

function periodsIn(json: unknown): Period[] {
  const properties = z.object({ properties: z.unknown() }).safeParse(json)
  return each(properties.data?.properties, Period, 'periods')
}

const MOST = 400

/** Those of a list inside an answer that can be read. */
export function each<schema extends z.ZodType>(json: unknown, schema: schema, name: string): z.output<schema>[] {
  const list = z.record(z.string(), z.unknown()).safeParse(json).data?.[name]
  if (!Array.isArray(list)) return []
  return list.slice(0, MOST).flatMap((one: unknown) => {
    const read = schema.safeParse(one)
    return read.success ? [read.data] : []
  })
}

function conditionOf({ shortForecast = '', icon = '' }: Period): Condition | undefined {
  return conditionFromWords(shortForecast) ?? conditionFromIcon(icon)
}

function wordsOf({ shortForecast = '' }: Period, condition: Condition, isDay: boolean): string {
  return phraseOf(shortForecast) || conditionWords(condition, isDay)
}

function temperatureOf({ temperature, temperatureUnit }: Period): number | undefined {
  return typeof temperature === 'number' ? celsiusOf(temperature, temperatureUnit ?? 'F') : temperatureIn(temperature)
}

function temperatureIn(quantity: Quantity): number | undefined {
  if (!sound(quantity) || quantity?.value == null) return undefined
  return celsiusOf(quantity.value, quantity.unitCode)
}

// X: failed the checks of the network (MADIS).
function sound(quantity: Quantity | undefined): boolean {
  return quantity != null && quantity.qualityControl !== 'X'
}

function chanceOf({ probabilityOfPrecipitation: chance }: Period): number | null {
  const value = chance?.value
  return value != null && value >= 0 && value <= 100 ? Math.round(value) : null
}

// "5 to 10 mph": of a range the higher figure counts.
function windOf({ windSpeed, windDirection }: Period): Hour['wind'] {
  const said = typeof windSpeed === 'string' ? /(\d{1,3}) (mph|km\/h|kt)$/.exec(windSpeed) : null
  const kmh =
    typeof windSpeed === 'object' && windSpeed?.value != null
      ? kmhOf(windSpeed.value, windSpeed.unitCode)
      : said && kmhOf(Number(said[1]), said[2] ?? '')
  return typeof kmh === 'number' ? { kmh, from: pointNamed(windDirection ?? '') ?? null } : null
}
