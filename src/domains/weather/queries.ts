import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { Summary } from './ear.ts'
import { type Forecast, holding, Report } from './forecast.ts'
import type { WeatherSettings } from './settings.ts'
import { findSettings } from './store.ts'

/** What the ear is made of, as long as the weather is on and has come once. */
export async function findSummary(db: Db): Promise<Summary | undefined> {
  const found = await sql<{ summary: object; place: string; unit: string }>`
    select summary, place, unit from weather_report, weather_setting where is_on and summary is not null`.execute(db)
  const row = found.rows[0]
  return row && Summary.safeParse({ ...row.summary, place: row.place, unit: row.unit }).data
}

/** The weather as far as it still holds at an instant of the paper's day `today` (yyyy-mm-dd); undefined when there is none to show. */
export async function findForecast(db: Db, at: Date, today: string): Promise<Forecast | undefined> {
  const found = await sql<{ report: unknown } & Pick<Forecast, 'place' | 'unit'>>`
    select report, place, unit from weather_report, weather_setting where is_on and report is not null`.execute(db)
  const row = found.rows[0]
  const report = Report.safeParse(row?.report).data
  const held = report && holding(report, at, today)
  if (!row || !held) return undefined
  const day = held.days.find((one) => one.day === today)
  return { ...held, place: row.place, unit: row.unit, today: { high: day?.high ?? null, low: day?.low ?? null } }
}

/** How fetching goes: what stands in the newsroom beside the settings. `trouble` is a sentence, or empty. */
export interface Fetching {
  readonly source: Report['source'] | null
  readonly triedAt: Date | null
  readonly fetchedAt: Date | null
  readonly nextAt: Date
  readonly failures: number
  readonly trouble: string
}

/** The settings and how fetching goes, each where there is any. */
export async function findWeather(db: Db): Promise<{ settings: WeatherSettings; fetching: Fetching } | undefined> {
  const settings = await findSettings(db)
  const found = await sql<Fetching>`
    select report ->> 'source' as source, tried_at as "triedAt", fetched_at as "fetchedAt", next_at as "nextAt", failures, trouble
    from weather_report`.execute(db)
  const fetching = found.rows[0]
  return settings && fetching ? { settings, fetching } : undefined
}
