// The shapes in which the two weather services answer, with weather that never was.

const HOUR_MS = 3_600_000
const ZONE = 'America/Los_Angeles'
const GRID = 'https://api.weather.gov/gridpoints/OTX/131,78'

/** The stations of the place, the nearest first. */
export const STATIONS = ['KCHF', 'KSXB', 'XWAF1'] as const
export type NwsAnswer = 'points' | 'forecast' | 'hourly' | 'stations' | 'alerts'

/** Everything the National Weather Service answers at an instant. */
export function nwsAnswers(at: Date): Readonly<Record<NwsAnswer, object>> & { observation(station: string): object } {
  return {
    points: {
      '@context': ['https://geojson.org/geojson-ld/geojson-context.jsonld', { '@version': '1.1' }],
      id: 'https://api.weather.gov/points/47.49,-117.58',
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [-117.58, 47.49] },
      properties: {
        '@id': 'https://api.weather.gov/points/47.49,-117.58',
        '@type': 'wx:Point',
        cwa: 'OTX',
        forecastOffice: 'https://api.weather.gov/offices/OTX',
        gridId: 'OTX',
        gridX: 131,
        gridY: 78,
        forecast: `${GRID}/forecast`,
        forecastHourly: `${GRID}/forecast/hourly`,
        forecastGridData: GRID,
        observationStations: `${GRID}/stations`,
        relativeLocation: { type: 'Feature', properties: { city: 'Cheney Falls', state: 'WA' } },
        timeZone: ZONE,
        radarStation: 'KOTX',
      },
    },
    stations: {
      type: 'FeatureCollection',
      features: STATIONS.map((name, row) => ({
        id: `https://api.weather.gov/stations/${name}`,
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [-117.6 - row / 10, 47.5] },
        properties: {
          '@type': 'wx:ObservationStation',
          stationIdentifier: name,
          name: `Station ${row + 1}`,
          timeZone: ZONE,
        },
      })),
      observationStations: STATIONS.map((name) => `https://api.weather.gov/stations/${name}`),
    },
    forecast: forecast(at),
    hourly: hourly(at),
    alerts: {
      '@context': [],
      type: 'FeatureCollection',
      features: [],
      title: 'Current watches, warnings, and advisories',
      updated: at.toISOString(),
    },
    observation: (station) => observation(station, at),
  }
}

/** A quantity as the service writes one. */
export function quantity(unitCode: string, value: number | null, qualityControl = 'V') {
  return { unitCode: `wmoUnit:${unitCode}`, value, qualityControl }
}

/** What a station measured: 1.7 degrees, mostly cloudy, unless said otherwise. */
export function observation(station: string, at: Date, over: object = {}): object {
  return {
    id: `https://api.weather.gov/stations/${station}/observations/${at.toISOString()}`,
    type: 'Feature',
    properties: {
      '@type': 'wx:ObservationStation',
      station: `https://api.weather.gov/stations/${station}`,
      timestamp: new Date(at.getTime() - 20 * 60_000).toISOString().replace('.000Z', '+00:00'),
      rawMessage: '',
      textDescription: 'Mostly Cloudy',
      icon: 'https://api.weather.gov/icons/land/day/bkn?size=medium',
      presentWeather: [],
      temperature: quantity('degC', 1.7),
      dewpoint: quantity('degC', -2),
      windDirection: quantity('degree_(angle)', 220),
      windSpeed: quantity('km_h-1', 16.1),
      windGust: quantity('km_h-1', null, 'Z'),
      barometricPressure: quantity('Pa', 101_320),
      relativeHumidity: quantity('percent', 76.42),
      windChill: quantity('degC', -2.4),
      heatIndex: quantity('degC', null),
      cloudLayers: [{ base: quantity('m', 1_370), amount: 'BKN' }],
      ...over,
    },
  }
}

/** An alert: a wind advisory for the next hours, unless said otherwise. */
export function alert(at: Date, over: object = {}): object {
  const id = 'urn:oid:2.49.0.1.840.0.invented.001.1'
  return {
    id: `https://api.weather.gov/alerts/${id}`,
    type: 'Feature',
    geometry: null,
    properties: {
      '@id': `https://api.weather.gov/alerts/${id}`,
      '@type': 'wx:Alert',
      id,
      areaDesc: 'Spokane Area; Upper Columbia Basin',
      geocode: { SAME: ['053063'], UGC: ['WAZ036'] },
      affectedZones: ['https://api.weather.gov/zones/forecast/WAZ036'],
      references: [],
      sent: stamp(at, 0),
      effective: stamp(at, 0),
      onset: stamp(at, 1),
      expires: stamp(at, 6),
      ends: stamp(at, 8),
      status: 'Actual',
      messageType: 'Alert',
      category: 'Met',
      severity: 'Moderate',
      certainty: 'Likely',
      urgency: 'Expected',
      event: 'Wind Advisory',
      sender: 'w-nws.webmaster@noaa.gov',
      senderName: 'NWS Spokane WA',
      headline: 'Wind Advisory issued by NWS Spokane WA',
      description:
        '* WHAT...Southwest winds 25 to 35 mph with gusts up\nto 50 mph expected.\n\n* WHERE...The open country around Cheney Falls.',
      instruction: 'Secure what the wind could carry off.',
      response: 'Execute',
      ...over,
    },
  }
}

