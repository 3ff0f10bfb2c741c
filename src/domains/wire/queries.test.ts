import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPaper } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aSource, aWireItem } from '#kit/wire'
import { connect, transaction } from '#platform/db'
import { arrangeDesk, dropDesk, listDesks } from './desk.ts'
import { getWireItem } from './item-query.ts'
import { listWire } from './queries.ts'
import { wireRail } from './rail.ts'
import { markRead } from './read.ts'
import { receive } from './receive.ts'
import { getSourceSince, listSources } from './source-queries.ts'
import { bringBack, hold, spike } from './spike.ts'
import { take } from './take.ts'

const fresh = await freshDb()
const { db } = fresh
const start = workOf(db).at.getTime()
let sourceId: string
let otherId: string
const ids: Record<string, string> = {}

async function come(
  over: Parameters<typeof aWireItem>[0] & { id: string },
  { source = sourceId, minute = 0 } = {},
): Promise<string> {
  const item = aWireItem({
    headline: over.id,
    slugline: `slug-${over.id}`,
    paragraphs: [`Only ${over.id} says this.`],
    ...over,
  })
  const { received } = await transaction(db, (tx) =>
    receive(workOf(tx, { at: new Date(start + minute * 60_000) }), {
      sourceId: source,
      bytes: Buffer.from(JSON.stringify(item)),
      items: [item],
    }),
  )
  ids[over.id] = received[0]?.itemId ?? ''
  return received[0]?.itemId ?? ''
}
const asked = { personId: 'ana', at: new Date(start + 3_600_000), limit: 60 }
const listed = async (
  filter: Parameters<typeof listWire>[1] = {},
  over: Partial<Parameters<typeof listWire>[2]> = {},
) => (await listWire(db, filter, { ...asked, ...over })).items.map(({ headline }) => headline)

beforeAll(async () => {
  const sections = await aPaper(db)
  sourceId = await aSource(db, { name: 'AP Media', agency: 'AP', sectionId: sections.news })
  otherId = await aSource(db, { name: 'Folder' })
  const same = Array.from({ length: 90 }, (_, at) => `shared${(at * 31) % 97}`).join(' ')
  await come({ id: 'Alder' }, { minute: -100_000 })
  await come(
    {
      id: 'Birch',
      paragraphs: ['The flood took the mill bridge.'],
      dateline: { text: '', place: 'Tallow', agency: '' },
    },
    { minute: 1 },
  )
  await come({ id: 'Cedar', urgency: 1, bylines: [{ name: 'Quentin Ash', title: '' }] }, { minute: 2 })
  await come(
    { id: 'Dogwood', agency: 'Reuters', type: 'picture', categories: [{ scheme: 'apcategorycode', code: 's' }] },
    { source: otherId, minute: 3 },
  )
  await come({ id: 'Elm', status: 'killed', signal: 'kill' }, { minute: 4 })
  await come(
    { id: 'Fir', status: 'embargoed', embargoUntil: new Date(start + 86_400_000).toISOString() },
    { minute: 5 },
  )
  await come({ id: 'Ginkgo', paragraphs: [same] }, { minute: 6 })
  await come({ id: 'Hazel', agency: 'Reuters', paragraphs: [`${same} again`] }, { minute: 7 })
})
afterAll(() => fresh.close())

describe('the list', () => {
  it('is newest first, with one line for near-duplicates that says how many lie behind', async () => {
    expect(await listed()).toEqual(['Hazel', 'Fir', 'Elm', 'Dogwood', 'Cedar', 'Birch', 'Alder'])
    const { items } = await listWire(db, {}, asked)
    expect(items[0]).toMatchObject({ source: 'AP Media', more: 1, ordinal: 1, unread: true, uses: [] })
    expect(await listed({ source: sourceId })).toContain('Ginkgo')
  })
  it('gives page after page by cursor, and what is newer than the first line', async () => {
    const first = await listWire(db, {}, { ...asked, limit: 3 })
    expect([first.more, first.total]).toEqual([true, 7])
    const second = await listed({}, { limit: 3, before: first.items[2]?.cursor ?? '' })
    expect(second).toEqual(['Dogwood', 'Cedar', 'Birch'])
    expect(await listed({}, { after: first.items[2]?.cursor ?? '' })).toEqual(['Hazel', 'Fir'])
    expect(await listed({}, { before: 'nonsense' })).toHaveLength(7)
  })
  it('is searched by words of headline, names and text, whatever their age', async () => {
    expect(await listed({ q: 'flooding bridges' })).toEqual(['Birch'])
    expect(await listed({ q: 'alder' })).toEqual(['Alder'])
    expect(await listed({ q: '"mill bridge"' })).toEqual(['Birch'])
    expect(await listed({ q: '"bridge mill"' })).toEqual([])
    expect(await listed({ q: 'says -alder -cedar' })).not.toContain('Alder')
    expect(await listed({ q: 'quentin' })).toEqual(['Cedar'])
    expect(await listed({ q: 'the' })).toHaveLength(7)
  })
  it('is searched by field', async () => {
    expect(await listed({ q: 'slug:slug-birch' })).toEqual(['Birch'])
    expect(await listed({ q: 'headline:bir' })).toEqual(['Birch'])
    expect(await listed({ q: 'headline:flood' })).toEqual([])
    expect(await listed({ q: 'byline:"quentin ash"' })).toEqual(['Cedar'])
    expect(await listed({ q: 'place:tallow' })).toContain('Birch')
    expect(await listed({ q: 'category:s' })).toEqual(['Dogwood'])
    expect(await listed({ q: 'agency:reuters dogwood' })).toEqual(['Dogwood'])
    expect(await listed({ q: 'agency:ap dogwood' })).toEqual([])
  })
  it('takes what anyone may type', async () => {
    for (const q of [
      "'",
      '\\',
      ':*',
      'a & | !',
      'slug:',
      "agency:'",
      'slug:"',
      '((',
      'category:a\\',
      '"',
      '<->',
      'headline:%_',
    ])
      expect(Array.isArray(await listed({ q }))).toBe(true)
  })
  it('has views of what needs someone', async () => {
    expect(await listed({ view: 'stopped' })).toEqual(['Elm'])
    expect(await listed({ view: 'embargoed' })).toEqual(['Fir'])
    expect(await listed({ type: 'picture' })).toEqual(['Dogwood'])
    expect(await listed({ urgent: 2 })).toEqual(['Cedar'])
    expect(await listed({ source: otherId })).toEqual(['Dogwood'])
    expect(await listed({ view: 'used' })).toEqual([])
  })
})

