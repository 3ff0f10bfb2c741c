import { apDate, apDateTime, apTime, dayIn } from '#domains/paper'

/** A date and time as the paper writes them, in its own zone. */
export function Moment({ at, zone }: { at: Date; zone: string }) {
  return <time datetime={at.toISOString()}>{apDateTime(at, zone)}</time>
}

/** Of today the time, of another day the date: for lists, where that is what tells stories apart. */
export function ShortMoment({ at, zone, now }: { at: Date; zone: string; now: Date }) {
  const day = dayIn(zone, at)
  return <time datetime={at.toISOString()}>{day === dayIn(zone, now) ? apTime(at, zone) : apDate(day)}</time>
}
