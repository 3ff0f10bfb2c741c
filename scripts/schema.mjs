// Writes src/platform/db/schema.ts, the row types of every table, from the migrations as a real server understands them.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startCluster, urlOf } from '#kit/cluster'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const FILE = join(ROOT, 'src', 'platform', 'db', 'schema.ts')

const cluster = await startCluster({ url: process.env.DATABASE_URL || undefined, migrations: join(ROOT, 'migrations') })
try {
  if (cluster.trouble) throw new Error(cluster.trouble)
  const url = urlOf(cluster.url, cluster.template)
  // The queue's tables are its own business.
  run('kysely-codegen/dist/cli/bin.js', [
    '--dialect=postgres',
    `--url=${url}`,
    '--exclude-pattern=graphile_worker.*',
    `--out-file=${FILE}`,
  ])
  // By its name the file is exempt from formatting, so it goes in under another.
  writeFileSync(
    FILE,
    run('@biomejs/biome/bin/biome', ['format', '--stdin-file-path=src/platform/db/rows.ts'], readFileSync(FILE)),
  )
} finally {
  await cluster.close()
}

function run(program, args, input = '') {
  const options = { cwd: ROOT, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] }
  const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'node_modules', program), ...args], options)
  if (status !== 0) throw new Error(`${program} ended with ${status}.`)
  return stdout
}
