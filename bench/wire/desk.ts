// The wire desk: items received durably in a second, and how long the list, the search and the rail take over a million items.
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { listWire, receive, take, type WireItem, wireRail } from '#domains/wire'
import { aPaper } from '#kit/builders'
import { workOf } from '#kit/cast'
import { startCluster, urlOf } from '#kit/cluster'
import { aSource, aWireItem } from '#kit/wire'
import { connect, type Db, transaction } from '#platform/db'

const ITEMS = Number(process.env.BENCH_WIRE_ITEMS ?? 1_000_000)
const RECEIVED = Number(process.env.BENCH_WIRE_RECEIVED ?? 3_000)
const CONCURRENCY = 8
const ASKED = 40
const AT = new Date('2026-11-24T20:00:00Z')
const WORDS_OF_A_STORY = 300

/** Prints a row: what, how many, and the middle, 99th and longest of the times in milliseconds. */
function row(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1).padStart(9)
  process.stdout.write(`${what.padEnd(48)}${String(times.length).padStart(6)}${at(0.5)}${at(0.99)}${at(1)}\n`)
}

/** Receives generated items of a usual length, eight at a time, each in a transaction of its own. */
export async function benchReceiving(db: Db): Promise<void> {
  const sourceId = await aSource(db, { agency: 'AP' })
  const items = Array.from({ length: RECEIVED }, (_, nth): WireItem => {
    const text = Array.from({ length: WORDS_OF_A_STORY }, (_, at) => `w${(at * 7919 + nth * 104_729) % 20_011}`)
    const paragraphs = Array.from({ length: 10 }, (_, at) => text.slice(at * 30, at * 30 + 30).join(' '))
    return aWireItem({ id: `bench ${nth}`, headline: `Bench item ${nth}`, paragraphs })
  })
  const times: number[] = []
  let next = 0
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (let item = items[next++]; item; item = items[next++]) {
        const one = item
        const bytes = Buffer.from(JSON.stringify(one))
        const start = performance.now()
        await transaction(db, (tx) => receive(workOf(tx), { sourceId, bytes, items: [one] }))
        times.push(performance.now() - start)
      }
    }),
  )
  const seconds = (performance.now() - begun) / 1_000
  row(`received one by one (${Math.round(RECEIVED / seconds)} a second)`, times)
  const files = performance.now()
  const more = items.map((item) => ({ ...item, id: `file ${item.id}`, revisionKey: `file ${item.revisionKey}` }))
  for (let at = 0; at < more.length; at += 100) {
    const file = more.slice(at, at + 100)
    await transaction(db, (tx) => receive(workOf(tx), { sourceId, bytes: Buffer.from(`file ${at}`), items: file }))
  }
  process.stdout.write(
    `  in files of a hundred: ${Math.round(RECEIVED / ((performance.now() - files) / 1_000))} a second\n`,
  )
  const again = performance.now()
  for (const item of items.slice(0, 500))
    await transaction(db, (tx) => receive(workOf(tx), { sourceId, bytes: Buffer.from('again'), items: [item] }))
  process.stdout.write(
    `  the same again, dropped: ${Math.round(500 / ((performance.now() - again) / 1_000))} a second\n`,
  )
  const takes: number[] = []
  const found = await sql<{ id: string }>`select id from wire_item where external_id like 'bench %' limit 100`.execute(
    db,
  )
  for (const { id } of found.rows) {
    const start = performance.now()
    await transaction(db, (tx) => take(workOf(tx), id))
    takes.push(performance.now() - start)
  }
  row('taken as a draft', takes)
}

