import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { Report } from './forecast.ts'
import { type Errand, type Route, routeYet, spotOf } from './route.ts'
import { WeatherSettings } from './settings.ts'

const settingColumns = sql`
  weather_setting.is_on as "isOn", weather_setting.place, weather_setting.latitude, weather_setting.longitude, weather_setting.unit, weather_setting.source`

/** The settings, if somebody made them. */
export async function findSettings(db: Db): Promise<WeatherSettings | undefined> {
  const found = await sql<WeatherSettings>`select ${settingColumns} from weather_setting`.execute(db)
  return found.rows[0]
}

/** Keeps the settings. A report of another spot is forgotten; `at` is when the spot is asked for first. */
export async function saveSettings(db: Db, settings: WeatherSettings, at: Date): Promise<void> {
  const { isOn, place, latitude, longitude, unit, source } = settings
  await sql`
    insert into weather_setting (is_on, place, latitude, longitude, unit, source)
    values (${isOn}, ${place}, ${latitude}, ${longitude}, ${unit}, ${source})
    on conflict on constraint one_place_for_the_weather do update set is_on = excluded.is_on, place = excluded.place,
      latitude = excluded.latitude, longitude = excluded.longitude, unit = excluded.unit, source = excluded.source`.execute(
    db,
  )
  await sql`
    insert into weather_report (spot, next_at) values (${spotOf(settings)}, ${at})
    on conflict on constraint one_weather_report do update set spot = excluded.spot, next_at = excluded.next_at,
      claimed_until = null, route = null, route_at = null, report = null, summary = null, fetched_at = null, failures = 0, trouble = ''
    where weather_report.spot <> excluded.spot`.execute(db)
}

/** Takes on the fetch that is due, until `claimedUntil`; undefined when none is due, or somebody else has it. */
export async function claim(db: Db, at: Date, claimedUntil: Date): Promise<Errand | undefined> {
  const claimed = await sql<WeatherSettings & { spot: string; route: unknown; routeAt: Date | null }>`
    update weather_report set claimed_until = ${claimedUntil}, tried_at = ${at}
    from weather_setting
    where is_on and next_at <= ${at} and (claimed_until is null or claimed_until <= ${at})
    returning ${settingColumns}, spot, route, route_at as "routeAt"`.execute(db)
  const row = claimed.rows[0]
  if (!row) return undefined
  return { spot: row.spot, settings: WeatherSettings.parse(row), route: routeYet(row.route, row.routeAt, at) }
}

/** Gives the fetch back untried. */
export async function giveBack(db: Db, spot: string): Promise<void> {
  await sql`update weather_report set claimed_until = null where spot = ${spot}`.execute(db)
}

/** The report of the spot, locked; undefined when the paper meanwhile wants that of another. */
export async function lockReport(
  db: Db,
  spot: string,
): Promise<{ readonly report: Report | undefined; readonly failures: number } | undefined> {
  const found = await sql<{ report: unknown; failures: number }>`
    select report, failures from weather_report where spot = ${spot} for update`.execute(db)
  const row = found.rows[0]
  return row && { report: Report.safeParse(row.report).data, failures: row.failures }
}

/** Keeps what came, and when to ask next. Without a report the one before stays. */
export async function saveFetch(
  db: Db,
  fetched: {
    readonly report?: Report
    readonly summary?: object
    readonly route: Route | null
    readonly at: Date
    readonly nextAt: Date
    readonly failures: number
    readonly trouble: string
  },
): Promise<void> {
  const { report, summary, route, at, nextAt, failures, trouble } = fetched
  await sql`
    update weather_report set next_at = ${nextAt}, claimed_until = null, failures = ${failures}, trouble = ${trouble},
      route_at = case when ${route === null} then null when route_at is null or route is distinct from ${json(route)} then ${at} else route_at end,
      route = ${json(route)}`.execute(db)
  if (!report) return
  await sql`update weather_report set report = ${json(report)}, summary = ${json(summary)}, fetched_at = ${at}`.execute(
    db,
  )
}

function json(value: unknown) {
  return value == null ? sql`null::jsonb` : sql`${JSON.stringify(value)}::jsonb`
}

/** Notes what pages now show in the ear; false when they show that already. Of several that note it at once, one is told true. */
export async function saveShown(db: Db, shown: string): Promise<boolean> {
  const saved = await sql`update weather_report set shown = ${shown} where shown <> ${shown} returning spot`.execute(db)
  return saved.rows.length > 0
}
