import { z } from 'zod'
import type { Section } from './section.ts'

/** Accepts an IANA time zone this machine knows ("America/Los_Angeles"). */
export function isZone(zone: string): boolean {
  return ZONES.has(zone) || zone === 'UTC'
}

const ZONES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('timeZone'))

// Neither the database nor a feed can carry control characters.
const line = z.string().transform((text) =>
  text
    .toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .trim(),
)

/** What stands at the top of the paper. `establishedOn` is a date, yyyy-mm-dd; `zone` an IANA time zone, in which the paper keeps its days. */
export const Nameplate = z.object({
  name: line.pipe(z.string().min(1, 'Give the paper a name').max(80)),
  place: line.pipe(z.string().max(80)),
  // Years as the site writes them; the database knows no year 0.
  establishedOn: z.iso
    .date('Write the date as 1883-05-19')
    .refine((day) => day >= '1000-01-01', 'Write the date as 1883-05-19'),
  zone: z.string().refine(isZone, 'Name a time zone as America/Los_Angeles'),
  tagline: line.pipe(z.string().max(160)).default(''),
})
export type Nameplate = z.infer<typeof Nameplate>

/** The paper as every page needs it: nameplate and sections in order. */
export interface Paper extends Nameplate {
  readonly isSample: boolean
  readonly sections: readonly Section[]
}
