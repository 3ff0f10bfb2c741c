// Sees that everything needed to run is there and current: packages, the pinned Node, the build. Runs on Node 18 or newer without packages,
// costs tens of milliseconds when there is nothing to do, and may be called by several programs at once.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLock } from './lock.mjs'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
export const MAIN = join(ROOT, 'dist', 'server', 'main.js')

const MODULES = join(ROOT, 'node_modules')
const NODE = join(MODULES, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
const MARK_OF_PACKAGES = join(MODULES, '.broadsheet-installed')
const MARK_OF_BUILD = join(ROOT, 'dist', '.built')

/** Something a person must mend; the message says how. */
export class Unprepared extends Error {}

/** A line for the person who waits. Never to stdout, which belongs to the program's own output. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Sees to packages and the pinned Node; gives the path of the latter. */
export async function prepareTools() {
  if (!arePackagesCurrent()) {
    await withLock('install', async () => {
      if (!arePackagesCurrent()) await install()
    })
  }
  return pinnedNode()
}

/** Sees to packages, Node and the build; gives the path of Node. */
export async function prepare() {
  const node = await prepareTools()
  if (!isBuildCurrent()) {
    await withLock('build', async () => {
      if (!isBuildCurrent()) await build(node)
    })
  }
  return node
}

/**
 * Runs a program to its end, in the project. Gives its exit code and, unless `stdio` says otherwise, what it said; `problem` if it could not
 * be run at all. Not the synchronous kind, which would hold up the renewing of our lock.
 */
export function run(program, args, { env = process.env, stdio = ['ignore', 'pipe', 'pipe'], shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio, env, shell })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (said += text))
    child.once('error', (problem) => resolve({ status: 1, said, problem }))
    child.once('close', (status) => resolve({ status: status ?? 1, said }))
  })
}

function hashOf(...texts) {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text).update('\0')
  return hash.digest('hex')
}

function textOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

function lockHash() {
  return hashOf(readFileSync(join(ROOT, 'package-lock.json')))
}

function arePackagesCurrent() {
  if (!existsSync(MODULES)) return false
  const mark = textOf(MARK_OF_PACKAGES)
  if (mark !== '') return mark === lockHash()
  // Installed by hand: npm's own note of it is as new as the list of what to install.
  const note = join(MODULES, '.package-lock.json')
  return existsSync(note) && statSync(note).mtimeMs >= statSync(join(ROOT, 'package-lock.json')).mtimeMs
}

async function install() {
  say('Installing dependencies (about a minute) …')
  // The build needs the development packages, also where NODE_ENV says production.
  const options = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  let last = await npm(['ci', ...options])
  if (last.status !== 0 && !last.problem) last = await npm(['install', '--no-save', ...options])
  if (last.problem)
    throw new Unprepared('npm is not installed. Install Node.js with npm (https://nodejs.org), then try again.')
  if (last.status !== 0) {
    throw new Unprepared(
      `The dependencies could not be installed. npm said:\n${tail(last.said)}\nCheck the network and that ${ROOT} can be written, then try again.`,
    )
  }
  writeFileSync(MARK_OF_PACKAGES, lockHash())
}

function npm(args) {
  return run('npm', args, { shell: process.platform === 'win32', env: environmentOfNpm() })
}

// An npm inside an npm script takes the outer one's settings from the environment; --ignore-scripts there would leave us without Node.
function environmentOfNpm() {
  const env = { ...process.env }
  for (const name of Object.keys(env))
    if (
      /^npm_(config_(ignore_scripts|omit|global|prefix|workspace.*|dry_run)|lifecycle_.*|package_.*|command)$/i.test(
        name,
      )
    )
      delete env[name]
  return env
}

function tail(said) {
  return said.trim().split('\n').slice(-15).join('\n')
}

async function pinnedNode() {
  if (existsSync(NODE)) return realpathOf(NODE)
  await withLock('install', async () => {
    if (existsSync(NODE)) return
    say('Fetching Node 24 …')
    const { status, said } = await npm(['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts'])
    if (existsSync(NODE)) return
    const isNewEnough = Number(process.versions.node.split('.')[0]) >= 24
    if (!isNewEnough) {
      throw new Unprepared(
        `Broadsheet runs on Node 24, which the package "node" brings when npm may run its install script (npm ended with ${status}):\n${tail(said)}\nRun "npm rebuild node" in ${ROOT}, or install Node 24 yourself and try again.`,
      )
    }
  })
  return existsSync(NODE) ? realpathOf(NODE) : process.execPath
}

function realpathOf(path) {
  return process.platform === 'win32' ? path : realpathSync(path)
}

/** Everything a build is made of. Tests and prose are not. */
function hashOfSources() {
  const files = [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'vite.server.ts',
    'vite.newsroom.ts',
    'scripts/build.mjs',
    'scripts/fonts.mjs',
  ]
  const hash = createHash('sha256')
  for (const path of [...files.map((name) => join(ROOT, name)), ...filesUnder(join(ROOT, 'src'))]) {
    hash.update(path.slice(ROOT.length).split(sep).join('/')).update('\0')
    if (existsSync(path)) hash.update(readFileSync(path))
    hash.update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(folder) {
  const found = []
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...filesUnder(path))
    else if (!/\.test\.tsx?$|\.md$/.test(entry.name)) found.push(path)
  }
  return found
}

function isBuildCurrent() {
  return existsSync(MAIN) && textOf(MARK_OF_BUILD) === hashOfSources()
}

async function build(node) {
  say('Building …')
  // Taken first: a file changed while we build must be built again.
  const hash = hashOfSources()
  rmSync(MARK_OF_BUILD, { force: true })
  const { status, said, problem } = await run(node, [join(ROOT, 'scripts', 'build.mjs')])
  if (problem) throw new Unprepared(`The build could not be run with ${node}: ${problem.message}`)
  if (status !== 0) throw new Unprepared(`The build failed:\n${said.trim()}`)
  mkdirSync(dirname(MARK_OF_BUILD), { recursive: true })
  writeFileSync(MARK_OF_BUILD, hash)
}
