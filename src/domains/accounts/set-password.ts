import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import type { Auth } from './auth.ts'
import { whyNotPassword } from './person.ts'
import { endSessions, hasUsedLink } from './store.ts'
import { clearTries, countTry } from './tally.ts'

// Long enough to choose one after opening a link; short enough that a desk left alone is not an invitation.
const LINK_OPENS_MINUTES = 30

/**
 * Sets the signed-in person's password and ends their other sessions. Someone who has one must give it, unless they came
 * by a one-time link within the last half hour, which is how a forgotten password is mended. Answers whose it was.
 */
export async function setPassword(
  { auth, db, headers, at }: { auth: Auth; db: Db; headers: Headers; at: Date },
  { current, next }: { current?: string | undefined; next: string },
): Promise<{ personId: string }> {
  const found = await auth.api.getSession({ headers })
  if (!found) throw new Refusal('not-allowed', 'session.ended', 'Sign in first.')
  const { user, session } = found
  const { password, internalAdapter } = await auth.$context
  const why = whyNotPassword(next, user)
  if (why) throw new Refusal('invalid', 'password.not-good', why, { next: why })

  const kept = await internalAdapter.findCredentialAccount(user.id)
  const ageMs = at.getTime() - session.createdAt.getTime()
  const isFreshByLink = ageMs < LINK_OPENS_MINUTES * 60_000 && (await hasUsedLink(db, user.id, session.createdAt))
  if (kept?.password && !isFreshByLink) {
    await countTry(db, 'password-account', user.email, at)
    if (!(await password.verify({ hash: kept.password, password: current ?? '' }))) {
      const sentence = 'That is not your password now.'
      throw new Refusal('invalid', 'password.wrong', sentence, { current: sentence })
    }
    await clearTries(db, 'password-account', user.email)
  }

  const hash = await password.hash(next)
  if (kept) await internalAdapter.updatePassword(user.id, hash)
  else
    await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: hash })
  await endSessions(db, user.id, session.token)
  return { personId: user.id }
}
