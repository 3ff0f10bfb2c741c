import { hasRole, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import type { PaperFact } from './fact.ts'
import { getPaper } from './queries.ts'
import { childrenOf, type Section } from './section.ts'
import { deleteSection, lockSection } from './store.ts'

/**
 * Takes an empty section out of the paper, and its address with it. What may stand in a section is known only to those who put it
 * there, so the caller says with `mustBeEmpty`, which refuses; while it looks, nothing can come out in the section.
 */
export async function dropSection(
  work: Work,
  sectionId: string,
  mustBeEmpty: (section: Section) => Promise<void>,
): Promise<void> {
  if (!hasRole(work.by, 'admin', 'editor'))
    throw new Refusal('not-allowed', 'section.not-yours-to-drop', 'Only editors may delete sections.')
  await lockSection(work.db, sectionId)
  const { sections } = await getPaper(work.db)
  const section = sections.find((one) => one.id === sectionId)
  if (!section)
    throw new Refusal('not-found', 'section.not-found', 'There is no such section; it may be deleted already.')
  const below = childrenOf(sections, sectionId)
  if (below.length > 0) {
    const names = below.map(({ name }) => name).join(', ')
    throw new Refusal('conflict', 'section.has-sections', `Delete what is below ${section.name} first: ${names}.`)
  }
  await mustBeEmpty(section)
  await deleteSection(work.db, sectionId)
  await record<PaperFact>(work, { fact: 'paper.section-dropped', path: section.path, name: section.name })
}
