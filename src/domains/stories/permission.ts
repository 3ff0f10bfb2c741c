import { type Actor, hasRole } from '#domains/accounts/shared'
import type { Standing } from './story.ts'

/** Who may start a story: everyone in the newsroom but the business office. */
export function mayDraft(by: Actor): boolean {
  return hasRole(by, 'admin', 'editor', 'copy', 'reporter', 'photo')
}

/** Who may change a story's words: the newsroom until it is out; then editors and the copy desk. */
export function mayRevise(by: Actor, standing: Standing): boolean {
  if (standing.state === 'withdrawn') return false
  return standing.state === 'draft' ? mayDraft(by) : hasRole(by, 'admin', 'editor', 'copy')
}

/** Who puts a story before readers, at once or at a time, corrects it, or takes it away. */
export function mayPublish(by: Actor): boolean {
  return hasRole(by, 'admin', 'editor')
}
