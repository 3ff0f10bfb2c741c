import { diffArrays, diffWordsWithSpace } from 'diff'
import { type Block, type Body, type Copy, type PhotoUse, textOfBlock } from '#domains/stories/shared'
import { same } from './same.ts'

/** A piece of text that stayed, came or went. */
export interface Part {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** One field or block, before and after. `kind` 'styled' means the words are the same but their form is not. */
export interface Row {
  readonly kind: 'same' | 'changed' | 'added' | 'removed' | 'styled'
  readonly where: string
  readonly parts: readonly Part[]
}

/** Turns ids into what people call them. */
export interface Names {
  readonly section: (id: string) => string
  readonly story: (id: string) => string
}

type Field = Exclude<keyof Copy, 'body'>

const FIELDS: readonly (readonly [Field, string])[] = [
  ['headline', 'Headline'],
  ['deck', 'Deck'],
  ['kicker', 'Kicker'],
  ['slugline', 'Slug'],
  ['slug', 'Address'],
  ['sectionId', 'Section'],
  ['topics', 'Topics'],
  ['bylines', 'Bylines'],
  ['agency', 'Agency'],
  ['dateline', 'Dateline'],
  ['lead', 'Lead photo'],
  ['related', 'Related stories'],
]

/** What a person calls each field of a story. */
export const fieldLabels: Record<keyof Copy, string> = {
  ...(Object.fromEntries(FIELDS) as Record<Field, string>),
  body: 'Text',
}

/** The words that came and went between two texts. */
export function wordChanges(before: string, after: string): Part[] {
  const parts = diffWordsWithSpace(before, after).map(
    ({ added, removed, value }): Part => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }),
  )
  const out: Part[] = []
  let [gone, come] = ['', '']
  function settle() {
    if (gone) out.push({ kind: 'removed', text: gone })
    if (come) out.push({ kind: 'added', text: come })
    gone = ''
    come = ''
  }
  // Within a change, what went stands before what came, each in one piece, so that a rewritten line reads well.
  parts.forEach((part, at) => {
    const isGap = part.kind === 'same' && /^[^\S\n]+$/.test(part.text) && at > 0 && at < parts.length - 1
    if (part.kind === 'same' && !isGap) {
      settle()
      out.push(part)
      return
    }
    if (part.kind !== 'added') gone += part.text
    if (part.kind !== 'removed') come += part.text
  })
  settle()
  return out
}

/** Every field but the text, as one line a person can read. */
export function fieldText(copy: Copy, field: Field, names: Names): string {
  switch (field) {
    case 'sectionId':
      return copy.sectionId === null ? '' : names.section(copy.sectionId)
    case 'topics':
      return copy.topics.join(', ')
    case 'bylines':
      return copy.bylines
        .map((byline) => [byline.name, byline.title, byline.agency].filter(Boolean).join(', '))
        .join('; ')
    case 'dateline':
      return copy.dateline === null
        ? ''
        : [copy.dateline.place, copy.dateline.agency && `(${copy.dateline.agency})`, copy.dateline.on]
            .filter(Boolean)
            .join(' ')
    case 'lead':
      return copy.lead === null ? '' : photoText(copy.lead)
    case 'related':
      return copy.related.map(names.story).join('; ')
    default:
      return copy[field]
  }
}

/** The whole of two copies, field by field and block by block; rows of kind 'same' are what did not change. */
export function compareCopies(before: Copy, after: Copy, names: Names): Row[] {
  const fields = FIELDS.map(([field, where]): Row => {
    const [was, is] = [fieldText(before, field, names), fieldText(after, field, names)]
    const kind = was === is ? (same(before[field], after[field]) ? 'same' : 'styled') : 'changed'
    return { kind, where, parts: wordChanges(was, is) }
  })
  return [
    ...fields.filter((row) => row.kind !== 'same' || row.parts.length > 0),
    ...compareBodies(before.body, after.body),
  ]
}

/** Two bodies, block by block. A block that was edited stands as one row with its words compared. */
export function compareBodies(before: Body, after: Body): Row[] {
  const label = labeler()
  return pairs(before, after).map(([was, is]): Row => {
    const where = label(is ?? was)
    const [wasText, isText] = [was ? blockText(was) : '', is ? blockText(is) : '']
    if (!was) return { kind: 'added', where, parts: [{ kind: 'added', text: isText }] }
    if (!is) return { kind: 'removed', where, parts: [{ kind: 'removed', text: wasText }] }
    if (wasText === isText)
      return { kind: same(was, is) ? 'same' : 'styled', where, parts: [{ kind: 'same', text: isText }] }
    return { kind: 'changed', where, parts: wordChanges(wasText, isText) }
  })
}

