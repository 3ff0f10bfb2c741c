import { z } from 'zod'
import { UNITS } from './measure.ts'

export const ASKED = ['auto', 'nws', 'open-meteo'] as const

const degreesOf = (name: string, most: number) =>
  z
    .number(`Write the ${name} as a number`)
    .min(-most, `The ${name} is from −${most} to ${most}`)
    .max(most, `The ${name} is from −${most} to ${most}`)

/** For where the paper shows the weather and how. Degrees north and east; `auto` asks the National Weather Service in the United States and Open-Meteo elsewhere. */
export const WeatherSettings = z.object({
  isOn: z.boolean(),
  place: z
    .string()
    .transform((text) =>
      text
        .toWellFormed()
        .replace(/\p{Cc}/gu, '')
        .trim(),
    )
    .pipe(z.string().min(1, 'Name the place').max(60, 'Name the place in 60 characters or less')),
  latitude: degreesOf('latitude', 90),
  longitude: degreesOf('longitude', 180),
  unit: z.enum(UNITS),
  source: z.enum(ASKED),
})
export type WeatherSettings = z.infer<typeof WeatherSettings>

// South, west, north, east: the states, Alaska on both sides of the date line, Hawaii, Puerto Rico and the Virgin Islands, Guam and the Marianas, Samoa.
const UNITED_STATES: readonly (readonly [south: number, west: number, north: number, east: number])[] = [
  [24.3, -125, 49.5, -66.8], [51, -180, 71.6, -129.5], [51, 172, 54, 180], [18.5, -161, 23, -154], [17.5, -68, 18.8, -64.3], [13, 144, 21, 146.5],
  [-14.8, -171.5, -10.5, -168],
] // biome-ignore format: a table

/** True if the place may be in the United States; only the National Weather Service knows for sure, near the border. */
export function mayBeInTheStates({ latitude, longitude }: Pick<WeatherSettings, 'latitude' | 'longitude'>): boolean {
  return UNITED_STATES.some(
    ([south, west, north, east]) => latitude >= south && latitude <= north && longitude >= west && longitude <= east,
  )
}
