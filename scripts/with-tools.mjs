// Runs one of our programs, or a package's, on the pinned Node once packages are current: `node scripts/with-tools.mjs scripts/schema.mjs`.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { prepareTools, ROOT, run, say, Unprepared } from './prepare.mjs'

const [program, ...args] = process.argv.slice(2)

try {
  const node = await prepareTools()
  const own = join(ROOT, program)
  const { status, problem } = await run(node, [existsSync(own) ? own : join(ROOT, 'node_modules', program), ...args], {
    stdio: 'inherit',
  })
  if (problem) throw new Unprepared(`${node} could not be run: ${problem.message}`)
  process.exitCode = status
} catch (error) {
  say(error instanceof Unprepared ? error.message : error.stack)
  process.exitCode = 2
}
