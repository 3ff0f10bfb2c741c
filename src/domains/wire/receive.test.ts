import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPaper } from '#kit/builders'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aSource, aWireItem } from '#kit/wire'
import { connect, listen, transaction } from '#platform/db'
import type { WireItem } from './item.ts'
import { receive } from './receive.ts'
import { WIRE_CHANNEL } from './settle-store.ts'

const fresh = await freshDb()
const { db } = fresh
let sections: Awaited<ReturnType<typeof aPaper>>
let sourceId: string
beforeAll(async () => {
  sections = await aPaper(db)
  sourceId = await aSource(db, { agency: 'AP' })
})
afterAll(() => fresh.close())

let minute = 0
const start = workOf(db).at.getTime()
const come = (items: WireItem[], { source = sourceId, bytes = JSON.stringify(items) } = {}) =>
  transaction(db, (tx) =>
    receive(workOf(tx, { at: new Date(start + minute++ * 60_000) }), {
      sourceId: source,
      bytes: Buffer.from(bytes),
      items,
    }),
  )
const row = async (id: string) =>
  (
    await sql<{
      id: string
      headline: string
      standing: string
      signal: string
      revisions: number
      movedAt: Date
      deskState: string
      tags: string[]
      sectionId: string | null
      clusterId: string | null
      embargoUntil: Date | null
      embargoUnknown: boolean
      expiresAt: Date | null
      agency: string
    }>`select id, headline, standing, signal, revisions, moved_at as "movedAt", desk_state as "deskState", tags, section_id as "sectionId",
        cluster_id as "clusterId", embargo_until as "embargoUntil", embargo_unknown as "embargoUnknown", expires_at as "expiresAt", agency
      from wire_item where external_id = ${id}`.execute(db)
  ).rows[0]
const count = async (table: string) =>
  Number((await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(db)).rows[0]?.n)

describe('an item that arrives', () => {
  it('is kept whole, with its bytes and through which source', async () => {
    const item = aWireItem({ id: 'whole', ednote: 'Eds: for the desk.' })
    const { received, dropped } = await come([item], { bytes: '<the file>' })
    expect([received.length, dropped]).toEqual([1, 0])
    expect(received[0]?.isNew).toBe(true)
    const kept = await sql<{ item: WireItem; bytes: Buffer; source: string }>`
      select item, bytes, source_id as source from wire_revision revision join wire_original on fingerprint = original
      join wire_arrival on revision_id = revision.id where revision.id = ${received[0]?.revisionId}`.execute(db)
    expect(kept.rows[0]?.item).toEqual(item)
    expect(kept.rows[0]?.bytes.toString()).toBe('<the file>')
    expect(kept.rows[0]?.source).toBe(sourceId)
    expect(await row('whole')).toMatchObject({ headline: item.headline, revisions: 1, standing: 'usable' })
  })
  it('is one revision however often, from however many sources and under however many keys it comes', async () => {
    const other = await aSource(db)
    const item = aWireItem({ id: 'twice' })
    await come([item])
    expect(await come([item])).toMatchObject({ received: [], dropped: 1 })
    expect(await come([{ ...item, format: 'ninjs', revisionKey: 'etag-1' }], { source: other })).toMatchObject({
      dropped: 1,
    })
    expect(await come([{ ...item, text: 'Other words under the same key' }])).toMatchObject({ dropped: 1 })
    expect(await row('twice')).toMatchObject({ revisions: 1 })
    const arrivals = await sql`
      select from wire_arrival join wire_revision on id = revision_id join wire_item item on item.id = item_id where external_id = 'twice'`.execute(
      db,
    )
    expect(arrivals.rows).toHaveLength(2)
  })
  it('twice in one file is one', async () => {
    const item = aWireItem({ id: 'in one file' })
    expect(await come([item, item, { ...item, revisionKey: 'x' }])).toMatchObject({ dropped: 2 })
  })
  it('has the agency of its source where it names none', async () => {
    await come([aWireItem({ id: 'nameless', agency: '' })], { source: await aSource(db, { agency: 'Town Wire' }) })
    expect((await row('nameless'))?.agency).toBe('Town Wire')
  })
  it('may hold characters that a database does not take', async () => {
    const nul = 'a\u0000b \ud800 \\u0000 c'
    await come([aWireItem({ id: 'odd', headline: nul, text: nul })])
    expect((await row('odd'))?.headline).toBe('ab \ufffd \\u0000 c')
  })
  it('is told to open desks once it is kept', async () => {
    const heard: { ids: string[] }[] = []
    const ear = listen(fresh.connection, WIRE_CHANNEL, {
      onMessage: (text) => heard.push(JSON.parse(text)),
      onGap: () => {},
    })
    await ear.ready
    const { received } = await come([aWireItem({ id: 'told' })])
    while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(heard).toEqual([{ ids: [received[0]?.itemId] }])
    await ear.close()
  })
})

