import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
// Nobody reads the page and fills it in faster; a script does.
const FORM_LEAST_MS = 3 * SECOND_MS
const FORM_MOST_MS = 2 * 60 * MINUTE_MS

/** A token for one form: signed, so that no other can be made, and taken once. */
export function newForm(secret: string, at: Date): string {
  const body = `${at.getTime().toString(36)}.${randomBytes(12).toString('base64url')}`
  return `${body}.${sign(secret, body)}`
}

/** Takes a form. Refuses one that is not ours, too quick, too old, or taken before. */
export async function takeForm(db: Db, secret: string, token: string, at: Date): Promise<void> {
  const [issued = '', nonce = '', signature = ''] = token.split('.')
  const expected = Buffer.from(sign(secret, `${issued}.${nonce}`))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw again('gift.form-not-ours')
  const age = at.getTime() - Number.parseInt(issued, 36)
  if (age < FORM_LEAST_MS) throw again('gift.form-too-quick')
  if (age > FORM_MOST_MS) throw again('gift.form-too-old')
  const taken = await sql`
    insert into gift_form (token, taken_at) values (${nonce}, ${at}) on conflict on constraint gift_form_is_taken_once do nothing returning token`.execute(
    db,
  )
  if (taken.rows.length === 0) throw again('gift.form-taken')
  if (nonce.startsWith('A'))
    await sql`delete from gift_form where taken_at < ${new Date(at.getTime() - 2 * FORM_MOST_MS)}`.execute(db)
}

function again(code: string): Refusal {
  return new Refusal(
    'conflict',
    code,
    'This page was open too long, or was sent before. Look it over once more and press the button.',
  )
}

function sign(secret: string, body: string): string {
  return createHmac('sha256', secret).update(`gift form\n${body}`).digest('base64url')
}

const limits = {
  // A household or an office may stand behind one address, but it does not give four times a minute.
  address: { most: 4, windowMs: MINUTE_MS },
  'address-day': { most: 30, windowMs: 24 * 60 * MINUTE_MS },
  site: { most: 60, windowMs: MINUTE_MS },
  failures: { most: 10, windowMs: 10 * MINUTE_MS },
} as const
type Limited = keyof typeof limits

/** Counts one try to give from an address, before anything is done for it. Refuses when there are too many. Run it outside a transaction that may be undone. */
export async function countTry(db: Db, address: string, at: Date): Promise<void> {
  const network = networkOf(address)
  for (const [what, whose] of [
    ['address', network],
    ['address-day', network],
    ['site', ''],
  ] as const) {
    if (await isOver(db, what, whose, at))
      throw new Refusal(
        'too-many',
        'gift.too-many-tries',
        'Too many gifts were tried from here. Wait a few minutes, or mail a check.',
      )
  }
}

/** Counts a payment that the card company refused. */
export async function countFailure(db: Db, at: Date): Promise<void> {
  await isOver(db, 'failures', '', at)
}

/** What the smallest gift is while many cards are refused: testing stolen cards with small sums must not pay. */
export const MINIMUM_UNDER_ATTACK_MINOR = 1_000

/** True while more cards are refused than honest givers bring about. */
export async function isUnderAttack(db: Db, at: Date): Promise<boolean> {
  const { most, windowMs } = limits.failures
  const found = await sql`
    select from gift_tally where key = ${keyOf('failures', '')} and count > ${most} and since > ${new Date(at.getTime() - windowMs)}`.execute(
    db,
  )
  return found.rows.length > 0
}

async function isOver(db: Db, what: Limited, whose: string, at: Date): Promise<boolean> {
  const { most, windowMs } = limits[what]
  const opened = new Date(at.getTime() - windowMs)
  const counted = await sql<{ count: number }>`
    insert into gift_tally as tally (key, count, since) values (${keyOf(what, whose)}, 1, ${at})
    on conflict (key) do update set
      count = case when tally.since <= ${opened} then 1 else least(tally.count + 1, ${most + 1}) end,
      since = case when tally.since <= ${opened} then excluded.since else tally.since end
    returning count`.execute(db)
  return (counted.rows[0]?.count ?? 1) > most
}

// Whoever has one IPv6 address has the other 2^64 of its network too.
function networkOf(address: string): string {
  const [bare = ''] = address.split('%')
  if (!isIPv6(bare)) return address
  const [front = '', back] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::')
  const groups = (text = '') => text.split(':').filter((group) => group !== '')
  const gap = back === undefined ? 0 : 8 - groups(front).length - groups(back).length
  const whole = [...groups(front), ...Array.from({ length: gap }, () => '0'), ...groups(back)]
  // An IPv4 address written as IPv6 is one house, not a network.
  const isMapped = whole.slice(0, 5).every((group) => group === '0') && whole[5] === 'ffff'
  return isMapped ? whole.slice(6).join(':') : `${whole.slice(0, 4).join(':')}::/64`
}

function keyOf(what: Limited, whose: string): string {
  return createHash('sha256').update(`${what}\n${whose}`).digest('base64url')
}
