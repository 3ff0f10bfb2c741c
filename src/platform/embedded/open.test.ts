import { type ChildProcess, spawn } from 'node:child_process'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Embedded, openEmbedded } from './index.ts'
import { lockFile } from './lock.ts'
import { filesOf } from './place.ts'
import { isServerOf } from './postgres.ts'

const asRoot = process.getuid?.() === 0
const soon = { timeout: 20_000, interval: 20 }

let folder: string
let dataDir: string
let open: Embedded[]
let children: ChildProcess[]

/** A cluster made once, to copy where the making is not what is tested. */
let model: string

beforeAll(async () => {
  model = mkdtempSync(join(tmpdir(), 'broadsheet-model-'))
  await (await openEmbedded({ dataDir: join(model, 'database') })).release()
})

afterAll(() => rmSync(model, { recursive: true, force: true }))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-embedded-'))
  dataDir = join(folder, 'database')
  open = []
  children = []
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(open.map((one) => one.release()))
  await vi.waitFor(() => expect([hasKeeper(dataDir), serversOn(dataDir)]).toEqual([false, []]), soon)
  rmSync(folder, { recursive: true, force: true })
})

/** Puts a cluster that was used before at `dataDir`. */
function useModel(): void {
  cpSync(join(model, 'database'), dataDir, { recursive: true })
}

async function start(onProgress = (_: string) => {}): Promise<Embedded> {
  const embedded = await openEmbedded({ dataDir, onProgress })
  open.push(embedded)
  return embedded
}

