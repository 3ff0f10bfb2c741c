import { type Context, Hono } from 'hono'
import {
  type AccountFact,
  type Auth,
  confirmAuthenticator,
  dropAuthenticator,
  type Own,
  offerAuthenticator,
  TooMany,
} from '#domains/accounts'
import { record } from '#domains/audit'
import { AuthenticatorCode, AuthenticatorRequest, type AuthenticatorView } from './contract-authenticator.ts'
import type { ApiNeeds, Env } from './needs.ts'

/** POST and DELETE /me/authenticator, POST /me/authenticator/confirm: the second step of signing in, of one's own. */
export function authenticatorRoutes({ db, clock, auth }: ApiNeeds & { readonly auth: Auth }): Hono<Env> {
  const api = new Hono<Env>()
  const own = (c: Context<Env>): Own => ({ auth, db, headers: c.req.raw.headers, at: clock() })

  async function changed(
    c: Context<Env>,
    fact: 'staff.authenticator-set' | 'staff.authenticator-removed',
    change: Promise<{ personId: string; cookies: readonly string[] }>,
  ): Promise<Response> {
    const { personId, cookies } = await told(c, change)
    for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
    await record<AccountFact>({ db, by: c.var.actor, at: clock() }, { fact, personId })
    return c.body(null, 204)
  }

  api.post('/me/authenticator', async (c) => {
    const { password } = AuthenticatorRequest.parse(await c.req.json())
    const { uri, key, backupCodes } = await told(c, offerAuthenticator(own(c), password))
    return c.json<AuthenticatorView>({ uri, key, backupCodes: [...backupCodes] })
  })
  api.post('/me/authenticator/confirm', async (c) => {
    const { code } = AuthenticatorCode.parse(await c.req.json())
    return changed(c, 'staff.authenticator-set', confirmAuthenticator(own(c), code))
  })
  api.delete('/me/authenticator', async (c) => {
    const { password } = AuthenticatorRequest.parse(await c.req.json())
    return changed(c, 'staff.authenticator-removed', dropAuthenticator(own(c), password))
  })
  return api
}

function told<result>(c: Context<Env>, work: Promise<result>): Promise<result> {
  return work.catch((error: unknown) => {
    if (error instanceof TooMany) c.header('retry-after', String(error.waitSeconds))
    throw error
  })
}
