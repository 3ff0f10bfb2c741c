import { childrenOf, lineage, type Section, topSections } from '#domains/paper'
import { gist } from './prose.ts'

/** Where a story from a page would stand in our paper. `doubt` says in what way the page's own place is not ours. */
export interface PlaceFound {
  readonly sectionId: string | null
  readonly doubt: string
}

/** The section of ours that the page's path of names means: the whole path, else its last name anywhere, else the nearest above it. */
export function placeFor(names: readonly string[], sections: readonly Section[]): PlaceFound {
  const isNamed = (section: Section, name: string) =>
    gist(section.name) === gist(name) || section.slug === gist(name).replaceAll(' ', '-')
  let level = topSections(sections)
  let found: Section | undefined
  let depth = 0
  for (const name of names) {
    const next = level.find((section) => isNamed(section, name))
    if (!next) break
    found = next
    level = childrenOf(sections, next.id)
    depth += 1
  }
  const said = names.join(' > ')
  if (found && depth === names.length) return { sectionId: found.id, doubt: '' }
  const elsewhere = sections.filter((section) => isNamed(section, names.at(-1) ?? ''))
  const [only] = elsewhere
  if (only && elsewhere.length === 1) {
    const isBelow = found === undefined || lineage(sections, only.id).some(({ id }) => id === found.id)
    if (isBelow)
      return { sectionId: only.id, doubt: `The page’s section is ${said}; took our ${pathOf(sections, only)}.` }
  }
  if (found)
    return {
      sectionId: found.id,
      doubt: `There is no section ${said} here; the story stands in ${pathOf(sections, found)}.`,
    }
  const first = topSections(sections).find((section) => section.slug === 'news') ?? topSections(sections)[0]
  const why = names.length === 0 ? 'The page names no section' : `There is no section ${said} here`
  return first
    ? { sectionId: first.id, doubt: `${why}; the story stands in ${first.name}.` }
    : { sectionId: null, doubt: `${why}, and this paper has none.` }
}

function pathOf(sections: readonly Section[], section: Section): string {
  return lineage(sections, section.id)
    .map(({ name }) => name)
    .join(' > ')
}
