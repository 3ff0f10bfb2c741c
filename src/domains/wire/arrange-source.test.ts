import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aPlan } from '#kit/sources'
import type { Refusal } from '#platform/refusal'
import {
  addSource,
  askNow,
  changeSource,
  givePushKey,
  lookForQuiet,
  noteAtSource,
  removeSource,
  sourceHeard,
  switchSource,
} from './index.ts'
import { getSource, listSourceLog, listSources } from './source-queries.ts'

const fresh = await freshDb()
const { db } = fresh
afterAll(() => fresh.close())

const by = (person: 'ada' | 'ana' | 'ben', at?: Date) => workOf(db, { by: cast[person], ...(at ? { at } : {}) })
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (refusal: Refusal) => refusal.code,
  )
const publishing = {
  name: 'Floods',
  when: { words: ['flood'], categories: [] },
  does: { tags: [], spike: false, alert: false, publish: true, stop: false },
}
let id: string
beforeEach(async () => {
  id = await addSource(by('ana'), { ...aPlan('http', { url: 'https://cascade.example/feed' }), sealed: '' })
})

describe('who may arrange sources', () => {
  it('is an admin or an editor, and nobody else', async () => {
    const plan = { ...aPlan('push', {}), sealed: '' }
    expect(await codeOf(addSource(by('ben'), plan))).toBe('source.not-yours')
    expect(await codeOf(changeSource(by('ben'), id, () => plan))).toBe('source.not-yours')
    expect(await codeOf(removeSource(by('ben'), id))).toBe('source.not-yours')
    expect(await codeOf(switchSource(by('ben'), id, false))).toBe('source.not-yours')
    expect(await codeOf(givePushKey(by('ben'), id))).toBe('source.not-yours')
    expect(await codeOf(askNow(by('ben'), id))).toBe('source.not-yours')
  })

  it('is an admin alone where a rule publishes by itself', async () => {
    const plan = { ...aPlan('http', { url: 'https://cascade.example/auto' }, { rules: [publishing] }), sealed: '' }
    expect(await codeOf(addSource(by('ana'), plan))).toBe('source.publishes-by-itself')
    const auto = await addSource(by('ada'), plan)
    expect(
      await codeOf(
        changeSource(by('ana'), auto, (before) => ({ ...before, settings: { url: 'https://evil.example/' } })),
      ),
    ).toBe('source.publishes-by-itself')
    expect(
      await codeOf(
        changeSource(by('ana'), auto, (before) => ({
          ...before,
          rules: [{ ...publishing, when: { words: [], categories: [] } }],
        })),
      ),
    ).toBe('source.publishes-by-itself')
    expect(await codeOf(changeSource(by('ana'), id, (before) => ({ ...before, rules: [publishing] })))).toBe(
      'source.publishes-by-itself',
    )
    expect(await codeOf(changeSource(by('ana'), auto, (before) => ({ ...before, everySeconds: 30 })))).toBe('done')
    expect(await codeOf(switchSource(by('ana'), auto, false))).toBe('done')
    expect(await codeOf(switchSource(by('ana'), auto, true))).toBe('source.publishes-by-itself')
  })
})