describe('what the desk does with an item', () => {
  it('is hold, spike and bring back, one or many at once', async () => {
    const [birch = '', cedar = ''] = [ids.Birch, ids.Cedar]
    await hold(workOf(db), [birch])
    expect(await listed({ view: 'held' })).toEqual(['Birch'])
    expect(await listed()).toContain('Birch')
    await spike(workOf(db), [birch, cedar])
    await spike(workOf(db), [birch, cedar])
    expect(await listed()).not.toContain('Birch')
    expect(await listed({ view: 'spiked' })).toEqual(['Cedar', 'Birch'])
    await bringBack(workOf(db), [birch, cedar])
    expect(await listed()).toContain('Birch')
    const facts = await sql<{
      fact: string
    }>`select fact from ledger where fact like 'wire.%' and detail ? 'itemIds' order by id`.execute(db)
    expect(facts.rows.map(({ fact }) => fact)).toEqual(['wire.held', 'wire.spiked', 'wire.brought-back'])
    await expect(spike(workOf(db, { by: cast.bea }), [birch])).rejects.toMatchObject({ code: 'wire.not-yours-to-sort' })
    await expect(spike(workOf(db), ['999999', 'x'])).rejects.toMatchObject({ code: 'wire.not-found' })
  })
})

describe('an item, whole', () => {
  it('shows every revision with what it said and who uses it', async () => {
    const itemId = await come({ id: 'Ivy', version: '1' }, { minute: 8 })
    const { storyId } = await transaction(db, (tx) => take(workOf(tx), itemId))
    await come(
      { id: 'Ivy', version: '2', paragraphs: ['Other words.'], ednote: 'Eds: updates.' },
      { minute: 9, source: otherId },
    )
    const item = await getWireItem(db, itemId, { ...asked, by: cast.ana })
    expect(item).toMatchObject({
      ednote: 'Eds: updates.',
      ordinal: 2,
      uses: [{ storyId, isBehind: true }],
      may: { take: true, kill: true },
    })
    expect(item.revisions).toMatchObject([
      { ordinal: 1, sources: ['AP Media'], usedFor: [{ storyId }] },
      { ordinal: 2, sources: ['Folder'], usedFor: [] },
    ])
    const first = await getWireItem(db, itemId, { ...asked, by: cast.ben, revisionId: item.revisions[0]?.id ?? '' })
    expect(first).toMatchObject({ ednote: '', may: { take: true, kill: false } })
    expect(await listed({ view: 'behind' })).toEqual(['Ivy'])
    expect(await listed({ view: 'used' })).toEqual(['Ivy'])
    await expect(getWireItem(db, '999999', { ...asked, by: cast.ana })).rejects.toMatchObject({
      code: 'wire.not-found',
    })
    await expect(
      getWireItem(db, ids.Birch ?? '', { ...asked, by: cast.ana, revisionId: item.revisionId }),
    ).rejects.toMatchObject({ code: 'wire.no-revision' })
  })
  it('says what is like it, and why it cannot be used', async () => {
    expect((await getWireItem(db, ids.Hazel ?? '', { ...asked, by: cast.ana })).similar).toMatchObject([
      { headline: 'Ginkgo' },
    ])
    expect((await getWireItem(db, ids.Elm ?? '', { ...asked, by: cast.ana })).obstacles).toMatchObject([
      { code: 'wire.killed' },
    ])
  })
  it('is read by one person, until it is revised', async () => {
    const itemId = await come({ id: 'Juniper' }, { minute: 10 })
    const unread = async (personId: string) => (await listed({ view: 'unread' }, { personId })).includes('Juniper')
    await markRead(workOf(db), itemId, 'ana')
    expect([await unread('ana'), await unread('ben')]).toEqual([false, true])
    await come({ id: 'Juniper', version: '2', paragraphs: ['New.'] }, { minute: 11 })
    expect(await unread('ana')).toBe(true)
  })
})

