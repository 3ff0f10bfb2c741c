import { diffArrays, diffWordsWithSpace } from 'diff'
import { type Block, type Body, textOfBlock } from '#domains/stories/shared'

/** Words with what happened to them: `out` was taken away, `in` was put there. */
export type Words = { readonly text: string; readonly change: 'same' | 'out' | 'in' }[]

export type PassageKind = 'wire-changed' | 'wire-added' | 'wire-removed' | 'both-changed' | 'ours-changed'

/** One passage in which the agency's two revisions and our text are not all alike. `graf` counts paragraphs as readers do, from 1; 0 is a field. */
export interface Passage {
  readonly id: string
  readonly graf: number
  readonly what: string
  readonly kind: PassageKind
  /** How the agency changed its own text. */
  readonly wire: Words
  readonly before: string
  readonly now: string
  readonly ours: string
  /** How our text differs from what we began with. */
  readonly oursChanged: Words
}

// Share of words two paragraphs must have in common to be versions of one another.
const ALIKE = 0.4
const WORDS_TIMEOUT_MS = 200

/** A step from one body to another; positions are in the first and the second. */
type Step =
  | { readonly step: 'stay'; readonly from: number; readonly to: number }
  | { readonly step: 'gone'; readonly from: number }
  | { readonly step: 'come'; readonly to: number }

/** What became of each paragraph of the agency's earlier text in another text, and what came in between. */
interface Fates {
  /** By position in the earlier text: the position in the later one; undefined if it is gone. */
  readonly fate: readonly (number | undefined)[]
  /** What came after the position (-1 for the beginning), in order. */
  readonly after: ReadonlyMap<number, readonly number[]>
}

/** A place of the merged text, in order: what the agency had there, has there, and what we have. */
interface Slot {
  readonly id: string
  readonly before: Block | undefined
  readonly now: Block | undefined
  readonly ours: Block | undefined
}

/** The passages in which the three texts differ, in the order of the text. */
export function passagesOf(before: Body, now: Body, ours: Body): Passage[] {
  const found: Passage[] = []
  let graf = 0
  for (const slot of slotsOf(before, now, ours)) {
    const kind = kindOf(slot)
    if (slot.ours?.type === 'paragraph' || (!slot.ours && slot.now?.type === 'paragraph' && kind === 'wire-added'))
      graf++
    if (!kind) continue
    found.push(passageOf(slot, kind, Math.max(1, graf)))
  }
  return found
}

/** Our text with the passages that `takes` names as the agency now has them; everything else stays as it is, to the letter. */
export function merged(before: Body, now: Body, ours: Body, takes: (id: string, kind: PassageKind) => boolean): Body {
  return slotsOf(before, now, ours).flatMap((slot) => {
    const kind = kindOf(slot)
    const isTaken = kind !== undefined && kind !== 'ours-changed' && takes(slot.id, kind)
    const chosen = isTaken ? slot.now : slot.ours
    return chosen ? [chosen] : []
  })
}

/** A field as a passage, or nothing where the agency left it alone and we did too. */
export function passageOfField(
  id: string,
  what: string,
  { before, now, ours }: { before: string; now: string; ours: string },
): Passage | undefined {
  if (now === ours || before === now) return undefined
  const kind = before === ours ? 'wire-changed' : 'both-changed'
  return { id, graf: 0, what, kind, wire: wordsOf(before, now), before, now, ours, oursChanged: wordsOf(before, ours) }
}

function slotsOf(before: Body, now: Body, ours: Body): Slot[] {
  const wire = fatesOf(before, now)
  const own = fatesOf(before, ours)
  const slots: Slot[] = []
  const insert = (at: number) => {
    const [mine, theirs] = [own.after.get(at) ?? [], wire.after.get(at) ?? []]
    let [mineAt, theirsAt] = [0, 0]
    // What both put in alike is one place, and not offered again.
    for (const { added, removed, count } of diffArrays(
      mine.map((to) => keyOf(ours[to])),
      theirs.map((to) => keyOf(now[to])),
    )) {
      for (let nth = 0; nth < count; nth++) {
        const [o, n] = [added ? undefined : mine[mineAt++], removed ? undefined : theirs[theirsAt++]]
        slots.push({
          id: n === undefined ? `o${o}` : `n${n}`,
          before: undefined,
          now: n === undefined ? undefined : now[n],
          ours: o === undefined ? undefined : ours[o],
        })
      }
    }
  }
  insert(-1)
  for (const [at, block] of before.entries()) {
    const [there, here] = [wire.fate[at], own.fate[at]]
    slots.push({
      id: `b${at}`,
      before: block,
      now: there === undefined ? undefined : now[there],
      ours: here === undefined ? undefined : ours[here],
    })
    insert(at)
  }
  return slots
}

function kindOf({ before, now, ours }: Slot): PassageKind | undefined {
  const [was, is, own] = [keyOf(before), keyOf(now), keyOf(ours)]
  if (is === own) return undefined
  if (was === is) return 'ours-changed'
  if (before === undefined) return now === undefined ? 'ours-changed' : 'wire-added'
  if (was !== own) return 'both-changed'
  return now === undefined ? 'wire-removed' : 'wire-changed'
}

