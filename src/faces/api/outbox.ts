import { Hono } from 'hono'
import { hasRole } from '#domains/accounts'
import { listOutbox, readOutbox } from '#platform/mail'
import { Refusal } from '#platform/refusal'
import type { OutboxList, OutboxMail } from './contract.ts'
import type { ApiNeeds, Env } from './needs.ts'

/** GET /outbox, GET /outbox/:id: mail that was kept because no MAIL_URL is set. There are sign-in links in it, so it is for admins. */
export function outboxRoutes({ dataDir }: ApiNeeds & { readonly dataDir: string }): Hono<Env> {
  const api = new Hono<Env>()
  const mustBeAdmin = (actor: Env['Variables']['actor']): void => {
    if (!hasRole(actor, 'admin'))
      throw new Refusal('not-allowed', 'outbox.not-yours', 'Only an administrator may read kept mail.')
  }
  api.get('/outbox', async (c) => {
    mustBeAdmin(c.var.actor)
    const items = await listOutbox(dataDir)
    return c.json<OutboxList>({
      items: items.map(({ id, to, subject, at }) => ({ id, to, subject, at: at.toISOString() })),
    })
  })
  api.get('/outbox/:id', async (c) => {
    mustBeAdmin(c.var.actor)
    const mail = await readOutbox(dataDir, c.req.param('id'))
    if (!mail) throw new Refusal('not-found', 'outbox.no-mail', 'That mail is not here any more.')
    return c.json<OutboxMail>({ ...mail, at: mail.at.toISOString() })
  })
  return api
}
