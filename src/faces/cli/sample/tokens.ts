import { apDate, dayIn, weekdayOf } from '#domains/paper/shared'

/** The moment the sample paper begins, and the zone it keeps its days in. */
export interface FirstStart {
  readonly at: Date
  readonly zone: string
}

const TOKEN = /\{\{([a-z]+)(?::([+-]?\d+))?\}\}/g
const SEASONS = [
  'winter',
  'winter',
  'spring',
  'spring',
  'spring',
  'summer',
  'summer',
  'summer',
  'fall',
  'fall',
  'fall',
  'winter',
]

/**
 * Writes the days a text leaves open, counted from the first start:
 * `{{weekday:-1}}` Tuesday · `{{date:+9}}` Dec. 3 (with the year if it is another) · `{{iso:0}}` 2026-11-24 · `{{season}}` fall.
 * A token it does not know throws a RangeError.
 */
export function expandTokens(text: string, { at, zone }: FirstStart): string {
  const today = dayIn(zone, at)
  return text.replace(TOKEN, (token, name: string, offset = '0') => {
    const day = dayAfter(today, Number(offset))
    switch (name) {
      case 'weekday':
        return weekdayOf(day)
      case 'date':
        return day.slice(0, 4) === today.slice(0, 4) ? apDate(day).replace(/, \d+$/, '') : apDate(day)
      case 'iso':
        return day
      case 'season':
        return SEASONS[Number(day.slice(5, 7)) - 1] ?? ''
      default:
        throw new RangeError(`There is no token ${token}`)
    }
  })
}

/** The same for every text in a JSON value. */
export function expandAll(value: unknown, first: FirstStart): unknown {
  if (typeof value === 'string') return expandTokens(value, first)
  if (Array.isArray(value)) return value.map((item) => expandAll(item, first))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expandAll(item, first)]))
}

// Counted in whole days at noon UTC, so that a day of 23 or 25 hours changes nothing.
function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
