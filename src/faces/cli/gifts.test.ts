import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPaper } from '#kit/builders'
import { freshDb } from '#kit/database'
import { giftsAdd, giftsMatch, giftsReconcile, giftsTrialBalance } from './gifts.ts'
import { giftsOpen } from './gifts-open.ts'

const fresh = await freshDb()
const { db } = fresh
const folder = mkdtempSync(join(tmpdir(), 'gifts-open-'))
let out: string[] = []
const world = {
  db,
  clock: () => new Date('2026-11-24T20:00:00Z'),
  out: (line: string) => void out.push(line),
  err: () => {},
}
const said = async (command: (args: string[], to: typeof world) => Promise<unknown>, ...args: string[]) => {
  out = []
  await command(args, world)
  return JSON.parse(out[0] ?? 'null')
}
const plan = (content: object) => {
  const file = join(folder, 'plan.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

beforeAll(() => aPaper(db))
afterAll(() => {
  rmSync(folder, { recursive: true })
  return fresh.close()
})

describe('gifts at the command line', () => {
  it('open a recipient, a fund and a match from one file, or nothing of it', async () => {
    const entity = {
      slug: 'sentinel',
      kind: 'taxable',
      legalName: 'The Inland Sentinel Co.',
      city: 'Cheney Falls, Washington',
    }
    const fund = { slug: 'forums', entity: 'sentinel', name: 'Community Forums Fund' }
    const match = {
      slug: 'double', title: 'Doubled', funder: { name: 'A family', isAnonymous: true }, funds: ['forums'], opensWall: '2026-11-01T00:00', closesWall: '2027-01-01T00:00',
      terms: { kind: 'multiplier', ratio: { match: 1, gift: 1 }, poolMinor: 100_000, rules: { donorCapMinor: 20_000 } },
    } // biome-ignore format: a plan
    await expect(
      giftsOpen([plan({ entities: [entity], funds: [fund], matches: [{ ...match, terms: { kind: 'x' } }] })], world),
    ).rejects.toMatchObject({ code: 'match.terms' })
    await giftsOpen([plan({ entities: [entity], funds: [fund], matches: [match] })], world)
    expect(await said(giftsMatch, 'double', '--json')).toMatchObject({
      raisedMinor: 0,
      funder: { name: null, anonymous: true },
      closesAt: '2027-01-01T08:00:00.000Z',
    })
  })
  it('add a check, and say how it counts', async () => {
    const added = await said(
      giftsAdd,
      '--fund',
      'forums',
      '--amount',
      '$250.00',
      '--name',
      'Evelyn Marsh',
      '--check',
      '2041',
      '--received',
      '2026-11-20',
      '--json',
    )
    expect(added).toMatchObject({
      amountMinor: 25_000,
      state: 'captured',
      matches: [
        { slug: 'double', countedMinor: 20_000, matchedMinor: 20_000, reason: 'counted $200 of $250: donor cap' },
      ],
    })
    expect(added.number).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
  })
  it('print a trial balance that balances', async () => {
    const balance = await said(giftsTrialBalance, '--json')
    expect(balance).toMatchObject({ balanced: true, debitMinor: 25_000, creditMinor: 25_000 })
    expect(balance.books[0].accounts).toEqual([
      { account: 'asset:undeposited', currency: 'USD', debitMinor: 25_000, creditMinor: 0, balanceMinor: 25_000 },
      { account: 'revenue:gifts:forums', currency: 'USD', debitMinor: 0, creditMinor: 25_000, balanceMinor: -25_000 },
    ])
  })
  it('reconcile to nothing when all is well', async () => {
    expect(await said(giftsReconcile, '--json')).toEqual({ processor: null, drift: [] })
  })
  it.each([
    ['no fund', ['--amount', '5']],
    ['an amount in words', ['--fund', 'forums', '--amount', 'five']],
    ['a card', ['--fund', 'forums', '--amount', '5', '--by', 'card']],
    ['nothing given', ['--fund', 'forums', '--amount', '0']],
    ['a day that is none', ['--fund', 'forums', '--amount', '5', '--received', '2026-02-30']],
    ['tomorrow', ['--fund', 'forums', '--amount', '5', '--received', '2026-12-30']],
    ['a fund that is none', ['--fund', 'nowhere', '--amount', '5']],
  ])('refuse %s', async (_, args) => {
    await expect(giftsAdd(args, world)).rejects.toMatchObject({ name: 'Refusal' })
  })
})
