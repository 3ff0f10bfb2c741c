import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAppeal, findMatch, listDrift, listGifts, trialBalances } from '#domains/gifts'
import { aPaper } from '#kit/builders'
import { freshDb } from '#kit/database'
import { transaction } from '#platform/db'
import { seedGifts } from './gifts.ts'

const NOW = new Date('2026-11-24T20:00:00Z')
const fresh = await freshDb()
const { db } = fresh
beforeAll(async () => {
  await aPaper(db)
  await transaction(db, (tx) => seedGifts(tx, { name: 'The Inland Sentinel', zone: 'America/Los_Angeles' }, NOW))
})
afterAll(() => fresh.close())

describe('the gifts of the sample paper', () => {
  it('are practice, every one, and say so', async () => {
    expect((await trialBalances(db)).map(({ mode }) => mode)).toEqual(['practice'])
    expect((await findAppeal(db, NOW))?.entity.mode).toBe('practice')
    expect((await listGifts(db, { most: 500 })).length).toBeGreaterThan(40)
  })
  it('make a match that is under way, with a step reached and the cap of a giver in use', async () => {
    const match = await findMatch(db, 'two-reporters')
    expect(match?.releasedMinor).toBe(1_000_000)
    expect(match?.countedMinor).toBeLessThan(4_000_000)
    expect(match?.pledgedMinor).toBe(310_000)
    expect((await listGifts(db, { most: 500 })).map(({ reason }) => reason)).toContain(
      'counted $4,000 of $5,000: donor cap',
    )
  })
  it('are in a book that balances', async () => {
    expect(await listDrift(db)).toEqual([])
  })
})
