import { resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startCluster } from './cluster.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: { url: string; template: string; trouble: string }
  }
}

/** Before any test: one server, one migrated template database. After all of them: nothing is left. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startCluster({
    url: process.env.TEST_DATABASE_URL || process.env.DATABASE_URL || undefined,
    migrations: resolve(project.config.root, 'migrations'),
  })
  const { close, ...told } = cluster
  project.provide('cluster', told)
  return close
}
