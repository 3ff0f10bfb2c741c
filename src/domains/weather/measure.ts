/** How the paper shows temperatures. Everything is kept in Celsius and kilometers an hour. */
export const UNITS = ['F', 'C'] as const
export type Unit = (typeof UNITS)[number]

// Outside of what was ever measured on earth, with room; beyond it stand the "no value" numbers of instruments.
const COLDEST = -100
const HOTTEST = 70
const FASTEST_KMH = 500

/** Degrees Celsius of a figure in the unit it says: "F", "wmoUnit:degC", "°F", "K". Undefined for what no thermometer shows. */
export function celsiusOf(value: number, unit: string): number | undefined {
  const name = unit.replace(/^.*:/, '').replace(/^deg|°/g, '')
  const celsius = name === 'F' ? (value - 32) / 1.8 : name === 'K' ? value - 273.15 : name === 'C' ? value : Number.NaN
  return celsius >= COLDEST && celsius <= HOTTEST ? Math.round(celsius * 100) / 100 : undefined
}

const KMH_IN: Readonly<Record<string, number>> = {
  'km_h-1': 1, 'km/h': 1, kmh: 1, kph: 1, 'm_s-1': 3.6, 'm/s': 3.6, mph: 1.609344, 'mp/h': 1.609344, '[mi_i]/h': 1.609344, kn: 1.852, kt: 1.852,
} // biome-ignore format: a table

/** Kilometers an hour of a wind in the unit it says. */
export function kmhOf(value: number, unit: string): number | undefined {
  const kmh = value * (KMH_IN[unit.replace(/^.*:/, '')] ?? Number.NaN)
  return kmh >= 0 && kmh <= FASTEST_KMH ? Math.round(kmh * 10) / 10 : undefined
}

/** A whole number of degrees in the paper's unit, with a true minus: "35°", "−4°". */
export function degrees(celsius: number, unit: Unit): string {
  const whole = Math.round(unit === 'F' ? celsius * 1.8 + 32 : celsius)
  return `${whole < 0 ? '−' : ''}${Math.abs(whole)}°`
}

const POINTS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const
export type WindFrom = (typeof POINTS)[number]
export const WIND_FROM: readonly [WindFrom, ...WindFrom[]] = POINTS

/** The point of the compass a wind comes from, of degrees clockwise from north. */
export function pointOf(bearing: number): WindFrom | undefined {
  return bearing >= 0 && bearing <= 360 ? POINTS[Math.round(bearing / 45) % 8] : undefined
}

/** The nearest of eight points to one of sixteen: "WSW" is "SW". */
export function pointNamed(name: string): WindFrom | undefined {
  const short = name.length === 3 ? name.slice(1) : name
  return POINTS.find((point) => point === short)
}

/** A wind as readers say it: "Southwest 10 mph", "Calm". Miles with Fahrenheit, kilometers with Celsius. */
export function windWords({ kmh, from }: Wind, unit: Unit): string {
  return windSaid(kmh, unit, from && POINT_WORDS[from])
}

/** The same where there is little room: "SW 10 mph". */
export function windShort({ kmh, from }: Wind, unit: Unit): string {
  return windSaid(kmh, unit, from)
}

interface Wind {
  readonly kmh: number
  readonly from: WindFrom | null
}

function windSaid(kmh: number, unit: Unit, from: string | null): string {
  const speed = Math.round(unit === 'F' ? kmh / 1.609344 : kmh)
  if (speed === 0) return 'Calm'
  return `${from ? `${from} ` : ''}${speed} ${unit === 'F' ? 'mph' : 'km/h'}`
}

const POINT_WORDS: Readonly<Record<WindFrom, string>> = {
  N: 'North', NE: 'Northeast', E: 'East', SE: 'Southeast', S: 'South', SW: 'Southwest', W: 'West', NW: 'Northwest',
} // biome-ignore format: a table
