/** A part of the paper. `path` is its address, "/news/nation/"; top sections have no parent. */
export interface Section {
  readonly id: string
  readonly parentId: string | null
  readonly slug: string
  readonly name: string
  readonly path: string
  readonly position: number
}

// Addresses of ours that a section may not take.
const RESERVED = new Set([
  'admin', 'api', 'archive', 'assets', 'corrections', 'feed', 'fonts', 'forums', 'give', 'healthz', 'match', 'metrics',
  'newsletters', 'newsroom', 'photos', 'readyz', 'search', 'staff', 'stories', 'topics', 'weather',
]) // biome-ignore format: a list of words

export type SectionObstacle = 'reserved' | 'not-plain' | 'no-name'

/** What stops a section from having this name and slug, or nothing. */
export function obstacleToSection(slug: string, name: string, parentId: string | null): SectionObstacle | undefined {
  if (name.replace(/\p{Cc}/gu, '').trim() === '') return 'no-name'
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return 'not-plain'
  if (parentId === null && RESERVED.has(slug)) return 'reserved'
  return undefined
}

/** The top sections, in order. */
export function topSections(sections: readonly Section[]): Section[] {
  return sections.filter((section) => section.parentId === null)
}

/** The sections directly below one, in order. */
export function childrenOf(sections: readonly Section[], id: string): Section[] {
  return sections.filter((section) => section.parentId === id)
}

/** A section and everything above it, the top first: News, Nation. Empty if there is no such section. */
export function lineage(sections: readonly Section[], id: string | null): Section[] {
  const found = sections.find((section) => section.id === id)
  return found ? [...lineage(sections, found.parentId), found] : []
}

/** A section and all below it, as ids. */
export function withDescendants(sections: readonly Section[], id: string): string[] {
  return [id, ...childrenOf(sections, id).flatMap((child) => withDescendants(sections, child.id))]
}
