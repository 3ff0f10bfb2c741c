import { type LogFunctionFactory, Logger, run, runMigrations } from 'graphile-worker'
import type { Pool } from 'pg'

/** Does one job. A throw means: try again later, with back-off. */
export type Task = (payload: unknown) => Promise<void>

export interface Workers {
  /** Finishes the jobs in hand and stops. */
  stop(): Promise<void>
}

/** Makes or brings up to date the queue's own tables (schema graphile_worker). */
export async function migrateJobs(pool: Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: quietly })
}

/** Starts taking jobs: woken by NOTIFY, so a job begins within milliseconds of its commit. `crontab` lines are UTC. */
export async function work(
  pool: Pool,
  tasks: Readonly<Record<string, Task>>,
  {
    concurrency = 4,
    crontab = '',
    onLog = () => {},
  }: { concurrency?: number; crontab?: string; onLog?: (level: string, message: string) => void },
): Promise<Workers> {
  const logs: LogFunctionFactory = () => (level, message) => onLog(level, message)
  const runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    crontab,
    pollInterval: 1_000,
    logger: new Logger(logs),
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [name, (payload: unknown) => task(payload)]),
    ),
  })
  return {
    async stop() {
      await runner.stop().catch(() => {})
    },
  }
}

const quietly = new Logger(() => () => {})
