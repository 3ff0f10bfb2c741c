import { describe, expect, it } from 'vitest'
import { forecastOf, nwsAnswers, observation, period, quantity, stamp } from '#kit/outside'
import { nowFrom, readDays, readHours, readObservation, readPoint, readStations } from './nws.ts'

const AT = new Date('2026-11-24T21:00:00Z')
const SPOT = { latitude: 47.49, longitude: -117.58 }
const answers = nwsAnswers(AT)

describe('a grid point', () => {
  it('is where the forecasts are, on the server that was asked, wherever its links lead', () => {
    const point = { properties: { gridId: 'OTX', gridX: 131, gridY: 78, forecast: 'http://169.254.169.254/latest' } }
    expect(readPoint(point)?.forecast).toBe('/gridpoints/OTX/131,78/forecast')
  })
  it.each([
    ['a path in its name', { properties: { gridId: '../../x', gridX: 1, gridY: 1 } }],
    ['no numbers', { properties: { gridId: 'OTX', gridX: '1', gridY: null } }],
    ['nothing', {}],
    ['a list', []],
    ['null', null],
  ])('with %s is none', (_, json) => {
    expect(readPoint(json)).toBeUndefined()
  })
  it('has its stations, the nearest first, and none with a path in its name', () => {
    expect(readStations(answers.stations, 2)).toEqual(['KCHF', 'KSXB'])
    const wrong = { features: [{ properties: { stationIdentifier: '../x' } }, { properties: null }] }
    expect(readStations(wrong, 4)).toEqual([])
  })
})

describe('an observation', () => {
  const seen = (over: object = {}) => readObservation(observation('KCHF', AT, over), SPOT, AT)
  it('is read in full', () => {
    expect(seen()).toEqual({
      at: new Date('2026-11-24T20:40:00Z'),
      isObserved: true,
      temperature: 1.7,
      condition: 'mostly-cloudy',
      isDay: true,
      feelsLike: -2.4,
      humidity: 76,
      wind: { kmh: 16.1, from: 'SW' },
    })
  })
  it('leaves out what the station did not measure', () => {
    const nulls = {
      windSpeed: quantity('km_h-1', null),
      relativeHumidity: null,
      windChill: null,
      textDescription: null,
      icon: null,
    }
    expect(seen(nulls)).toMatchObject({ wind: null, humidity: null, feelsLike: null, condition: null })
  })
  it.each([
    ['no temperature', { temperature: quantity('degC', null) }],
    ['a temperature of another world', { temperature: quantity('degC', 999) }],
    ['a temperature that failed its check', { temperature: quantity('degC', 60, 'X') }],
    ['a temperature in percent', { temperature: quantity('percent', 20) }],
    ['a time of this morning', { timestamp: '2026-11-24T18:30:00+00:00' }],
    ['a time to come', { timestamp: '2026-11-24T21:30:00+00:00' }],
    ['a time that is none', { timestamp: 'yesterday' }],
  ])('with %s is none', (_, over) => {
    expect(seen(over)).toBeUndefined()
  })
  it('takes what its station could not see from the forecast for the hour', () => {
    const blind = seen({ textDescription: '', icon: null })
    const hours = readHours(answers.hourly, SPOT) ?? []
    expect(blind && nowFrom(blind, hours)).toMatchObject({
      temperature: 1.7,
      condition: 'partly-cloudy',
      words: 'Partly cloudy',
    })
    expect(blind && nowFrom(blind, [])).toBeUndefined()
  })
})

describe('the hours', () => {
  it('are read with their figures in metric', () => {
    const [first] = readHours(answers.hourly, SPOT) ?? []
    expect(first).toEqual({
      at: AT,
      temperature: 2.22,
      condition: 'partly-cloudy',
      isDay: true,
      words: 'Partly cloudy',
      chance: 0,
      wind: { kmh: 11.3, from: 'SW' },
    })
  })
  it('are day while the sun is up, whatever the service calls them', () => {
    const hours = readHours(answers.hourly, SPOT) ?? []
    expect(hours.slice(0, 5).map((hour) => hour.isDay)).toEqual([true, true, true, false, false])
  })
  it('are what is left when some cannot be read', () => {
    const good = period({ startTime: stamp(AT, 1) })
    const periods = [
      {},
      null,
      period({ startTime: 'now' }),
      period({ startTime: stamp(AT, 1), temperature: null }),
      good,
    ]
    expect(readHours(forecastOf(periods, AT), SPOT)).toHaveLength(1)
    expect(readHours({ properties: { periods: 'none' } }, SPOT)).toBeUndefined()
  })
  it('are understood in Celsius and as quantities too', () => {
    const metric = period({ startTime: stamp(AT, 0), temperature: 9, temperatureUnit: 'C', windSpeed: '10 to 25 km/h' })
    const measured = period({
      startTime: stamp(AT, 1),
      temperature: quantity('degC', 8),
      windSpeed: quantity('km_h-1', 7),
    })
    const hours = readHours(forecastOf([metric, measured], AT), SPOT) ?? []
    expect(hours.map((hour) => [hour.temperature, hour.wind?.kmh])).toEqual([
      [9, 25],
      [8, 7],
    ])
  })
  it('are more than we read: a thousand of them cost no more than four hundred', () => {
    const periods = Array.from({ length: 1_000 }, () => period({ startTime: stamp(AT, 0) }))
    expect(readHours(forecastOf(periods, AT), SPOT)).toHaveLength(400)
  })
})

describe('the days', () => {
  it('have the high of the day and the low of the night that follows', () => {
    const days = readDays(answers.forecast) ?? []
    expect(days[0]).toEqual({
      day: '2026-11-24',
      high: 9.44,
      low: -1.67,
      condition: 'partly-cloudy',
      words: 'Partly sunny then slight chance of rain showers',
      chance: 20,
    })
    expect(days.map((day) => day.day)).toEqual(
      ['24', '25', '26', '27', '28', '29', '30'].map((date) => `2026-11-${date}`),
    )
  })
  it('have no high for today once it is night', () => {
    const evening = new Date('2026-11-25T04:00:00Z')
    const [first] = readDays(nwsAnswers(evening).forecast) ?? []
    expect(first).toMatchObject({ day: '2026-11-24', high: null, low: -1.11 })
  })
  it('do not take what is left of last night for the night of today', () => {
    const early = new Date('2026-11-25T10:00:00Z')
    const [first] = readDays(nwsAnswers(early).forecast) ?? []
    expect(first).toMatchObject({ day: '2026-11-25', high: 10, low: -2.22 })
  })
})
