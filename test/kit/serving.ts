import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..', '..')
const MAIN = join(root, 'dist/server/main.js')
const START_MS = 90_000

/** The built program, serving. `newsroom` is what it printed, with the one-time link while there is one. */
export interface Serving {
  readonly url: string
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

/** A folder for a paper's data that goes away with `remove`. */
export function aDataFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'bs-'))
  // Our own database server runs as another user when we are root.
  chmodSync(path, 0o755)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Runs the built program and waits until it serves. */
export async function serve(dataDir: string, { port, env = {} }: { port?: number; env?: Record<string, string> } = {}): Promise<Serving> {
  if (!existsSync(MAIN)) throw new Error('The program is not built. Run: npm run build')
  const at = port ?? (await freePort())
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN, 'serve'], {
    env: { ...process.env, DATABASE_URL: '', PORT: String(at), SITE_URL: '', BROADSHEET_DATA: dataDir, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const ended = once(child, 'exit')
  const deadline = Date.now() + START_MS
  while (!/^Data: /m.test(out)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended: ${err}`)
    if (Date.now() > deadline) throw new Error(`It did not serve in time: ${out}${err}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await ended
  }
  return {
    url: `http://127.0.0.1:${at}`,
    newsroom: /^Newsroom:\s+(\S+)/m.exec(out)?.[1] ?? '',
    dataDir,
    process: child,
    said: () => err,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

/** Runs one command of the built program to its end. */
export async function command(dataDir: string, ...args: string[]): Promise<{ status: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN, ...args], {
    env: { ...process.env, DATABASE_URL: '', PORT: '', SITE_URL: '', BROADSHEET_DATA: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const [status] = await once(child, 'close')
  return { status: status as number | null, out, err }
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
