import { apDate, apDateTime, apTime, dayIn, weekdayOf } from '#domains/paper'

/** A date and time as the paper writes them, in its own zone. */
export function Moment({ at, zone }: { at: Date; zone: string }) {
  return <time datetime={at.toISOString()}>{apDateTime(at, zone)}</time>
}

// Within a week the day of the week says more than the date, and cannot be mistaken for last week's.
const NEAR_MS = 6 * 86_400_000

/** Of today the time, of this week the day, else the date: for lists, where that is what tells stories apart. */
export function ShortMoment({ at, zone, now }: { at: Date; zone: string; now: Date }) {
  const day = dayIn(zone, at)
  const isNear = day >= dayIn(zone, new Date(now.getTime() - NEAR_MS)) && at <= now
  const words = day === dayIn(zone, now) ? apTime(at, zone) : isNear ? weekdayOf(day) : apDate(day)
  return <time datetime={at.toISOString()}>{words}</time>
}
