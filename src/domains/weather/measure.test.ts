import { describe, expect, it } from 'vitest'
import { celsiusOf, degrees, kmhOf, pointNamed, pointOf, windShort, windWords } from './measure.ts'

describe('a temperature', () => {
  it('is understood in the unit it says', () => {
    expect(celsiusOf(50, 'F')).toBe(10)
    expect(celsiusOf(10, 'wmoUnit:degC')).toBe(10)
    expect(celsiusOf(283.15, 'wmoUnit:K')).toBe(10)
    expect(celsiusOf(50, '°F')).toBe(10)
  })
  it('is nothing in a unit that is none, or where no thermometer goes', () => {
    expect(celsiusOf(50, 'wmoUnit:percent')).toBeUndefined()
    expect(celsiusOf(-9999, 'degC')).toBeUndefined()
    expect(celsiusOf(Number.NaN, 'degC')).toBeUndefined()
  })
  it('is shown whole, in the paper’s unit, with a true minus and no minus zero', () => {
    expect(degrees(1.7, 'F')).toBe('35°')
    expect(degrees(-20, 'F')).toBe('−4°')
    expect(degrees(-0.3, 'C')).toBe('0°')
  })
})

describe('a wind', () => {
  it('is kept in kilometers an hour', () => {
    expect(kmhOf(10, 'mph')).toBe(16.1)
    expect(kmhOf(10, 'wmoUnit:m_s-1')).toBe(36)
    expect(kmhOf(-5, 'km/h')).toBeUndefined()
    expect(kmhOf(5, 'furlongs')).toBeUndefined()
  })
  it('is said in miles with Fahrenheit and in kilometers with Celsius', () => {
    expect(windWords({ kmh: 16.1, from: 'SW' }, 'F')).toBe('Southwest 10 mph')
    expect(windWords({ kmh: 16.1, from: null }, 'C')).toBe('16 km/h')
    expect(windWords({ kmh: 0.4, from: 'N' }, 'C')).toBe('Calm')
    expect(windShort({ kmh: 16.1, from: 'SW' }, 'F')).toBe('SW 10 mph')
  })
  it('comes from one of eight points', () => {
    expect([0, 22, 23, 338, 360].map(pointOf)).toEqual(['N', 'N', 'NE', 'N', 'N'])
    expect(pointOf(-1)).toBeUndefined()
    expect(['WSW', 'NNE', 'S', 'X'].map(pointNamed)).toEqual(['SW', 'NE', 'S', undefined])
  })
})
