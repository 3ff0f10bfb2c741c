import { hasRole, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import type { PaperFact } from './fact.ts'
import { Nameplate } from './nameplate.ts'
import { insertNameplate, insertSections } from './store.ts'

/** A section to be made, with those below it. */
export interface SectionPlan {
  readonly slug: string
  readonly name: string
  readonly sections?: readonly SectionPlan[]
}

/** Founds the paper: its nameplate and first sections. A database holds one, so a second is refused. */
export async function found(
  work: Work,
  nameplate: Nameplate,
  sections: readonly SectionPlan[],
  { isSample = false }: { isSample?: boolean } = {},
): Promise<void> {
  if (!hasRole(work.by, 'admin'))
    throw new Refusal('not-allowed', 'paper.not-yours-to-found', 'Only an administrator may found a paper.')
  const made = await insertNameplate(work.db, Nameplate.parse(nameplate), isSample, work.at)
  if (!made)
    throw new Refusal(
      'conflict',
      'paper.already-founded',
      'This database already holds a paper. Use another data folder (BROADSHEET_DATA) or another database.',
    )
  await insertSections(work.db, sections)
  await record<PaperFact>(work, { fact: 'paper.founded' })
}
