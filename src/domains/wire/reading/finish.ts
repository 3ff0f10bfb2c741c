import { type Body, textOf, textOfBlock } from '#domains/stories/shared'
import { Refusal } from '#platform/refusal'
import type { WireItem, WireStatus } from '#wire/item.ts'
import { unwrapped } from '#wire/markup/unwrap.ts'
import { countWords, fitted, wordsLost } from '#wire/markup/wording.ts'
import { agencyOf } from './agency.ts'
import { bylinesOf } from './bylines.ts'
import { datelineOf, type WireDateline } from './dateline.ts'
import type { WireDraft } from './draft.ts'
import { readInstant } from './instant.ts'
import { line, paragraphs } from './lines.ts'
import { photosOf } from './photos.ts'
import { isAdvisory, isEmbargoLine, signalFrom, speaksOfEmbargo, statusFrom, type Telltales } from './signal.ts'
import { split } from './split.ts'

export { textToBody } from '#wire/markup/wording.ts'
export type { WireDraft } from './draft.ts'

// What an item that does not say is taken for: IPTC's "normal".
const URGENCY = 5
// Characters; the longest investigations have a tenth.
const STORY_MAX = 1_100_000
// How agencies fill a field that has to be there.
const NOTHING = /^(?:|none|n\/a|null|-+)$/i

/** The item that a format's draft amounts to, by the rules that hold for all formats. Its `id` and `revisionKey` may still be empty. */
export function finished(draft: WireDraft): WireItem {
  const warnings = [...(draft.warnings ?? [])]
  const headline = line(unescaped(draft.headline))
  const said = datelineOf(draft.dateline ?? '')
  const parts = split(draft.body, { headline, place: said?.place ?? '' })
  const body = withAllWords(draft, parts, warnings)
  const text = textOf(body)
  const wordCount = countWords(text)
  const ednote = withoutRepeats([draft.ednote ?? '', ...parts.ednotes].map(paragraphs).filter(Boolean).join('\n'))
  const opening = draft.body[0] ? textOfBlock(draft.body[0]) : ''
  const telltales: Telltales = { marks: draft.marks ?? [], headline, slugline: line(draft.slugline), ednote, opening }
  const times = timesOf(draft, warnings)
  const standing = standingOf(draft, telltales, times)
  const dateline = joinedDateline(parts.dateline, said)
  return {
    format: draft.format,
    formatVersion: line(draft.formatVersion),
    agency: agencyOf(draft, dateline?.agency ?? ''),
    provider: line(draft.provider) || line(draft.agency),
    id: line(draft.id),
    version: line(draft.version),
    revisionKey:
      line(draft.revisionKey) || (draft.id && draft.version ? `${line(draft.id)}:${line(draft.version)}` : ''),
    type: draft.type ?? 'text',
    ...standing,
    advisory: draft.advisory ?? (standing.signal === 'advisory' || isAdvisory(telltales)),
    expiresAt: times.expiresAt,
    createdAt: times.createdAt ?? times.revisedAt,
    revisedAt: times.revisedAt ?? times.createdAt,
    urgency: urgencyOf(draft.urgency),
    headline,
    slugline: telltales.slugline,
    bylines: bylinesFrom([...(draft.bylines ?? []), ...parts.bylines.map((name) => ({ name }))]),
    credit: line(draft.credit),
    dateline,
    summary: paragraphs(unescaped(draft.summary)),
    body,
    text,
    wordCount,
    ednote,
    contributors: [...(draft.contributors ?? []), ...parts.contributors].map(line).filter(Boolean),
    usageTerms: unique(
      [...(draft.usageTerms ?? []), ...parts.usageTerms].map(paragraphs).filter((terms) => !NOTHING.test(terms)),
    ),
    categories: unique(draft.categories ?? []),
    subjects: unique(draft.subjects ?? []),
    keywords: unique((draft.keywords ?? []).map(line).filter(Boolean)),
    photos: photosOf(draft.photos ?? []),
    language: line(draft.language),
    warnings: unique(warnings),
    ...(draft.kills?.length ? { kills: unique(draft.kills) } : {}),
  }
}

function withAllWords(draft: WireDraft, parts: ReturnType<typeof split>, warnings: string[]): Body {
  const body = fitted(unwrapped(parts.body))
  const original = draft.wording ?? textOf(draft.body)
  if (original.length > STORY_MAX)
    throw new Refusal('invalid', 'wire.too-large', 'This text is far longer than any story.')
  const lost = wordsLost(original, [...parts.above, textOf(body), ...parts.below].join('\n'))
  if (lost.length === 0) return body
  const words = `${lost.slice(0, 5).join(', ')}${lost.length > 5 ? ' …' : ''}`
  warnings.push(
    `Reading the text lost ${lost.length} ${lost.length === 1 ? 'word' : 'words'} (${words}); kept it as plain text.`,
  )
  return fitted(wordsLost(original, textOf(draft.body)).length === 0 ? draft.body : plainBody(original))
}

