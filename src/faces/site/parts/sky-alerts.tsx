import type { Alert, Forecast } from '#domains/weather'
import { ended, nearTime } from './sky-times.ts'

/** The alerts in force, in full; that there are none; or that nobody knows, which is not the same. */
export function SkyAlerts({ forecast, zone, at }: { forecast: Forecast; zone: string; at: Date }) {
  // Open-Meteo tells of none.
  if (forecast.source !== 'nws') return null
  const { alerts, alertsAt, fetchedAt } = forecast
  const isMissed = alertsAt === null || alertsAt < fetchedAt
  return (
    <section class="alerts" id="alerts" aria-labelledby="alerts-head">
      <h2 id="alerts-head">Alerts</h2>
      {alerts.length === 0 && !isMissed && <p>No alerts are in force.</p>}
      {isMissed && (
        <p>
          {alertsAt === null
            ? 'Alerts could not be asked for.'
            : ended(`Alerts could not be asked for since ${nearTime(alertsAt, zone, at)}`)}{' '}
          The National Weather Service has them at <a href="https://alerts.weather.gov/">alerts.weather.gov</a>.
        </p>
      )}
      {alerts.map((alert) => (
        <AlertView alert={alert} zone={zone} at={at} />
      ))}
    </section>
  )
}

function AlertView({ alert, zone, at }: { alert: Alert; zone: string; at: Date }) {
  const { event, severity, beginsAt, endsAt, area, sender, headline, text, instruction } = alert
  const when =
    beginsAt && beginsAt > at
      ? `From ${nearTime(beginsAt, zone, at)} until ${nearTime(endsAt, zone, at)}`
      : `Until ${nearTime(endsAt, zone, at)}`
  return (
    <article>
      <h3>{event}</h3>
      <p class="meta">
        {severity !== 'Unknown' && (
          <>
            <b>{severity}</b>.{' '}
          </>
        )}
        {ended(when)} {area && ended(area)}
      </p>
      {!text && headline && <p>{headline}</p>}
      {paragraphs(text, instruction).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      {sender && <p class="meta">{sender}</p>}
    </article>
  )
}

// The service begins its paragraphs with a star.
function paragraphs(...texts: readonly string[]): string[] {
  return texts
    .flatMap((text) => text.split('\n\n'))
    .map((text) => text.replace(/^\* /, ''))
    .filter(Boolean)
}
