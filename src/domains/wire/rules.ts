import { z } from 'zod'
import type { WireItem } from './item.ts'

const Id = z.string().regex(/^\d{1,18}$/)

/** A rule of a source: all of its conditions must hold. One that cannot be read any more fits nothing. */
const Rule = z.object({
  name: z.string().default(''),
  when: z
    .object({
      words: z.array(z.string()).default([]),
      categories: z.array(z.string()).default([]),
      maxUrgency: z.number().optional(),
      type: z.string().optional(),
    })
    .prefault({}),
  does: z
    .object({
      deskId: Id.optional(),
      sectionId: Id.optional(),
      tags: z.array(z.string()).default([]),
      spike: z.boolean().default(false),
      alert: z.boolean().default(false),
      publish: z.boolean().default(false),
      stop: z.boolean().default(false),
    })
    .prefault({}),
})
export type Rule = z.infer<typeof Rule>

/** What is done with an item on arrival. */
export interface Ruling {
  readonly deskIds: readonly string[]
  readonly sectionId: string | null
  readonly tags: readonly string[]
  readonly spike: boolean
  readonly alert: boolean
  readonly publish: boolean
}

/** The rules of a source as kept. */
export function rulesFrom(kept: unknown): Rule[] {
  if (!Array.isArray(kept)) return []
  return kept.flatMap((one) => {
    const rule = Rule.safeParse(one)
    return rule.success ? [rule.data] : []
  })
}

/** What the rules, from first to last, do with an item, beside the desk and section that everything from its source gets. */
export function rulingOf(
  rules: readonly Rule[],
  item: WireItem,
  { deskId, sectionId }: { deskId: string | null; sectionId: string | null },
): Ruling {
  const words = rules.some((rule) => rule.when.words.length > 0) ? wordsOf(item) : ''
  const fitting: Rule[] = []
  for (const rule of rules) {
    if (!fits(rule, item, words)) continue
    fitting.push(rule)
    if (rule.does.stop) break
  }
  const desks = [deskId, ...fitting.map(({ does }) => does.deskId)].filter((id) => typeof id === 'string')
  return {
    deskIds: [...new Set(desks)],
    sectionId: fitting.find(({ does }) => does.sectionId)?.does.sectionId ?? sectionId,
    tags: [...new Set(fitting.flatMap(({ does }) => does.tags))],
    spike: fitting.some(({ does }) => does.spike),
    alert: fitting.some(({ does }) => does.alert),
    publish: fitting.some(({ does }) => does.publish),
  }
}

function fits({ when }: Rule, item: WireItem, words: string): boolean {
  if (when.maxUrgency !== undefined && item.urgency > when.maxUrgency) return false
  if (when.type !== undefined && item.type !== when.type) return false
  const codes = item.categories
    .flatMap(({ scheme, code }) => [code, `${scheme}:${code}`])
    .map((code) => code.toLowerCase())
  if (when.categories.length > 0 && !when.categories.some((code) => codes.includes(code.toLowerCase()))) return false
  return when.words.length === 0 || when.words.some((word) => holds(words, word))
}

/** A word or phrase, whole; "flood*" is all words that begin so. */
function holds(words: string, wanted: string): boolean {
  const spaced = spacedWords(wanted).trimEnd()
  if (spaced.trim() === '') return false
  return words.includes(wanted.trim().endsWith('*') ? spaced : `${spaced} `)
}

function wordsOf({ headline, slugline, keywords, text }: WireItem): string {
  return spacedWords([headline, slugline, ...keywords, text].join(' '))
}

function spacedWords(text: string): string {
  return ` ${(
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  ).join(' ')} `
}
