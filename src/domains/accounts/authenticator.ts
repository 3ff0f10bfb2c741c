import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import type { Auth } from './auth.ts'
import { clearTries, countTry } from './tally.ts'

/** What a change of the second factor needs. `headers` are the request's, whose session says whose it is. */
export interface Own {
  readonly auth: Auth
  readonly db: Db
  readonly headers: Headers
  readonly at: Date
}

/** What an authenticator app is told: `uri` as apps read it, `key` as people type it; and the backup codes, which are told this once. */
export interface AuthenticatorOffer {
  readonly uri: string
  readonly key: string
  readonly backupCodes: readonly string[]
}

/** A change that was made. The session is a new one, so its cookies must be set. */
export interface FactorChanged {
  readonly personId: string
  readonly cookies: readonly string[]
}

/** Makes a key for an authenticator app. Nothing is asked at sign-in until `confirmAuthenticator` has seen a code made with it. */
export async function offerAuthenticator(own: Own, password: string): Promise<AuthenticatorOffer> {
  const answer = await withPassword(own, password, (body) =>
    own.auth.api.enableTwoFactor({ body, headers: own.headers, asResponse: true }),
  )
  const { totpURI: uri, backupCodes } = (await answer.json()) as { totpURI: string; backupCodes: string[] }
  return { uri, key: new URL(uri).searchParams.get('secret') ?? '', backupCodes }
}

/** Asks for a code at each sign-in from now on, once the app shows the right one. */
export async function confirmAuthenticator({ auth, headers }: Own, typed: string): Promise<FactorChanged> {
  const personId = await ownerOf(auth, headers)
  const code = typed.replace(/\s+/g, '')
  const answer = await auth.api.verifyTOTP({ body: { code }, headers, asResponse: true })
  if (answer.ok) return { personId, cookies: answer.headers.getSetCookie() }
  const told = await codeIn(answer)
  if (told === 'TOTP_NOT_ENABLED')
    throw new Refusal(
      'conflict',
      'authenticator.not-offered',
      'Begin again: the key for your app is not here any more.',
    )
  const sentence = 'That code is not right. Codes change every 30 seconds; see that the clock of your phone is right.'
  throw new Refusal('invalid', 'authenticator.wrong-code', sentence, { code: sentence })
}

/** Asks for no code any more; the key and the backup codes are forgotten. */
export async function dropAuthenticator(own: Own, password: string): Promise<FactorChanged> {
  const personId = await ownerOf(own.auth, own.headers)
  const answer = await withPassword(own, password, (body) =>
    own.auth.api.disableTwoFactor({ body, headers: own.headers, asResponse: true }),
  )
  return { personId, cookies: answer.headers.getSetCookie() }
}

// Counted like wrong passwords at the door: a session left open must not be a place to guess.
async function withPassword(
  { auth, db, headers, at }: Own,
  password: string,
  ask: (body: { password: string }) => Promise<Response>,
): Promise<Response> {
  const found = await auth.api.getSession({ headers })
  if (!found) throw new Refusal('not-allowed', 'session.ended', 'Sign in first.')
  await countTry(db, 'password-account', found.user.email, at)
  const answer = await ask({ password })
  const told = answer.ok ? '' : await codeIn(answer)
  if (told === 'INVALID_PASSWORD') {
    const sentence = 'That is not your password.'
    throw new Refusal('invalid', 'password.wrong', sentence, { password: sentence })
  }
  await clearTries(db, 'password-account', found.user.email)
  if (told === 'TOTP_ALREADY_ENABLED')
    throw new Refusal(
      'conflict',
      'authenticator.set-already',
      'You use an authenticator app already. Turn it off first.',
    )
  if (!answer.ok) throw new Error(`The second factor could not be changed: ${told}`)
  return answer
}

async function ownerOf(auth: Auth, headers: Headers): Promise<string> {
  const found = await auth.api.getSession({ headers })
  if (!found) throw new Refusal('not-allowed', 'session.ended', 'Sign in first.')
  return found.user.id
}

async function codeIn(answer: Response): Promise<string> {
  const told: unknown = await answer.json()
  return typeof told === 'object' && told !== null && 'code' in told ? String(told.code) : String(answer.status)
}
