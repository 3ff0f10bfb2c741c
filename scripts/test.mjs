// `npm test` and `npm run check`: types, lint, then every test. The last line says how many passed and failed. With arguments, only the
// tests they name: `npm test -- src/domains/stories`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { haveChromium } from './chromium.mjs'
import { prepare, ROOT, run, say, Unprepared } from './prepare.mjs'

const filters = process.argv.slice(2)
const tally = { passed: 0, failed: 0 }

try {
  const node = await prepare()
  const chromium = haveChromium(say)
  if (!chromium) {
    say(
      'There is no Chromium, so the browser tests will fail. Install it (on Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    )
  }
  if (filters.length === 0) {
    await check(node, 'Types', ['typescript/bin/tsc', '-p', 'tsconfig.json'])
    await check(node, 'Types of the newsroom', ['typescript/bin/tsc', '-p', 'src/faces/newsroom/tsconfig.json'])
    await check(node, 'Lint', ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings'])
  }
  await test(node, chromium)
} catch (error) {
  say(error instanceof Unprepared ? error.message : error.stack)
  tally.failed += 1
}
console.log(`\n${tally.passed} passed, ${tally.failed} failed`)
process.exitCode = tally.failed > 0 ? 1 : 0

/** A check counts as a test: what it says is shown when it fails. */
async function check(node, name, [program, ...args]) {
  say(`${name} …`)
  const { status, said } = await run(node, [join(ROOT, 'node_modules', program), ...args])
  if (status === 0) {
    tally.passed += 1
    return
  }
  tally.failed += 1
  console.log(`${name}:\n${said.trim()}\n`)
}

async function test(node, chromium) {
  say('Tests …')
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-report-'))
  const report = join(folder, 'report.json')
  const { status } = await run(
    node,
    [
      join(ROOT, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters,
    ],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...(chromium ? { CHROMIUM_PATH: chromium } : {}) },
    },
  )
  const { passed, failed } = countsIn(report)
  rmSync(folder, { recursive: true, force: true })
  tally.passed += passed
  // A fault outside any test, such as one after the last, still fails the run.
  tally.failed += failed === 0 && status !== 0 ? 1 : failed
}

function countsIn(report) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    const unread = testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
    )
    return { passed: numPassedTests, failed: numFailedTests + unread.length }
  } catch {
    return { passed: 0, failed: 0 }
  }
}
