import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Where files lie that are still coming in. They are on this machine only, and nothing in them is needed after a day. */
export function incomingFolder(dataDir: string): string {
  return join(dataDir, 'incoming')
}

/** Throws away every file that has not changed since then. Answers how many; a folder that is not there has none. */
export async function sweepFolder(folder: string, before: Date): Promise<number> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  let gone = 0
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (!found?.isFile() || found.mtime >= before) continue
    await rm(path, { force: true })
    gone += 1
  }
  return gone
}
