import { Hono } from 'hono'
import { findPerson, findWaysIn, hasRole } from '#domains/accounts'
import { getPaper } from '#domains/paper'
import { mayDraft, mayPublish } from '#domains/stories'
import { Refusal } from '#platform/refusal'
import type { Me } from './contract.ts'
import type { ApiNeeds, Env } from './needs.ts'
import { viewOfPaper } from './views.ts'

/** GET /me: who is signed in, what they may do, and the paper. */
export function meRoutes({ db, siteUrl, mailIsKept }: ApiNeeds & { readonly mailIsKept: boolean }): Hono<Env> {
  const api = new Hono<Env>()
  api.get('/me', async (c) => {
    const { actor } = c.var
    const [person, ways, paper] = await Promise.all([
      findPerson(db, actor.personId),
      findWaysIn(db, actor.personId),
      getPaper(db),
    ])
    if (!person) throw new Refusal('not-found', 'person.not-found', 'You are no longer on the staff.')
    const isAdmin = hasRole(actor, 'admin')
    return c.json<Me>({
      person: { id: person.id, name: person.name, email: person.email, role: actor.role },
      hasPassword: ways.hasPassword,
      passkeys: ways.passkeys,
      twoFactor: ways.twoFactor,
      paper: viewOfPaper(paper, siteUrl),
      may: {
        draft: mayDraft(actor),
        publish: mayPublish(actor),
        manageStaff: isAdmin,
        arrangePaper: hasRole(actor, 'admin', 'editor'),
        seeOutbox: isAdmin,
      },
      mailIsKept,
    })
  })
  return api
}
