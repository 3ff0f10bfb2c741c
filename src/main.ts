import { resolve } from 'node:path'
import { askerAt, run } from '#faces/cli'
import { reactions } from '#reactions'
import { untilAskedToEnd } from './until-asked-to-end.ts'

// From sources this file is src/main.ts, once built it is dist/server/main.js.
const root = resolve(import.meta.dirname, import.meta.filename.endsWith('.ts') ? '..' : '../..')

// A promise that a package left to itself is no reason to take the paper from its readers: it is told, and the paper goes on.
process.on('unhandledRejection', (reason) => {
  process.stderr.write(`Left unhandled: ${reason instanceof Error ? reason.stack : String(reason)}\n`)
})

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  places: {
    migrations: resolve(root, 'migrations'),
    newsroom: resolve(root, 'dist/newsroom'),
    assets: resolve(root, 'dist/assets'),
    sample: resolve(root, 'sample'),
  },
  reactions,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  ended: untilAskedToEnd(process),
  ask: askerAt({ input: process.stdin, output: process.stderr }),
})
