import type { Db } from '#platform/db'

/** What a member of staff is, and so what they may do. Readers have no role. */
export const ROLES = ['admin', 'editor', 'copy', 'reporter', 'photo', 'business'] as const

export type Role = (typeof ROLES)[number]

/** True if the word is one of the roles, as a form, a file or a database has it. */
export function isRole(word: string): word is Role {
  return ROLES.some((role) => role === word)
}

/** Who makes a change: a member of staff, a reader, the clock or a job, or an operator at the command line. */
export type Actor =
  | { readonly kind: 'staff'; readonly personId: string; readonly name: string; readonly role: Role }
  | { readonly kind: 'reader'; readonly personId: string }
  | { readonly kind: 'system'; readonly job: string }
  | { readonly kind: 'operator'; readonly command: string }

export type Staff = Extract<Actor, { kind: 'staff' }>

/** What every change needs: where it is written, who makes it, and when. */
export interface Work {
  readonly db: Db
  readonly by: Actor
  readonly at: Date
}

/** True if the actor holds one of the roles, or is the operator or the system, who may do anything. */
export function hasRole(by: Actor, ...roles: readonly Role[]): boolean {
  if (by.kind === 'operator' || by.kind === 'system') return true
  return by.kind === 'staff' && roles.includes(by.role)
}

/** The name that history shows for an actor. */
export function nameOf(by: Actor): string {
  switch (by.kind) {
    case 'staff':
      return by.name
    case 'reader':
      return 'A reader'
    case 'system':
      return `Broadsheet (${by.job})`
    case 'operator':
      return `Operator (${by.command})`
  }
}
