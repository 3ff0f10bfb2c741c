import { sql } from 'kysely'
import type { Db } from '#platform/db'
import type { WireItem } from './item.ts'

// A tsvector holds a megabyte; the longest stories say in the first fifty thousand letters what they are about.
const TEXT_MAX = 50_000
const TAGS_MAX = 200

/** What is found of an item: the words by weight (A headline and slugline, B names, C text), and exact marks such as its day and its codes. */
export interface Findable {
  readonly a: string
  readonly b: string
  readonly c: string
  readonly exact: readonly string[]
}

/** What a search finds an item by. `movedAt` is in it, so that a search of the last days reads an index of these alone. */
export function findableOf(item: WireItem, agency: string, movedAt: Date): Findable {
  const codes = item.categories.flatMap(({ scheme, code }) => [code, `${scheme}:${code}`])
  return {
    a: `${item.headline} ${item.slugline}`,
    b: [
      ...item.bylines.map(({ name }) => name),
      item.dateline?.place ?? '',
      ...item.keywords,
      ...item.subjects.map(({ name }) => name),
    ].join(' '),
    c: `${item.summary} ${item.text} ${item.photos.map(({ caption }) => caption).join(' ')}`.slice(0, TEXT_MAX),
    exact: [...dayMarks(movedAt), markOf('a', agency), ...codes.slice(0, TAGS_MAX).map((code) => markOf('c', code))],
  }
}

/** The marks of a day and of its month, in UTC. */
export function dayMarks(at: Date): [day: string, month: string] {
  const day = at.toISOString().slice(0, 10)
  return [`d:${day}`, `m:${day.slice(0, 7)}`]
}

function markOf(kind: string, text: string): string {
  return `${kind}:${text.trim().toLowerCase().slice(0, 200)}`
}

/** What a person typed into the filter, taken apart: words in general, words of a field, and columns to look at besides. */
export interface Wanted {
  /** As `websearch_to_tsquery` takes it: words, "phrases", -not. */
  readonly words: string
  /** Words that must stand in a weight: A for headline and slugline, B for names. */
  readonly weighed: readonly { readonly words: readonly string[]; readonly weight: 'A' | 'B' }[]
  readonly marks: readonly string[]
  readonly headline: readonly string[]
  readonly slugline: readonly string[]
  readonly place: readonly string[]
}

const FIELD = /(^|\s)(slug|slugline|headline|byline|by|place|keyword|category|agency):(?:"([^"]*)"|(\S+))/giu

/** Takes apart "flood slug:RIVER by:frost category:a agency:AP". */
export function wantedOf(q: string): Wanted {
  const weighed: { words: string[]; weight: 'A' | 'B' }[] = []
  const marks: string[] = []
  const columns = { headline: [] as string[], slugline: [] as string[], place: [] as string[] }
  const words = q.replace(
    FIELD,
    (_all, _before, field: string, quoted: string | undefined, bare: string | undefined) => {
      const said = (quoted ?? bare ?? '').trim()
      const parts = said.match(/[\p{L}\p{N}]+/gu) ?? []
      switch (field.toLowerCase()) {
        case 'agency':
          marks.push(markOf('a', said))
          break
        case 'category':
          marks.push(markOf('c', said))
          break
        case 'headline':
        case 'slug':
        case 'slugline':
          columns[field.toLowerCase() === 'headline' ? 'headline' : 'slugline'].push(said)
          weighed.push({ words: parts, weight: 'A' })
          break
        case 'place':
          columns.place.push(said)
          weighed.push({ words: parts, weight: 'B' })
          break
        default:
          weighed.push({ words: parts, weight: 'B' })
      }
      return ' '
    },
  )
  return { words: words.trim(), weighed: weighed.filter((one) => one.words.length > 0), marks, ...columns }
}

/** The search as the database runs it; empty when there is nothing to search for, such as stop words alone. */
export async function queryFor(db: Db, wanted: Wanted): Promise<string> {
  const parts = [
    sql`websearch_to_tsquery('newspaper', ${wanted.words})`,
    ...wanted.weighed.map(
      ({ words, weight }) => sql`to_tsquery('newspaper', ${words.map((word) => `'${word}':${weight}*`).join(' & ')})`,
    ),
    ...wanted.marks.map((mark) => sql`${quoted(mark)}::tsquery`),
  ]
  const made = await sql<{ query: string }>`select (${sql.join(parts, sql` && `)})::text as query`.execute(db)
  return made.rows[0]?.query ?? ''
}

/** A lexeme as a tsquery spells it. */
export function quoted(lexeme: string): string {
  return `'${lexeme.replace(/['\\]/g, '$&$&')}'`
}