/** Another program that holds a lease: says `keeper postgres` and then does nothing. */
async function startElsewhere(): Promise<{ child: ChildProcess; keeperPid: number; postgresPid: number }> {
  const program = `
    const { openEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))})
    const one = await openEmbedded({ dataDir: ${JSON.stringify(dataDir)} })
    console.log(one.keeperPid, await one.postgresPid())
    setInterval(() => {}, 60_000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  for await (const line of createInterface({ input: child.stdout })) {
    const [keeperPid = 0, postgresPid = 0] = line.split(' ').map(Number)
    return { child, keeperPid, postgresPid }
  }
  throw new Error('The other program ended without a lease.')
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function hasKeeper(cluster: string): boolean {
  const lock = lockFile(filesOf(cluster).lock)
  lock?.release()
  return lock === undefined
}

/** Every server process on a cluster that `ps` would show; on Linux only, elsewhere none. */
function serversOn(cluster: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isServerOf(pid, cluster))
    .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('listen_addresses'))
}

async function ask(embedded: Embedded, query: string): Promise<unknown> {
  const client = new pg.Client(embedded.connection)
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query({ text: query, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

describe('the embedded server', () => {
  it('is made on the first start only, and keeps what was written for the next', async () => {
    const said: string[] = []
    const first = await start((line) => said.push(line))
    expect(said).toEqual([expect.stringMatching(/^Making the database/)])
    await ask(first, 'create table kept (word text)')
    await ask(first, `insert into kept values ('still here')`)
    await first.release()

    const second = await start((line) => said.push(line))
    expect(said).toHaveLength(1)
    expect(await ask(second, 'select word from kept')).toBe('still here')
  })

  it('is durable, checks its pages, speaks UTF-8 with ICU and listens on a socket in a closed folder only', async () => {
    useModel()
    const embedded = await start()
    expect(await ask(embedded, 'show fsync')).toBe('on')
    expect(await ask(embedded, 'show synchronous_commit')).toBe('on')
    expect(await ask(embedded, 'show full_page_writes')).toBe('on')
    expect(await ask(embedded, 'show data_checksums')).toBe('on')
    expect(await ask(embedded, 'show listen_addresses')).toBe('')
    expect(await ask(embedded, 'show server_encoding')).toBe('UTF8')
    expect(await ask(embedded, 'select datlocprovider from pg_database where datname = current_database()')).toBe('i')
    expect(await ask(embedded, `select 'é' < 'f' and upper('straße') = 'STRASSE'`)).toBe(true)
    expect(statSync(embedded.connection.host).mode & 0o777).toBe(0o700)
  })

  it.runIf(asRoot && process.platform === 'linux')('runs as an unprivileged user when we are root', async () => {
    const embedded = await start()
    expect(statSync(`/proc/${await embedded.postgresPid()}`).uid).toBe(65534)
    expect(statSync(dataDir).uid).toBe(65534)
  })

  it('ends, and leaves nothing locked, when the last lease is released', async () => {
    useModel()
    const embedded = await start()
    const { host } = embedded.connection
    const pid = await embedded.postgresPid()
    await embedded.release()
    expect(isRunning(pid)).toBe(false)
    await vi.waitFor(() => expect(isRunning(embedded.keeperPid)).toBe(false), soon)
    expect(existsSync(host)).toBe(false)
    expect(existsSync(lockPath())).toBe(false)
  })

  it('stays for one lease when another is released', async () => {
    useModel()
    const [one, two] = await Promise.all([start(), start()])
    await one?.release()
    expect(await ask(two!, 'select 1')).toBe(1)
  })
})

describe('what survives a kill -9', () => {
  it('of the only program with a lease: nothing', async () => {
    useModel()
    const { child, keeperPid, postgresPid } = await startElsewhere()
    expect(isRunning(postgresPid)).toBe(true)
    child.kill('SIGKILL')
    await vi.waitFor(() => expect([isRunning(keeperPid), isRunning(postgresPid)]).toEqual([false, false]), soon)
    expect(await ask(await start(), 'select 1')).toBe(1)
  })

  it('of the server: the lease, and what was committed, on a new server at the same address', async () => {
    useModel()
    const embedded = await start()
    await ask(embedded, 'create table acknowledged (id int)')
    await ask(embedded, 'insert into acknowledged values (1883)')
    const before = await embedded.postgresPid()
    process.kill(before, 'SIGKILL')
    await vi.waitFor(async () => expect(await ask(embedded, 'select id from acknowledged')).toBe(1883), soon)
    expect(await embedded.postgresPid()).not.toBe(before)
  })

  it('of the keeper: the lease, with a new keeper and a new server at the same address', async () => {
    useModel()
    const embedded = await start()
    await ask(embedded, 'create table acknowledged (id int)')
    const { keeperPid } = embedded
    process.kill(keeperPid, 'SIGKILL')
    await vi.waitFor(async () => {
      await embedded.postgresPid()
      expect(embedded.keeperPid).not.toBe(keeperPid)
    }, soon)
    expect(await ask(embedded, 'select count(*)::int from acknowledged')).toBe(0)
    await vi.waitFor(() => expect(serversOn(dataDir)).toEqual([readPid()]), soon)
  })

  it('of program and keeper together: nothing, and the next start is not held up', async () => {
    useModel()
    const { child, keeperPid, postgresPid } = await startElsewhere()
    process.kill(keeperPid, 'SIGKILL')
    child.kill('SIGKILL')
    await vi.waitFor(() => expect(isRunning(postgresPid)).toBe(false), soon)
    expect(await ask(await start(), 'select 1')).toBe(1)
  })

  it('of a program while it makes the first cluster: nothing half-made', async () => {
    const program = `
      const { openEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))})
      await openEmbedded({ dataDir: ${JSON.stringify(dataDir)}, onProgress: (line) => console.log(line) })`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(child)
    await new Promise((resolve) => child.stdout.once('data', resolve))
    child.kill('SIGKILL')
    expect(await ask(await start(), 'select 1')).toBe(1)
    expect(readdirSync(folder).filter((name) => name.includes('making'))).toEqual([])
  })
})

describe('many at once', () => {
  it('ten programs starting on a new folder all get in, with one keeper and one server', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => startElsewhere()))
    expect(new Set(all.map((one) => one.keeperPid)).size).toBe(1)
    expect(new Set(all.map((one) => one.postgresPid)).size).toBe(1)
    await vi.waitFor(() => expect(serversOn(dataDir)).toEqual([all[0]?.postgresPid]), soon)
  }, 60_000)

  it('one that comes while the last one leaves gets a server too', async () => {
    useModel()
    const first = await start()
    const leaving = first.release()
    const second = await start()
    await leaving
    expect(await ask(second, 'select 1')).toBe(1)
  })
})

describe('what stops a start, in a sentence', () => {
  it('a folder of another major version, which is left as it was', async () => {
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'PG_VERSION'), '13\n')
    await expect(openEmbedded({ dataDir })).rejects.toThrow(
      /made by PostgreSQL 13, and this Broadsheet brings 18.*BROADSHEET_DATA/,
    )
    expect(readdirSync(dataDir)).toEqual(['PG_VERSION'])
  })

  it('a folder with something else in it, which is left as it was', async () => {
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'letters.txt'), 'Dear editor')
    await expect(openEmbedded({ dataDir })).rejects.toThrow(/holds files but no database/)
    expect(readFileSync(join(dataDir, 'letters.txt'), 'utf8')).toBe('Dear editor')
  })

  it('a file where the folder should be', async () => {
    writeFileSync(dataDir, '')
    await expect(openEmbedded({ dataDir })).rejects.toThrow(/a file is in the way/)
    await expect(openEmbedded({ dataDir: join(dataDir, 'below') })).rejects.toThrow(/a file is in the way/)
  })

  it.skipIf(asRoot)('a folder that may not be written', async () => {
    mkdirSync(join(folder, 'closed'), { mode: 0o500 })
    await expect(openEmbedded({ dataDir: join(folder, 'closed', 'database') })).rejects.toThrow(/may not be written/)
  })

  it('a damaged cluster', async () => {
    useModel()
    rmSync(join(dataDir, 'global', 'pg_control'))
    await expect(openEmbedded({ dataDir })).rejects.toThrow(/is damaged and does not start.*Restore a backup/)
  })
})

describe('a lock file left behind', () => {
  it('with the process id of another program does not hold up the start, nor harm that program', async () => {
    useModel()
    const first = await start()
    const left = readFileSync(lockPath(), 'utf8')
    const { uid, gid } = statSync(lockPath())
    await first.release()

    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'])
    children.push(bystander)
    writeFileSync(lockPath(), left.replace(/^\d+/, String(bystander.pid)), { mode: 0o600 })
    chownSync(lockPath(), uid, gid)
    expect(await ask(await start(), 'select 1')).toBe(1)
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull()
  })
})

function lockPath(): string {
  return join(dataDir, 'postmaster.pid')
}

function readPid(): number {
  return Number(readFileSync(lockPath(), 'utf8').split('\n')[0])
}
