import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { duplicate, findLiveStoryById, getStory, listHolds, publish, textOf } from '#domains/stories'
import { aPaper } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aLibraryPhoto, aSource, aWireItem } from '#kit/wire'
import { transaction } from '#platform/db'
import { followCopy } from './follow-copy.ts'
import type { WireItem } from './item.ts'
import { pictureArrived, pictureFailed } from './picture.ts'
import { receive } from './receive.ts'
import { publishByRule, take } from './take.ts'

const fresh = await freshDb()
const { db } = fresh
let sections: Awaited<ReturnType<typeof aPaper>>
let sourceId: string
beforeAll(async () => {
  sections = await aPaper(db)
  sourceId = await aSource(db, { agency: 'AP' })
})
afterAll(() => fresh.close())

let serial = 0
async function come(over: Parameters<typeof aWireItem>[0], source = sourceId): Promise<string> {
  const item: WireItem = aWireItem({ id: `take ${++serial}`, ...over })
  const { received } = await transaction(db, (tx) =>
    receive(workOf(tx), { sourceId: source, bytes: Buffer.from(JSON.stringify(item)), items: [item] }),
  )
  return received[0]?.itemId ?? ''
}
const taken = (itemId: string, by: (typeof cast)[keyof typeof cast] = cast.ana) =>
  transaction(db, (tx) => take(workOf(tx, { by }), itemId))
const storyOf = async (itemId: string) => getStory(db, (await taken(itemId)).storyId)
const photo = (id: string) => ({
  id,
  caption: `Caption ${id}`,
  creator: 'Jo Vane',
  credit: 'AP',
  href: `https://x.example/${id}.jpg`,
  width: null,
  height: null,
})

describe('taking an item', () => {
  it('makes a draft with all parts in their places and credited', async () => {
    const itemId = await come({ contributors: ['(Reporting by Lee Marsh)'] })
    const story = await storyOf(itemId)
    expect(story.standing).toEqual({ state: 'draft' })
    expect(story.copy).toMatchObject({
      headline: 'County to pave river road before snow',
      deck: 'A lapsing grant sets the pace.',
      slugline: 'US--River Road',
      bylines: [{ name: 'Dana Frost', title: '', agency: 'Associated Press' }],
      agency: 'Associated Press',
      dateline: { place: 'Tallow, Wash.', agency: 'AP' },
    })
    expect(textOf(story.copy.body).split('\n\n').at(-1)).toBe('(Reporting by Lee Marsh)')
    expect(story.copy.body).toHaveLength(4)
  })
  it('leaves notes to editors and what is not for publication behind', async () => {
    const itemId = await come({ ednote: 'Eds: SECRETNOTE, call 555-0100.', warnings: ['SECRETWARNING'] })
    expect(JSON.stringify((await storyOf(itemId)).copy)).not.toMatch(/SECRET|555/)
  })
  it('has no deck that says the first paragraph again', async () => {
    const itemId = await come({ summary: 'First words here.', paragraphs: ['First words here, and more.', 'Second.'] })
    expect((await storyOf(itemId)).copy.deck).toBe('')
  })
  it('cuts what is longer than a story may have, and keeps the text', async () => {
    const long = Array.from({ length: 80 }, (_, at) => `word${at}`).join(' ')
    const copy = (await storyOf(await come({ headline: long, slugline: long, summary: long }))).copy
    expect(copy.headline).toMatch(/^word0 .*…$/)
    expect(copy.slugline.length).toBeLessThanOrEqual(60)
  })
  it('stands in the section of its source', async () => {
    const source = await aSource(db, { agency: 'AP', sectionId: sections.sports })
    expect((await storyOf(await come({}, source))).copy.sectionId).toBe(sections.sports)
  })
  it('places the pictures that are here: the first leads, the others come after the third paragraph', async () => {
    const paragraphs = ['One.', 'Two.', 'Three.', 'Four.']
    const itemId = await come({ paragraphs, photos: ['a', 'b', 'c', 'd', 'e'].map(photo) })
    const work = workOf(db)
    for (const picture of ['a', 'b', 'c'])
      await pictureArrived(work, { itemId, picture, photoId: await aLibraryPhoto(db) })
    await pictureFailed(work, { itemId, picture: 'd', state: 'refused', why: 'No picture.' })
    const { storyId, warnings } = await taken(itemId)
    const { copy } = await getStory(db, storyId)
    expect(copy.lead).toMatchObject({ caption: 'Caption a', creator: 'Jo Vane', credit: 'AP' })
    expect(copy.body.map((block) => block.type)).toEqual([
      'paragraph',
      'paragraph',
      'paragraph',
      'gallery',
      'paragraph',
    ])
    expect(warnings.join(' ')).toMatch(
      /One picture of this story had not arrived.*One picture of this story could not be had/,
    )
  })
  it('gives the same story to ten who take it at once', async () => {
    const itemId = await come({})
    const all = await Promise.all(Array.from({ length: 10 }, () => taken(itemId)))
    expect(new Set(all.map(({ storyId }) => storyId)).size).toBe(1)
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1)
  })
  it('takes a long story in well under the second', async () => {
    const itemId = await come({
      paragraphs: Array.from({ length: 200 }, (_, at) => `Paragraph ${at} of a long story.`),
    })
    const begun = performance.now()
    await taken(itemId)
    // Several times the promise, for a machine that does ten other things.
    expect(performance.now() - begun).toBeLessThan(3_000)
  })
  it('is for those who may start a story', async () => {
    await expect(taken(await come({}), cast.bea)).rejects.toMatchObject({ code: 'wire.not-yours-to-take' })
    expect((await taken(await come({}), cast.ben)).isNew).toBe(true)
  })
  it('is refused for what was killed, withheld, for editors only, expired, empty, or a picture', async () => {
    const refused = async (over: Parameters<typeof aWireItem>[0]) => {
      const itemId = await come(over)
      return taken(itemId).then(
        () => 'taken',
        (error) => error.code,
      )
    }
    expect(await refused({ status: 'killed', signal: 'kill' })).toBe('wire.killed')
    expect(await refused({ status: 'withheld' })).toBe('wire.withheld')
    expect(await refused({ advisory: true, signal: 'advisory' })).toBe('wire.advisory')
    expect(await refused({ expiresAt: '2026-11-24T19:59:00Z' })).toBe('wire.expired')
    expect(await refused({ headline: '', paragraphs: [] })).toBe('wire.empty')
    expect(await refused({ type: 'picture' })).toBe('wire.picture')
  })
  it('carries the rights and says what the terms forbid', async () => {
    const { storyId, warnings } = await taken(
      await come({ expiresAt: '2026-12-24T20:00:00Z', usageTerms: ['NO ARCHIVE', 'Copyright AP'] }),
    )
    const use = await sql<{ at: Date }>`select expires_at as at from wire_use where story_id = ${storyId}`.execute(db)
    expect(use.rows[0]?.at.toISOString()).toBe('2026-12-24T20:00:00.000Z')
    expect(warnings).toContain('Terms: NO ARCHIVE')
    expect(warnings.join()).not.toContain('Copyright')
  })
  it('under an embargo makes a draft that is held', async () => {
    const { storyId, warnings } = await taken(await come({ status: 'embargoed', embargoUntil: '2026-11-25T20:00:00Z' }))
    expect(await listHolds(db, storyId, workOf(db).at)).toMatchObject([
      { kind: 'embargo', until: new Date('2026-11-25T20:00:00Z') },
    ])
    expect(warnings[0]).toMatch(/^Embargoed by AP until Nov\. 25/)
  })
})

