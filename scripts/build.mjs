// Makes dist/: the typefaces, the newsroom and the server. Needs the pinned Node and the packages; scripts/prepare.mjs calls it when due.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const VITE = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')

const steps = [
  [join(ROOT, 'scripts', 'fonts.mjs')],
  [VITE, 'build', '--config', 'vite.newsroom.ts', '--logLevel', 'warn'],
  [VITE, 'build', '--config', 'vite.server.ts', '--logLevel', 'warn'],
  // A program of its own: it outlives the server that starts it.
  [VITE, 'build', '--ssr', 'src/platform/embedded/keeper.ts', '--outDir', 'dist/keeper', '--logLevel', 'warn'],
]

/** One step, to its end; its output is shown only if it fails. */
function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
    child.once('error', reject)
    child.once('close', (status) =>
      status === 0 ? resolve() : reject(new Error(said || `${args.join(' ')} ended with ${status}`)),
    )
  })
}

const results = await Promise.allSettled(steps.map(run))
const failures = results.filter((result) => result.status === 'rejected')
for (const { reason } of failures) console.error(reason.message)
process.exitCode = failures.length > 0 ? 1 : 0
