import { apDate, apTime, dayIn, weekdayOf } from '#domains/paper/shared'

/** "5:24 p.m." today, "Mon. 11:31 p.m." within the week, "April 3, 2017" before that, in the paper's zone. */
export function shortTime(at: string | Date, zone: string, now = new Date()): string {
  const instant = new Date(at)
  const day = dayIn(zone, instant)
  const age = daysBetween(day, dayIn(zone, now))
  if (age === 0) return apTime(instant, zone)
  if (age > 0 && age < 7) return `${weekdayOf(day).slice(0, 3)}. ${apTime(instant, zone)}`
  return apDate(day)
}

/** "5 a.m." today, "Tue. 5 a.m." within the week ahead, "Dec. 1, 5 a.m." after that, in the paper's zone. */
export function timeAhead(at: string, zone: string, now = new Date()): string {
  const instant = new Date(at)
  const day = dayIn(zone, instant)
  const ahead = daysBetween(dayIn(zone, now), day)
  if (ahead <= 0) return apTime(instant, zone)
  const when = ahead < 7 ? `${weekdayOf(day).slice(0, 3)}.` : `${apDate(day).replace(/, \d+$/, '')},`
  return `${when} ${apTime(instant, zone)}`
}

/** "Tuesday, April 18, 2017, 5 a.m." in the paper's zone. */
export function fullTime(at: string | Date, zone: string): string {
  const instant = new Date(at)
  const day = dayIn(zone, instant)
  return `${weekdayOf(day)}, ${apDate(day)}, ${apTime(instant, zone)}`
}

/** "5:24:08 p.m.": to the second, so that a person sees the save move. */
export function secondTime(at: Date, zone: string): string {
  const text = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  }).format(at)
  return text
    .replace(/\u202f|\u00a0/g, ' ')
    .replace(/ AM$/, ' a.m.')
    .replace(/ PM$/, ' p.m.')
}

/** What people call the zone, "Pacific time". */
export function zoneName(zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(
    new Date(),
  )
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
  return name.replace(/ Time$/, ' time')
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
