import { describe, expect, it } from 'vitest'
import { conditionFromIcon, conditionFromWmo, conditionFromWords, conditionWords } from './condition.ts'

describe('a condition', () => {
  it('is said one way by day and another by night', () => {
    expect(conditionWords('clear', true)).toBe('Sunny')
    expect(conditionWords('clear', false)).toBe('Clear night')
    expect(conditionWords('partly-cloudy', false)).toBe('Partly cloudy night')
  })
  it.each([
    ['Mostly Cloudy', 'mostly-cloudy'],
    ['Partly Sunny', 'partly-cloudy'],
    ['A Few Clouds', 'mostly-clear'],
    ['Light Rain and Fog/Mist', 'light-rain'],
    ['Chance Snow Showers', 'snow-showers'],
    ['Rain And Snow Likely', 'mixed'],
    ['Freezing Drizzle', 'freezing-rain'],
    ['Slight Chance Showers And Thunderstorms', 'thunderstorm'],
    ['Patchy Blowing Dust', 'dust'],
    ['Breezy', 'wind'],
  ])('is understood from "%s"', (said, condition) => {
    expect(conditionFromWords(said)).toBe(condition)
  })
  it('is the likelier half of a forecast in two halves', () => {
    expect(conditionFromWords('Partly Sunny then Slight Chance Rain Showers')).toBe('partly-cloudy')
    expect(conditionFromWords('Mostly Cloudy then Rain Likely')).toBe('rain')
  })
  it('is nothing where the words or the icon say nothing', () => {
    expect(conditionFromWords('')).toBeUndefined()
    expect(conditionFromIcon('https://api.weather.gov/icons/land/day/constructor')).toBeUndefined()
    expect(conditionFromWmo(42)).toBeUndefined()
  })
  it('is read off an icon, the first of two', () => {
    expect(conditionFromIcon('https://api.weather.gov/icons/land/night/tsra_sct,40/rain?size=small')).toBe(
      'thunderstorm',
    )
    expect(conditionFromIcon('/icons/land/day/wind_bkn')).toBe('wind')
  })
})
