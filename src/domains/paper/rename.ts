import { hasRole, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import type { PaperFact } from './fact.ts'
import { Nameplate } from './nameplate.ts'
import { updateNameplate } from './store.ts'

/** Changes the nameplate: name, place, established date, zone, tagline. */
export async function rename(work: Work, nameplate: Nameplate): Promise<void> {
  if (!hasRole(work.by, 'admin'))
    throw new Refusal('not-allowed', 'paper.not-yours-to-rename', 'Only an administrator may change the nameplate.')
  await updateNameplate(work.db, Nameplate.parse(nameplate))
  await record<PaperFact>(work, { fact: 'paper.renamed' })
}
