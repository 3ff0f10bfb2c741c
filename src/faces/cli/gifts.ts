import {
  DONOR_KINDS,
  type EnteredGift,
  enter,
  findGift,
  findMatch,
  INSTRUMENTS,
  isOnline,
  listDrift,
  matchForMachines,
  matchSentence,
  minorFrom,
  trialBalances,
} from '#domains/gifts'
import { getPaper, instantOf } from '#domains/paper'
import { sweepPayments } from '#faces/worker'
import { type Db, transaction } from '#platform/db'
import type { Payments } from '#platform/payments'
import { Refusal } from '#platform/refusal'
import { argumentsOf } from './arguments.ts'

/** What the gifts commands need: `out` is for what was asked, `err` for the rest. */
export interface GiftsWorld {
  readonly db: Db
  readonly clock: () => Date
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

const BY_HAND = INSTRUMENTS.filter((one) => !isOnline(one))
const ADD = `broadsheet gifts add --fund FUND --amount 250.00 --by ${BY_HAND.join('|')} [--name "Full Name"] [--email ADDRESS] [--check NUMBER] [--received 2026-11-24] [--postmarked 2026-11-20] [--anonymous] [--json]`

/** broadsheet gifts add: books a gift that came by mail or by hand, and prints its number. */
export async function giftsAdd(args: string[], { db, clock, out }: GiftsWorld): Promise<0> {
  const { values, positionals } = argumentsOf(args, {
    fund: { type: 'string' },
    amount: { type: 'string' },
    by: { type: 'string', default: 'check' },
    name: { type: 'string' },
    email: { type: 'string' },
    kind: { type: 'string' },
    'postal-code': { type: 'string' },
    check: { type: 'string' },
    received: { type: 'string' },
    postmarked: { type: 'string' },
    'fair-value': { type: 'string' },
    roll: { type: 'string' },
    note: { type: 'string' },
    anonymous: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  })
  const instrument = BY_HAND.find((one) => one === values.by) as EnteredGift['instrument'] | undefined
  const amountMinor = minorFrom(values.amount ?? '')
  if (values.fund === undefined || instrument === undefined || amountMinor === undefined || positionals.length > 0)
    throw new Refusal('invalid', 'command.not-understood', `Give a fund, an amount and how it came: ${ADD}`)
  const fairValueMinor = values['fair-value'] === undefined ? 0 : minorFrom(values['fair-value'])
  if (fairValueMinor === undefined || fairValueMinor > amountMinor)
    throw new Refusal('invalid', 'gift.fair-value', 'The fair value is an amount, and no more than the gift.')
  const { zone } = await getPaper(db)
  const received = dayFrom(values.received, zone, '--received')
  const postmarked = dayFrom(values.postmarked, zone, '--postmarked')
  const fund = values.fund
  const id = await transaction(db, (tx) => {
    const at = clock()
    return enter(
      { db: tx, by: { kind: 'operator', command: 'gifts add' }, at },
      {
        fund,
        amountMinor,
        instrument,
        donor: {
          ...(values.name === undefined ? {} : { name: values.name }),
          ...(values.email === undefined ? {} : { email: values.email }),
          ...(values['postal-code'] === undefined ? {} : { postalCode: values['postal-code'] }),
          ...donorKindFrom(values.kind),
        },
        // Today's mail came before now, whatever the hour that stands for a day.
        ...(received
          ? { receivedAt: received.getTime() - at.getTime() < DAY_MS / 2 && received > at ? at : received }
          : {}),
        ...(postmarked ? { postmarkedAt: postmarked } : {}),
        fairValueMinor,
        checkNumber: values.check ?? '',
        isAnonymous: values.anonymous,
        rollName: values.anonymous ? '' : (values.roll ?? ''),
        note: values.note ?? '',
      },
    )
  })
  const gift = await findGift(db, { id })
  if (!gift) return 0
  const { number, amountMinor: minor, matches } = gift
  out(
    values.json
      ? JSON.stringify({
          number,
          fund: gift.fund.slug,
          amountMinor: minor,
          currency: 'USD',
          instrument,
          state: gift.state,
          matches,
        })
      : [number, ...matches.map(({ slug, reason }) => `${slug}: ${reason}`)].join('\n'),
  )
  return 0
}

const DAY_MS = 86_400_000

function dayFrom(day: string | undefined, zone: string, option: string): Date | undefined {
  if (day === undefined) return undefined
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day)
  if (!isDay) throw new Refusal('invalid', 'command.no-day', `${option} is a day as 2026-11-24.`)
  return instantOf(`${day}T12:00`, zone)
}

