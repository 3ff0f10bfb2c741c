import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { changeSource, claimSources, keepClaim, switchSource } from '#domains/wire'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aNitf, anRss, aWebServer } from '#kit/outside'
import { added, aPlan, claimed, getSource, headlinesFrom, sourceNeedsIn } from '#kit/sources'
import { transaction } from '#platform/db'
import { lookAt } from './look-at.ts'
import { type RunningSources, runSources } from './run-sources.ts'

const fresh = await freshDb()
const { db } = fresh
const { needs, close } = await sourceNeedsIn(db)
const server = await aWebServer()
const running: RunningSources[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
  await sql`update wire_source set is_on = false`.execute(db)
})
afterAll(async () => {
  await server.close()
  await fresh.close()
  await close()
})

const start = (times = 1) => {
  for (let n = 0; n < times; n += 1) running.push(runSources(needs, { turnMs: 50 }))
}
async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 20_000
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time.')
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}
const claimedBy = async (id: string) =>
  (await sql<{ by: string | null }>`select claimed_by as by from wire_source where id = ${id}`.execute(db)).rows[0]?.by
const waitingForLocks = async () =>
  (await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db))
    .rows.length
const dueNow = (id: string) => sql`update wire_source set next_at = now() where id = ${id}`.execute(db)

describe('workers that run at once', () => {
  it('ask a source once when it is due, though there are ten of them', async () => {
    server.put('/once.xml', { body: anRss([{ id: 'once', title: 'Once' }]) })
    const id = await added(db, aPlan('http', { url: `${server.url}/once.xml` }, { everySeconds: 3_600 }))
    start(10)
    await until(async () => (await getSource(db, id)).succeededAt !== null)
    // Whoever comes to a source that is due later would have come to this one too.
    server.put('/later.xml', { body: anRss([{ id: 'later', title: 'Later' }]) })
    const later = await added(db, aPlan('http', { url: `${server.url}/later.xml` }, { everySeconds: 3_600 }))
    await until(async () => (await getSource(db, later)).succeededAt !== null)
    expect(server.times('/once.xml')).toBe(1)
    expect(await headlinesFrom(db, id)).toEqual(['Once'])
  })

  it('get one claim between them, ten at once', async () => {
    const id = await added(db, aPlan('http', { url: `${server.url}/claims.xml` }))
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, n) => claimSources(db, { holder: `worker ${n}`, most: 5, leaseSeconds: 60 })),
    )
    expect(all.flat().filter((source) => source.id === id)).toHaveLength(1)
  })

  it('take over from one that was killed when its lease has run out, and not before', async () => {
    const id = await added(db, aPlan('http', { url: `${server.url}/dead.xml` }))
    expect(await claimSources(db, { holder: 'killed', most: 1, leaseSeconds: 60, only: [id] })).toHaveLength(1)
    expect(await claimSources(db, { holder: 'other', most: 1, leaseSeconds: 60, only: [id] })).toHaveLength(0)
    await sql`update wire_source set claimed_until = now() - interval '1 s', next_at = now() where id = ${id}`.execute(
      db,
    )
    expect(await claimSources(db, { holder: 'other', most: 1, leaseSeconds: 60 })).toHaveLength(1)
    expect(await keepClaim(db, { sourceId: id, holder: 'killed' }, 60)).toBe(false)
    expect(await keepClaim(db, { sourceId: id, holder: 'other' }, 60)).toBe(true)
  })

  it('do not let a slow source hold up the others', async () => {
    let release = () => {}
    server.put('/slow.xml', (_request, response) => {
      release = () => response.end(anRss([{ id: 'slow', title: 'Slow' }]))
    })
    server.put('/quick.xml', { body: anRss([{ id: 'quick', title: 'Quick' }]) })
    const slow = await added(db, aPlan('http', { url: `${server.url}/slow.xml` }))
    start()
    await until(() => server.times('/slow.xml') === 1)
    const quick = await added(db, aPlan('http', { url: `${server.url}/quick.xml` }))
    await until(async () => (await headlinesFrom(db, quick)).length === 1)
    release()
    await until(async () => (await headlinesFrom(db, slow)).length === 1)
  })

  it('look at no more than eight at once each, however long the database took to say which', async () => {
    const open = new Set<() => void>()
    let most = 0
    server.put('/crowd.xml', (_request, response) => {
      open.add(() => response.end(anRss([{ id: 'crowd', title: 'Crowd' }])))
      most = Math.max(most, open.size)
    })
    const ids: string[] = []
    for (let nth = 0; nth < 20; nth += 1)
      ids.push(await added(db, aPlan('http', { url: `${server.url}/crowd.xml?${nth}` }, { everySeconds: 3_600 })))
    await transaction(db, async (tx) => {
      await sql`lock table wire_source in exclusive mode`.execute(tx)
      running.push(runSources(needs, { turnMs: 5 }))
      // Many turns come while the first waits for the table.
      await until(async () => (await waitingForLocks()) > 0)
      await new Promise((resolve) => setTimeout(resolve, 100))
    })
    const done = async () => (await Promise.all(ids.map((id) => getSource(db, id)))).every((one) => one.succeededAt)
    await until(() => open.size >= 8)
    await until(async () => {
      for (const answer of open) answer()
      open.clear()
      return done()
    })
    expect(most).toBe(8)
  })

  it('come to the end of their file when they are stopped, and leave the source for the next', async () => {
    server.put('/hang.xml', () => {})
    const id = await added(db, aPlan('http', { url: `${server.url}/hang.xml` }))
    start()
    await until(() => server.times('/hang.xml') === 1)
    await Promise.all(running.splice(0).map((one) => one.stop()))
    expect(await getSource(db, id)).toMatchObject({ failures: 0, lastError: '' })
    expect(await claimed(db, id, 'next')).toMatchObject({ id })
  })

  it('ask again at once when an editor asked meanwhile', async () => {
    const answers: (() => void)[] = []
    server.put(
      '/asked.xml',
      (_request, response) => void answers.push(() => response.end(anRss([{ id: 'a', title: 'A' }]))),
    )
    const id = await added(db, aPlan('http', { url: `${server.url}/asked.xml` }, { everySeconds: 3_600 }))
    start()
    await until(() => answers.length === 1)
    await dueNow(id)
    answers[0]?.()
    await until(() => answers.length === 2)
    answers[1]?.()
  })
})

