import type { Hono } from 'hono'
import type { Staff } from '#domains/accounts'
import type { Db } from '#platform/db'
import type { Log } from '#platform/logging'

/** What every part of the api has at hand: who asks, and the number of the request. */
export interface Env {
  Variables: { actor: Staff; requestId: string }
}

export type Api = Hono<Env>

/** What the api's parts need. `clock` tells the time of every change. */
export interface ApiNeeds {
  readonly db: Db
  readonly siteUrl: URL
  readonly clock: () => Date
  readonly log: Log
}
