// Writes src/platform/db/schema.ts, the row types of every table, from the migrations as a real server understands them.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startCluster, urlOf } from '#kit/cluster'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const FILE = join(ROOT, 'src', 'platform', 'db', 'schema.ts')

const cluster = await startCluster({ url: process.env.DATABASE_URL || undefined, migrations: join(ROOT, 'migrations') })
try {
  if (cluster.trouble) throw new Error(cluster.trouble)
  const url = urlOf(cluster.url, cluster.template)
  run('kysely-codegen/dist/cli/bin.js', ['--dialect=postgres', `--url=${url}`, `--out-file=${FILE}`])
  run('@biomejs/biome/bin/biome', ['format', '--write', '--vcs-enabled=false', FILE])
} finally {
  await cluster.close()
}

function run(program, args) {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules', program), ...args], { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${program} ended with ${status}.`)
}