describe('a folder that is watched', () => {
  it('is looked at as soon as a file appears, long before its turn', async () => {
    const place = join(needs.folders.home, 'watched')
    await mkdir(place, { recursive: true })
    const id = await added(db, aPlan('folder', { path: 'watched' }, { everySeconds: 3_600 }))
    start(3)
    await until(async () => (await getSource(db, id)).succeededAt !== null)
    for (const name of ['One', 'Two', 'Three']) {
      await writeFile(join(place, `.${name}`), aNitf({ id: `watched-${name}`, title: name }))
      await rename(join(place, `.${name}`), join(place, `${name}.xml`))
      await until(async () => (await headlinesFrom(db, id)).includes(name))
    }
    await until(async () => (await readdir(join(place, 'done'))).length === 1)
    expect(await headlinesFrom(db, id)).toEqual(['One', 'Two', 'Three'])
  })

  it('is looked at when there is room again, if a file appeared while there was none', async () => {
    const place = join(needs.folders.home, 'crowded')
    await mkdir(place, { recursive: true })
    const id = await added(db, aPlan('folder', { path: 'crowded' }, { everySeconds: 3_600 }))
    start()
    const drop = async (name: string) => {
      await writeFile(join(place, `.${name}`), aNitf({ id: `crowded-${name}`, title: name }))
      await rename(join(place, `.${name}`), join(place, `${name}.xml`))
    }
    await drop('Watched')
    await until(async () => (await headlinesFrom(db, id)).includes('Watched'))
    await until(async () => (await claimedBy(id)) === null)
    const answers: (() => void)[] = []
    server.put('/full.xml', (_request, response) => void answers.push(() => response.end(anRss([]))))
    for (let nth = 0; nth < 8; nth += 1)
      await added(db, aPlan('http', { url: `${server.url}/full.xml?${nth}` }, { everySeconds: 3_600 }))
    await until(() => answers.length === 8)
    await drop('Nudged')
    // Time for the watch to tell of it; too little would prove nothing, and break nothing.
    await new Promise((resolve) => setTimeout(resolve, 100))
    for (const answer of answers) answer()
    await until(async () => (await headlinesFrom(db, id)).includes('Nudged'))
  })

  it('gives each of two hundred files once, though three workers watch it', async () => {
    const place = join(needs.folders.home, 'many')
    await mkdir(place, { recursive: true })
    const id = await added(db, aPlan('folder', { path: 'many' }, { everySeconds: 1 }))
    start(3)
    for (let n = 0; n < 200; n += 1)
      await writeFile(join(place, `${n}.xml`), aNitf({ id: `many-${n % 190}`, title: `Many ${n % 190}` }))
    await until(async () => (await readdir(place, { withFileTypes: true })).every((one) => !one.isFile()))
    const headlines = await headlinesFrom(db, id)
    expect(headlines).toHaveLength(190)
    expect(new Set(headlines).size).toBe(190)
    expect((await readdir(place)).includes('failed')).toBe(false)
  })
})

describe('a source that is changed while it is asked', () => {
  it('is lost to whoever asks: nothing of the old place is remembered', async () => {
    server.put('/old.xml', { body: anRss([{ id: 'old', title: 'Old' }]) })
    const id = await added(db, aPlan('http', { url: `${server.url}/old.xml` }))
    const source = await claimed(db, id)
    await changeSource(workOf(db, { by: cast.ana }), id, (before) => ({
      ...before,
      settings: { url: `${server.url}/new.xml` },
    }))
    await lookAt(needs, source, 'the tests', new AbortController().signal)
    const now = await getSource(db, id)
    expect(now.cursor).toEqual({})
    expect(now.settings.url).toBe(`${server.url}/new.xml`)
    expect(now.failures).toBe(0)
  })

  it('is not given back on when it was switched off', async () => {
    server.put('/off.xml', { body: anRss([{ id: 'off', title: 'Off' }]) })
    const id = await added(db, aPlan('http', { url: `${server.url}/off.xml` }))
    const source = await claimed(db, id)
    await switchSource(workOf(db), id, false)
    await lookAt(needs, source, 'the tests', new AbortController().signal)
    expect((await getSource(db, id)).isOn).toBe(false)
    expect(await claimSources(db, { holder: 'x', most: 9, leaseSeconds: 5, only: [id] })).toEqual([])
  })
})
