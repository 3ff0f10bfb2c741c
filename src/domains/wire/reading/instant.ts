/** A date as an agency wrote it, read. `at` is ISO 8601 in UTC; `hasZone` is false when UTC is only our guess. */
export interface Instant {
  readonly at: string
  readonly hasZone: boolean
}

const ISO =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T\s]*(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i
const RFC822 =
  /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[\s-]([A-Za-z]{3,9})[\s-](\d{2}|\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([A-Za-z]{1,5}|[+-]\d{2}:?\d{2})?(?:\s*\([^)]*\))?$/
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
// Minutes from UTC of the names RFC 822 knows, and of those that European agencies use.
const ZONES: Readonly<Record<string, number>> = {
  z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, bst: 60, cet: 60, mez: 60, cest: 120, mesz: 120, est: -300, edt: -240, cst: -360, cdt: -300,
  mst: -420, mdt: -360, pst: -480, pdt: -420, jst: 540, aest: 600, aedt: 660,
} // biome-ignore format: a table

/** Reads the spellings that wire formats use: ISO 8601 with or without marks, RFC 822. Undefined for placeholders and nonsense. */
export function readInstant(text: string): Instant | undefined {
  const said = text.trim().replace(/\s+/g, ' ')
  if (said.length > 60) return undefined
  const iso = ISO.exec(said)
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction = '', zone] = iso
    const time = [hour, minute, second].map((part) => Number(part ?? 0))
    const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3))
    return instant([Number(year), Number(month), Number(day), ...time, milliseconds], zone)
  }
  const mail = RFC822.exec(said)
  if (!mail) return undefined
  const [, day, name = '', years = '', hour, minute, second, zone] = mail
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
  const year = years.length === 2 ? Number(years) + (Number(years) < 70 ? 2000 : 1900) : Number(years)
  return instant([year, month, Number(day), Number(hour), Number(minute), Number(second ?? 0), 0], zone)
}

function instant(parts: readonly number[], zone: string | undefined): Instant | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milliseconds = 0] = parts
  if (year < 1800 || year > 2200 || month < 1 || month > 12 || day < 1 || hour > 24 || minute > 59 || second > 60)
    return undefined
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined
  const offset = zone === undefined ? undefined : offsetOf(zone)
  const time = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds) - (offset ?? 0) * 60_000
  return { at: new Date(time).toISOString().replace(/\.000Z$/, 'Z'), hasZone: offset !== undefined }
}

// Minutes east of UTC; undefined where the zone says nothing.
function offsetOf(zone: string): number | undefined {
  const named = ZONES[zone.toLowerCase()]
  if (named !== undefined) return named
  const figures = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (!figures) return undefined
  const minutes = Number(figures[2]) * 60 + Number(figures[3] ?? 0)
  return minutes > 14 * 60 ? undefined : figures[1] === '-' ? -minutes : minutes
}
