/** What the sky does, and how the paper says it by day and by night. */
export const CONDITIONS = {
  clear: ['Sunny', 'Clear night'],
  'mostly-clear': ['Mostly sunny', 'Mostly clear night'],
  'partly-cloudy': ['Partly cloudy', 'Partly cloudy night'],
  'mostly-cloudy': ['Mostly cloudy', 'Mostly cloudy night'],
  cloudy: ['Cloudy', 'Cloudy night'],
  fog: ['Fog', 'Fog'],
  haze: ['Haze', 'Haze'],
  smoke: ['Smoke', 'Smoke'],
  dust: ['Blowing dust', 'Blowing dust'],
  wind: ['Windy', 'Windy night'],
  drizzle: ['Drizzle', 'Drizzle'],
  'light-rain': ['Light rain', 'Light rain'],
  rain: ['Rain', 'Rain'],
  'heavy-rain': ['Heavy rain', 'Heavy rain'],
  showers: ['Showers', 'Showers'],
  'freezing-rain': ['Freezing rain', 'Freezing rain'],
  sleet: ['Sleet', 'Sleet'],
  mixed: ['Rain and snow', 'Rain and snow'],
  'light-snow': ['Light snow', 'Light snow'],
  snow: ['Snow', 'Snow'],
  'heavy-snow': ['Heavy snow', 'Heavy snow'],
  'snow-showers': ['Snow showers', 'Snow showers'],
  thunderstorm: ['Thunderstorms', 'Thunderstorms'],
  storm: ['Severe storm', 'Severe storm'],
  hot: ['Hot', 'Hot night'],
  cold: ['Bitter cold', 'Bitter cold night'],
} as const satisfies Readonly<Record<string, readonly [byDay: string, byNight: string]>>

export type Condition = keyof typeof CONDITIONS
export const CONDITION_NAMES = Object.keys(CONDITIONS) as [Condition, ...Condition[]]

/** A condition in the paper's words. */
export function conditionWords(condition: Condition, isDay: boolean): string {
  return CONDITIONS[condition][isDay ? 0 : 1]
}

// Tried in this order: what can hurt comes before what only wets, and what is particular before what is general.
const SAID: readonly (readonly [said: RegExp, condition: Condition])[] = [
  [/tornado|hurricane|tropical storm|waterspout|funnel/, 'storm'],
  [/thunder|t-?storm|tstm/, 'thunderstorm'],
  [/freezing (rain|drizzle)/, 'freezing-rain'],
  [/(rain|shower|drizzle).*(snow|sleet)|(snow|sleet).*(rain|drizzle)|wintry/, 'mixed'],
  [/sleet|ice pellets/, 'sleet'],
  [/blizzard|heavy snow/, 'heavy-snow'],
  [/snow showers/, 'snow-showers'],
  [/light snow|flurr|snow grains/, 'light-snow'],
  [/snow/, 'snow'],
  [/heavy rain/, 'heavy-rain'],
  [/light rain/, 'light-rain'],
  [/shower/, 'showers'],
  [/drizzle/, 'drizzle'],
  [/rain/, 'rain'],
  [/fog|mist/, 'fog'],
  [/smoke/, 'smoke'],
  [/haze/, 'haze'],
  [/dust|sand/, 'dust'],
  [/mostly cloudy/, 'mostly-cloudy'],
  [/partly (sunny|cloudy|clear)/, 'partly-cloudy'],
  [/mostly (sunny|clear)|few clouds/, 'mostly-clear'],
  [/cloudy|overcast/, 'cloudy'],
  [/sunny|clear|fair/, 'clear'],
  [/wind|breezy|blustery/, 'wind'],
  [/hot/, 'hot'],
  [/cold|frost/, 'cold'],
]

/** What a weather service's words come to. Of "sunny then slight chance rain" the likelier half counts. */
export function conditionFromWords(words: string): Condition | undefined {
  const parts = words.toLowerCase().split(/ then /)
  const likely = parts.filter((part) => !part.includes('slight chance'))
  const meant = (likely.length > 0 ? likely : parts).join(' then ')
  return SAID.find(([said]) => said.test(meant))?.[1]
}

// https://api.weather.gov/icons; "wind_" goes before the names of the sky.
const ICONS: Readonly<Record<string, Condition>> = {
  skc: 'clear', few: 'mostly-clear', sct: 'partly-cloudy', bkn: 'mostly-cloudy', ovc: 'cloudy', snow: 'snow', rain_snow: 'mixed',
  rain_sleet: 'mixed', snow_sleet: 'mixed', fzra: 'freezing-rain', rain_fzra: 'freezing-rain', snow_fzra: 'freezing-rain', sleet: 'sleet',
  rain: 'rain', rain_showers: 'showers', rain_showers_hi: 'showers', tsra: 'thunderstorm', tsra_sct: 'thunderstorm',
  tsra_hi: 'thunderstorm', tornado: 'storm', hurricane: 'storm', tropical_storm: 'storm', dust: 'dust', smoke: 'smoke', haze: 'haze',
  hot: 'hot', cold: 'cold', blizzard: 'heavy-snow', fog: 'fog',
} // biome-ignore format: a table

/** What an icon address of the National Weather Service means. They say that icons may go away, so words are asked first. */
export function conditionFromIcon(address: string): Condition | undefined {
  const name = /\/(?:day|night)\/([a-z_]+)/.exec(address)?.[1] ?? ''
  return name.startsWith('wind_') ? 'wind' : Object.hasOwn(ICONS, name) ? ICONS[name] : undefined
}

// WMO code table 4677, as far as Open-Meteo uses it.
const WMO: Readonly<Record<number, Condition>> = {
  0: 'clear', 1: 'mostly-clear', 2: 'partly-cloudy', 3: 'cloudy', 45: 'fog', 48: 'fog', 51: 'drizzle', 53: 'drizzle', 55: 'drizzle',
  56: 'freezing-rain', 57: 'freezing-rain', 61: 'light-rain', 63: 'rain', 65: 'heavy-rain', 66: 'freezing-rain', 67: 'freezing-rain',
  71: 'light-snow', 73: 'snow', 75: 'heavy-snow', 77: 'light-snow', 80: 'showers', 81: 'showers', 82: 'heavy-rain', 85: 'snow-showers',
  86: 'heavy-snow', 95: 'thunderstorm', 96: 'thunderstorm', 99: 'thunderstorm',
} // biome-ignore format: a table

/** What a WMO weather code means. */
export function conditionFromWmo(code: number): Condition | undefined {
  return WMO[code]
}