describe('a source', () => {
  it('has a name of its own', async () => {
    const { name } = await getSource(db, id)
    expect(await codeOf(addSource(by('ana'), { ...aPlan('push', {}, { name }), sealed: '' }))).toBe('source.exists')
    const other = await addSource(by('ana'), { ...aPlan('push', {}), sealed: '' })
    expect(await codeOf(changeSource(by('ana'), other, (before) => ({ ...before, name })))).toBe('source.exists')
  })

  it('feeds only desks and sections that there are', async () => {
    expect(await codeOf(changeSource(by('ana'), id, (before) => ({ ...before, deskId: '999' })))).toBe('source.no-desk')
    expect(await codeOf(changeSource(by('ana'), id, (before) => ({ ...before, sectionId: '999' })))).toBe(
      'source.no-section',
    )
  })

  it('keeps where it was when its name changes, and begins anew when its address does', async () => {
    await sql`update wire_source set cursor = '{"etag":"x"}', failures = 3, last_error = 'bad' where id = ${id}`.execute(
      db,
    )
    await changeSource(by('ana'), id, (before) => ({ ...before, agency: 'CNS' }))
    expect(await getSource(db, id)).toMatchObject({ cursor: { etag: 'x' }, failures: 0, lastError: '' })
    await changeSource(by('ana'), id, (before) => ({ ...before, settings: { url: 'https://cascade.example/other' } }))
    expect((await getSource(db, id)).cursor).toEqual({})
  })

  it('takes its log with it when it is removed, and is not there any more', async () => {
    await noteAtSource(by('ana'), id, 'bad', 'Something.')
    await removeSource(by('ana'), id)
    expect(await codeOf(getSource(db, id))).toBe('wire.no-source')
    expect(await codeOf(removeSource(by('ana'), id))).toBe('wire.no-source')
  })

  it('that is pushed to gets a new key each time, of which only the hash is kept', async () => {
    const push = await addSource(by('ana'), { ...aPlan('push', {}), sealed: '' })
    const [one, other] = [await givePushKey(by('ana'), push), await givePushKey(by('ana'), push)]
    expect(one).not.toBe(other)
    const { pushKeyHash } = await getSource(db, push)
    expect(pushKeyHash).toMatch(/^[0-9a-f]{64}$/)
    expect(other).not.toContain(pushKeyHash ?? 'x')
    expect(await codeOf(givePushKey(by('ana'), id))).toBe('source.not-push')
  })
})

describe('the log of a source', () => {
  it('keeps the newest five hundred lines', async () => {
    for (let n = 0; n < 510; n += 1) await noteAtSource(by('ana'), id, 'look', `Line ${n}`)
    const lines = await listSourceLog(db, id, 1_000)
    expect(lines).toHaveLength(500)
    expect([lines[0]?.sentence, lines.at(-1)?.sentence]).toEqual(['Line 509', 'Line 10'])
  })
})

describe('a source that falls quiet', () => {
  const noon = new Date('2026-11-24T20:00:00Z')
  const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
  const alarms = async () =>
    (
      await sql<{ sentence: string; answer: string; open: boolean }>`
      select sentence, answer, answered_at is null as open from wire_alarm where source_id = ${id} and kind = 'quiet' order by id`.execute(
        db,
      )
    ).rows

  it('rings an alarm once, which answers itself when it is heard again', async () => {
    await changeSource(by('ana'), id, (before) => ({ ...before, quietAfterMinutes: 90 }))
    await sourceHeard(by('ana', noon), id, 1, 'One new item pushed to us.')
    await lookForQuiet(by('ana', later(89)))
    expect(await alarms()).toEqual([])
    await lookForQuiet(by('ana', later(91)))
    await lookForQuiet(by('ana', later(92)))
    expect(await alarms()).toEqual([{ sentence: expect.stringContaining('for 90 minutes.'), answer: '', open: true }])
    expect((await getSource(db, id)).isQuiet).toBe(true)
    await sourceHeard(by('ana', later(95)), id, 2, '2 new items pushed to us.')
    expect(await alarms()).toEqual([{ sentence: expect.anything(), answer: 'It is heard again.', open: false }])
    expect((await listSources(db, noon)).find((source) => source.id === id)?.isQuiet).toBe(false)
    await lookForQuiet(by('ana', later(200)))
    expect(await alarms()).toHaveLength(2)
  })

  it('is not missed when it is switched off', async () => {
    await changeSource(by('ana'), id, (before) => ({ ...before, quietAfterMinutes: 1 }))
    await sourceHeard(by('ana', noon), id, 1, 'One.')
    await lookForQuiet(by('ana', later(5)))
    await switchSource(by('ana'), id, false)
    await lookForQuiet(by('ana', later(10)))
    expect((await alarms()).map(({ open }) => open)).toEqual([false])
  })
})
