import {
  announceMatch,
  ask,
  cardFee,
  enter,
  markThanked,
  openEntity,
  openFund,
  promise,
  type Rhythm,
  receivePayment,
} from '#domains/gifts'
import { dayIn } from '#domains/paper'
import type { Db } from '#platform/db'

const DAY_MS = 86_400_000
const by = { kind: 'operator', command: 'sample' } as const

/** Gifts by card: how many days ago, dollars, who, and whether the name is on the roll. */
const CARDS: readonly (readonly [
  daysAgo: number,
  dollars: number,
  name: string,
  every: Rhythm,
  named: boolean,
  fund?: string,
])[] = [
  [58, 50, 'Margaret Ostrander', 'once', true],
  [57, 35, 'Dale Pruitt', 'month', false],
  [55, 100, 'Joan and Lars Sandvik', 'once', true],
  [53, 15, 'Teresa Alvarado-Finch', 'month', true],
  [52, 250, 'The Alvarez family', 'once', true],
  [50, 75, 'Rosa Delacruz', 'once', false],
  [49, 35, 'R. Whitcomb', 'once', true, 'outdoors-reporter'],
  [47, 150, 'Hal Brandvold', 'once', true, 'outdoors-reporter'],
  [45, 20, 'Priscilla Nkata', 'month', false],
  [44, 500, 'Evelyn Marsh', 'once', true],
  [42, 35, 'Tomas Wells', 'once', false],
  [40, 60, 'Anneliese Kray', 'once', true],
  [38, 1_000, 'Desmond Achterberg', 'once', true],
  [37, 75, 'Lou and Pat Severin', 'once', true, 'outdoors-reporter'],
  [35, 40, 'Ming Tsai Harlow', 'month', true],
  [33, 150, 'Karl Amdahl', 'once', false],
  [31, 365, 'Bettina Oyelaran', 'year', true],
  [28, 35, 'Josiah Penn', 'once', false],
  [26, 90, 'Carla Whitefeather', 'once', true, 'outdoors-reporter'],
  [24, 25, 'Nils Erickson', 'month', true],
  [22, 200, 'Odalys Brandt', 'once', true],
  [20, 35, 'Frank Tibbets', 'once', false],
  [18, 120, 'Sunita Rao-Miller', 'once', true],
  [15, 75, 'Greta Holm', 'once', true],
  [13, 35, 'Abel Contreras', 'once', false, 'outdoors-reporter'],
  [11, 750, 'Ruth and Amos Delaney', 'once', true],
  [9, 45, 'Ike Pomeroy', 'once', true],
  [7, 35, 'Hannah Voss', 'month', false],
  [5, 300, 'Jerome Stallworth', 'once', true],
  [3, 15, 'Winnie Adair', 'once', true],
  [2, 80, 'Paul Renn', 'once', false],
  [1, 100, 'Cecily Marchand', 'once', true],
]

/** Checks and cash that came by mail or by hand. */
const BY_HAND: readonly (readonly [
  daysAgo: number,
  dollars: number,
  name: string,
  how: 'check' | 'cash' | 'daf' | 'employer-match' | 'stock',
  kind: 'individual' | 'business' | 'family-foundation' | 'daf',
])[] = [
  [56, 5_000, 'The Okafor Family Foundation', 'check', 'family-foundation'],
  [48, 2_500, 'Cheney Falls Rotary', 'check', 'business'],
  [46, 20, '', 'cash', 'individual'],
  [41, 1_500, 'Inland Grain Growers', 'check', 'business'],
  [36, 250, 'Cheney Falls Garden Club', 'check', 'business'],
  [34, 3_200, 'Harriet Blom', 'stock', 'individual'],
  [30, 5, 'Miss Tolliver’s fourth grade', 'cash', 'individual'],
  [25, 4_000, 'Dr. Samuel Ekwueme', 'daf', 'daf'],
  [19, 100, 'Vera Lindqvist', 'check', 'individual'],
  [16, 100, 'Basalt Power employees', 'employer-match', 'business'],
  [8, 1_000, 'Friends of the Palouse Valley Library', 'check', 'business'],
  [4, 40, '', 'cash', 'individual'],
]