describe('revisions', () => {
  const versions = (id: string) =>
    [1, 2, 3].map((n) =>
      aWireItem({ id, version: `${n}`, headline: `Version ${n}`, paragraphs: [`Words of version ${n}.`] }),
    )

  it('end the same in whatever order they come', async () => {
    const orders = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 1],
      [0, 2, 1],
      [1, 0, 2],
    ]
    for (const [nth, order] of orders.entries()) {
      const list = versions(`order ${nth}`)
      for (const at of order) await come([list[at] ?? list[0]!])
      expect(await row(`order ${nth}`)).toMatchObject({ headline: 'Version 3', revisions: 3 })
    }
    for (const [nth, order] of orders.entries()) {
      const list = versions(`at once ${nth}`)
      await come(order.map((at) => list[at] ?? list[0]!))
      expect(await row(`at once ${nth}`)).toMatchObject({ headline: 'Version 3', revisions: 3 })
    }
  })
  it('that are older do not move the item', async () => {
    const [first, second] = versions('unmoved')
    await come([second!])
    const before = (await row('unmoved'))?.movedAt
    await come([first!])
    expect(await row('unmoved')).toMatchObject({ movedAt: before, revisions: 2 })
  })
  it('make words newest again that the agency goes back to', async () => {
    const [first, second] = versions('back')
    await come([first!])
    await come([second!])
    await come([{ ...first!, version: '3', revisionKey: 'back:3' }])
    expect(await row('back')).toMatchObject({ headline: 'Version 1', revisions: 2 })
  })
  it('keep what the desk did with the item, and its tags', async () => {
    const [first, second] = versions('tagged')
    const source = await aSource(db, { rules: [{ does: { tags: ['road'], spike: true } }] })
    await come([first!], { source })
    expect(await row('tagged')).toMatchObject({ deskState: 'spiked', tags: ['road'] })
    await sql`update wire_item set desk_state = 'new' where external_id = 'tagged'`.execute(db)
    await come([second!], { source })
    expect(await row('tagged')).toMatchObject({ deskState: 'new', tags: ['road'], headline: 'Version 2' })
  })
})

describe('kills', () => {
  it('hold for ever in every order, also before the story itself', async () => {
    const orders = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
      [1, 2, 0],
    ]
    for (const [nth, order] of orders.entries()) {
      const id = `killed ${nth}`
      const list = [
        aWireItem({ id, version: '1' }),
        aWireItem({ id, version: '2', status: 'killed', signal: 'kill' }),
        aWireItem({ id, version: '3', headline: 'Back again' }),
      ]
      for (const at of order) await come([list[at] ?? list[0]!])
      expect(await row(id)).toMatchObject({ standing: 'killed', signal: 'kill', revisions: 3 })
    }
  })
  it('under the key of the story they kill are not taken for it', async () => {
    const item = aWireItem({ id: 'same key' })
    await come([item])
    await come([{ ...item, status: 'killed', signal: 'kill' }])
    expect(await row('same key')).toMatchObject({ standing: 'killed', revisions: 2 })
  })
  it('that name another story kill it, before or after it comes', async () => {
    const killer = (id: string, victim: string) =>
      aWireItem({ id, headline: 'Kill', status: 'killed', signal: 'kill', kills: [victim] })
    await come([aWireItem({ id: 'victim 1' })])
    await come([killer('killer 1', 'victim 1')])
    await come([killer('killer 2', 'victim 2')])
    await come([aWireItem({ id: 'victim 2', version: '9' })])
    expect((await row('victim 1'))?.standing).toBe('killed')
    expect((await row('victim 2'))?.standing).toBe('killed')
  })
  it('that say less of whose they are than the story did still find it, through the same source', async () => {
    const other = await aSource(db)
    await come([aWireItem({ id: 'anonymous kill', agency: 'Reuters' })])
    await come([aWireItem({ id: 'anonymous kill', agency: '', version: '2', status: 'killed', signal: 'kill' })])
    await come([aWireItem({ id: 'anonymous kill', agency: 'dpa' })], { source: other })
    const standings = await sql<{ agency: string; standing: string }>`
      select agency, standing from wire_item where external_id = 'anonymous kill' order by standing`.execute(db)
    expect(standings.rows).toEqual([
      { agency: 'Reuters', standing: 'killed' },
      { agency: 'dpa', standing: 'usable' },
    ])
  })
  it('in NITF that name another document kill that document', async () => {
    await come([aWireItem({ id: 'doc.17', agency: 'Quill' })])
    const nitf = `<nitf><head><docdata management-status="usable" management-doc-idref="doc.17" management-idref-status="canceled">
      <doc-id id-string="doc.18" regsrc="Quill"/></docdata></head><body><body.content><p>The story is withdrawn.</p></body.content></body></nitf>`
    await transaction(db, (tx) => receive(workOf(tx), { sourceId, bytes: Buffer.from(nitf) }))
    expect((await row('doc.17'))?.standing).toBe('killed')
    expect((await row('doc.18'))?.standing).toBe('usable')
  })
  it('ring until someone answers, once', async () => {
    const kill = aWireItem({ id: 'rings', status: 'killed', signal: 'kill' })
    await come([kill])
    await come([kill])
    const alarms =
      await sql`select from wire_alarm join wire_item item on item.id = item_id where external_id = 'rings'`.execute(db)
    expect(alarms.rows).toHaveLength(1)
  })
  it('are not lifted as what is withheld is', async () => {
    await come([aWireItem({ id: 'withheld', version: '1' })])
    await come([aWireItem({ id: 'withheld', version: '2', status: 'withheld' })])
    expect((await row('withheld'))?.standing).toBe('withheld')
    await come([aWireItem({ id: 'withheld', version: '3' })])
    expect((await row('withheld'))?.standing).toBe('usable')
  })
})

