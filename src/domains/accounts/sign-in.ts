import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import type { Auth } from './auth.ts'
import { findLinkStanding } from './queries.ts'
import { clearTries, countTry, uncountTry } from './tally.ts'

/** What a try to sign in needs. `headers` are the request's; `address` is the client's as the trusted proxies tell it. */
export interface Try {
  readonly auth: Auth
  readonly db: Db
  readonly headers: Headers
  readonly address: string
  readonly at: Date
}

/** The door is open: cookies to set, and whether the code of the second factor must come first. */
export interface SignedIn {
  readonly cookies: readonly string[]
  readonly needsCode: boolean
}

/** Signs in with a password. One answer for a wrong password and an unknown address; too many tries are refused unheard. */
export async function signInWithPassword(
  { auth, db, headers, address, at }: Try,
  { email: typed, password }: { email: string; password: string },
): Promise<SignedIn> {
  const email = typed.trim().toLowerCase()
  await countTry(db, 'password-address', address, at)
  await countTry(db, 'password-account', email, at)
  const answer = await auth.api.signInEmail({ body: { email, password }, headers, asResponse: true })
  if (!answer.ok) {
    throw new Refusal('not-allowed', 'sign-in.wrong', 'That email address and password do not go together.')
  }
  await clearTries(db, 'password-account', email)
  await uncountTry(db, 'password-address', address)
  return signedInBy(answer)
}

/** Signs in with a one-time link and uses it up. Of ten at once, one is let in. */
export async function signInWithLink({ auth, db, headers, at }: Try, token: string): Promise<SignedIn> {
  const answer = await auth.api.signInByLink({ body: { token: token.slice(0, 200) }, headers, asResponse: true })
  if (answer.ok) return signedInBy(answer)
  const standing = await findLinkStanding(db, token, at)
  if (standing === 'expired') {
    throw new Refusal('conflict', 'link.expired', 'This link is too old. Ask for a new one below.')
  }
  if (standing === 'used') {
    throw new Refusal('conflict', 'link.used', 'This link was used already; each works once. Ask for a new one below.')
  }
  throw new Refusal(
    'not-found',
    'link.unknown',
    'This link is not one of ours, or a newer one took its place. Ask for a new one below.',
  )
}

/** Finishes a sign-in with the six figures an authenticator app shows, or with a backup code. */
export async function signInWithCode({ auth, headers }: Try, typed: string): Promise<SignedIn> {
  const code = typed.replace(/\s+/g, '')
  const ask = { body: { code }, headers, asResponse: true } as const
  const answer = /^\d{6}$/.test(code) ? await auth.api.verifyTOTP(ask) : await auth.api.verifyBackupCode(ask)
  if (answer.ok) return signedInBy(answer)
  if (answer.status === 429) {
    throw new Refusal(
      'too-many',
      'sign-in.too-many-tries',
      'Too many wrong codes. Wait 15 minutes, then sign in again.',
    )
  }
  const told: unknown = await answer.json()
  const isWrong =
    typeof told === 'object' && told !== null && 'code' in told && told.code !== 'INVALID_TWO_FACTOR_COOKIE'
  if (isWrong)
    throw new Refusal('not-allowed', 'sign-in.wrong-code', 'That code is not right. Codes change every 30 seconds.')
  throw new Refusal('conflict', 'sign-in.begin-again', 'That took too long. Please sign in again from the beginning.')
}

/** Ends the session of the request. Answers the cookies that make the browser forget it. */
export async function signOut(auth: Auth, headers: Headers): Promise<readonly string[]> {
  const answer = await auth.api.signOut({ headers, asResponse: true })
  return answer.headers.getSetCookie()
}

async function signedInBy(answer: Response): Promise<SignedIn> {
  const told: unknown = await answer.json()
  const needsCode =
    typeof told === 'object' && told !== null && 'twoFactorRedirect' in told && told.twoFactorRedirect === true
  return { cookies: answer.headers.getSetCookie(), needsCode }
}