/** Gives the sample paper a recipient, two funds, a matching grant, and gifts that nobody gave: all of it practice. */
export async function seedGifts(db: Db, { name, zone }: { name: string; zone: string }, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const work = (days: number) => ({ db, by, at: before(days) })
  await openEntity(work(70), {
    slug: 'sentinel',
    kind: 'taxable',
    mode: 'practice',
    legalName: `${name} Co.`,
    city: 'Cheney Falls, Washington',
    checksTo: `${name} Co.\n1 River St.\nCheney Falls, Washington`,
  })
  await openFund(work(70), {
    slug: 'community-forums',
    entity: 'sentinel',
    name: 'Community Forums Fund',
    purpose: 'The community forums, and the reporter and editor positions they help pay for.',
    positions: [
      {
        title: 'Health reporter',
        beat: 'Health care and public health',
        holder: 'Junie Castellanos',
        writerSlug: 'junie-castellanos',
        costMinor: 5_800_000,
      },
    ],
  })
  await openFund(work(70), {
    slug: 'outdoors-reporter',
    entity: 'sentinel',
    name: 'Outdoors reporter',
    purpose: 'One full-time reporter for rivers, trails, fish, wildlife and snow.',
    restriction: 'position',
    positions: [
      {
        title: 'Outdoors reporter',
        beat: 'Fish, wildlife, trails and snow',
        holder: 'Gus Heikkila',
        writerSlug: 'gus-heikkila',
        costMinor: 5_600_000,
      },
    ],
  })
  await announceMatch(work(62), {
    slug: 'two-reporters',
    title: 'Two reporters for the river country',
    summary: 'A national fund pays half of two positions if readers here raise the other half.',
    ifMissed: 'If less than $40,000 is raised here in time, only the steps that were reached are paid.',
    independence:
      'No giver or funder has a say in what is reported, sees a story before it is published, or is told who gave what.',
    funder: { name: 'The Basin Reporting Fund' },
    funds: ['community-forums', 'outdoors-reporter'],
    positions: ['Health reporter', 'Outdoors reporter'],
    opensWall: `${dayIn(zone, before(61))}T00:00`,
    closesWall: `${dayIn(zone, before(-75))}T00:00`,
    terms: {
      kind: 'threshold',
      requirementMinor: 4_000_000,
      releases: [
        { atMinor: 2_000_000, grantMinor: 1_000_000 },
        { atMinor: 4_000_000, grantMinor: 2_000_000 },
      ],
      rules: { donorCapMinor: 400_000 },
    },
  })
  const all = [
    ...CARDS.map((card, nth) => ({ days: card[0], seed: () => seedCard(work(card[0]), card, nth) })),
    ...BY_HAND.map((gift) => ({ days: gift[0], seed: () => seedByHand(work(gift[0]), gift) })),
  ]
  for (const { seed } of all.sort((one, other) => other.days - one.days)) await seed()
  await promise(work(12), {
    fund: 'community-forums',
    amountMinor: 250_000,
    donor: { name: 'Cheney Falls Credit Union', kind: 'business' },
  })
  await promise(work(6), {
    fund: 'outdoors-reporter',
    amountMinor: 60_000,
    donor: { name: 'Bluebird Lodge', kind: 'business' },
  })
}

type SampleWork = { readonly db: Db; readonly by: typeof by; readonly at: Date }

async function seedCard(
  work: SampleWork,
  [, dollars, name, every, named, fund = 'community-forums']: (typeof CARDS)[number],
  nth: number,
): Promise<void> {
  const gift = await ask(
    work,
    {
      fund,
      every,
      name,
      amountMinor: dollars * 100,
      coversFee: nth % 3 === 0,
      email: `giver${nth + 1}@example.com`,
      postalCode: '99004',
      rollName: named ? name : '',
      dedication: nth === 9 ? { kind: 'memory', name: 'June Okafor' } : null,
      message: '',
    },
    { mode: 'practice' },
  )
  const whole = gift.amountMinor + gift.coverMinor
  await receivePayment(work, {
    isLive: false,
    gift: gift.number,
    intentId: `sample-${nth + 1}`,
    state: 'paid',
    failure: '',
    instrument: 'card',
    amountMinor: whole,
    currency: 'USD',
    chargeId: `sample-charge-${nth + 1}`,
    authorizedAt: work.at,
    paidAt: work.at,
    customerId: '',
    fee: { id: `sample-fee-${nth + 1}`, minor: cardFee(whole), at: work.at },
    refunds: [],
    disputes: [],
    recurring: undefined,
  })
  // Nobody gave this, so nobody is written to.
  await markThanked(work, gift.giftId)
}

async function seedByHand(
  work: SampleWork,
  [, dollars, name, instrument, kind]: (typeof BY_HAND)[number],
): Promise<void> {
  const id = await enter(work, {
    fund: 'community-forums',
    amountMinor: dollars * 100,
    instrument,
    donor: { name, kind },
    rollName: name,
    isAnonymous: name === '',
    note: 'Sample',
  })
  await markThanked(work, id)
}
