import { describe, expect, it } from 'vitest'
import { earAt, type Summary, summaryOf } from './ear.ts'
import { holding, type News, type Now, type Report, reportAfter } from './forecast.ts'

const AT = new Date('2026-11-25T01:24:00Z')
const TODAY = '2026-11-24'
const later = (minutes: number) => new Date(AT.getTime() + minutes * 60_000)

const NOW: Now = {
  at: AT, isObserved: true, temperature: 1.7, condition: 'partly-cloudy', isDay: false, words: 'Partly cloudy night', feelsLike: null, humidity: null, wind: null,
} // biome-ignore format: a table
const day = (date: string, high: number | null, low: number | null) =>
  ({ day: date, high, low, condition: 'cloudy', words: 'Cloudy', chance: null }) as const
const hour = (minutes: number) =>
  ({
    at: later(minutes),
    temperature: 3,
    condition: 'rain',
    isDay: false,
    words: 'Rain',
    chance: 80,
    wind: null,
  }) as const
const alarm = (event: string, minutes: number) => ({
  id: event, event, severity: 'Severe', headline: '', text: '', instruction: '', area: '', sender: '', beginsAt: null, endsAt: later(minutes),
}) as const // biome-ignore format: a table
const NEWS: News = {
  source: 'nws',
  now: NOW,
  hours: [hour(-24), hour(36)],
  days: [day(TODAY, 9, -0.5), day('2026-11-25', 7, 0)],
  alerts: [],
}

const summary = (news: News = NEWS, unit: 'F' | 'C' = 'F'): Summary => ({
  place: 'Cheney Falls',
  unit,
  ...summaryOf(reportAfter(undefined, news, AT), TODAY),
})

describe('the ear', () => {
  it('says how it is, the high and the low', () => {
    expect(earAt(summary(), AT, TODAY)).toEqual({
      place: 'Cheney Falls',
      now: {
        temperature: '35°',
        condition: 'partly-cloudy',
        isDay: false,
        words: 'Partly cloudy night',
        range: 'High 48°, low 31°',
      },
    })
  })
  it('says it in Celsius where the paper wants that', () => {
    expect(earAt(summary(NEWS, 'C'), AT, TODAY)?.now).toMatchObject({ temperature: '2°', range: 'High 9°, low 0°' })
  })
  it('says its time when it is older than an hour, and not before', () => {
    expect(earAt(summary(), later(60), TODAY)?.now?.asOf).toBeUndefined()
    expect(earAt(summary(), later(61), TODAY)?.now?.asOf).toEqual(AT)
  })
  it('is gone after three hours without news', () => {
    expect(earAt(summary(), later(179), TODAY)).toBeDefined()
    expect(earAt(summary(), later(180), TODAY)).toBeUndefined()
  })
  it('takes the high and low of the day it is', () => {
    expect(earAt(summary(), AT, '2026-11-25')?.now?.range).toBe('High 45°, low 32°')
    expect(earAt(summary(), AT, '2026-11-26')?.now?.range).toBe('')
  })
  it('names the first alert, counts the others, and drops each when it is over', () => {
    const warned = summary({ ...NEWS, alerts: [alarm('Winter storm warning', 30), alarm('Wind advisory', 90)] })
    expect(earAt(warned, AT, TODAY)?.alert).toEqual({ event: 'Winter storm warning', more: 1 })
    expect(earAt(warned, later(30), TODAY)?.alert).toEqual({ event: 'Wind advisory', more: 0 })
    expect(earAt(warned, later(90), TODAY)?.alert).toBeUndefined()
  })
  it('warns also when nobody knows how it is', () => {
    const { now: _now, hours: _hours, ...rest } = NEWS
    expect(earAt(summary({ ...rest, alerts: [alarm('Flood warning', 60)] }), AT, TODAY)).toEqual({
      place: 'Cheney Falls',
      alert: { event: 'Flood warning', more: 0 },
    })
  })
})

describe('what is kept after news', () => {
  const before: Report = reportAfter(undefined, NEWS, AT)
  it('is of each part what came last', () => {
    const after = reportAfter(before, { source: 'nws', alerts: [alarm('Flood warning', 60)] }, later(15))
    expect(after).toMatchObject({ now: NOW, hoursAt: AT, daysAt: AT, alertsAt: later(15), fetchedAt: later(15) })
    expect(after.hours).toHaveLength(2)
  })
  it('is nothing of another source', () => {
    expect(reportAfter(before, { source: 'open-meteo', hours: [] }, later(15))).toMatchObject({
      now: null,
      days: [],
      alertsAt: null,
    })
  })
  it('has the high that was said in the morning when the service has none in the evening', () => {
    const after = reportAfter(before, { source: 'nws', days: [day(TODAY, null, -1)] }, later(15))
    expect(after.days[0]).toMatchObject({ high: 9, low: -1 })
  })
  it('is what was measured within the hour, and after that what is forecast for it', () => {
    const hours = { source: 'nws', hours: [hour(-24), hour(36)] } as const
    expect(reportAfter(before, hours, later(30)).now).toEqual(NOW)
    expect(reportAfter(before, hours, later(70)).now).toMatchObject({
      at: later(70),
      temperature: 3,
      isObserved: false,
    })
  })
  it('is not an older measurement than the one at hand', () => {
    const old = { ...NOW, at: later(-30), temperature: 9 }
    expect(reportAfter(before, { ...NEWS, now: old }, later(15)).now).toEqual(NOW)
  })
})

describe('what holds', () => {
  const report = reportAfter(undefined, { ...NEWS, alerts: [alarm('Flood warning', 60)] }, AT)
  it('are the hours not over, the days from today, the alerts in force', () => {
    const held = holding(report, later(61), '2026-11-25')
    expect(held?.hours.map((one) => one.at)).toEqual([later(36)])
    expect(held?.days.map((one) => one.day)).toEqual(['2026-11-25'])
    expect(held?.alerts).toEqual([])
  })
  it('is nothing after three hours', () => {
    expect(holding(report, later(180), TODAY)).toBeUndefined()
  })
})
