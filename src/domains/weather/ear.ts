import { z } from 'zod'
import { type Condition, conditionWords } from './condition.ts'
import { Alert, Day, isTrueYet, Now, type Report, SAYS_ITS_TIME_MS } from './forecast.ts'
import { degrees, UNITS } from './measure.ts'

/** What is kept for the ear, small, because every page reads it. */
export const Summary = z.object({
  place: z.string(),
  unit: z.enum(UNITS),
  now: Now.pick({
    at: true,
    temperature: true,
    condition: true,
    isDay: true,
    words: true,
    isObserved: true,
  }).nullable(),
  days: z.array(Day.pick({ day: true, high: true, low: true })),
  daysAt: z.coerce.date().nullable(),
  alerts: z.array(Alert.pick({ event: true, endsAt: true })),
  alertsAt: z.coerce.date().nullable(),
})
export type Summary = z.infer<typeof Summary>

/** The weather beside the nameplate, in the words that stand there. `asOf` only where it is older than an hour. */
export interface Ear {
  readonly place: string
  readonly now?: {
    readonly temperature: string
    readonly condition: Condition
    readonly isDay: boolean
    readonly words: string
    readonly range: string
    readonly asOf?: Date
  }
  /** The gravest alert in force, and how many more there are. */
  readonly alert?: { readonly event: string; readonly more: number }
}

// Today, and what becomes today before the next news.
const DAYS_KEPT = 2

/** The ear's part of a report. */
export function summaryOf(report: Report, today: string): Omit<Summary, 'place' | 'unit'> {
  return {
    now:
      report.now &&
      Now.pick({ at: true, temperature: true, condition: true, isDay: true, words: true, isObserved: true }).parse(
        report.now,
      ),
    days: report.days
      .filter((day) => day.day >= today)
      .slice(0, DAYS_KEPT)
      .map(({ day, high, low }) => ({ day, high, low })),
    daysAt: report.daysAt,
    alerts: report.alerts.map(({ event, endsAt }) => ({ event, endsAt })),
    alertsAt: report.alertsAt,
  }
}

/** What stands in the ear at an instant of the paper's day `today`; undefined when there is nothing true to say. */
export function earAt(summary: Summary, at: Date, today: string): Ear | undefined {
  const alerts = isTrueYet(summary.alertsAt, at) ? summary.alerts.filter(({ endsAt }) => endsAt > at) : []
  const [first] = alerts
  const now = isTrueYet(summary.now?.at ?? null, at) ? summary.now : null
  if (!now && !first) return undefined
  return {
    place: summary.place,
    ...(now ? { now: nowWords(now, summary, at, today) } : {}),
    ...(first ? { alert: { event: first.event, more: alerts.length - 1 } } : {}),
  }
}

function nowWords(
  now: NonNullable<Summary['now']>,
  summary: Summary,
  at: Date,
  today: string,
): NonNullable<Ear['now']> {
  const { unit } = summary
  const day = isTrueYet(summary.daysAt, at) ? summary.days.find((one) => one.day === today) : undefined
  const range = [
    ...(day && day.high !== null ? [`high ${degrees(day.high, unit)}`] : []),
    ...(day && day.low !== null ? [`low ${degrees(day.low, unit)}`] : []),
  ].join(', ')
  const isOld = at.getTime() - now.at.getTime() > SAYS_ITS_TIME_MS
  return {
    temperature: degrees(now.temperature, unit),
    condition: now.condition,
    isDay: now.isDay,
    words: now.words || conditionWords(now.condition, now.isDay),
    range: range.charAt(0).toUpperCase() + range.slice(1),
    ...(isOld ? { asOf: now.at } : {}),
  }
}
