import type { Pool } from 'pg'
import { type Db, transaction } from '#platform/db'
import { type Task, type Workers, work } from '#platform/jobs'
import type { Log } from '#platform/logging'
import type { Mailer } from '#platform/mail'
import type { Payments } from '#platform/payments'
import { Refusal } from '#platform/refusal'
import { giftTasks } from './gifts.ts'
import { crontab } from './schedule.ts'
import { FETCH_PICTURE, fetchPicture, runSources, type SourceNeeds } from './sources/index.ts'
import { type Job, jobsFrom, type Reactions } from './tasks.ts'
import { lookAtWeather, lookAtWeatherSoon } from './weather.ts'
import type { WeatherServers } from './weather-fetch.ts'

/** What the worker needs. */
export interface WorkerNeeds {
  readonly db: Db
  readonly pool: Pool
  readonly log: Log
  readonly clock: () => Date
  readonly reactions: Reactions
  readonly cdnPurgeUrl?: URL | undefined
  /** The folder of uploads that are still coming in, where this node has one. */
  readonly incoming?: string
  /** Who is asked for the weather; nobody where it is left out. */
  readonly weather?: WeatherServers
  /** The card processor, where one is set up, and who carries receipts. */
  readonly payments?: Payments | undefined
  readonly mailer?: Mailer
  /** What the wire's sources are asked with; nobody asks them where it is left out. */
  readonly sources?: Omit<SourceNeeds, 'db' | 'log' | 'clock'>
}

/** Starts taking jobs. Stopping finishes those in hand. */
export async function startWorker(needs: WorkerNeeds): Promise<Workers> {
  const jobs = jobsFrom({ reactions: needs.reactions, cdnPurgeUrl: needs.cdnPurgeUrl, incoming: needs.incoming })
  const tasks = Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, performed(name, job, needs)]))
  const stopping = new AbortController()
  const { weather } = needs
  tasks.weather = async () => {
    if (weather) await lookAtWeather({ ...needs, servers: weather, signal: stopping.signal })
  }
  Object.assign(tasks, giftTasks({ ...needs, payments: needs.payments, mailer: needs.mailer }))
  const sources = needs.sources && { ...needs.sources, db: needs.db, log: needs.log, clock: needs.clock }
  // It may take minutes, so that it holds no transaction while it waits.
  tasks[FETCH_PICTURE] = async (payload) => {
    if (sources) await fetchPicture(sources, payload)
  }
  const workers = await work(needs.pool, tasks, {
    crontab: crontab(),
    onLog: (level, message) =>
      needs.log[level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug']({ jobs: message }),
  })
  if (weather) await lookAtWeatherSoon(needs)
  const running = sources && runSources(sources)
  return {
    async stop() {
      // Somebody else's server may take its time; the paper does not wait for it.
      stopping.abort()
      await Promise.all([workers.stop(), running?.stop()])
    },
  }
}

/** One job = one transaction = one Work. A refusal is an answer, so the job is done; anything else is a fault, so the queue retries it. */
export function performed(name: string, job: Job, { db, log, clock }: Pick<WorkerNeeds, 'db' | 'log' | 'clock'>): Task {
  return async (payload) => {
    const begun = performance.now()
    const by = { kind: 'system', job: name } as const
    try {
      await transaction(db, (tx) => job({ db: tx, by, at: clock() }, payload))
      log.debug({ job: name, ms: Math.round(performance.now() - begun) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      log.warn({ job: name, payload, refused: error.code, why: error.message })
    }
  }
}
