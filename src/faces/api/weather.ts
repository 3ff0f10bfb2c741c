import { Hono } from 'hono'
import { hasRole, type Staff } from '#domains/accounts'
import { findWeather, placeWeather } from '#domains/weather'
import { transaction } from '#platform/db'
import { Refusal } from '#platform/refusal'
import { WeatherRequest, type WeatherView } from './contract.ts'
import type { ApiNeeds, Env } from './needs.ts'

/** GET and PUT /weather. */
export function weatherRoutes({ db, clock }: ApiNeeds): Hono<Env> {
  const api = new Hono<Env>()

  api.get('/weather', async (c) => {
    mustBeAdmin(c.var.actor)
    return c.json<WeatherView>(await view())
  })
  api.put('/weather', async (c) => {
    mustBeAdmin(c.var.actor)
    const settings = WeatherRequest.parse(await c.req.json())
    await transaction(db, (tx) => placeWeather({ db: tx, by: c.var.actor, at: clock() }, settings))
    return c.json<WeatherView>(await view())
  })

  async function view(): Promise<WeatherView> {
    const found = await findWeather(db)
    if (!found) return { settings: null, fetching: null }
    const { source, triedAt, fetchedAt, nextAt, trouble } = found.fetching
    return {
      settings: found.settings,
      fetching: {
        source,
        triedAt: triedAt?.toISOString() ?? null,
        fetchedAt: fetchedAt?.toISOString() ?? null,
        nextAt: nextAt.toISOString(),
        trouble,
      },
    }
  }

  return api
}

// Before what was sent is read: whoever may not change it is told so, and not what is wrong with it.
function mustBeAdmin(by: Staff): void {
  if (hasRole(by, 'admin')) return
  throw new Refusal('not-allowed', 'weather.not-yours-to-place', 'Only an administrator may change the weather.')
}
