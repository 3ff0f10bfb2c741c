/** The calendar day of an instant in a zone, as yyyy-mm-dd. */
export function dayIn(zone: string, at: Date): string {
  const part = partsIn(zone, at)
  return `${part.year}-${part.month}-${part.day}`
}

interface Parts {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly hour: string
  readonly minute: string
  readonly second: string
}

const formats = new Map<string, Intl.DateTimeFormat>()

// A page asks of one instant several times, and each answer takes as long as ten paragraphs.
const recent = new Map<string, Parts>()
const RECENT_AT_MOST = 200

function partsIn(zone: string, at: Date): Parts {
  const name = `${at.getTime()} ${zone}`
  const known = recent.get(name)
  if (known) return known
  if (recent.size >= RECENT_AT_MOST) recent.clear()
  const parts = readParts(zone, at)
  recent.set(name, parts)
  return parts
}

function readParts(zone: string, at: Date): Parts {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
    }) // biome-ignore format: one option list
    formats.set(zone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return parts as unknown as Parts
}

/**
 * The instant when clocks in `zone` show `wall` ("2026-11-24T06:00"). A time skipped in spring is moved on by the hour it lost;
 * of a time that comes twice in autumn the first is meant (RFC 5545 section 3.3.5).
 */
export function instantOf(wall: string, zone: string): Date {
  const asUtc = Date.parse(`${wall.length === 16 ? `${wall}:00` : wall}Z`)
  if (Number.isNaN(asUtc)) throw new RangeError(`Not a wall time: ${wall}`)
  const before = asUtc - offsetMs(zone, asUtc - 86_400_000)
  const after = asUtc - offsetMs(zone, asUtc + 86_400_000)
  const fits = [before, after].filter((instant) => instant + offsetMs(zone, instant) === asUtc)
  return new Date(fits.length > 0 ? Math.min(...fits) : before)
}

function offsetMs(zone: string, instant: number): number {
  const part = partsIn(zone, new Date(instant))
  const shown = Date.UTC(+part.year, +part.month - 1, +part.day, +part.hour, +part.minute, +part.second)
  return shown - Math.floor(instant / 1000) * 1000
}

/** The day after, yyyy-mm-dd. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** What clocks in `zone` show at an instant, as "2026-11-24T06:00". */
export function wallTimeOf(at: Date, zone: string): string {
  const part = partsIn(zone, at)
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`
}

const AP_MONTHS = ['Jan.', 'Feb.', 'March', 'April', 'May', 'June', 'July', 'Aug.', 'Sept.', 'Oct.', 'Nov.', 'Dec.']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** A date as AP writes it, "Nov. 24, 2026". `day` is yyyy-mm-dd. */
export function apDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${AP_MONTHS[(month ?? 1) - 1]} ${date}, ${year}`
}

/** A date as the folio line and headings write it, "November 24, 2026". `day` is yyyy-mm-dd. */
export function longDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${MONTHS[(month ?? 1) - 1]} ${date}, ${year}`
}

/** The day of the week, "Tuesday". `day` is yyyy-mm-dd. */
export function weekdayOf(day: string): string {
  return DAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
}

/** A time as AP writes it, "5:12 p.m.", "noon", "midnight", in the zone. */
export function apTime(at: Date, zone: string): string {
  const part = partsIn(zone, at)
  const hour = Number(part.hour)
  if (part.minute === '00' && hour === 12) return 'noon'
  if (part.minute === '00' && hour === 0) return 'midnight'
  const minutes = part.minute === '00' ? '' : `:${part.minute}`
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes} ${hour < 12 ? 'a.m.' : 'p.m.'}`
}

/** A date and time as AP writes them, "Nov. 24, 2026, 5:12 p.m.", in the zone. */
export function apDateTime(at: Date, zone: string): string {
  return `${apDate(dayIn(zone, at))}, ${apTime(at, zone)}`
}
