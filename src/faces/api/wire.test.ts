import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receive, type WireItem } from '#domains/wire'
import { aPaper } from '#kit/builders'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { type NewsroomApp, newsroomOn } from '#kit/newsroom-app'
import { aSource, aWireItem } from '#kit/wire'
import { transaction } from '#platform/db'
import {
  Problem,
  StoryView,
  WireAlarms,
  WireChanges,
  WireDeskView,
  WireItemView,
  WireLine,
  WireLines,
  WireList,
  WireOfStory,
  WirePulled,
  WireRail,
  WireReach,
  WireTaken,
} from './contract.ts'

const fresh = await freshDb()
const { db } = fresh
let newsroom: NewsroomApp
let editor: Awaited<ReturnType<NewsroomApp['as']>>
let sourceId: string
let newsId: string
let minutes = 0
const now = () => new Date(workOf(db).at.getTime() + minutes * 60_000)
beforeAll(async () => {
  newsId = (await aPaper(db)).news
  sourceId = await aSource(db, { name: 'AP by hand', agency: 'AP' })
  newsroom = await newsroomOn(db, { clock: now })
  editor = await newsroom.as('editor')
})
afterAll(async () => {
  newsroom.close()
  await fresh.close()
})

/** An item comes, a minute after the last; gives its id. */
async function come(over: Parameters<typeof aWireItem>[0]): Promise<string> {
  minutes += 1
  const items: WireItem[] = [aWireItem(over)]
  const bytes = Buffer.from(JSON.stringify(items))
  const { received } = await transaction(db, (tx) => receive(workOf(tx, { at: now() }), { sourceId, bytes, items }))
  return received[0]?.itemId ?? ''
}
const read = async (path: string) => (await editor('GET', path)).json()
const list = async (query = '') => WireList.parse(await read(`/wire?limit=100${query}`))

describe('the list of the wire', () => {
  it('gives lines newest first, page by page, and what came after a line', async () => {
    const ids: string[] = []
    for (const nth of [1, 2, 3, 4, 5]) {
      const paragraphs = [`Paragraph ${nth} of its own, about ${'abcde'[nth - 1]}${nth} and nothing else at all.`]
      ids.push(await come({ id: `list-${nth}`, headline: `Listed ${nth}`, slugline: `LISTED-${nth}`, paragraphs }))
    }
    const first = WireList.parse(await read('/wire?q=headline:Listed&limit=2'))
    expect(first.items.map((line) => line.headline)).toEqual(['Listed 5', 'Listed 4'])
    expect(first).toMatchObject({ more: true, total: 5, unread: 5 })
    const second = WireList.parse(await read(`/wire?q=headline:Listed&limit=100&before=${first.items[1]?.cursor}`))
    expect(second.items.map((line) => line.headline)).toEqual(['Listed 3', 'Listed 2', 'Listed 1'])
    expect(second.more).toBe(false)
    const newer = await list(`&q=headline:Listed&after=${second.items[0]?.cursor}`)
    expect(newer.items.map((line) => line.headline)).toEqual(['Listed 5', 'Listed 4'])
    const lines = WireLines.parse(await read(`/wire/lines?ids=${ids[0]},${ids[4]}`))
    expect(lines.items.map((line) => line.slugline)).toEqual(['LISTED-1', 'LISTED-5'])
  })
  it('refuses what it does not understand with a sentence', async () => {
    for (const path of ['/wire?limit=1000', '/wire?view=nonsense', '/wire/lines?ids=a', '/wire/lines']) {
      const answer = await editor('GET', path)
      expect(answer.status).toBe(422)
      expect(Problem.parse(await answer.json()).sentence).not.toBe('')
    }
    expect((await editor('GET', '/wire/999999')).status).toBe(404)
    expect((await editor('GET', '/wire/no-such')).status).toBe(404)
  })
  it('is for the newsroom: the business office is told no, and who is signed out is not told anything', async () => {
    const office = await newsroom.as('business')
    for (const path of ['/wire', '/wire/rail', '/wire/alarms', '/wire/1', '/wire/lines?ids=1']) {
      expect((await office('GET', path)).status).toBe(403)
      expect((await newsroom.app.request(`/api${path}`)).status).toBe(401)
    }
  })
})