describe('a copy of a story made from the wire', () => {
  it('uses the item too', async () => {
    const { storyId } = await taken(await come({}))
    const copy = await duplicate(workOf(db), storyId)
    await followCopy(workOf(db), { storyId: copy.id, copyOf: storyId })
    await followCopy(workOf(db), { storyId: copy.id, copyOf: storyId })
    const uses = await sql`select from wire_use where story_id = ${copy.id}`.execute(db)
    expect(uses.rows).toHaveLength(1)
  })
})

describe('publishing by rule', () => {
  const rules = [{ does: { publish: true } }]
  const byRule = async (over: Parameters<typeof aWireItem>[0]) => {
    const itemId = await come(over, await aSource(db, { agency: 'AP', rules, sectionId: sections.news }))
    const job = await sql<{ payload: { itemId: string; revisionId: string } }>`
      select payload from graphile_worker._private_jobs where key = ${`wire-auto-publish ${itemId}`}`.execute(db)
    const { payload } = job.rows[0] ?? {}
    if (payload)
      await publishByRule(
        workOf(db, { by: { kind: 'system', job: 'wire-auto-publish' } }),
        payload.itemId,
        payload.revisionId,
      )
    const use = await sql<{
      storyId: string
    }>`select story_id as "storyId" from wire_use where item_id = ${itemId}`.execute(db)
    const { storyId } = use.rows[0] ?? {}
    return { storyId, live: storyId ? await findLiveStoryById(db, storyId) : undefined }
  }
  it('publishes what is fit for readers', async () => {
    expect((await byRule({})).live?.headline).toBe('County to pave river road before snow')
  })
  it('never publishes an advisory, an embargo, an excerpt, or what was stopped', async () => {
    for (const over of [
      { advisory: true },
      { status: 'embargoed', embargoUnknown: true },
      { format: 'rss' },
      { status: 'withheld' },
    ] as const)
      expect(await byRule(over)).toEqual({ storyId: undefined, live: undefined })
  })
  it('leaves a draft where something is missing', async () => {
    const made = await byRule({ headline: '' })
    expect(made.storyId).toBeDefined()
    expect(made.live).toBeUndefined()
  })
  it('leaves alone what an editor has made a story of', async () => {
    const itemId = await come({}, await aSource(db, { rules, sectionId: sections.news }))
    const { storyId } = await taken(itemId)
    const item = await sql<{ id: string }>`select revision_id as id from wire_item where id = ${itemId}`.execute(db)
    await publishByRule(workOf(db), itemId, item.rows[0]?.id ?? '')
    expect((await getStory(db, storyId)).standing.state).toBe('draft')
    await publish(workOf(db), storyId)
  })
})
