import { apDateTime, apTime, dayIn, weekdayOf } from '#domains/paper'

const NEAR_MS = 6 * 86_400_000

/** When something near is or was, as the paper says it: "5:24 p.m.", "10 p.m. Wednesday", "Dec. 3, 2026, noon". */
export function nearTime(at: Date, zone: string, now: Date): string {
  const day = dayIn(zone, at)
  if (day === dayIn(zone, now)) return apTime(at, zone)
  const isNear = Math.abs(at.getTime() - now.getTime()) < NEAR_MS
  return isNear ? `${apTime(at, zone)} ${weekdayOf(day)}` : apDateTime(at, zone)
}

/** Ends a sentence that may end in "p.m." already. */
export function ended(sentence: string): string {
  return sentence.endsWith('.') ? sentence : `${sentence}.`
}

/** Hours as the paper says them. Where clocks go back an hour comes twice, and then each says in which time it is: "1 a.m. PDT", "1 a.m. PST". */
export function hourNames(hours: readonly Date[], zone: string): string[] {
  const names = hours.map((hour) => apTime(hour, zone))
  return names.map((name, at) => {
    const hour = hours[at]
    if (!hour || (names[at - 1] !== name && names[at + 1] !== name)) return name
    return `${name} ${zoneShort(hour, zone)}`
  })
}

function zoneShort(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
}
