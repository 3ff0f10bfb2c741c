import { z } from 'zod'
import { WeatherSettings } from '#domains/weather/shared'

const Instant = z.iso.datetime()

/** PUT /api/weather : for where the paper shows the weather, from whom and in which unit. Administrators only. Answers WeatherView. */
export const WeatherRequest = WeatherSettings
export type WeatherRequest = z.infer<typeof WeatherRequest>

/** GET /api/weather : the settings, null before the first; and how fetching goes. `trouble` is a sentence, empty while all is well. Administrators only. */
export const WeatherView = z.object({
  settings: WeatherSettings.nullable(),
  fetching: z
    .object({
      source: z.enum(['nws', 'open-meteo']).nullable(),
      triedAt: Instant.nullable(),
      fetchedAt: Instant.nullable(),
      nextAt: Instant,
      trouble: z.string(),
    })
    .nullable(),
})
export type WeatherView = z.infer<typeof WeatherView>