function plainBody(text: string): Body {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => ({ type: 'paragraph', runs: [{ text: part.replace(/[^\S\n]+/g, ' ') }] }))
}

interface Times {
  readonly createdAt: string | null
  readonly revisedAt: string | null
  readonly expiresAt: string | null
  readonly embargoUntil: string | null
  readonly isEmbargoed: boolean
  readonly isEmbargoUnknown: boolean
}

function timesOf(draft: WireDraft, warnings: string[]): Times {
  const read = (name: string, said: string | undefined) => {
    const text = (said ?? '').trim()
    const found = text === '' ? undefined : readInstant(text)
    if (text !== '' && !found) warnings.push(`The ${name} “${text.slice(0, 40)}” cannot be read.`)
    if (found && !found.hasZone) warnings.push(`The ${name} “${text}” has no time zone; taken as UTC.`)
    return found
  }
  const created = read('date of creation', draft.createdAt)
  const revised = read('date of revision', draft.revisedAt)
  const expires = read('date of expiry', draft.expiresAt)
  const embargo = read('end of the embargo', draft.embargoUntil)
  const release = read('date of release', draft.releaseAt)
  const issued = [created?.at, revised?.at]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1)
  // Many agencies give every item a date of release, the same as its date of issue or a little later.
  const isHeld = release !== undefined && (issued === undefined || Date.parse(release.at) - Date.parse(issued) > 60_000)
  const isSaid = draft.embargoUntil !== undefined
  const until = embargo ?? (isSaid || !isHeld ? undefined : release)
  return {
    createdAt: created?.at ?? null,
    revisedAt: revised?.at ?? null,
    expiresAt: expires?.at ?? null,
    embargoUntil: until?.at ?? null,
    isEmbargoed: isSaid || isHeld,
    // Without a zone the hour may be wrong by half a day, so an editor decides.
    isEmbargoUnknown: (isSaid || isHeld) && (until === undefined || !until.hasZone),
  }
}

function standingOf(draft: WireDraft, telltales: Telltales, times: Times) {
  const found = draft.status ?? statusFrom(telltales)
  const isNoted = speaksOfEmbargo(telltales.ednote) || isEmbargoLine(telltales.headline)
  const isHeld = found === 'embargoed' || times.isEmbargoed || isNoted
  const status: WireStatus = found === 'usable' && isHeld ? 'embargoed' : found
  const release =
    times.embargoUntil ?? (found === 'embargoed' ? (readInstant(draft.releaseAt ?? '')?.at ?? null) : null)
  return {
    status,
    signal: draft.signal ?? signalFrom(telltales, status),
    embargoUntil: release,
    embargoUnknown: isHeld && (release === null || times.isEmbargoUnknown),
  }
}

function joinedDateline(inBody: WireDateline | undefined, said: WireDateline | undefined): WireDateline | null {
  if (!inBody) return said ?? null
  if (inBody.place === '' && said) return { text: inBody.text, place: said.place, agency: inBody.agency || said.agency }
  return { text: inBody.text, place: inBody.place, agency: inBody.agency || (said?.agency ?? '') }
}

// A system's own word for a writer, where the story names one.
const NOBODY = /^(?:staff (?:reporter|writer|correspondent)s?|newsroom|newsdesk|admin(?:istrator)?|editor)$/i

// The text may name a writer that the head of the item does not.
function bylinesFrom(printed: NonNullable<WireDraft['bylines']>): WireItem['bylines'] {
  const found = new Map<string, WireItem['bylines'][number]>()
  for (const byline of printed.flatMap(({ name, title }) => bylinesOf(name, title ?? ''))) {
    const key = byline.name.toLowerCase()
    const before = found.get(key)
    found.set(key, before?.title ? before : byline)
  }
  const all = [...found.values()]
  const named = all.filter(({ name }) => !NOBODY.test(name))
  return (named.length > 0 ? named : all).slice(0, 50)
}

function urgencyOf(said: number | string | undefined): number {
  const urgency = typeof said === 'string' ? Number.parseInt(said, 10) : (said ?? URGENCY)
  return Number.isFinite(urgency) && urgency >= 1 ? Math.min(9, Math.round(urgency)) : URGENCY
}

// Escaped twice where it comes from: "AT&amp;T" is what is left of "AT&amp;amp;T".
function unescaped(text: string | undefined): string {
  return (text ?? '')
    .replace(/&(?:apos|#0?39|#x27);/gi, "'")
    .replace(/&quot;/gi, '"')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&amp;/gi, '&')
}

// Some agencies say the same in several notes.
function withoutRepeats(text: string): string {
  const seen = new Set<string>()
  return text
    .split('\n')
    .filter((one) => one === '' || (!seen.has(one) && seen.add(one)))
    .join('\n')
}

function unique<thing>(things: readonly thing[]): thing[] {
  const seen = new Set<string>()
  return things.filter((thing) => {
    const key = JSON.stringify(thing)
    return !seen.has(key) && seen.add(key)
  })
}
