import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPaper } from '#kit/builders'
import { freshDb } from '#kit/database'
import { type NewsroomApp, newsroomOn } from '#kit/newsroom-app'
import { Problem, WeatherView } from './contract.ts'

const fresh = await freshDb()
const SETTINGS = {
  isOn: true,
  place: 'Cheney Falls',
  latitude: 47.49,
  longitude: -117.58,
  unit: 'F',
  source: 'auto',
} as const
let newsroom: NewsroomApp
let admin: Awaited<ReturnType<NewsroomApp['as']>>

beforeAll(async () => {
  await aPaper(fresh.db)
  newsroom = await newsroomOn(fresh.db)
  admin = await newsroom.as('admin')
})
afterAll(async () => {
  newsroom.close()
  await fresh.close()
})

describe('the weather in the newsroom', () => {
  it('is nothing before an administrator has placed it', async () => {
    const answer = await admin('GET', '/weather')
    expect(WeatherView.parse(await answer.json())).toEqual({ settings: null, fetching: null })
  })
  it('is placed by an administrator, on the record, and waits to be fetched', async () => {
    const answer = await admin('PUT', '/weather', { ...SETTINGS, place: ' Cheney\u0007 Falls ' })
    expect(answer.status).toBe(200)
    const view = WeatherView.parse(await answer.json())
    expect(view.settings).toEqual(SETTINGS)
    expect(view.fetching).toMatchObject({ source: null, fetchedAt: null, trouble: '' })
    const lines = await sql`select from ledger where fact = 'weather.placed'`.execute(fresh.db)
    expect(lines.rows).toHaveLength(1)
  })
  it.each(['editor', 'copy', 'reporter', 'photo', 'business'] as const)('is not for a %s', async (role) => {
    const call = await newsroom.as(role)
    for (const answer of [await call('GET', '/weather'), await call('PUT', '/weather', { ...SETTINGS, unit: 'C' })]) {
      expect(answer.status).toBe(403)
      expect(Problem.parse(await answer.json()).code).toBe('weather.not-yours-to-place')
    }
    const view = WeatherView.parse(await (await admin('GET', '/weather')).json())
    expect(view.settings?.unit).toBe('F')
  })
  it.each([
    ['latitude', { latitude: 90.1 }],
    ['latitude', { latitude: '47.49' }],
    ['longitude', { longitude: -181 }],
    ['place', { place: '  ' }],
    ['place', { place: 'x'.repeat(61) }],
    ['unit', { unit: 'K' }],
    ['source', { source: 'http://127.0.0.1/' }],
    ['isOn', { isOn: 'yes' }],
  ])('is refused with a %s that makes no sense (%o)', async (field, over) => {
    const answer = await admin('PUT', '/weather', { ...SETTINGS, ...over })
    expect(answer.status).toBe(422)
    expect(Object.keys(Problem.parse(await answer.json()).fields)).toEqual([field])
  })
  it('is not for those who are signed out', async () => {
    expect((await newsroom.app.request('/api/weather')).status).toBe(401)
  })
})