/** How many words came and went. */
export function tally(rows: readonly Row[]): { readonly added: number; readonly removed: number } {
  const words = (kind: Part['kind']) =>
    rows
      .flatMap((row) => row.parts)
      .filter((part) => part.kind === kind)
      .reduce((sum, part) => sum + part.text.split(/\s+/u).filter(Boolean).length, 0)
  return { added: words('added'), removed: words('removed') }
}

/** Blocks of both bodies in reading order, matched where they are the same or an edit of each other. */
export function pairs(before: Body, after: Body): (readonly [Block | undefined, Block | undefined])[] {
  const out: (readonly [Block | undefined, Block | undefined])[] = []
  let gone: Block[] = []
  let come: Block[] = []
  function settle() {
    out.push(...matched(gone, come))
    gone = []
    come = []
  }
  let [left, right] = [0, 0]
  for (const step of diffArrays([...before], [...after], { comparator: same })) {
    if (step.removed) {
      gone.push(...before.slice(left, left + step.value.length))
      left += step.value.length
    } else if (step.added) {
      come.push(...after.slice(right, right + step.value.length))
      right += step.value.length
    } else {
      settle()
      for (let offset = 0; offset < step.value.length; offset++)
        out.push([before[left + offset], after[right + offset]])
      left += step.value.length
      right += step.value.length
    }
  }
  settle()
  return out
}

// Below this share of words in common two blocks are not called edits of each other.
const ALIKE = 0.3
// A rewrite of more blocks than this is compared in order, not for the best fit.
const FIT_MAX = 3_600

function matched(gone: readonly Block[], come: readonly Block[]): (readonly [Block | undefined, Block | undefined])[] {
  if (gone.length * come.length > FIT_MAX || gone.length === 0 || come.length === 0) {
    return [...gone.map((block) => [block, undefined] as const), ...come.map((block) => [undefined, block] as const)]
  }
  const likeness = gone.map((was) => come.map((is) => alike(was, is)))
  const best = Array.from({ length: gone.length + 1 }, () => new Array<number>(come.length + 1).fill(0))
  const at = (row: number, column: number) => best[row]?.[column] ?? 0
  const like = (row: number, column: number) => likeness[row]?.[column] ?? 0
  for (let row = gone.length - 1; row >= 0; row--) {
    for (let column = come.length - 1; column >= 0; column--) {
      const match = like(row, column) >= ALIKE ? like(row, column) + at(row + 1, column + 1) : 0
      const line = best[row]
      if (line) line[column] = Math.max(match, at(row + 1, column), at(row, column + 1))
    }
  }
  const out: (readonly [Block | undefined, Block | undefined])[] = []
  let [row, column] = [0, 0]
  while (row < gone.length || column < come.length) {
    const here = at(row, column)
    if (
      row < gone.length &&
      column < come.length &&
      like(row, column) >= ALIKE &&
      here === like(row, column) + at(row + 1, column + 1)
    ) {
      out.push([gone[row++], come[column++]])
    } else if (row < gone.length && (column === come.length || here === at(row + 1, column))) {
      out.push([gone[row++], undefined])
    } else {
      out.push([undefined, come[column++]])
    }
  }
  return out
}

function alike(one: Block, other: Block): number {
  if (one.type !== other.type) return 0
  const [mine, theirs] = [wordSet(one), wordSet(other)]
  if (mine.size === 0 || theirs.size === 0) return mine.size === theirs.size ? 1 : 0
  return [...mine].filter((word) => theirs.has(word)).length / Math.max(mine.size, theirs.size)
}

function wordSet(block: Block): Set<string> {
  return new Set(blockText(block).toLowerCase().split(/\s+/u).filter(Boolean))
}

function photoText(photo: PhotoUse): string {
  const credit = [photo.creator, photo.credit].filter(Boolean).join(' / ')
  return [photo.caption, credit && `(${credit})`, photo.alt && `[${photo.alt}]`].filter(Boolean).join(' ')
}

/** A block as it is compared: pictures by caption, credit and description, embeds with their address. */
export function blockText(block: Block): string {
  if (block.type === 'photo') return photoText(block.photo)
  if (block.type === 'gallery') return [block.title, ...block.photos.map(photoText)].filter(Boolean).join('\n')
  if (block.type === 'embed') return [block.title, block.url].filter(Boolean).join(' ')
  return textOfBlock(block)
}

const BLOCK_NAMES: Record<Block['type'], string> = {
  paragraph: 'Paragraph',
  heading: 'Heading',
  list: 'List',
  quote: 'Quote',
  pullquote: 'Pull quote',
  preformatted: 'Plain text',
  photo: 'Photo',
  gallery: 'Gallery',
  table: 'Table',
  embed: 'Embed',
  correction: 'Correction',
}

function labeler(): (block: Block | undefined) => string {
  let paragraphs = 0
  return (block) => {
    if (!block) return ''
    if (block.type !== 'paragraph') return BLOCK_NAMES[block.type]
    paragraphs += 1
    return `Paragraph ${paragraphs}`
  }
}
