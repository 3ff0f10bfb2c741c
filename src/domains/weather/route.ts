import { z } from 'zod'
import { GridPoint } from './nws.ts'
import type { WeatherSettings } from './settings.ts'

const DAY_MS = 86_400_000
// Grids are redrawn and stations come and go, seldom.
const KEPT_MS = 7 * DAY_MS

/** Which source serves the spot, and where it keeps the forecasts and observations for it. */
export const Route = z.discriminatedUnion('source', [
  z.object({ source: z.literal('nws'), grid: GridPoint, stations: z.array(z.string()) }),
  z.object({ source: z.literal('open-meteo') }),
])
export type Route = z.infer<typeof Route>

/** What a fetch is for. `route` is what an earlier one found out. */
export interface Errand {
  readonly spot: string
  readonly settings: WeatherSettings
  readonly route: Route | undefined
}

/** A place and who is asked for it, as one word. */
export function spotOf({ latitude, longitude, source }: WeatherSettings): string {
  return `${latitude},${longitude} ${source}`
}

/** A route found at `foundAt`, if it is still good. */
export function routeYet(kept: unknown, foundAt: Date | null, at: Date): Route | undefined {
  if (!foundAt || at.getTime() - foundAt.getTime() > KEPT_MS) return undefined
  return Route.safeParse(kept).data
}
