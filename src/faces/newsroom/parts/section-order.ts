import type { SectionView } from '#faces/api/contract'
import type { SectionLine } from '#newsroom/api-calls.ts'

/** A section while the order is being arranged. `key` names it on screen; only a section the server knows has an `id`. */
export interface SectionDraft {
  readonly key: string
  readonly id?: string
  readonly parentKey: string | null
  readonly slug: string
  readonly name: string
}

/** The sections as they stand in the paper: each top section, then those below it. */
export function inOrder(sections: readonly SectionView[]): SectionDraft[] {
  function below(parentId: string | null): SectionDraft[] {
    return sections
      .filter((section) => section.parentId === parentId)
      .toSorted((one, other) => one.position - other.position)
      .flatMap(({ id, slug, name }) => [{ key: id, id, parentKey: parentId, slug, name }, ...below(id)])
  }
  return below(null)
}

/** Moves a section past its neighbor at the same level, with everything below it. The same list if there is no such neighbor. */
export function movedBy(sections: readonly SectionDraft[], key: string, by: 1 | -1): SectionDraft[] {
  const me = sections.find((section) => section.key === key)
  const level = sections.filter((section) => section.parentKey === me?.parentKey)
  const neighbor = level[level.findIndex((section) => section.key === key) + by]
  if (!me || !neighbor) return [...sections]
  const mine = familyOf(sections, key)
  const theirs = familyOf(sections, neighbor.key)
  const rest = sections.filter((section) => !mine.includes(section))
  const at = by < 0 ? rest.indexOf(neighbor) : rest.indexOf(theirs.at(-1) ?? neighbor) + 1
  return rest.toSpliced(at, 0, ...mine)
}

/** Adds an empty section at the end of its level. */
export function freshSection(sections: readonly SectionDraft[], parentKey: string | null): SectionDraft[] {
  const fresh: SectionDraft = { key: `new-${sections.length}-${Date.now()}`, parentKey, slug: '', name: '' }
  const family = parentKey === null ? [] : familyOf(sections, parentKey)
  const at = family.length > 0 ? sections.indexOf(family.at(-1) as SectionDraft) + 1 : sections.length
  return sections.toSpliced(at, 0, fresh)
}

/** Sections that are in the paper now and were not before, the deepest first: what taking them back begins with. */
export function addedTo(before: readonly SectionDraft[], now: readonly SectionDraft[]): string[] {
  const old = new Set(before.map(({ id }) => id))
  return now.flatMap(({ id }) => (id === undefined || old.has(id) ? [] : [id])).toReversed()
}

/** What the server is told: the whole list in order. */
export function toLines(sections: readonly SectionDraft[]): SectionLine[] {
  return sections.map(({ id, parentKey, slug, name }) => ({
    ...(id ? { id } : {}),
    parentId: parentKey,
    slug,
    name: name.trim(),
  }))
}

function familyOf(sections: readonly SectionDraft[], key: string): SectionDraft[] {
  return sections.flatMap((section) => {
    if (section.key === key) return [section]
    return section.parentKey === key ? familyOf(sections, section.key) : []
  })
}
