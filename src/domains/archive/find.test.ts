import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getPaper, type Paper } from '#domains/paper'
import { type Story, withdraw } from '#domains/stories'
import { aLiveStory, aPaper, body, p } from '#kit/builders'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { transaction } from '#platform/db'
import { find } from './find.ts'
import { dropStory, indexStory } from './index-story.ts'
import { Query } from './query.ts'

const fresh = await freshDb()
const { db } = fresh
let paper: Paper
let sections: Awaited<ReturnType<typeof aPaper>>
const stories: Record<string, Story> = {}

beforeAll(async () => {
  sections = await aPaper(db)
  paper = await getPaper(db)
  stories.levee = await aLiveStory(
    db,
    {
      sectionId: sections.news,
      headline: 'Levee repairs finish early',
      body: body(p('Crews poured concrete by the river.')),
    },
    new Date('2026-01-05T20:00:00Z'),
  )
  stories.river = await aLiveStory(
    db,
    {
      sectionId: sections.schools,
      headline: 'Students test river water',
      body: body(p('Near Coeur d’Alene, a café lent its kitchen. The levee held.')),
    },
    new Date('2026-03-05T20:00:00Z'),
  )
  stories.game = await aLiveStory(
    db,
    {
      sectionId: sections.sports,
      headline: 'Late goal lifts Cheney Falls',
      bylines: [{ name: 'Ana Whitfield', title: '', agency: '' }],
      body: body(
        p('Fans of A&T cheered “loudly” & long as a late goal, the third of a wet and windy night, settled it.'),
      ),
    },
    new Date('2026-02-05T20:00:00Z'),
  )
  for (const story of Object.values(stories)) await indexStory(workOf(db), story.id)
})
afterAll(() => fresh.close())

const ask = async (query: Partial<Query>) =>
  (await find(db, paper, Query.parse(query))).items.map((found) => found.story.headline)

describe('the archive', () => {
  it('finds words in any of their forms', async () => {
    expect(await ask({ q: 'repair' })).toEqual(['Levee repairs finish early'])
  })
  it('puts a headline before a mention', async () => {
    expect(await ask({ q: 'levee' })).toEqual(['Levee repairs finish early', 'Students test river water'])
  })
  it('finds what has accents by those who type none', async () => {
    expect(await ask({ q: 'cafe' })).toEqual(['Students test river water'])
  })
  it('takes phrases and exclusions', async () => {
    expect(await ask({ q: '"poured concrete"' })).toEqual(['Levee repairs finish early'])
    expect(await ask({ q: 'levee -students' })).toEqual(['Levee repairs finish early'])
  })
  it('looks in a section and what is below it', async () => {
    expect(await ask({ section: 'news', sort: 'oldest' })).toEqual([
      'Levee repairs finish early',
      'Students test river water',
    ])
  })
  it('looks for a writer', async () =>
    expect(await ask({ byline: 'ana-whitfield' })).toEqual(['Late goal lifts Cheney Falls']))
  it('looks between days of the paper, both included', async () => {
    expect(await ask({ from: '2026-02-05', to: '2026-02-05' })).toEqual(['Late goal lifts Cheney Falls'])
  })
  it('keeps the paper’s days also on those when clocks change', async () => {
    const late = await aLiveStory(
      db,
      { sectionId: sections.sports, headline: 'Late on the long day' },
      new Date('2026-11-02T07:30:00Z'),
    )
    const early = await aLiveStory(
      db,
      { sectionId: sections.sports, headline: 'Early after the short day' },
      new Date('2026-03-09T07:30:00Z'),
    )
    for (const story of [late, early]) await indexStory(workOf(db), story.id)
    expect(await ask({ from: '2026-11-01', to: '2026-11-01' })).toEqual(['Late on the long day'])
    expect(await ask({ from: '2026-03-08', to: '2026-03-08' })).toEqual([])
    expect(await ask({ from: '2026-03-09', to: '2026-03-09' })).toEqual(['Early after the short day'])
  })
  it('takes any day that can be written', async () => {
    expect(await ask({ from: '0000-01-01', to: '9999-12-31', q: 'goal' })).toHaveLength(1)
    expect(await ask({ from: '9999-12-31', to: '0000-01-01' })).toEqual([])
  })
  it('asks as often for twenty excerpts as for one', async () => {
    let asked = 0
    const counting = db.withPlugin({
      transformQuery: ({ node }) => {
        asked++
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const timesFor = async (q: string) => {
      asked = 0
      const { items } = await find(counting, paper, Query.parse({ q }))
      return { found: items.length, asked }
    }
    const [one, several] = [await timesFor('concrete'), await timesFor('levee')]
    expect([one.found, several.found]).toEqual([1, 2])
    expect(several.asked).toBe(one.asked)
  })
  it('marks what was asked for in the excerpt, and leaves the rest as it was written', async () => {
    const results = await find(db, paper, Query.parse({ q: 'goal' }))
    const excerpt = results.items[0]?.excerpt ?? []
    expect(excerpt.filter((shard) => shard.hit).map((shard) => shard.text.toLowerCase())).toContain('goal')
    expect(excerpt.map((shard) => shard.text).join('')).toContain('A&T cheered “loudly” &')
  })
  it('finds nothing for what nobody wrote, without complaint', async () => {
    for (const q of ['zzzyx', '!!! & | :*', '"', '\\', 'a'.repeat(200)]) expect(await ask({ q })).toEqual([])
  })
  it('forgets a story that was withdrawn, even before it is dropped', async () => {
    const story = await aLiveStory(db, { sectionId: sections.news, headline: 'Unicorn seen downtown' })
    await indexStory(workOf(db), story.id)
    expect(await ask({ q: 'unicorn' })).toHaveLength(1)
    await withdraw(workOf(db), story.id, { reason: 'Hoax' })
    expect(await ask({ q: 'unicorn' })).toEqual([])
    await dropStory(workOf(db), story.id)
    await indexStory(workOf(db), story.id)
    expect(await ask({ q: 'unicorn' })).toEqual([])
  })
  it('has no entry for a story that is withdrawn while it is being indexed', async () => {
    const story = await aLiveStory(db, { sectionId: sections.news, headline: 'Phoenix seen downtown' })
    const taken = Promise.withResolvers<void>()
    const withdrawing = transaction(db, async (tx) => {
      await withdraw(workOf(tx), story.id, { reason: 'Hoax' })
      await dropStory(workOf(tx), story.id)
      await taken.promise
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    const indexing = transaction(db, (tx) => indexStory(workOf(tx), story.id))
    await new Promise((resolve) => setTimeout(resolve, 50))
    taken.resolve()
    await Promise.all([withdrawing, indexing])
    const left = await sql`select from archive_entry where story_id = ${story.id}`.execute(db)
    expect(left.rows).toEqual([])
  })
})
