import type { WireItem } from './item.ts'

const DAY_MS = 86_400_000
const SPELLED: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, week: 7, month: 30, year: 365 }
const ON_LINE = /\b(?:web|online|on-line|internet|digital|site|website)\b/i
const FOR_SO_LONG = /\b(\d{1,3})[\s-]*(hour|day|week|month|year)s?\b/i

/** How many days usage terms allow on the web ("Web use limited to 30 days"), or null where they say nothing of it. */
export function daysOnWeb(terms: readonly string[]): number | null {
  const found = terms.flatMap((term) => {
    const [, count, unit = ''] = FOR_SO_LONG.exec(term) ?? []
    return count && ON_LINE.test(term) ? [Number(count) * (SPELLED[unit.toLowerCase()] ?? 1)] : []
  })
  return found.length === 0 ? null : Math.min(...found)
}

/** When the right to use an item ends: the earliest of what the item, its terms and the source say; null is never. `days` count from its first arrival. */
export function endOfRights(
  item: Pick<WireItem, 'expiresAt'>,
  { terms, firstAt, days }: { terms: readonly string[]; firstAt: Date; days: number | null },
): Date | null {
  const ends = [
    item.expiresAt === null ? Number.NaN : Date.parse(item.expiresAt),
    ...[days, daysOnWeb(terms)].map((count) => (count === null ? Number.NaN : firstAt.getTime() + count * DAY_MS)),
  ].filter((end) => !Number.isNaN(end))
  return ends.length === 0 ? null : new Date(Math.min(...ends))
}

/** Terms an editor must read before using an item: restrictions, not mere notices. */
export function restrictionsIn(terms: readonly string[]): string[] {
  return terms.filter((term) =>
    /\bno (?:archive|sales|internet|web|mobile|tv|resale|use)\b|\b(?:out|embargo\w*)\b|\bmandatory\b|\bmust\b|\bonly\b|\bnot for\b|\blimited\b/i.test(
      term,
    ),
  )
}
