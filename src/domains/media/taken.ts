/** One place in a file that says when the picture was made, in (nearly) ISO 8601. */
export interface Moment {
  readonly from: 'xmp' | 'iim' | 'exif'
  readonly text: string
}

interface Read {
  readonly day: string
  readonly time?: string
  readonly zone?: string
}

const MOMENT = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2})(?::?(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?/

/**
 * When a picture was taken, from what the file says, the most trusted place first: `2017-07-13T17:01:00Z` when the zone is known,
 * `2014-03-08T16:59:52` as the clock on the wall showed it, or the day alone. Empty when nothing usable is said.
 */
export function takenAt(moments: readonly Moment[]): string {
  const read = moments
    .map(({ from, text }) => ({ from, ...parsed(text) }))
    .filter((moment): moment is Read & { from: Moment['from'] } => !!moment.day)
  const [first] = read
  if (!first) return ''
  const others = read.slice(1)
  // Software writes +00:00 into IIM when it knows no zone, so that counts only where nobody else has the same wall time.
  const isInvented = (moment: Read & { from: string }) =>
    moment.from === 'iim' &&
    offsetMinutes(moment.zone) === 0 &&
    read.some((other) => other.from !== 'iim' && wall(other) === wall(moment) && !other.zone)
  const known = (moment: (typeof read)[number]) => moment.zone !== undefined && !isInvented(moment)

  if (known(first)) return instant(first)
  if (first.time) {
    // The same moment told with its zone: as the same wall time, or as an instant that the bare time gives in UTC.
    const twin = others.find(
      (other) => known(other) && (wall(other) === wall(first) || instant(other) === `${wall(first)}Z`),
    )
    return twin ? instant(twin) : wall(first)
  }
  const exact = others.find((other) => other.day === first.day && other.time)
  if (!exact) return first.day
  return known(exact) ? instant(exact) : wall(exact)
}

function parsed(text: string): Partial<Read> {
  const [, year, month, date, hour, minute, second = '00', zone] = MOMENT.exec(text) ?? []
  const day = `${year}-${month}-${date}`
  if (
    year === undefined ||
    Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ||
    !new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  )
    return {}
  if (Number(year) < 1820 || hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return Number(year) < 1820 ? {} : { day }
  const time = `${hour}:${minute}:${second}`
  return zone !== undefined && Math.abs(offsetMinutes(zone)) <= 14 * 60 ? { day, time, zone } : { day, time }
}

function wall({ day, time }: Read): string {
  return time ? `${day}T${time}` : day
}

function instant(moment: Read): string {
  const at = Date.parse(`${wall(moment)}Z`) - offsetMinutes(moment.zone) * 60_000
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

function offsetMinutes(zone = 'Z'): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
