// Cached and fresh pages of a paper with 100,000 stories, beside a bare node:http server that sends the same bytes. Prints a table.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import autocannon from 'autocannon'
import pg from 'pg'

const root = resolve(import.meta.dirname, '..')
const STORIES = Number(process.env.BENCH_STORIES ?? 100_000)
const SECONDS = 8
const CONNECTIONS = 32
const data = mkdtempSync(join(tmpdir(), 'bs-bench-'))

interface Running {
  readonly url: string
  readonly process: ChildProcess
}

async function startPaper(): Promise<Running> {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js'), 'serve'], {
    env: { ...process.env, PORT: String(port), BROADSHEET_DATA: data, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of child.stdout) {
    said += chunk
    if (said.includes('Data:')) break
  }
  child.stdout.resume()
  return { url: `http://127.0.0.1:${port}`, process: child }
}

async function stop({ process: child }: Running): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** Copies the sample's stories until there are enough, spread over thirty years. */
async function fill(): Promise<void> {
  const socket = readdirSync(join(data, 'database'), { recursive: true, withFileTypes: true }).find(
    (entry) => entry.name === 'postmaster.pid',
  )
  if (!socket) throw new Error('The database is not where it should be.')
  const [, , , port, host] = readFileSync(join(socket.parentPath, 'postmaster.pid'), 'utf8').split('\n')
  const password = process.env.PGPASSWORD
  const client = new pg.Client({
    host,
    port: Number(port),
    user: 'broadsheet',
    database: 'broadsheet',
    ...(password ? { password } : {}),
  })
  await client.connect()
  await client.query(`
    insert into story (state, live_version, published_at, first_published_at, created_at, created_by, changed_at, changed_by)
    select 'published', 1, at, at, at, '{"kind":"system","job":"bench"}', at, '{"kind":"system","job":"bench"}'
    from (select now() - interval '1 hour' * (30 + n * 2.6) as at from generate_series(1, ${STORIES}) n) times`)
  await client.query(`
    insert into story_version (story_id, number, kind, copy, by_whom, at)
    select story.id, 1, 'imported', (select copy from story_version where number = 1 limit 1), '{"kind":"system","job":"bench"}', created_at
    from story where not exists (select from story_version where story_id = story.id)`)
  await client.query(`
    with sample as (select row_number() over (order by story_id) - 1 as place, live_story.* from live_story),
      added as (select id, published_at, row_number() over (order by id) as n from story where not exists (select from live_story where story_id = id))
    insert into live_story select id, '/stories/' || to_char(added.published_at, 'YYYY/mon/DD') || '/bench-' || n || '/', section_id, headline || ' ' || n, deck, kicker,
      agency, bylines, dateline, lead, body, topics, '[]', words, added.published_at, null, added.published_at::date
    from added join sample on sample.place = added.n % (select count(*) from sample)`)
  await client.query(`insert into live_byline select story_id, 0, line ->> 'slug', line ->> 'name', '', '', published_at from live_story, lateral (select bylines -> 0 as line) b
    where line is not null and not exists (select from live_byline old where old.story_id = live_story.story_id)`)
  await client.query(`insert into live_photo select distinct story_id, (id #>> '{}')::bigint
    from live_story, lateral jsonb_path_query(jsonb_build_array(lead, body), '$.**.photoId') as used (id) where id #>> '{}' <> '' on conflict do nothing`)
  await client.query('vacuum analyze')
  await client.end()
}

