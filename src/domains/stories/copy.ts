import { z } from 'zod'
import { Body, PhotoUse, photosIn } from './body.ts'

export const HEADLINE_MAX = 200
export const DECK_MAX = 500

const Id = z.string().regex(/^\d{1,18}$/, 'An id is figures only')

/** Who wrote it, in the order readers see. No account is needed. `agency` is the writer's own ("Associated Press"), empty for staff. */
export const Byline = z.object({
  name: z.string().max(200),
  title: z.string().max(200).default(''),
  agency: z.string().max(200).default(''),
})
export type Byline = z.infer<typeof Byline>

/** Where and when the reporting was done. `place` as printed ("Olympia, Wash."); `agency` as printed in parentheses ("AP"). */
export const Dateline = z.object({
  place: z.string().max(200),
  agency: z.string().max(60).default(''),
  on: z.iso.date().optional(),
})
export type Dateline = z.infer<typeof Dateline>

/**
 * Everything an editor can change about a story: what a version keeps, whole.
 * `slugline` is the newsroom's working name (SCHOOLS18); `slug` is the last part of the address, empty until it is made from the headline.
 * `agency` is the agency the story came from, empty when it is ours.
 */
export const Copy = z.object({
  headline: z.string().max(HEADLINE_MAX).default(''),
  deck: z.string().max(DECK_MAX).default(''),
  kicker: z.string().max(60).default(''),
  slugline: z.string().max(60).default(''),
  slug: z
    .string()
    .max(100)
    .regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, 'An address has only small letters, figures and single hyphens')
    .default(''),
  sectionId: Id.nullable().default(null),
  topics: z.array(z.string().trim().min(1).max(80)).max(20).default([]),
  bylines: z.array(Byline).max(12).default([]),
  agency: z.string().max(200).default(''),
  dateline: Dateline.nullable().default(null),
  lead: PhotoUse.nullable().default(null),
  body: Body.default([]),
  related: z.array(Id).max(12).default([]),
})
export type Copy = z.infer<typeof Copy>

/** A story nobody has typed in yet. */
export const EMPTY_COPY: Copy = Copy.parse({})

/** Every photo the copy uses: the lead first, then those in the body. */
export function photosOf(copy: Copy): PhotoUse[] {
  return [...(copy.lead ? [copy.lead] : []), ...photosIn(copy.body)]
}

/** "Anna Fifield, Ben Ortiz and Cora Lund" — the names as a reader sees them after "By". */
export function bylineNames(bylines: readonly Byline[]): string {
  const names = bylines.map((byline) => byline.name).filter(Boolean)
  if (names.length < 2) return names[0] ?? ''
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

// Control characters that no story has, and which the database cannot keep (NUL) or a feed may not carry (XML 1.0 section 2.2).
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

/** The same copy with control characters taken out and letters composed (Unicode NFC), everywhere in it. */
export function tidy(copy: Copy): Copy {
  return Copy.parse(tidied(copy))
}

/** Text without control characters and without halves of characters, composed. */
export function tidyText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROL, '').normalize('NFC')
}

function tidied(value: unknown): unknown {
  if (typeof value === 'string') return tidyText(value)
  if (Array.isArray(value)) return value.map(tidied)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, tidied(part)]))
}
