import type { Pool } from 'pg'
import { type Db, transaction } from '#platform/db'
import { type Task, type Workers, work } from '#platform/jobs'
import type { Log } from '#platform/logging'
import { Refusal } from '#platform/refusal'
import { crontab } from './schedule.ts'
import { type Job, jobsFrom, type Reactions } from './tasks.ts'

/** What the worker needs. */
export interface WorkerNeeds {
  readonly db: Db
  readonly pool: Pool
  readonly log: Log
  readonly clock: () => Date
  readonly reactions: Reactions
  readonly cdnPurgeUrl?: URL | undefined
}

/** Starts taking jobs. Stopping finishes those in hand. */
export function startWorker(needs: WorkerNeeds): Promise<Workers> {
  const jobs = jobsFrom({ reactions: needs.reactions, cdnPurgeUrl: needs.cdnPurgeUrl })
  const tasks = Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, performed(name, job, needs)]))
  return work(needs.pool, tasks, {
    crontab: crontab(),
    onLog: (level, message) =>
      needs.log[level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug']({ jobs: message }),
  })
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
