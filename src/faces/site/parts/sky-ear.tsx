import { apTime } from '#domains/paper'
import type { Ear } from '#domains/weather'
import { urls } from '#site/urls.ts'
import { SkyIcon } from './sky-icon.tsx'

/** The weather beside the nameplate, and the gravest alert. */
export function SkyEar({ ear: { place, now, alert }, zone, isHere }: { ear: Ear; zone: string; isHere: boolean }) {
  return (
    <div class="ear sky">
      {now && (
        <a href={urls.weather} aria-current={isHere ? 'page' : undefined}>
          <SkyIcon condition={now.condition} isDay={now.isDay} />
          <span>
            <span class="unseen">Weather in {place}: </span>
            <b>{now.temperature}</b> {now.words}
            {now.range && <i> {now.range}</i>}
            {now.asOf && <i> as of {apTime(now.asOf, zone)}</i>}
          </span>
        </a>
      )}
      {alert && (
        <a class="warns" href={`${urls.weather}#alerts`}>
          {alert.event}
          {alert.more > 0 && ` and ${alert.more} more`}
        </a>
      )}
    </div>
  )
}