describe('desks', () => {
  it('are everybody’s and arranged by editors; saved searches are one’s own', async () => {
    const floods = await arrangeDesk(workOf(db), { name: 'Floods', own: false, filter: { q: 'flood' } })
    const again = await arrangeDesk(workOf(db), { name: 'Floods', own: false, filter: {} })
    expect([floods.slug, again.slug]).toEqual(['floods', 'floods-2'])
    const own = await arrangeDesk(workOf(db, { by: cast.ben }), {
      name: 'Mine',
      own: true,
      filter: { view: 'stopped' },
    })
    expect((await listDesks(db, 'ben')).map(({ name }) => name)).toEqual(['Floods', 'Floods', 'Mine'])
    expect((await listDesks(db, 'ana')).map(({ name }) => name)).toEqual(['Floods', 'Floods'])
    expect(await listed({ desk: floods.id })).toEqual(['Birch'])
    expect(await listed({ desk: own.id })).toEqual(['Elm'])
    await expect(
      arrangeDesk(workOf(db, { by: cast.ben }), { name: 'All', own: false, filter: {} }),
    ).rejects.toMatchObject({ code: 'desk.not-yours' })
    await expect(dropDesk(workOf(db), own.id)).rejects.toMatchObject({ code: 'desk.not-found' })
    await expect(dropDesk(workOf(db, { by: cast.ben }), floods.id)).rejects.toMatchObject({ code: 'desk.not-yours' })
    expect(
      await arrangeDesk(workOf(db), { id: floods.id, name: 'High water', own: false, filter: { q: 'mill' } }),
    ).toMatchObject({ name: 'High water' })
    await dropDesk(workOf(db, { by: cast.ben }), own.id)
    expect(await listDesks(db, 'ben')).toHaveLength(2)
  })
  it('have what was laid on them, and move with it', async () => {
    const desk = await arrangeDesk(workOf(db), { name: 'Nation', own: false, filter: {} })
    const source = await aSource(db, { deskId: desk.id })
    await come({ id: 'Larch' }, { source, minute: 12 })
    await come({ id: 'Maple' }, { source, minute: 13 })
    await come({ id: 'Larch', version: '2', paragraphs: ['Changed.'] }, { minute: 14 })
    expect(await listed({ desk: desk.id })).toEqual(['Larch', 'Maple'])
    const rail = await wireRail(db, { personId: 'ana', at: asked.at, zone: 'America/Los_Angeles' })
    expect(rail.desks.find(({ id }) => id === desk.id)).toMatchObject({ unread: 2 })
    expect(rail.needs).toMatchObject({ stopped: 1, embargoed: 1, held: 0, behind: 1 })
    expect(rail.sources.find(({ name }) => name === 'Folder')).toMatchObject({ today: 2, failing: false })
  })
  it('are counted on the rail as they are listed, over one connection', async () => {
    const plain = await arrangeDesk(workOf(db), { name: 'State', own: false, filter: {} })
    const source = await aSource(db, { name: 'By the desk', deskId: plain.id })
    for (const id of ['Oak', 'Pine', 'Rowan']) await come({ id }, { source, minute: 15 })
    await markRead(workOf(db), ids.Oak ?? '', 'ana')
    await spike(workOf(db), [ids.Pine ?? ''])
    const narrowed = await arrangeDesk(workOf(db), {
      name: 'Rowans',
      own: false,
      filter: { desk: plain.id, q: 'Rowan' },
    })
    const searched = await arrangeDesk(workOf(db), { name: 'Waters', own: false, filter: { q: 'flood' } })
    const empty = await arrangeDesk(workOf(db), { name: 'Empty', own: false, filter: {} })
    const pooled = connect(fresh.connection, { max: 5 })
    const rail = await wireRail(pooled.db, { personId: 'ana', at: asked.at, zone: 'America/Los_Angeles' })
    expect(pooled.pool.totalCount).toBe(1)
    await pooled.close()
    const unreadOn = (id: string) => rail.desks.find((desk) => desk.id === id)?.unread
    expect([plain, narrowed, searched, empty].map(({ id }) => unreadOn(id))).toEqual([1, 1, 1, 0])
    for (const desk of [plain, narrowed, searched])
      expect((await listWire(db, { desk: desk.id }, asked)).unread).toBe(unreadOn(desk.id))
    expect(await getSourceSince(db, source, new Date(start))).toMatchObject({ name: 'By the desk', today: 3 })
    expect(await getSourceSince(db, source, asked.at)).toMatchObject({ today: 0 })
    expect((await listSources(db, new Date(start))).find(({ id }) => id === source)).toMatchObject({ today: 3 })
  })
})
