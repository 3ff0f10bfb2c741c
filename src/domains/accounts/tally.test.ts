import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDb, freshDb } from '#kit/database'
import { clearTries, countTry, TooMany, uncountTry } from './tally.ts'

const noon = new Date('2026-11-24T20:00:00Z')
const minutes = (n: number) => new Date(noon.getTime() + n * 60_000)

describe('counting tries', () => {
  let fresh: FreshDb
  beforeAll(async () => {
    fresh = await freshDb()
  })
  afterAll(() => fresh.close())

  const tryTimes = (n: number, whose: string, at = noon) =>
    Promise.allSettled(Array.from({ length: n }, () => countTry(fresh.db, 'password-account', whose, at)))
  const passed = (all: PromiseSettledResult<void>[]) => all.filter((one) => one.status === 'fulfilled').length

  it('lets ten through of thirty at once', async () => {
    expect(passed(await tryTimes(30, 'ana'))).toBe(10)
  })

  it('says how long to wait, and hears again after that', async () => {
    await tryTimes(10, 'ben')
    const refused = await countTry(fresh.db, 'password-account', 'ben', minutes(5)).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(TooMany)
    expect(refused).toMatchObject({ waitSeconds: 600, message: expect.stringContaining('10 minutes') })
    expect(passed(await tryTimes(1, 'ben', minutes(15)))).toBe(1)
  })

  it('does not wait longer for trying in vain', async () => {
    await tryTimes(500, 'cam')
    expect(passed(await tryTimes(1, 'cam', minutes(15)))).toBe(1)
  })

  it('counts each person by themselves', async () => {
    await tryTimes(20, 'pip')
    expect(passed(await tryTimes(1, 'pip2'))).toBe(1)
  })

  it('forgets tries that turned out right', async () => {
    await tryTimes(10, 'bea')
    await uncountTry(fresh.db, 'password-account', 'bea')
    expect(passed(await tryTimes(2, 'bea'))).toBe(1)
    await clearTries(fresh.db, 'password-account', 'bea')
    expect(passed(await tryTimes(20, 'bea'))).toBe(10)
  })

  it('keeps nothing of what was typed', async () => {
    await countTry(fresh.db, 'password-account', 'my secret password', noon)
    const kept = await sql<{ key: string }>`select key from sign_in_tally`.execute(fresh.db)
    expect(kept.rows.length).toBeGreaterThan(0)
    expect(kept.rows.some((row) => row.key.includes('secret'))).toBe(false)
  })
})
