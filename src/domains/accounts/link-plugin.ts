import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import type { Db } from '#platform/db'
import { useLink } from './store.ts'

/**
 * Teaches better-auth to open a session for a one-time link. The endpoint has no address: only our own sign-in page calls it.
 * Its path is there for hooks, so that the second factor is asked for here as well.
 */
export function signInByLink({ db, clock }: { db: Db; clock: () => Date }) {
  return {
    id: 'sign-in-link',
    endpoints: {
      signInByLink: createAuthEndpoint(
        '/sign-in/link',
        { method: 'POST', body: z.object({ token: z.string().max(200) }), metadata: { SERVER_ONLY: true } },
        async (ctx) => {
          const personId = await useLink(db, ctx.body.token, clock())
          const user = personId === undefined ? null : await ctx.context.internalAdapter.findUserById(personId)
          if (!user) throw new APIError('UNAUTHORIZED', { code: 'LINK_NOT_GOOD', message: 'The link is not good' })
          const session = await ctx.context.internalAdapter.createSession(user.id)
          await setSessionCookie(ctx, { session, user })
          return ctx.json({ personId: user.id })
        },
      ),
    },
  } satisfies BetterAuthPlugin
}
