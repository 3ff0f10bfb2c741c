import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..', '..')
const MAIN = join(root, 'dist/server/main.js')
const LEASH = join(root, 'scripts/leash.mjs')
// Nothing listens there: a test that wants weather says from whom.
const NO_WEATHER = 'http://127.0.0.1:9'
const START_MS = 150_000
const END_MS = 30_000

/** The built program, serving. `newsroom` is what it printed, with the one-time link while there is one. */
export interface Serving {
  /** By number, for plain requests. */
  readonly url: string
  /** By name, as readers and the newsroom have it. No slash at the end. */
  readonly site: string
  readonly newsroom: string
  readonly dataDir: string
  readonly process: ChildProcess
  /** What it wrote to stderr so far. */
  said(): string
  /** Ends it as an operator would, and waits. */
  stop(): Promise<void>
  /** Ends it as a power cut would, and waits. */
  kill(): Promise<void>
}

/** A run of the built program that may still be going. */
interface Run {
  readonly child: ChildProcess
  readonly ended: Promise<unknown>
  /** Ended, and everything it wrote has been read. */
  readonly closed: Promise<unknown>
  out(): string
  err(): string
}

/** A folder for a paper's data that goes away with `remove`. */
export function aDataFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'bs-'))
  // Our own database server runs as another user when we are root.
  chmodSync(path, 0o755)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Runs the built program and waits until it serves. If it does not, it is ended and what it said is thrown. */
export async function serve(
  dataDir: string,
  { port, env = {} }: { port?: number; env?: Record<string, string> } = {},
): Promise<Serving> {
  const at = port ?? (await freePort())
  const run = start(['serve'], dataDir, { PORT: String(at), ...env })
  const { child } = run
  const deadline = Date.now() + START_MS
  try {
    while (!/^Data: /m.test(run.out())) {
      if (!isRunning(child)) {
        await run.closed
        throw new Error(`It ended: ${run.err()}`)
      }
      if (Date.now() > deadline) throw new Error(`It did not serve in time: ${run.out()}${run.err()}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  } catch (error) {
    await end(run, 'SIGTERM')
    throw error
  }
  return {
    url: `http://127.0.0.1:${at}`,
    site: (/^Paper:\s+(\S+)/m.exec(run.out())?.[1] ?? '').replace(/\/$/, ''),
    newsroom: /^Newsroom:\s+(\S+)/m.exec(run.out())?.[1] ?? '',
    dataDir,
    process: child,
    said: run.err,
    stop: () => end(run, 'SIGTERM'),
    kill: () => end(run, 'SIGKILL'),
  }
}

/** Runs one command of the built program to its end. */
export async function command(
  dataDir: string,
  ...args: string[]
): Promise<{ status: number | null; out: string; err: string }> {
  return commandIn({}, dataDir, ...args)
}

/** The same, with more in the environment. */
export async function commandIn(
  env: Record<string, string>,
  dataDir: string,
  ...args: string[]
): Promise<{ status: number | null; out: string; err: string }> {
  const run = start(args, dataDir, { PORT: '', ...env })
  await run.closed
  return { status: run.child.exitCode, out: run.out(), err: run.err() }
}

function start(args: string[], dataDir: string, env: Record<string, string>): Run {
  if (!existsSync(MAIN)) throw new Error('The program is not built. Run: npm run build')
  // The leash ends it when this process ends, however that ends: a test that was killed leaves nothing running.
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', LEASH, MAIN, ...args], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      SITE_URL: '',
      BROADSHEET_DATA: dataDir,
      LOG_LEVEL: 'warn',
      WEATHER_URL: NO_WEATHER,
      OPEN_METEO_URL: NO_WEATHER,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
  return { child, ended: once(child, 'exit'), closed: once(child, 'close'), out: () => out, err: () => err }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

async function end({ child, ended, err }: Run, signal: NodeJS.Signals): Promise<void> {
  if (isRunning(child)) child.kill(signal)
  let late: NodeJS.Timeout | undefined
  const ignored = new Promise<'late'>((resolve) => {
    late = setTimeout(() => resolve('late'), END_MS)
  })
  const how = await Promise.race([ended, ignored])
  clearTimeout(late)
  if (how !== 'late') return
  child.kill('SIGKILL')
  throw new Error(`It did not end within ${END_MS / 1000} s of being asked to: ${err()}`)
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