function passageOf(slot: Slot, kind: PassageKind, graf: number): Passage {
  const [before, now, ours] = [slot.before, slot.now, slot.ours].map((block) => (block ? textOfBlock(block) : ''))
  const sample = slot.now ?? slot.ours ?? slot.before
  return {
    id: slot.id,
    graf,
    what: sample ? NAMES[sample.type] : '',
    kind,
    wire: wordsOf(before ?? '', now ?? ''),
    before: before ?? '',
    now: now ?? '',
    ours: ours ?? '',
    oursChanged: wordsOf(before ?? '', ours ?? ''),
  }
}

const NAMES: Readonly<Record<Block['type'], string>> = {
  paragraph: 'Paragraph',
  heading: 'Heading',
  list: 'List',
  quote: 'Quotation',
  pullquote: 'Pull quote',
  preformatted: 'Set text',
  photo: 'Photo',
  gallery: 'Gallery',
  table: 'Table',
  embed: 'Embed',
  correction: 'Correction',
}

function fatesOf(from: Body, to: Body): Fates {
  const fate: (number | undefined)[] = from.map(() => undefined)
  const after = new Map<number, number[]>()
  let last = -1
  for (const step of stepsBetween(from, to)) {
    if (step.step === 'come') after.set(last, [...(after.get(last) ?? []), step.to])
    else {
      last = step.from
      if (step.step !== 'gone') fate[step.from] = step.to
    }
  }
  return { fate, after }
}

/** How one body became another: what is the same first, then, between these, which paragraphs are versions of one another. */
function stepsBetween(from: Body, to: Body): Step[] {
  const steps: Step[] = []
  let [at, there] = [0, 0]
  let gone: number[] = []
  let come: number[] = []
  const flush = () => {
    steps.push(...paired(gone, come, from, to))
    gone = []
    come = []
  }
  for (const { added, removed, count } of diffArrays(from.map(keyOf), to.map(keyOf))) {
    for (let nth = 0; nth < count; nth++) {
      if (removed) gone.push(at++)
      else if (added) come.push(there++)
      else {
        flush()
        steps.push({ step: 'stay', from: at++, to: there++ })
      }
    }
  }
  flush()
  return steps
}

/** Pairs the paragraphs of a changed stretch that are alike, keeping their order, so that the most words stay. */
function paired(gone: readonly number[], come: readonly number[], from: Body, to: Body): Step[] {
  const score = gone.map((nth) => come.map((other) => likeness(from[nth], to[other])))
  // Longest common subsequence, weighed by likeness.
  const best = Array.from({ length: gone.length + 1 }, () => new Float64Array(come.length + 1))
  for (let i = gone.length - 1; i >= 0; i--) {
    for (let j = come.length - 1; j >= 0; j--) {
      const alike = score[i]?.[j] ?? 0
      const together = alike >= ALIKE ? alike + (best[i + 1]?.[j + 1] ?? 0) : 0
      const row = best[i]
      if (row) row[j] = Math.max(together, best[i + 1]?.[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  const steps: Step[] = []
  let [i, j] = [0, 0]
  while (i < gone.length && j < come.length) {
    const [nth, other] = [gone[i] ?? 0, come[j] ?? 0]
    const here = best[i]?.[j] ?? 0
    const alike = score[i]?.[j] ?? 0
    if (alike >= ALIKE && here === alike + (best[i + 1]?.[j + 1] ?? 0)) {
      steps.push({ step: 'stay', from: nth, to: other })
      i++
      j++
    } else if (here === (best[i + 1]?.[j] ?? 0)) {
      steps.push({ step: 'gone', from: nth })
      i++
    } else {
      steps.push({ step: 'come', to: other })
      j++
    }
  }
  for (; i < gone.length; i++) steps.push({ step: 'gone', from: gone[i] ?? 0 })
  for (; j < come.length; j++) steps.push({ step: 'come', to: come[j] ?? 0 })
  return steps
}

/** The share of words that two blocks of one kind have in common, 0 to 1. */
function likeness(one: Block | undefined, other: Block | undefined): number {
  if (!one || !other || one.type !== other.type) return 0
  const [words, others] = [one, other].map(
    (block) =>
      textOfBlock(block)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [],
  )
  if (!words || !others || words.length + others.length === 0) return 1
  const left = new Map<string, number>()
  for (const word of words) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of others) {
    const count = left.get(word) ?? 0
    if (count > 0) common++
    left.set(word, count - 1)
  }
  return (2 * common) / (words.length + others.length)
}

/** The words of two texts with what happened to them. */
export function wordsOf(before: string, now: string): Words {
  if (before === now) return before === '' ? [] : [{ text: before, change: 'same' }]
  const parts = diffWordsWithSpace(before, now, { timeout: WORDS_TIMEOUT_MS })
  if (!parts)
    return [
      { text: before, change: 'out' as const },
      { text: now, change: 'in' as const },
    ].filter(({ text }) => text !== '')
  return parts.map(({ value, added, removed }) => ({ text: value, change: added ? 'in' : removed ? 'out' : 'same' }))
}

// jsonb hands keys back in its own order, so blocks are compared with theirs sorted.
function keyOf(block: Block | undefined): string {
  return block === undefined ? '' : JSON.stringify(sorted(block))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  )
}
