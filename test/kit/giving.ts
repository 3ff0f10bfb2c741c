import { announceMatch, type EnteredGift, enter, openEntity, openFund } from '#domains/gifts'
import { type Db, transaction } from '#platform/db'
import { cast, workOf } from './cast.ts'

const opened = new Date('2026-09-01T16:00:00Z')

/** A taxable newspaper that takes gifts for two funds. Needs a paper. */
export async function aGivingPaper(db: Db, { mode = 'live' }: { mode?: 'live' | 'practice' } = {}): Promise<void> {
  const work = workOf(db, { by: cast.bea, at: opened })
  await openEntity(work, {
    slug: 'sentinel',
    kind: 'taxable',
    mode,
    legalName: 'The Inland Sentinel Co.',
    city: 'Cheney Falls, Washington',
    checksTo: '1 River St., Cheney Falls, WA 99004',
  })
  await openFund(work, {
    slug: 'forums',
    entity: 'sentinel',
    name: 'Community Forums Fund',
    purpose: 'The forums and the reporters they pay for.',
  })
  await openFund(work, {
    slug: 'outdoors',
    entity: 'sentinel',
    name: 'Outdoors reporter',
    restriction: 'position',
    positions: [{ title: 'Outdoors reporter', beat: 'Rivers and ranges', holder: 'Ben Ortiz', costMinor: 6_000_000 }],
  })
}

/** Two dollars for every dollar, within caps; from Nov. 1 to the end of the year. */
export async function aDoubling(db: Db, terms: object = {}, rules: object = {}, plan: object = {}): Promise<string> {
  return announceMatch(workOf(db, { by: cast.bea, at: new Date('2026-10-20T16:00:00Z') }), {
    slug: 'double',
    title: 'Doubled until New Year',
    funder: { name: 'The Harrow Family' },
    funds: ['forums'],
    opensWall: '2026-11-01T00:00',
    closesWall: '2027-01-01T00:00',
    terms: { kind: 'multiplier', ratio: { match: 1, gift: 1 }, poolMinor: 1_000_000, rules, ...terms },
    ...plan,
  })
}

/** A check in the mail. */
export function aCheck(
  db: Db,
  over: Partial<EnteredGift> & { amountMinor: number },
  at = new Date('2026-11-24T20:00:00Z'),
): Promise<string> {
  return transaction(db, (tx) =>
    enter(workOf(tx, { by: cast.bea, at }), { fund: 'forums', instrument: 'check', ...over }),
  )
}
