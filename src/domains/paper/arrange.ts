import { hasRole, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import type { PaperFact } from './fact.ts'
import { getPaper } from './queries.ts'
import { obstacleToSection, type SectionObstacle } from './section.ts'
import { insertSection, updateSection } from './store.ts'

const refusals: Record<SectionObstacle, string> = {
  reserved: 'That address is used by the site itself. Choose another.',
  'not-plain': 'A section address has only small letters, figures and single hyphens.',
  'no-name': 'Give the section a name.',
}

/**
 * Puts sections in order, renames them and adds new ones (those without `id`). `sections` is the whole list as it shall read;
 * a section that exists but is not listed keeps its place after the others, because stories may stand in it.
 * Addresses do not change: links to them are out in the world.
 */
export async function arrange(
  work: Work,
  sections: readonly { id?: string; parentId: string | null; slug: string; name: string }[],
): Promise<void> {
  if (!hasRole(work.by, 'admin', 'editor'))
    throw new Refusal('not-allowed', 'section.not-yours-to-arrange', 'Only editors may arrange sections.')
  const paper = await getPaper(work.db)
  for (const [position, plan] of sections.entries()) {
    const obstacle = obstacleToSection(plan.slug, plan.name, plan.parentId)
    if (obstacle)
      throw new Refusal('invalid', `section.${obstacle}`, refusals[obstacle], {
        [`sections.${position}`]: refusals[obstacle],
      })
    const standing = paper.sections.find((section) => section.id === plan.id)
    if (standing) {
      await updateSection(work.db, { id: standing.id, name: plan.name.replace(/\p{Cc}/gu, '').trim(), position })
      continue
    }
    const parent = paper.sections.find((section) => section.id === plan.parentId)
    if (plan.parentId !== null && !parent)
      throw new Refusal('not-found', 'section.no-parent', 'There is no such section to put it under.')
    const path = `${parent?.path ?? '/'}${plan.slug}/`
    const made = await insertSection(work.db, {
      parentId: plan.parentId,
      slug: plan.slug,
      name: plan.name.replace(/\p{Cc}/gu, '').trim(),
      path,
      position,
    })
    if (made === undefined) {
      const sentence = `There is a section at ${path} already.`
      throw new Refusal('conflict', 'section.exists', sentence, { [`sections.${position}`]: sentence })
    }
  }
  await record<PaperFact>(work, { fact: 'paper.sections-arranged' })
}
