import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alert, nwsAnswers, observation, openMeteoAnswer } from '#kit/outside'
import { earAt, summaryOf } from './ear.ts'
import { holding, type News, Report, reportAfter } from './forecast.ts'
import { nowFrom, readDays, readHours, readObservation, readPoint, readStations } from './nws.ts'
import { readAlerts } from './nws-alerts.ts'
import { readOpenMeteo } from './open-meteo.ts'

const AT = new Date('2026-11-24T21:00:00Z')
const TODAY = '2026-11-24'
const SPOT = { latitude: 47.49, longitude: -117.58 }
const ANSWERS = [
  ...Object.values(nwsAnswers(AT)).filter((answer) => typeof answer === 'object'),
  observation('KCHF', AT),
  { type: 'FeatureCollection', features: [alert(AT), alert(AT)] },
  openMeteoAnswer(AT),
]

/** An answer in which one value, wherever it stands, is something else. */
const damaged = fc
  .tuple(fc.constantFrom(...ANSWERS), fc.infiniteStream(fc.nat(9_999)), fc.integer({ min: 1, max: 6 }), fc.jsonValue())
  .map(([answer, picks, depth, other]) => {
    const whole = structuredClone(answer) as Record<string, unknown>
    let at: Record<string, unknown> = whole
    for (let level = 0; level < depth; level++) {
      const keys = Object.keys(at)
      const key = keys[(picks.next().value ?? 0) % Math.max(1, keys.length)] ?? 'properties'
      const next = at[key]
      if (level === depth - 1 || typeof next !== 'object' || next === null) {
        at[key] = other
        break
      }
      at = next as Record<string, unknown>
    }
    return whole
  })

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** Reads the answer as if it were each kind, and shows whatever came of it. */
function everythingFrom(json: unknown): void {
  readPoint(json)
  readStations(json, 4)
  const seen = readObservation(json, SPOT, AT)
  const hours = readHours(json, SPOT)
  const days = readDays(json)
  const alerts = readAlerts(json, AT)
  const now = seen && nowFrom(seen, hours ?? [])
  const nws: News = {
    source: 'nws',
    ...(now ? { now } : {}),
    ...(hours ? { hours } : {}),
    ...(days ? { days } : {}),
    ...(alerts ? { alerts } : {}),
  }
  for (const news of [nws, readOpenMeteo(json, SPOT, AT)]) {
    if (!news) continue
    const report = reportAfter(undefined, news, AT)
    // What is kept must be readable again, or the weather would be gone without a word.
    const kept = Report.parse(asJson(report))
    expect(asJson(kept)).toEqual(asJson(report))
    holding(kept, AT, TODAY)
    earAt({ place: 'Cheney Falls', unit: 'F', ...summaryOf(kept, TODAY) }, AT, TODAY)
  }
}

describe('an answer from outside', () => {
  it('may be anything: it is read or it is not, and what was read can be kept and shown', () => {
    fc.assert(fc.property(fc.anything(), everythingFrom), { numRuns: 300 })
  })
  it('may be damaged anywhere: the same', () => {
    fc.assert(fc.property(damaged, everythingFrom), { numRuns: 600 })
  })
})
