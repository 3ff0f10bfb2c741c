import { dayIn, weekdayOf } from '#domains/paper'
import { degrees, type Forecast, type Hour, windShort } from '#domains/weather'
import { SkyIcon } from './sky-icon.tsx'
import { hourNames } from './sky-times.ts'

/** The hours to come, by day. */
export function SkyHours({ forecast: { hours, unit }, zone }: { forecast: Forecast; zone: string }) {
  if (hours.length === 0) return null
  const names = hourNames(
    hours.map((hour) => hour.at),
    zone,
  )
  const dayOf = (hour: Hour | undefined) => hour && dayIn(zone, hour.at)
  return (
    <section aria-labelledby="hours-head">
      <h2 id="hours-head">Hour by hour</h2>
      {/* A region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section class="wide" aria-label="Hour by hour, table" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Hour</th>
              <th scope="col">Sky</th>
              <th scope="col" class="figure">
                Temp.
              </th>
              <th scope="col" class="figure">
                Rain or snow
              </th>
              <th scope="col">Wind</th>
            </tr>
          </thead>
          <tbody>
            {hours.map((hour, at) => (
              <>
                {at > 0 && dayOf(hours[at - 1]) !== dayOf(hour) && (
                  <tr>
                    <th class="date" colspan={5} scope="colgroup">
                      {weekdayOf(dayOf(hour) ?? '')}
                    </th>
                  </tr>
                )}
                <tr>
                  <th scope="row">{names[at]}</th>
                  <Said condition={hour.condition} isDay={hour.isDay} words={hour.words} />
                  <td class="figure">{degrees(hour.temperature, unit)}</td>
                  <td class="figure">{percent(hour.chance)}</td>
                  <td>{hour.wind ? windShort(hour.wind, unit) : '–'}</td>
                </tr>
              </>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

/** Seven days. */
export function SkyDays({ forecast: { days, unit }, today }: { forecast: Forecast; today: string }) {
  if (days.length === 0) return null
  const shown = (celsius: number | null) => (celsius === null ? '–' : degrees(celsius, unit))
  return (
    <section aria-labelledby="days-head">
      <h2 id="days-head">Seven days</h2>
      <section class="wide" aria-label="Seven days, table" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Sky</th>
              <th scope="col" class="figure">
                High
              </th>
              <th scope="col" class="figure">
                Low
              </th>
              <th scope="col" class="figure">
                Rain or snow
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr>
                <th scope="row">{day.day === today ? 'Today' : weekdayOf(day.day)}</th>
                <Said condition={day.condition} isDay words={day.words} />
                <td class="figure">{shown(day.high)}</td>
                <td class="figure">{shown(day.low)}</td>
                <td class="figure">{percent(day.chance)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

function Said({ condition, isDay, words }: Pick<Hour, 'condition' | 'isDay' | 'words'>) {
  return (
    <td class="said">
      <span>
        <SkyIcon condition={condition} isDay={isDay} />
        {words}
      </span>
    </td>
  )
}

function percent(chance: number | null): string {
  return chance === null ? '–' : `${Math.round(chance)}%`
}
