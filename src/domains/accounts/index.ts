export type { Work } from './actor.ts'
export { askLink } from './ask-link.ts'
export { ADDRESS_HEADER, type Auth, type AuthSettings, actorOf, authFrom } from './auth.ts'
export {
  type AuthenticatorOffer,
  confirmAuthenticator,
  dropAuthenticator,
  type Own,
  offerAuthenticator,
} from './authenticator.ts'
export { changeRole, removeStaff } from './change-role.ts'
export type { AccountFact } from './fact.ts'
export { type Invitation, type Invited, invite } from './invite.ts'
export { LINK_MINUTES, type LinkKind, type LinkStanding, signInAddress } from './link.ts'
export { isLoopback, loopbackTwins } from './loopback.ts'
export { isFromOwnPages } from './own-pages.ts'
export { emailFrom, PASSWORD_MAX, PASSWORD_MIN, type Person } from './person.ts'
export {
  findLinkStanding,
  findPerson,
  findStaffByEmail,
  findWaysIn,
  listStaff,
  type StaffMember,
  type WaysIn,
} from './queries.ts'
export { setPassword } from './set-password.ts'
export * from './shared.ts'
export { type SignedIn, signInWithCode, signInWithLink, signInWithPassword, signOut, type Try } from './sign-in.ts'
export { type Counted, countTry, TooMany } from './tally.ts'