/** Items over a year, with words as frequent as words are, a few of them stopped, embargoed, held and on desks. */
export async function fill(db: Db, count: number): Promise<void> {
  const started = performance.now()
  const sourceId = await aSource(db, { name: 'Bench', agency: 'AP' })
  const other = await aSource(db, { name: 'Bench, quiet', agency: 'Reuters' })
  const desk = await sql<{
    id: string
  }>`insert into wire_desk (slug, name) values ('bench', 'Bench') returning id`.execute(db)
  await transaction(db, (tx) =>
    receive(workOf(tx), { sourceId, bytes: Buffer.from('x'), items: [aWireItem({ id: 'first of the bench' })] }),
  )
  const indexes = await sql<{ name: string; definition: string }>`
    select indexname as name, indexdef as definition from pg_indexes where tablename = 'wire_item' and indexdef like '%gin%'`.execute(
    db,
  )
  for (const { name } of indexes.rows) await sql`drop index ${sql.ref(name)}`.execute(db)
  // A word's number is small often and large rarely, about as Zipf found it.
  await sql`
    create table bench_text as
    select n, setweight(to_tsvector('newspaper', string_agg(case when place <= 8 then word end, ' ')), 'A')
      || setweight(to_tsvector('newspaper', string_agg(word, ' ')), 'C') as search
    from (select n, place, 'word' || floor(exp(random() * ln(30000)))::int as word
      from generate_series(0, 4999) n, generate_series(1, 180) place) words group by n`.execute(db)
  await sql`create unique index on bench_text (n)`.execute(db)
  await sql`
    insert into wire_item (agency, external_id, revision_id, headline, slugline, type, urgency, standing, signal, desk_state, words, revisions,
      embargo_unknown, source_id, cluster_id, shingles, first_at, moved_at, search)
    select case when item.n % 50 = 0 then 'Reuters' else 'AP' end, 'made ' || item.n, (select min(id) from wire_revision),
      'Headline number ' || item.n, 'BENCH-' || item.n % 1000, case when item.n % 7 = 0 then 'picture' else 'text' end, case when item.n % 211 = 0 then 2 else 4 end,
      case when item.n % 2003 = 0 then 'killed' else 'usable' end, 'new', case when item.n % 997 = 0 then 'held' when item.n % 13 = 0 then 'spiked' else 'new' end,
      300, 1, item.n % 5003 = 0, case when item.n % 50 = 0 then ${other}::bigint else ${sourceId}::bigint end, null,
      array[hashint4(item.n), hashint4(item.n + 1), hashint4(item.n + 2), hashint4(item.n + 3), hashint4(item.n + 4), hashint4(item.n + 5), hashint4(item.n + 6), hashint4(item.n + 7)],
      moved, moved, bench_text.search || array_to_tsvector(array['d:' || to_char(moved at time zone 'UTC', 'YYYY-MM-DD'),
        'm:' || to_char(moved at time zone 'UTC', 'YYYY-MM'), case when item.n % 50 = 0 then 'a:reuters' else 'a:ap' end])
    from (select n, ${AT}::timestamptz - make_interval(secs => n * (31536000.0 / ${count})) as moved from generate_series(1, ${count}) n) item
    join bench_text on bench_text.n = (item.n::bigint * 7919) % 5000`.execute(db)
  await sql`update wire_item set cluster_id = id where id % 3 <> 0`.execute(db)
  await sql`update wire_item set cluster_id = id - 2 where id % 3 = 0`.execute(db)
  await sql`
    insert into wire_on_desk (desk_id, item_id, moved_at)
    select ${desk.rows[0]?.id}, id, moved_at from wire_item where id % 9 = 0`.execute(db)
  await sql`
    insert into wire_arrival (revision_id, source_id, at) select (select min(id) from wire_revision), ${other}, ${AT}`.execute(
    db,
  )
  await sql`
    insert into wire_read (person_id, item_id, revision_id, at)
    select 'ana', id, revision_id, ${AT} from wire_item where id % 2 = 0`.execute(db)
  for (const { definition } of indexes.rows) await sql`${sql.raw(definition)}`.execute(db)
  await sql`vacuum analyze wire_item`.execute(db)
  await sql`analyze wire_read, wire_on_desk`.execute(db)
  process.stdout.write(`${count} items made in ${Math.round((performance.now() - started) / 1_000)} s\n`)
}

/** Asks what a desk asks, over and over. */
export async function benchAsking(db: Db): Promise<void> {
  const desk = await sql<{ id: string }>`select id from wire_desk where slug = 'bench'`.execute(db)
  const sources = await sql<{ id: string }>`select id from wire_source order by id`.execute(db)
  const asked = { personId: 'ana', at: AT, limit: 60 }
  const ask = async (what: string, filter: Parameters<typeof listWire>[1], over: object = {}) => {
    const times: number[] = []
    for (let nth = 0; nth < ASKED; nth++) {
      const start = performance.now()
      await listWire(db, filter, { ...asked, ...over })
      times.push(performance.now() - start)
    }
    row(what, times)
  }
  await ask('all, first page', {})
  const middle = `${AT.getTime() - 15_768_000_000}-1`
  await ask('all, from half a year ago', {}, { before: middle })
  await ask('a desk', { desk: desk.rows[0]?.id ?? '' })
  await ask('unread', { view: 'unread' })
  for (const view of ['stopped', 'embargoed', 'held', 'spiked', 'used', 'behind'] as const) await ask(view, { view })
  await ask('pictures', { type: 'picture' })
  await ask('urgent', { urgent: 2 })
  await ask('a quiet source', { source: sources.rows.at(-1)?.id ?? '' })
  await ask('words every story has', { q: 'word1' })
  await ask('words one in ten has', { q: 'word12 word20' })
  await ask('words one in a hundred has', { q: 'word300' })
  await ask('words few have', { q: 'word20011' })
  await ask('words none has', { q: 'xylophone' })
  await ask('common and rare words together', { q: 'word1 word2 word9000' })
  await ask('a phrase', { q: '"word1 word2"' })
  await ask('a field', { q: 'headline:word517 agency:Reuters' })
  await ask('words of half a year ago', { q: 'word3' }, { before: middle })
  await ask('words on a desk', { q: 'word2', desk: desk.rows[0]?.id ?? '' })
  const times: number[] = []
  for (let nth = 0; nth < ASKED; nth++) {
    const start = performance.now()
    await wireRail(db, { personId: 'ana', at: AT, zone: 'America/Los_Angeles' })
    times.push(performance.now() - start)
  }
  row('the rail', times)
}

/** The whole of it on a server of its own. */
export async function benchDesk(): Promise<void> {
  const cluster = await startCluster({
    url: process.env.DATABASE_URL || undefined,
    migrations: resolve(import.meta.dirname, '..', '..', 'migrations'),
  })
  const { db, pool, close } = connect({ connectionString: urlOf(cluster.url, cluster.template) }, { max: CONCURRENCY })
  pool.on('connect', (client) => void client.query('set statement_timeout = 0'))
  try {
    await aPaper(db)
    process.stdout.write(
      `${'ms'.padEnd(48)}${'times'.padStart(6)}${'p50'.padStart(9)}${'p99'.padStart(9)}${'most'.padStart(9)}\n`,
    )
    await benchReceiving(db)
    await fill(db, ITEMS)
    await benchAsking(db)
    await sql`vacuum analyze wire_item`.execute(db)
  } finally {
    await close()
    await cluster.close()
  }
}
