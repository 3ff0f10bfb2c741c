// `npm run bench`: every file of bench/, or those named (`npm run bench -- pages`), on the built Broadsheet.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, ROOT, run, say } from './prepare.mjs'

const asked = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const options = process.argv.slice(2).filter((word) => word.startsWith('-'))
const benches = readdirSync(join(ROOT, 'bench'))
  .filter((name) => /\.(ts|mjs)$/.test(name) && !name.includes('.test.'))
  .map((name) => ({ name: name.replace(/\.\w+$/, ''), path: join(ROOT, 'bench', name) }))

try {
  const unknown = asked.filter((name) => !benches.some((bench) => bench.name === name))
  if (unknown.length > 0)
    throw new Error(
      `There is no bench called ${unknown.join(', ')}. There are: ${benches.map(({ name }) => name).join(', ')}.`,
    )
  const node = await prepare()
  for (const { name, path } of benches) {
    if (asked.length > 0 && !asked.includes(name)) continue
    const { status } = await run(node, ['--enable-source-maps', path, ...options], { stdio: 'inherit' })
    if (status !== 0) process.exitCode = 1
  }
} catch (error) {
  say(error.message)
  process.exitCode = 2
}
