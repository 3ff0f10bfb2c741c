import type { WireDraft } from './draft.ts'

// Characters and entries; the longest of any agency have a tenth.
const LINE_MAX = 2_000
const NOTE_MAX = 100_000
const ENTRIES_MAX = 2_000
const LINES = [
  'formatVersion', 'agency', 'provider', 'id', 'version', 'revisionKey', 'embargoUntil', 'releaseAt', 'expiresAt', 'createdAt', 'revisedAt',
  'headline', 'slugline', 'credit', 'dateline', 'language',
] as const // biome-ignore format: a list of names
const NOTES = ['summary', 'ednote'] as const
const LISTS = [
  'bylines',
  'contributors',
  'usageTerms',
  'categories',
  'subjects',
  'keywords',
  'photos',
  'marks',
] as const

/** A draft with no line, note or list beyond any that an agency means to send, and a warning for each that was cut. The text is not cut. */
export function bounded(draft: WireDraft): WireDraft {
  const cut: Record<string, unknown> = {}
  const shorten = (name: LineOrNote, most: number) => {
    const said = draft[name]
    if (said !== undefined && said.length > most) cut[name] = said.slice(0, most)
  }
  for (const name of LINES) shorten(name, LINE_MAX)
  for (const name of NOTES) shorten(name, NOTE_MAX)
  for (const name of LISTS) {
    const list: readonly unknown[] = draft[name] ?? []
    if (list.length > ENTRIES_MAX || list.some(isLong)) cut[name] = list.slice(0, ENTRIES_MAX).map(shortened)
  }
  const names = Object.keys(cut)
  if (names.length === 0) return draft
  const warnings = names.map((name) => `What is in “${name}” is far too long and was cut.`)
  return { ...draft, ...cut, warnings: [...(draft.warnings ?? []), ...warnings] }
}

type LineOrNote = (typeof LINES)[number] | (typeof NOTES)[number]

// Captions and terms of use are notes; names and codes are lines.
function isLong(entry: unknown): boolean {
  if (typeof entry === 'string') return entry.length > NOTE_MAX
  return typeof entry === 'object' && entry !== null && Object.values(entry).some(isLongLine)
}

function isLongLine(value: unknown): boolean {
  return typeof value === 'string' && value.length > NOTE_MAX / 10
}

function shortened(entry: unknown): unknown {
  if (typeof entry === 'string') return entry.slice(0, NOTE_MAX)
  if (typeof entry !== 'object' || entry === null) return entry
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, NOTE_MAX / 10) : value,
    ]),
  )
}
