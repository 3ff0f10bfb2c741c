import { sql } from 'kysely'
import type { Db } from '#platform/db'

/** How a job is queued. `key` makes it one job however often it is asked for; `runAt` is not before; lower `priority` runs first. */
export interface Enqueued {
  readonly key?: string
  readonly runAt?: Date
  readonly priority?: number
  readonly maxAttempts?: number
}

/** Queues a job inside the caller's transaction: it exists only if the transaction is kept. */
export async function enqueue(db: Db, task: string, payload: object, options: Enqueued = {}): Promise<void> {
  await sql`
    select graphile_worker.add_job(
      ${task}, payload := ${JSON.stringify(payload)}::json,
      run_at := ${options.runAt ?? null}::timestamptz, max_attempts := ${options.maxAttempts ?? 25},
      job_key := ${options.key ?? null}::text, priority := ${options.priority ?? 0})`.execute(db)
}
