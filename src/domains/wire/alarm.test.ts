import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aSource } from '#kit/wire'
import { answerAlarm, raiseAlarm, settleAlarms } from './alarm.ts'
import { listAlarms } from './reach.ts'

const fresh = await freshDb()
const { db } = fresh
let sourceId: string
beforeAll(async () => {
  sourceId = await aSource(db)
})
afterAll(() => fresh.close())

const quiet = (sentence = 'AP has been quiet for an hour.') =>
  raiseAlarm(workOf(db), { kind: 'quiet', sourceId, sentence })
const facts = async () =>
  (await sql<{ fact: string }>`select fact from ledger where fact like 'wire.alarm%' order by id`.execute(db)).rows.map(
    ({ fact }) => fact,
  )

describe('an alarm', () => {
  it('about a source that still waits is not raised twice, and rings again once it was answered', async () => {
    await quiet()
    await quiet()
    const [alarm] = await listAlarms(db)
    expect(await listAlarms(db)).toMatchObject([
      { kind: 'quiet', sourceId, itemId: null, stories: [], sentence: 'AP has been quiet for an hour.' },
    ])
    await answerAlarm(workOf(db, { by: cast.ben }), alarm?.id ?? '', 'Called them')
    expect(await listAlarms(db)).toEqual([])
    await quiet()
    expect(await listAlarms(db)).toHaveLength(1)
    expect(await facts()).toEqual(['wire.alarm-raised', 'wire.alarm-answered', 'wire.alarm-raised'])
  })
  it('is settled when what it was about is over, and no other is', async () => {
    const other = await aSource(db)
    await quiet()
    await raiseAlarm(workOf(db), { kind: 'failing', sourceId: other, sentence: 'It fails.' })
    await settleAlarms(workOf(db), { kinds: ['quiet', 'failing'], sourceId, answer: 'Heard again' })
    expect((await listAlarms(db)).map(({ kind }) => kind)).toEqual(['failing'])
    await settleAlarms(workOf(db), { kinds: ['quiet', 'failing'], answer: 'About nothing' })
    expect(await listAlarms(db)).toHaveLength(1)
  })
  it('is the newsroom’s to answer', async () => {
    const [alarm] = await listAlarms(db)
    await expect(answerAlarm(workOf(db, { by: cast.bea }), alarm?.id ?? '')).rejects.toMatchObject({
      code: 'alarm.not-yours',
    })
    await expect(answerAlarm(workOf(db), 'x')).rejects.toMatchObject({ code: 'alarm.not-found' })
  })
})
