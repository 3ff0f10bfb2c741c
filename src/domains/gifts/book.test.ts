import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPaper } from '#kit/builders'
import { cast, workOf } from '#kit/cast'
import { freshDb } from '#kit/database'
import { aCheck, aDoubling, aGivingPaper } from '#kit/giving'
import { listDrift } from './book.ts'
import { promise, release } from './pledge.ts'
import { closeBook } from './post.ts'
import { findMatch } from './queries.ts'

const fresh = await freshDb()
const { db } = fresh
const by = cast.bea
const at = new Date('2026-12-03T20:00:00Z')

beforeAll(async () => {
  await aPaper(db)
  await aGivingPaper(db)
  await aDoubling(db)
})
afterAll(() => fresh.close())

describe('a month that is closed', () => {
  it('takes no more; what belongs to it and comes later is booked in the open one', async () => {
    const through = new Date('2026-12-01T08:00:00Z')
    const entity = await sql<{ id: string }>`select id from entity`.execute(db)
    const entityId = entity.rows[0]?.id ?? ''
    await expect(closeBook(workOf(db, { by: cast.ana, at }), entityId, through)).rejects.toMatchObject({
      code: 'book.not-yours-to-close',
    })
    await expect(closeBook(workOf(db, { by, at }), entityId, new Date('2027-01-01'))).rejects.toMatchObject({
      code: 'book.not-over',
    })
    await closeBook(workOf(db, { by, at }), entityId, through)
    const id = await aCheck(db, { amountMinor: 4_000, receivedAt: new Date('2026-11-20T20:00:00Z') }, at)
    const booked = await sql<{ at: Date; effective: Date }>`
      select money_event.at, effective_at as effective from money_event join book_journal on event_id = money_event.id where gift_id = ${id}`.execute(
      db,
    )
    expect(booked.rows).toEqual([{ at: new Date('2026-11-20T20:00:00Z'), effective: through }])
    expect(await listDrift(db)).toEqual([])
  })
})

describe('a pledge', () => {
  it('is shown until it is let go, once, and never counts', async () => {
    const pledged = async () => (await findMatch(db, 'double'))?.pledgedMinor
    const counted = (await findMatch(db, 'double'))?.countedMinor
    const id = await promise(workOf(db, { by, at }), {
      fund: 'forums',
      amountMinor: 90_000,
      donor: { name: 'June Wren' },
    })
    expect(await pledged()).toBe(90_000)
    await release(workOf(db, { by, at }), id)
    expect(await pledged()).toBe(0)
    await expect(release(workOf(db, { by, at }), id)).rejects.toMatchObject({ code: 'pledge.not-open' })
    expect((await findMatch(db, 'double'))?.countedMinor).toBe(counted)
  })
})
