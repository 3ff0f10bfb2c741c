import { describe, expect, it } from 'vitest'
import { openMeteoAnswer } from '#kit/outside'
import { readOpenMeteo } from './open-meteo.ts'

const AT = new Date('2026-11-24T13:10:00Z')
const BERLIN = { latitude: 52.52, longitude: 13.42 }
const read = (over: object = {}, at = AT) => readOpenMeteo({ ...openMeteoAnswer(at), ...over }, BERLIN, at)

describe('Open-Meteo', () => {
  it('tells how it is, as its model says', () => {
    expect(read()?.now).toEqual({
      at: new Date('2026-11-24T13:00:00Z'),
      isObserved: false,
      temperature: 4.3,
      condition: 'light-rain',
      isDay: true,
      words: 'Light rain',
      feelsLike: 1.1,
      humidity: 81,
      wind: { kmh: 11.4, from: 'W' },
    })
  })
  it('tells the hours, of which those that are over are left out', () => {
    const hours = read()?.hours ?? []
    expect(hours[0]?.at).toEqual(new Date('2026-11-24T12:00:00Z'))
    expect(hours.slice(0, 5).map((hour) => hour.isDay)).toEqual([true, true, true, false, false])
  })
  it('tells the days of the place', () => {
    expect(read()?.days?.[0]).toMatchObject({
      day: '2026-11-24',
      high: 6.5,
      low: 1.2,
      condition: 'light-rain',
      chance: 0,
    })
    expect(read()?.days).toHaveLength(8)
  })
  it('tells each day once where clocks go back', () => {
    // Berlin, Oct. 25, 2026: midnight is two hours from Greenwich and the next one is one, but the offset told is today's.
    const at = new Date('2026-10-24T20:00:00Z')
    const midnights = ['2026-10-23T22:00Z', '2026-10-24T22:00Z', '2026-10-25T23:00Z'].map(
      (one) => Date.parse(one) / 1_000,
    )
    const daily = {
      time: midnights,
      weather_code: [0, 0, 0],
      temperature_2m_max: [1, 2, 3],
      temperature_2m_min: [0, 0, 0],
    }
    const days = read({ utc_offset_seconds: 7_200, daily }, at)?.days
    expect(days?.map((day) => day.day)).toEqual(['2026-10-24', '2026-10-25', '2026-10-26'])
  })
  it('is understood in Fahrenheit and miles', () => {
    const current = { time: AT.getTime() / 1_000, temperature_2m: 50, weather_code: 0, wind_speed_10m: 10 }
    const now = read({ current, current_units: { temperature_2m: '°F', wind_speed_10m: 'mp/h' } })?.now
    expect(now).toMatchObject({ temperature: 10, wind: { kmh: 16.1, from: null } })
  })
  it('leaves out what is null or makes no sense, and keeps the rest', () => {
    const answer = read({
      current: { time: 'soon' },
      daily: { time: [1, 2], weather_code: [0, null], temperature_2m_max: 'warm' },
    })
    expect(answer?.now).toBeUndefined()
    expect(answer?.days).toEqual([expect.objectContaining({ high: null, condition: 'clear' })])
    expect(answer?.hours?.length).toBeGreaterThan(100)
  })
  it('that tells nothing is nothing', () => {
    expect(readOpenMeteo({ error: true, reason: 'Daily API request limit exceeded.' }, BERLIN, AT)).toBeUndefined()
    expect(readOpenMeteo(null, BERLIN, AT)).toBeUndefined()
  })
})