describe('what a source gives everything that comes through it', () => {
  it('is a desk, a section, terms and an end of rights', async () => {
    const desk = await sql<{
      id: string
    }>`insert into wire_desk (slug, name) values ('nation', 'Nation') returning id`.execute(db)
    const deskId = desk.rows[0]?.id ?? ''
    const source = await aSource(db, {
      deskId,
      sectionId: sections.sports,
      expiresAfterDays: 30,
      usageTerms: ['Web 7 days'],
    })
    await come([aWireItem({ id: 'given' })], { source })
    const item = await row('given')
    expect(item).toMatchObject({ sectionId: sections.sports })
    const first = await sql<{ at: Date }>`select first_at as at from wire_item where external_id = 'given'`.execute(db)
    expect(item?.expiresAt?.getTime()).toBe((first.rows[0]?.at.getTime() ?? 0) + 7 * 86_400_000)
    const lies = await sql`select from wire_on_desk where desk_id = ${deskId} and item_id = ${item?.id}`.execute(db)
    expect(lies.rows).toHaveLength(1)
  })
  it('of a section or desk that is gone is nothing, and the item is kept', async () => {
    const source = await aSource(db, { rules: [{ does: { deskId: '999999', sectionId: '999999' } }] })
    await come([aWireItem({ id: 'gone' })], { source })
    expect(await row('gone')).toMatchObject({ sectionId: null })
  })
})

describe('an embargo', () => {
  it('is known by its end, or unknown until an editor decides', async () => {
    const end = new Date(start + 3_600_000_000)
    await come([aWireItem({ id: 'timed', status: 'embargoed', embargoUntil: end.toISOString() })])
    await come([aWireItem({ id: 'endless', status: 'embargoed' })])
    expect(await row('timed')).toMatchObject({ embargoUntil: end, embargoUnknown: false })
    expect(await row('endless')).toMatchObject({ embargoUntil: null, embargoUnknown: true })
  })
})

describe('near-duplicates', () => {
  const words = Array.from({ length: 120 }, (_, at) => `word${(at * 7919) % 503}`).join(' ')
  it('from another agency share a cluster; others have their own', async () => {
    await come([aWireItem({ id: 'first', paragraphs: [words] })])
    await come([aWireItem({ id: 'second', agency: 'Reuters', paragraphs: [`Lead-in. ${words}`] })])
    await come([aWireItem({ id: 'third' })])
    const [first, second, third] = [await row('first'), await row('second'), await row('third')]
    expect(second?.clusterId).toBe(first?.id)
    expect(third?.clusterId).not.toBe(first?.id)
  })
})

describe('ten that receive at once', () => {
  it('keep each of a thousand items once, however they meet', async () => {
    const before = [await count('wire_item'), await count('wire_revision')]
    const items = Array.from({ length: 1_000 }, (_, n) =>
      aWireItem({ id: `crowd ${n}`, headline: `Item ${n}`, paragraphs: [`Text ${n}.`] }),
    )
    const pools = Array.from({ length: 10 }, () => connect(fresh.connection, { max: 1 }))
    const got = await Promise.all(
      pools.map(async ({ db: pool }, nth) => {
        let made = 0
        // Each begins elsewhere and takes files of another size.
        const mine = [...items.slice(nth * 100), ...items.slice(0, nth * 100)]
        for (let at = 0; at < mine.length; at += nth + 7) {
          const file = mine.slice(at, at + nth + 7)
          const { received } = await transaction(pool, (tx) =>
            receive(workOf(tx), { sourceId, bytes: Buffer.from(`${nth} ${at}`), items: file }),
          )
          made += received.length
        }
        return made
      }),
    )
    await Promise.all(pools.map((pool) => pool.close()))
    expect(got.reduce((sum, made) => sum + made, 0)).toBe(1_000)
    expect([await count('wire_item'), await count('wire_revision')]).toEqual(before.map((n) => n + 1_000))
  })
})