async function bareServer(body: Buffer, headers: Record<string, string>): Promise<Running> {
  const script = `const body=Buffer.from(process.argv[1],'base64');const headers=JSON.parse(process.argv[2]);
    require('node:http').createServer((q,s)=>{s.writeHead(200,headers);s.end(body)}).listen(0,'127.0.0.1',function(){console.log(this.address().port)})`
  const child = spawn(process.execPath, ['-e', script, body.toString('base64'), JSON.stringify(headers)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  return { url: `http://127.0.0.1:${String(line).trim()}/`, process: child }
}

async function load(url: string): Promise<{ perSecond: number; p99: number }> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    headers: { 'accept-encoding': 'br' },
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} not 200, ${result.errors} errors`)
  return { perSecond: result.requests.average, p99: result.latency.p99 }
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** Asks as a proxy would, on one open connection, and throws the body away: what a client makes of it is not ours to measure. */
function ask(url: string): Promise<{ status: number; body: Buffer; type: string }> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'accept-encoding': 'br' } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: Buffer.concat(parts),
          type: String(answer.headers['content-type']),
        }),
      )
    }).on('error', reject)
  })
}

/** Milliseconds each of `urls` takes when asked for the first time, one after the other. */
async function timesOf(urls: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (const url of urls) {
    const begun = performance.now()
    const { status } = await ask(url)
    if (status !== 200) throw new Error(`${url} answered ${status}`)
    times.push(performance.now() - begun)
  }
  return times.sort((one, other) => one - other)
}

/** Proportional memory of a process and all below it, and of the keeper and its database, in MB (Linux). */
function memoryOf(pids: readonly number[]): number {
  const kept = pids.map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return kept.reduce((sum, kb) => sum + kb, 0) / 1024
}

function ourPids(main: number): number[] {
  const found = [main]
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === main) continue
    try {
      const line = readFileSync(`/proc/${name}/cmdline`, 'utf8')
      const above = Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1])
      if (line.includes(data) || found.includes(above)) found.push(Number(name))
    } catch {}
  }
  return found
}

async function addressesIn(sitemap: string, many: number): Promise<string[]> {
  const locations = async (url: string) =>
    [...(await (await fetch(url)).text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map((found) => found[1] ?? '')
  const found: string[] = []
  // The newest sitemap may hold only a few.
  for (const page of (await locations(sitemap)).filter((url) => url.includes('sitemap')).reverse()) {
    found.push(...(await locations(page)).filter((url) => url.includes('/stories/')))
    if (found.length >= many) return found.slice(0, many)
  }
  throw new Error(`The sitemaps name ${found.length} stories, not ${many}.`)
}

// The first start makes the sample paper; what is measured is a paper as it runs on any other day.
const first = await startPaper()
const running = [first]
try {
  process.stderr.write(`Filling the paper with ${STORIES} stories …\n`)
  await fill()
  await stop(first)
  const paper = await startPaper()
  running.splice(0, 1, paper)
  const addresses = await addressesIn(`${paper.url}/sitemap.xml`, 500)
  const story = addresses[0] ?? ''
  const { body, type } = await ask(story)
  const bare = await bareServer(body, {
    'content-type': type,
    'content-encoding': 'br',
    'content-length': String(body.length),
  })
  running.push(bare)

  // In turn, so that a machine that slows down slows both.
  const rounds = []
  for (let round = 0; round < 3; round++) rounds.push({ cached: await load(story), bare: await load(bare.url) })
  const median = (numbers: number[]) => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0
  // A server on any other day has made hundreds of pages: its code is compiled and its questions are planned.
  await timesOf(addresses.slice(1, 101))
  const fresh = await timesOf(addresses.slice(101))
  const front = await timesOf(['/', '/news/', '/sports/', '/news/schools/?page=3'].map((path) => paper.url + path))
  const pids = ourPids(paper.process.pid ?? 0)
  const memory = memoryOf(pids)
  const appMemory = memoryOf([paper.process.pid ?? 0])

  const row = (name: string, ...cells: (string | number)[]) =>
    console.log(`${name.padEnd(34)}${cells.map((cell) => String(cell).padStart(14)).join('')}`)
  row('', 'requests/s', 'p99 ms')
  row(
    'bare node:http, same bytes',
    Math.round(median(rounds.map((round) => round.bare.perSecond))),
    median(rounds.map((round) => round.bare.p99)),
  )
  row(
    'story from memory',
    Math.round(median(rounds.map((round) => round.cached.perSecond))),
    median(rounds.map((round) => round.cached.p99)),
  )
  row('ratio (aim 0.8)', median(rounds.map((round) => round.cached.perSecond / round.bare.perSecond)).toFixed(2))
  console.log()
  row('', 'median ms', 'p99 ms')
  row(
    `story made afresh, ${STORIES} stories`,
    (fresh[Math.floor(fresh.length / 2)] ?? 0).toFixed(1),
    (fresh[Math.floor(fresh.length * 0.99)] ?? 0).toFixed(1),
  )
  row('fronts and lists made afresh', (front[1] ?? 0).toFixed(1), (front.at(-1) ?? 0).toFixed(1))
  console.log()
  row('memory, app and database (aim 400)', `${Math.round(memory)} MB`)
  row('  of that the app', `${Math.round(appMemory)} MB`)
} finally {
  await Promise.all(running.map(stop))
  rmSync(data, { recursive: true, force: true })
}