function donorKindFrom(kind: string | undefined): { kind?: NonNullable<EnteredGift['donor']>['kind'] & string } {
  if (kind === undefined) return {}
  const known = DONOR_KINDS.find((one) => one === kind)
  if (!known) throw new Refusal('invalid', 'donor.no-kind', `--kind is one of: ${DONOR_KINDS.join(', ')}.`)
  return { kind: known }
}

/** broadsheet gifts trial-balance [--entity SLUG] [--json]: the book, account by account. */
export async function giftsTrialBalance(args: string[], { db, clock, out }: GiftsWorld): Promise<0> {
  const { values } = argumentsOf(args, { json: { type: 'boolean', default: false }, entity: { type: 'string' } })
  const books = await transaction(db, (tx) => trialBalances(tx, values.entity))
  const debitMinor = books.reduce((sum, book) => sum + book.debitMinor, 0)
  const creditMinor = books.reduce((sum, book) => sum + book.creditMinor, 0)
  if (values.json) {
    out(
      JSON.stringify({
        asOf: clock().toISOString(),
        currency: 'USD',
        balanced: debitMinor === creditMinor,
        debitMinor,
        creditMinor,
        books,
      }),
    )
    return 0
  }
  for (const book of books) {
    out(`${book.entity}${book.mode === 'practice' ? ' (practice)' : ''}`)
    for (const line of book.accounts)
      out(`  ${line.account.padEnd(40)} ${figures(line.debitMinor)} ${figures(line.creditMinor)}`)
    out(`  ${''.padEnd(40)} ${figures(book.debitMinor)} ${figures(book.creditMinor)}`)
  }
  return 0
}

function figures(minor: number): string {
  return (minor / 100).toFixed(2).padStart(14)
}

/** broadsheet gifts match SLUG [--json]: how a matching grant stands. */
export async function giftsMatch(args: string[], { db, out }: GiftsWorld): Promise<0> {
  const { values, positionals } = argumentsOf(args, { json: { type: 'boolean', default: false } })
  const [slug, ...more] = positionals
  if (slug === undefined || more.length > 0)
    throw new Refusal('invalid', 'command.not-understood', 'Name one match: broadsheet gifts match SLUG [--json]')
  const view = await findMatch(db, slug)
  if (!view) throw new Refusal('not-found', 'match.not-found', `There is no match "${slug}".`)
  out(values.json ? JSON.stringify(matchForMachines(view)) : `${view.title}. ${matchSentence(view)}`)
  return 0
}

/**
 * broadsheet gifts reconcile [--days N]: books what webhooks missed, where a processor is set up, then says what does not agree between log, book,
 * gifts and campaigns. Exit 1 where something does not.
 */
export async function giftsReconcile(
  args: string[],
  world: GiftsWorld & { readonly payments?: Payments | undefined },
): Promise<0 | 1> {
  const { db, clock, out, err, payments } = world
  const { values } = argumentsOf(args, {
    json: { type: 'boolean', default: false },
    days: { type: 'string', default: '35' },
  })
  const days = Number(values.days)
  if (!Number.isInteger(days) || days < 1 || days > 3_650)
    throw new Refusal('invalid', 'command.no-days', '--days is how far to look back, such as 35.')
  const swept = payments && (await sweepPayments({ db, clock, payments }, new Date(clock().getTime() - days * DAY_MS)))
  const drift = await listDrift(db)
  const strange = swept?.strange ?? []
  if (values.json) out(JSON.stringify({ processor: swept ?? null, drift }))
  else
    for (const line of [
      ...(swept?.mended ?? []).map((id) => `${id} was missing and is booked now.`),
      ...strange,
      ...drift,
    ])
      out(line)
  if (!payments) err('No processor is set up (STRIPE_SECRET_KEY), so only our own books were looked at.')
  if (drift.length === 0) err('Log, book, gifts and matches agree.')
  return drift.length + strange.length === 0 ? 0 : 1
}
