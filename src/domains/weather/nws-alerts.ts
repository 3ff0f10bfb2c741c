import { z } from 'zod'
import { ALERTS_MOST, type Alert, SEVERITIES } from './forecast.ts'
import { each } from './nws.ts'
import { lineOf, paragraphsOf } from './plain-words.ts'

const instant = z.iso.datetime({ offset: true })
const text = z.string().nullish().catch(null)

const Feature = z.object({
  properties: z.object({
    id: z.string().min(1).max(400),
    event: z.string().min(1).max(400),
    status: z.string(),
    messageType: z.string(),
    severity: z.enum(SEVERITIES).catch('Unknown'),
    headline: text,
    description: text,
    instruction: text,
    areaDesc: text,
    senderName: text,
    onset: instant.nullish().catch(null),
    effective: instant.nullish().catch(null),
    ends: instant.nullish().catch(null),
    expires: instant,
  }),
})

const List = z.object({ features: z.array(z.unknown()) })

/** The alerts in force for a spot, the gravest first. Undefined when the answer is no list of alerts: that is not the same as none. */
export function readAlerts(json: unknown, now: Date): Alert[] | undefined {
  if (!List.safeParse(json).success) return undefined
  const real = each(json, Feature, 'features').filter(
    ({ properties }) => properties.status === 'Actual' && properties.messageType !== 'Cancel',
  )
  return real
    .map(({ properties }) => alertFrom(properties))
    .filter((alert) => alert.endsAt > now && alert.event !== '')
    .sort((one, other) => gravity(one) - gravity(other) || startOf(one) - startOf(other))
    .slice(0, ALERTS_MOST)
}

function alertFrom(said: z.infer<typeof Feature>['properties']): Alert {
  const begins = said.onset ?? said.effective
  return {
    id: lineOf(said.id, 200),
    event: sentenceCase(lineOf(said.event, 80)),
    severity: said.severity,
    headline: lineOf(said.headline ?? '', 300),
    text: paragraphsOf(said.description ?? '', 6_000),
    instruction: paragraphsOf(said.instruction ?? '', 2_000),
    area: lineOf(said.areaDesc ?? '', 600),
    sender: lineOf(said.senderName ?? '', 80),
    beginsAt: begins ? new Date(begins) : null,
    // The message expires when the next one is due; the event it tells of ends later.
    endsAt: new Date(said.ends ?? said.expires),
  }
}

function sentenceCase(event: string): string {
  return event.charAt(0).toUpperCase() + event.slice(1).toLowerCase()
}

const gravity = (alert: Alert): number => SEVERITIES.indexOf(alert.severity)
const startOf = (alert: Alert): number => alert.beginsAt?.getTime() ?? 0
