export const MOVEMENT_KINDS = [
  'captured',
  'fee',
  'refunded',
  'refund-failed',
  'disputed',
  'dispute-won',
  'dispute-lost',
  'deposited',
  'bounced',
  'voided',
  'payout',
  'payout-arrived',
  'payout-failed',
] as const
export type MovementKind = (typeof MOVEMENT_KINDS)[number]

/** Where money lies: with the card processor, in the drawer, in the bank. */
export type Where = 'processor' | 'undeposited' | 'bank'

/** One movement of money, with all that the book needs to write it: the same movement gives the same postings for ever. */
export interface Movement {
  readonly kind: MovementKind
  /** All that moved, fee cover included. */
  readonly amountMinor: number
  /** The part of it that is fee cover. */
  readonly coverMinor: number
  /** What the processor charged for it, on top. */
  readonly feeMinor: number
  readonly detail: MovementDetail
}

export interface MovementDetail {
  /** Slug of the fund. */
  readonly fund?: string
  readonly where?: Where
  /** Slug of the entity for which the money is held, where it is not ours. */
  readonly heldFor?: string
  /** What a fee was taken for; a charge where it is left out. */
  readonly feeFor?: 'charge' | 'dispute'
  readonly note?: string
}

export type AccountKind = 'asset' | 'liability' | 'revenue' | 'contra' | 'expense'

/** One side of a journal: debit positive, credit negative. `account` begins with its kind. */
export interface Posting {
  readonly account: `${AccountKind}:${string}`
  readonly amountMinor: number
}

/** The journal of a movement. Its sum is nothing. */
export function postingsOf(movement: Movement): readonly Posting[] {
  const { kind, amountMinor, coverMinor, feeMinor, detail } = movement
  const fund = detail.fund ?? 'general'
  const where = `asset:${detail.where ?? 'processor'}` as const
  const gift = amountMinor - coverMinor
  const owed = detail.heldFor === undefined ? undefined : (`liability:due-to:${detail.heldFor}` as const)
  const moved = (to: Posting['account'], from: Posting['account'], minor = amountMinor): Posting[] => [
    { account: to, amountMinor: minor },
    { account: from, amountMinor: -minor },
  ]
  switch (kind) {
    case 'captured':
      return owed
        ? moved(where, owed)
        : some([where, amountMinor], [`revenue:gifts:${fund}`, -gift], ['revenue:fee-cover', -coverMinor])
    case 'voided':
    case 'bounced':
      return owed
        ? moved(owed, where)
        : some([where, -amountMinor], [`revenue:gifts:${fund}`, gift], ['revenue:fee-cover', coverMinor])
    case 'refunded':
      return owed
        ? moved(owed, where)
        : some([where, -amountMinor], [`contra:refunds:${fund}`, gift], ['contra:fee-cover', coverMinor])
    case 'refund-failed':
      return owed
        ? moved(where, owed)
        : some([where, amountMinor], [`contra:refunds:${fund}`, -gift], ['contra:fee-cover', -coverMinor])
    case 'fee':
      return moved(detail.feeFor === 'dispute' ? 'expense:dispute-fees' : 'expense:processing', where)
    case 'disputed':
      return some(
        ['asset:disputed', amountMinor],
        ['expense:dispute-fees', feeMinor],
        [where, -(amountMinor + feeMinor)],
      )
    case 'dispute-won':
      return moved(where, 'asset:disputed')
    case 'dispute-lost':
      return moved(owed ?? `expense:chargebacks:${fund}`, 'asset:disputed')
    case 'deposited':
      return moved('asset:bank', 'asset:undeposited')
    case 'payout':
      return moved('asset:bank-in-transit', 'asset:processor')
    case 'payout-arrived':
      return moved('asset:bank', 'asset:bank-in-transit')
    case 'payout-failed':
      return moved('asset:processor', detail.where === 'bank' ? 'asset:bank' : 'asset:bank-in-transit')
  }
}

function some(...lines: readonly (readonly [Posting['account'], number])[]): Posting[] {
  return lines.flatMap(([account, amountMinor]) => (amountMinor === 0 ? [] : [{ account, amountMinor }]))
}

/** A line of the trial balance. */
export interface Balance {
  readonly account: string
  readonly currency: string
  readonly debitMinor: number
  readonly creditMinor: number
}

/** The trial balance of movements, made from nothing but them, in the order of the accounts' names. */
export function balancesOf(movements: Iterable<Movement>, currency: string): Balance[] {
  const sums = new Map<string, { debit: number; credit: number }>()
  for (const movement of movements) {
    for (const { account, amountMinor } of postingsOf(movement)) {
      const sum = sums.get(account) ?? { debit: 0, credit: 0 }
      if (amountMinor > 0) sum.debit += amountMinor
      else sum.credit -= amountMinor
      sums.set(account, sum)
    }
  }
  return [...sums.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([account, { debit, credit }]) => ({ account, currency, debitMinor: debit, creditMinor: credit }))
}