/** An instant some hours on, as the service writes it: the time there, with its offset from UTC. */
export function stamp(at: Date, hours: number): string {
  const then = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS + hours * HOUR_MS)
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZoneName: 'longOffset',
  }).formatToParts(then) // biome-ignore format: one option list
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}${part('timeZoneName').replace('GMT', '')}`
}

/** A period of a forecast as the service writes it, without its times. */
export function period(over: object = {}): object {
  return {
    number: 1,
    name: '',
    isDaytime: true,
    temperature: 48,
    temperatureUnit: 'F',
    temperatureTrend: null,
    probabilityOfPrecipitation: { unitCode: 'wmoUnit:percent', value: 20 },
    windSpeed: '5 to 10 mph',
    windDirection: 'SW',
    icon: 'https://api.weather.gov/icons/land/day/sct/rain_showers,20?size=medium',
    shortForecast: 'Partly Sunny then Slight Chance Rain Showers',
    detailedForecast: 'Invented.',
    ...over,
  }
}

function forecast(at: Date): object {
  const local = Number(stamp(at, 0).slice(11, 13))
  const [name, begins] = local < 6 ? ['Overnight', local] : local < 18 ? ['Today', 6] : ['Tonight', 18]
  const periods: object[] = []
  // From the half of the day it is on: fourteen halves, each to the next 6 o'clock.
  let hours = begins < local ? 0 : begins - local
  let isDay = name === 'Today'
  for (let number = 1; number <= 14; number++) {
    const startTime = stamp(at, hours)
    const startHour = Number(startTime.slice(11, 13))
    const next = isDay ? 18 - startHour : (30 - startHour) % 24 || 12
    periods.push(
      period({
        number,
        name: number === 1 ? name : '',
        startTime,
        endTime: stamp(at, hours + next),
        isDaytime: isDay,
        temperature: isDay ? 48 + number : 31 - number,
        shortForecast: isDay ? 'Partly Sunny then Slight Chance Rain Showers' : 'Mostly Cloudy',
        icon: `https://api.weather.gov/icons/land/${isDay ? 'day' : 'night'}/bkn?size=medium`,
      }),
    )
    hours += next
    isDay = !isDay
  }
  return forecastOf(periods, at)
}

/** A forecast of those periods. */
export function forecastOf(periods: readonly unknown[], at: Date): object {
  return {
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [] },
    properties: {
      units: 'us',
      forecastGenerator: 'BaselineForecastGenerator',
      generatedAt: at.toISOString(),
      updateTime: at.toISOString(),
      validTimes: `${at.toISOString()}/P7DT12H`,
      elevation: { unitCode: 'wmoUnit:m', value: 716 },
      periods,
    },
  }
}

function hourly(at: Date): object {
  const periods = Array.from({ length: 156 }, (_, row) =>
    period({
      number: row + 1,
      startTime: stamp(at, row),
      endTime: stamp(at, row + 1),
      temperature: 36 + (row % 12),
      probabilityOfPrecipitation: { unitCode: 'wmoUnit:percent', value: row % 100 },
      windSpeed: '7 mph',
      shortForecast: row % 8 === 5 ? 'Chance Light Rain' : 'Partly Cloudy',
      icon: 'https://api.weather.gov/icons/land/day/sct?size=small',
    }),
  )
  return forecastOf(periods, at)
}

/** What Open-Meteo answers at an instant, for a place an hour east of Greenwich. */
export function openMeteoAnswer(at: Date): object {
  const offset = 3_600
  const seconds = Math.floor(at.getTime() / 1_000)
  const midnight = Math.floor((seconds + offset) / 86_400) * 86_400 - offset
  const rows = <value>(count: number, value: (row: number) => value) => Array.from({ length: count }, (_, row) => value(row))
  return {
    latitude: 52.52,
    longitude: 13.419,
    generationtime_ms: 0.21,
    utc_offset_seconds: offset,
    timezone: 'Europe/Berlin',
    timezone_abbreviation: 'GMT+1',
    elevation: 38,
    current_units: { time: 'unixtime', interval: 'seconds', temperature_2m: '°C', apparent_temperature: '°C', relative_humidity_2m: '%', weather_code: 'wmo code', wind_speed_10m: 'km/h', wind_direction_10m: '°' },
    current: { time: seconds - (seconds % 900), interval: 900, temperature_2m: 4.3, apparent_temperature: 1.1, relative_humidity_2m: 81, weather_code: 61, wind_speed_10m: 11.4, wind_direction_10m: 268 },
    hourly_units: { time: 'unixtime', temperature_2m: '°C', weather_code: 'wmo code', precipitation_probability: '%', wind_speed_10m: 'km/h', wind_direction_10m: '°' },
    hourly: {
      time: rows(192, (row) => midnight + row * 3_600),
      temperature_2m: rows(192, (row) => 3 + (row % 9) / 2),
      weather_code: rows(192, () => 3),
      precipitation_probability: rows(192, (row) => row % 101),
      wind_speed_10m: rows(192, () => 12.2),
      wind_direction_10m: rows(192, () => 250),
    },
    daily_units: { time: 'unixtime', weather_code: 'wmo code', temperature_2m_max: '°C', temperature_2m_min: '°C', precipitation_probability_max: '%' },
    daily: {
      time: rows(8, (row) => midnight + row * 86_400),
      weather_code: rows(8, (row) => [61, 3, 2, 0, 71, 95, 45, 1][row]),
      temperature_2m_max: rows(8, (row) => 6.5 + row),
      temperature_2m_min: rows(8, (row) => 1.2 - row),
      precipitation_probability_max: rows(8, (row) => row * 10),
    },
  }
} // biome-ignore format: tables
