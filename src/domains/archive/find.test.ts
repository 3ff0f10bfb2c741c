import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getPaper, type Paper } from '#domains/paper'
import { type Story, withdraw } from '#domains/stories'
import { aLiveStory, aPaper, body, p } from '#kit/builders'
import { workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
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
})
