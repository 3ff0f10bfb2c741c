import { Broken, FULL_DISK_EXIT, isFullDisk } from './broken.ts'
import { keep } from './keep.ts'
import { filesOf } from './place.ts'

// The program of the keeper process: `node keeper.ts CLUSTER TMP`. See README.md; lease.ts starts it.
const [cluster, tmp] = process.argv.slice(2)
if (!cluster || !tmp) throw new Error('The keeper is started by Broadsheet, not by hand.')

// A terminal that closes is no reason to end; the leases are.
process.on('SIGHUP', () => {})

try {
  await keep(filesOf(cluster), tmp)
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error instanceof Broken ? error.message : error instanceof Error ? error.stack : error}\n`)
  process.exit(isFullDisk(error) ? FULL_DISK_EXIT : 1)
}
