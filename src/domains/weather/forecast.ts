import { z } from 'zod'
import { CONDITION_NAMES } from './condition.ts'
import { type Unit, WIND_FROM } from './measure.ts'

const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS

/** Weather older than this says its time. */
export const SAYS_ITS_TIME_MS = HOUR_MS
/** Weather older than this is not shown: it is not the weather any more. */
export const GONE_MS = 3 * HOUR_MS

export const HOURS_SHOWN = 24
export const DAYS_SHOWN = 7
export const ALERTS_MOST = 20

export const SOURCES = ['nws', 'open-meteo'] as const
export type Source = (typeof SOURCES)[number]

const instant = z.coerce.date()
const celsius = z.number()
const percent = z.number().min(0).max(100)
const Wind = z.object({ kmh: z.number().min(0), from: z.enum(WIND_FROM).nullable() })
const condition = z.enum(CONDITION_NAMES)

/** How it is. `isObserved` when a station measured it at `at`; else it is what was forecast for then. Temperatures in Celsius. */
export const Now = z.object({
  at: instant,
  isObserved: z.boolean(),
  temperature: celsius,
  condition,
  isDay: z.boolean(),
  words: z.string(),
  feelsLike: celsius.nullable(),
  humidity: percent.nullable(),
  wind: Wind.nullable(),
})
export type Now = z.infer<typeof Now>

/** An hour to come. `chance` of rain or snow in percent. */
export const Hour = z.object({
  at: instant,
  temperature: celsius,
  condition,
  isDay: z.boolean(),
  words: z.string(),
  chance: percent.nullable(),
  wind: Wind.nullable(),
})
export type Hour = z.infer<typeof Hour>

/** A day, yyyy-mm-dd at the place; `low` is of the night that follows it, or of the calendar day, as the source has it. */
export const Day = z.object({
  day: z.iso.date(),
  high: celsius.nullable(),
  low: celsius.nullable(),
  condition,
  words: z.string(),
  chance: percent.nullable(),
})
export type Day = z.infer<typeof Day>

export const SEVERITIES = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const

/** A warning, watch or advisory in force. Texts are plain, paragraphs parted by an empty line. */
export const Alert = z.object({
  id: z.string(),
  event: z.string(),
  severity: z.enum(SEVERITIES),
  headline: z.string(),
  text: z.string(),
  instruction: z.string(),
  area: z.string(),
  sender: z.string(),
  beginsAt: instant.nullable(),
  endsAt: instant,
})
export type Alert = z.infer<typeof Alert>

/** What is kept of the weather. Each part says when it came, because one may fail while the others come. */
export const Report = z.object({
  source: z.enum(SOURCES),
  fetchedAt: instant,
  now: Now.nullable(),
  hours: z.array(Hour),
  hoursAt: instant.nullable(),
  days: z.array(Day),
  daysAt: instant.nullable(),
  alerts: z.array(Alert),
  alertsAt: instant.nullable(),
})
export type Report = z.infer<typeof Report>

/** The parts of the weather that came in one fetch; a part that failed is not there. */
export interface News {
  readonly source: Source
  readonly now?: Now
  readonly hours?: readonly Hour[]
  readonly days?: readonly Day[]
  readonly alerts?: readonly Alert[]
}

/** The weather of the paper's place, as far as it is still true. `today` is the day it is there for the paper. */
export interface Forecast extends Report {
  readonly place: string
  readonly unit: Unit
  readonly today: { readonly high: number | null; readonly low: number | null }
}

/** What is kept after news: the parts that came, and of the others what was there before. */
export function reportAfter(before: Report | undefined, news: News, at: Date): Report {
  const same = before?.source === news.source ? before : undefined
  const hours = news.hours ? { hours: [...news.hours], hoursAt: at } : undefined
  const days = news.days ? { days: daysAfter(same?.days ?? [], news.days), daysAt: at } : undefined
  const alerts = news.alerts ? { alerts: [...news.alerts], alertsAt: at } : undefined
  return {
    source: news.source,
    fetchedAt: at,
    now: nowAfter(same?.now ?? null, news, at),
    hours: hours?.hours ?? same?.hours ?? [],
    hoursAt: hours?.hoursAt ?? same?.hoursAt ?? null,
    days: days?.days ?? same?.days ?? [],
    daysAt: days?.daysAt ?? same?.daysAt ?? null,
    alerts: alerts?.alerts ?? same?.alerts ?? [],
    alertsAt: alerts?.alertsAt ?? same?.alertsAt ?? null,
  }
}

// What was measured within the hour is better than what was forecast for it; after that it is the other way.
function nowAfter(before: Now | null, news: News, at: Date): Now | null {
  if (news.now) return before?.isObserved && before.at > news.now.at ? before : news.now
  if (before?.isObserved && at.getTime() - before.at.getTime() < HOUR_MS) return before
  const hour = news.hours?.findLast((one) => one.at <= at && at.getTime() - one.at.getTime() < HOUR_MS)
  if (!hour) return before
  const { chance: _chance, ...rest } = hour
  return { ...rest, at, isObserved: false, feelsLike: null, humidity: null }
}

// In the evening the service has no high for today any more: the one it said in the morning stands.
function daysAfter(before: readonly Day[], now: readonly Day[]): Day[] {
  return now.map((day) => {
    const said = before.find((one) => one.day === day.day)
    return { ...day, high: day.high ?? said?.high ?? null, low: day.low ?? said?.low ?? null }
  })
}

/** True while what came at `then` may still be shown. */
export function isTrueYet(then: Date | null, at: Date): then is Date {
  return then !== null && at.getTime() - then.getTime() < GONE_MS
}

/** What of the report still holds at an instant, of the days from `today` (yyyy-mm-dd) on; undefined when there is nothing. */
export function holding(report: Report, at: Date, today: string): Report | undefined {
  const now = isTrueYet(report.now?.at ?? null, at) ? report.now : null
  const hours = isTrueYet(report.hoursAt, at)
    ? report.hours.filter((hour) => hour.at.getTime() > at.getTime() - HOUR_MS).slice(0, HOURS_SHOWN)
    : []
  const days = isTrueYet(report.daysAt, at) ? report.days.filter((day) => day.day >= today).slice(0, DAYS_SHOWN) : []
  const alerts = isTrueYet(report.alertsAt, at) ? report.alerts.filter((alert) => alert.endsAt > at) : []
  const nothing = now === null && hours.length === 0 && days.length === 0 && alerts.length === 0
  return nothing ? undefined : { ...report, now, hours, days, alerts }
}
