import { join } from 'node:path'
import type { World } from './world.ts'

/** What the wire's sources are asked and tried with: the limits an operator set, and the folder in the data folder where theirs may be. */
export function sourceNeeds({
  config,
  db,
  clock,
  files,
  secret,
  log,
}: Pick<World, 'config' | 'db' | 'clock' | 'files' | 'secret' | 'log'>) {
  return {
    db,
    clock,
    files,
    secret,
    log,
    trusted: config.trustedOutside,
    folders: { home: join(config.dataDir, 'wire'), allowed: config.wireFolders },
  }
}
