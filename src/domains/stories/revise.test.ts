import { afterAll, describe, expect, it } from 'vitest'
import { aCopy, body, p } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { transaction } from '#platform/db'
import { draft } from './draft.ts'
import { getStory, getVersion, listVersions } from './newsroom-queries.ts'
import { restore } from './restore.ts'
import { revise } from './revise.ts'

const fresh = await freshDb()
const { db } = fresh
afterAll(() => fresh.close())
const minutes = (count: number) => new Date(workOf(db).at.getTime() + count * 60_000)

describe('saving a story', () => {
  it('keeps every save as a version: who and when', async () => {
    const story = await draft(workOf(db, { by: cast.ben }), aCopy())
    await revise(workOf(db), story.id, { basedOn: 1, copy: aCopy({ headline: 'Two' }) })
    const versions = await listVersions(db, story.id)
    expect(versions.map(({ number, kind, by }) => [number, kind, by])).toEqual([
      [2, 'saved', cast.ana],
      [1, 'created', cast.ben],
    ])
  })
  it('folds one person’s automatic saves of five minutes into one version', async () => {
    const story = await draft(workOf(db), aCopy())
    let basedOn = story.revision
    for (const at of [minutes(1), minutes(2), minutes(3), minutes(9)]) {
      const saved = await revise(workOf(db, { at }), story.id, {
        basedOn,
        copy: aCopy({ headline: `At ${at}` }),
        auto: true,
      })
      if (saved.outcome === 'saved') basedOn = saved.story.revision
    }
    expect((await listVersions(db, story.id)).map((version) => version.kind)).toEqual([
      'autosaved',
      'autosaved',
      'created',
    ])
  })
  it('never folds into another person’s save', async () => {
    const story = await draft(workOf(db), aCopy())
    const first = await revise(workOf(db), story.id, { basedOn: 1, copy: aCopy({ headline: 'A' }), auto: true })
    if (first.outcome !== 'saved') throw new Error('not saved')
    await revise(workOf(db, { by: cast.cam }), story.id, {
      basedOn: first.story.revision,
      copy: aCopy({ headline: 'B' }),
      auto: true,
    })
    expect(await listVersions(db, story.id)).toHaveLength(3)
  })
  it('tells the second writer, keeps what the first has saved in hand, and sets the second’s aside whole', async () => {
    const story = await draft(workOf(db), aCopy())
    await revise(workOf(db), story.id, { basedOn: 1, copy: aCopy({ headline: 'First' }) })
    const second = await revise(workOf(db, { by: cast.cam }), story.id, {
      basedOn: 1,
      copy: aCopy({ headline: 'Second' }),
    })
    expect(second).toMatchObject({
      outcome: 'conflict',
      theirs: { copy: { headline: 'First' } },
      yours: { headline: 'Second' },
    })
    if (second.outcome !== 'conflict') throw new Error('no conflict')
    expect((await getVersion(db, story.id, second.keptAs)).copy.headline).toBe('Second')
    expect((await getStory(db, story.id)).copy.headline).toBe('First')
  })
  it('loses none of ten texts that are saved at once', async () => {
    const story = await draft(workOf(db), aCopy())
    await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        transaction(db, (tx) => revise(workOf(tx), story.id, { basedOn: 1, copy: aCopy({ headline: `Text ${at}` }) })),
      ),
    )
    const kept = (await listVersions(db, story.id)).map((version) => version.headline)
    for (let at = 0; at < 10; at++) expect(kept).toContain(`Text ${at}`)
  })
  it('makes no version of a save that changes nothing', async () => {
    const story = await draft(workOf(db), aCopy())
    await revise(workOf(db), story.id, { basedOn: 1, copy: aCopy(), auto: true })
    expect(await listVersions(db, story.id)).toHaveLength(1)
  })
  it('takes out control characters that the database could not keep', async () => {
    const story = await draft(workOf(db), aCopy({ body: body(p('Nul \u0000 here')) }))
    expect(story.copy.body).toEqual(body(p('Nul  here')))
  })
  it('is refused to the business office and to readers', async () => {
    const story = await draft(workOf(db), aCopy())
    for (const by of [cast.bea, cast.cora]) {
      await expect(revise(workOf(db, { by }), story.id, { basedOn: 1, copy: aCopy() })).rejects.toMatchObject({
        kind: 'not-allowed',
      })
    }
  })
})

describe('an old version', () => {
  it('comes back as a new one, and the newer ones stay', async () => {
    const story = await draft(workOf(db), aCopy({ headline: 'One' }))
    await revise(workOf(db), story.id, { basedOn: 1, copy: aCopy({ headline: 'Two' }) })
    const back = await restore(workOf(db), story.id, { version: 1 })
    expect(back.copy.headline).toBe('One')
    expect((await listVersions(db, story.id)).map((version) => version.headline)).toEqual(['One', 'Two', 'One'])
  })
})
