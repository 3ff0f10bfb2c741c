export { UNITS, type Unit } from './measure.ts'
export { ASKED, WeatherSettings } from './settings.ts'