describe('an item', () => {
  it('is read by being looked at, by that person only', async () => {
    const id = await come({ id: 'read-me', headline: 'Read me', ednote: 'Eds: not for print.' })
    const before = WireRail.parse(await read('/wire/rail'))
    const item = WireItemView.parse(await read(`/wire/${id}`))
    expect(item).toMatchObject({
      headline: 'Read me',
      ednote: 'Eds: not for print.',
      unread: false,
      source: 'AP by hand',
    })
    expect(WireRail.parse(await read('/wire/rail')).unread).toBe(before.unread - 1)
    const copy = await newsroom.as('copy')
    const theirs = WireLines.parse(await (await copy('GET', `/wire/lines?ids=${id}`)).json())
    expect(theirs.items[0]?.unread).toBe(true)
  })
  it('is held, spiked and brought back, and the answer is its line', async () => {
    const id = await come({ id: 'to-hold' })
    const deed = async (verb: string) => WireLine.parse(await (await editor('POST', `/wire/${id}/${verb}`, {})).json())
    expect((await deed('hold')).deskState).toBe('held')
    expect((await deed('spike')).deskState).toBe('spiked')
    expect((await list()).items.map((line) => line.id)).not.toContain(id)
    expect((await list('&view=spiked')).items.map((line) => line.id)).toContain(id)
    expect((await deed('bring-back')).deskState).toBe('new')
    expect((await editor('POST', '/wire/spike', { ids: [id] })).status).toBe(204)
    expect(WireLines.parse(await read(`/wire/lines?ids=${id}`)).items[0]?.deskState).toBe('spiked')
  })
  it('becomes a draft once; the second time the same draft is given', async () => {
    const id = await come({ id: 'to-take', headline: 'Taken from the wire' })
    const first = await editor('POST', `/wire/${id}/take`, {})
    expect(first.status).toBe(201)
    const { storyId } = WireTaken.parse(await first.json())
    const second = await editor('POST', `/wire/${id}/take`, {})
    expect(second.status).toBe(200)
    expect(WireTaken.parse(await second.json()).storyId).toBe(storyId)
    const story = StoryView.parse(await read(`/stories/${storyId}`))
    expect(story.copy.headline).toBe('Taken from the wire')
    const from = WireOfStory.parse(await read(`/wire/for-story/${storyId}`))
    expect(from.items).toMatchObject([{ itemId: id, agency: 'AP', isBehind: false, ordinal: 1, newestOrdinal: 1 }])
  })
  it('whose time is unknown waits for an editor, who may say when, in the time of the paper', async () => {
    const id = await come({ id: 'embargoed', status: 'embargoed', embargoUnknown: true, headline: 'Under embargo' })
    const reporter = await newsroom.as('reporter')
    const answer = { until: '2026-11-24T21:01', reason: 'The agency’s desk said so.' }
    expect((await reporter('POST', `/wire/${id}/embargo`, answer)).status).toBe(403)
    const decided = WireLine.parse(await (await editor('POST', `/wire/${id}/embargo`, answer)).json())
    expect(decided).toMatchObject({ embargoUnknown: false, embargoUntil: '2026-11-25T05:01:00.000Z' })
    expect((await editor('POST', `/wire/${id}/embargo`, { until: null, reason: '' })).status).toBe(422)
  })
})

describe('a newer revision', () => {
  it('is compared with our story, taken in part, and refused when the story moved on', async () => {
    const paragraphs = ['The bridge is closed.', 'It opens Friday.', 'Detours are marked along the river.']
    const id = await come({ id: 'bridge', headline: 'Bridge closed', paragraphs })
    const { storyId } = WireTaken.parse(await (await editor('POST', `/wire/${id}/take`, {})).json())
    await come({
      id: 'bridge', version: '2', headline: 'Bridge closed', signal: 'writethru',
      paragraphs: ['The bridge is closed to all traffic.', 'It opens Monday.', 'Detours are marked along the river.'],
    }) // biome-ignore format: one item
    const behind = WireLines.parse(await read(`/wire/lines?ids=${id}`)).items[0]
    expect(behind).toMatchObject({ ordinal: 2, uses: [{ storyId, isBehind: true }] })
    const changes = WireChanges.parse(await read(`/wire/${id}/changes?story=${storyId}`))
    expect(changes.passages.map(({ kind, graf }) => [kind, graf])).toEqual([
      ['wire-changed', 1],
      ['wire-changed', 2],
    ])
    const { basedOn, revisionId, passages } = changes
    const asked = { storyId, basedOn, revisionId, take: [passages[1]?.id] }
    expect((await editor('POST', `/wire/${id}/update`, { ...asked, basedOn: basedOn - 1 })).status).toBe(409)
    expect((await editor('POST', `/wire/${id}/update`, asked)).status).toBe(200)
    const { copy } = StoryView.parse(await read(`/stories/${storyId}`))
    expect(JSON.stringify(copy.body)).toContain('It opens Monday.')
    expect(JSON.stringify(copy.body)).toContain('The bridge is closed."')
    expect(WireOfStory.parse(await read(`/wire/for-story/${storyId}`)).items[0]).toMatchObject({
      ordinal: 2,
      isBehind: false,
    })
  })
  it('that is left is not offered again', async () => {
    const id = await come({ id: 'left', paragraphs: ['The dam holds 10 feet.'] })
    const { storyId } = WireTaken.parse(await (await editor('POST', `/wire/${id}/take`, {})).json())
    await come({ id: 'left', version: '2', paragraphs: ['The dam holds 12 feet.'] })
    const { revisionId } = WireChanges.parse(await read(`/wire/${id}/changes?story=${storyId}`))
    expect((await editor('POST', `/wire/${id}/leave`, { storyId, revisionId })).status).toBe(204)
    expect(WireLines.parse(await read(`/wire/lines?ids=${id}`)).items[0]?.uses[0]?.isBehind).toBe(false)
  })
})

