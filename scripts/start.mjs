// `npm start` and bin/broadsheet: prepares, then becomes Broadsheet. Runs on Node 18 or newer; Broadsheet itself on the pinned one.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import module from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MAIN, prepare, ROOT, say, Unprepared } from './prepare.mjs'

const args = process.argv.slice(2)

try {
  const node = await prepare()
  if (Number(process.versions.node.split('.')[0]) >= 24) await become()
  else runBeside(node)
} catch (error) {
  say(error instanceof Unprepared ? error.message : error.stack)
  process.exitCode = 2
}

/** This Node will do: no second process, so signals, exit code and a kill -9 need no forwarding. */
async function become() {
  endWithNpm()
  process.setSourceMapsEnabled(true)
  // Compiling the program's four megabytes again at every start takes as long as starting the database.
  module.enableCompileCache?.(join(ROOT, 'node_modules', '.cache', 'compiled'))
  process.argv[1] = MAIN
  await import(pathToFileURL(MAIN).href)
}

/** Too old a Node: the pinned one runs beside us, on a leash that ends it when we end, however that is. */
function runBeside(node) {
  const leash = pathToFileURL(join(ROOT, 'scripts', 'leash.mjs')).href
  const child = spawn(node, ['--enable-source-maps', '--import', leash, MAIN, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
  })
  // A terminal sends Ctrl-C to both of us, and twice may mean more than once.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    say(`${node} could not be run: ${error.message}`)
    process.exitCode = 2
  })
  child.once('exit', (status, signal) => {
    if (!signal) process.exit(status ?? 2)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

/** A killed npm cannot pass the signal on, and the paper would go on without anyone to stop it. */
function endWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start' || process.platform === 'win32') return
  const before = parents()
  setInterval(() => {
    if (parents() !== before) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}

/** Our parent and, where that is only the shell that npm runs scripts with, its parent too (Linux; elsewhere the shell steps aside). */
function parents() {
  const { ppid } = process
  try {
    const [, name, above] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${ppid}/stat`, 'utf8')) ?? []
    return /^(da|ba|z|k|a)?sh$/.test(name) ? `${ppid} ${above}` : `${ppid}`
  } catch {
    return `${ppid}`
  }
}
