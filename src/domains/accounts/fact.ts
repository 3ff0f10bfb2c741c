import type { Role } from './actor.ts'

/**
 * What can happen to an account. This domain stands below the ledger, so the face that runs a command records its fact,
 * in the same transaction.
 */
export type AccountFact =
  | { readonly fact: 'staff.invited'; readonly personId: string; readonly email: string; readonly role: Role }
  | { readonly fact: 'staff.role-changed'; readonly personId: string; readonly from: Role | null; readonly to: Role }
  | { readonly fact: 'staff.removed'; readonly personId: string; readonly was: Role }
  | { readonly fact: 'staff.password-set'; readonly personId: string }
  | { readonly fact: 'staff.authenticator-set'; readonly personId: string }
  | { readonly fact: 'staff.authenticator-removed'; readonly personId: string }