describe('a kill', () => {
  it('rings until it is answered, shows what it touches, and one call takes it all away', async () => {
    const id = await come({ id: 'salmon', headline: 'Salmon return', slugline: 'SALMON' })
    const { storyId } = WireTaken.parse(await (await editor('POST', `/wire/${id}/take`, {})).json())
    const story = StoryView.parse(await read(`/stories/${storyId}`))
    const copy = { ...story.copy, sectionId: newsId }
    const saved = StoryView.parse(
      await (await editor('PUT', `/stories/${storyId}`, { basedOn: story.revision, copy })).json(),
    )
    expect((await editor('POST', `/stories/${storyId}/publish`, { basedOn: saved.revision })).status).toBe(200)
    await come({
      id: 'salmon',
      version: '2',
      status: 'killed',
      signal: 'kill',
      headline: 'Salmon return',
      slugline: 'SALMON',
    })
    const alarms = WireAlarms.parse(await read('/wire/alarms')).items.filter((alarm) => alarm.itemId === id)
    expect(alarms).toMatchObject([{ kind: 'kill', stories: [{ storyId, state: 'published' }] }])
    const reach = WireReach.parse(await read(`/wire/${id}/reach`))
    expect(reach.stories).toMatchObject([
      { storyId, state: 'published', address: expect.stringContaining('/stories/') },
    ])
    const reporter = await newsroom.as('reporter')
    expect((await reporter('POST', `/wire/${id}/pull`, {})).status).toBe(403)
    const pulled = await editor('POST', `/wire/${id}/pull`, { noteToReaders: 'It was wrong.' })
    expect(WirePulled.parse(await pulled.json())).toMatchObject({ withdrawn: [storyId] })
    expect(WireAlarms.parse(await read('/wire/alarms')).items.filter((alarm) => alarm.itemId === id)).toEqual([])
    expect(StoryView.parse(await read(`/stories/${storyId}`)).withdrawn?.noteToReaders).toBe('It was wrong.')
  })
  it('may be answered with a reason instead', async () => {
    const id = await come({ id: 'trout' })
    await editor('POST', `/wire/${id}/take`, {})
    await come({ id: 'trout', version: '2', status: 'killed', signal: 'kill' })
    const [alarm] = WireAlarms.parse(await read('/wire/alarms')).items.filter((one) => one.itemId === id)
    expect((await editor('POST', `/wire/alarms/${alarm?.id}/answer`, { answer: 'Only a draft.' })).status).toBe(204)
    expect(WireAlarms.parse(await read('/wire/alarms')).items.filter((one) => one.itemId === id)).toEqual([])
  })
})

describe('desks and saved searches', () => {
  it('are made, changed and deleted; a search of one’s own is seen by nobody else', async () => {
    const asked = { name: 'Salmon and trout', own: true, filter: { q: 'salmon' } }
    const made = await editor('POST', '/wire/desks', asked)
    expect(made.status).toBe(201)
    const desk = WireDeskView.parse(await made.json())
    expect(WireRail.parse(await read('/wire/rail')).desks).toContainEqual(
      expect.objectContaining({ id: desk.id, own: true }),
    )
    const copy = await newsroom.as('copy')
    const theirs = WireRail.parse(await (await copy('GET', '/wire/rail')).json())
    expect(theirs.desks.map(({ id }) => id)).not.toContain(desk.id)
    const renamed = await editor('PUT', `/wire/desks/${desk.id}`, { ...asked, name: 'Fish' })
    expect(WireDeskView.parse(await renamed.json()).name).toBe('Fish')
    expect((await editor('DELETE', `/wire/desks/${desk.id}`, {})).status).toBe(204)
    expect(WireRail.parse(await read('/wire/rail')).desks.map(({ id }) => id)).not.toContain(desk.id)
  })
})

describe('who looks at what', () => {
  it('is known to the others while the item is open, and not to oneself', async () => {
    const id = await come({ id: 'looked-at' })
    const copy = await newsroom.as('copy')
    expect((await copy('POST', '/wire/looking', { itemId: id })).status).toBe(204)
    expect(WireItemView.parse(await read(`/wire/${id}`)).looking).toMatchObject([{ name: 'The copy' }])
    expect(WireItemView.parse(await (await copy('GET', `/wire/${id}`)).json()).looking).toEqual([])
    minutes += 3
    expect(WireItemView.parse(await read(`/wire/${id}`)).looking).toEqual([])
    await copy('POST', '/wire/looking', { itemId: id })
    await copy('POST', '/wire/looking', { itemId: null })
    expect(WireItemView.parse(await read(`/wire/${id}`)).looking).toEqual([])
  })
})
