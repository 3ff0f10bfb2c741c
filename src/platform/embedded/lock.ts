import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { codeOf } from './broken.ts'

/**
 * Locks a file until the process ends, however it ends; `undefined` if another process has it. Node has no file locks of its own, and
 * a file with a process id in it outlives a killed process, so this is the lock SQLite takes on a database (empty here) it writes.
 */
export function lockFile(path: string): { release(): void } | undefined {
  const file = new DatabaseSync(path)
  try {
    // Without a journal, or a killed process leaves one beside the file.
    file.exec('pragma journal_mode = off; begin exclusive')
    chmodSync(path, 0o600)
    return { release: () => file.close() }
  } catch (error) {
    file.close()
    if (codeOf(error) === 'ERR_SQLITE_ERROR' && /locked|busy/.test(String(error))) return undefined
    throw error
  }
}
