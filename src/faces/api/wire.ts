import { type Context, Hono } from 'hono'
import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { photoSigner } from '#domains/media'
import { getPaper, instantOf } from '#domains/paper'
import { mayDraft } from '#domains/stories'
import {
  answerAlarm, arrangeDesk, bringBack, changesFor, decideEmbargo, dropDesk, getWireItem, hold, leave, listAlarms, listWire, listWireLines,
  markRead, pull, reachOf, spike, take, updateStory, wireOfStory, wireRail,
} from '#domains/wire' // biome-ignore format: a list of names
import { transaction } from '#platform/db'
import { Refusal } from '#platform/refusal'
import {
  type WireAlarms, WireAnswerRequest, type WireChanges, WireDeskRequest, type WireDeskView, WireEmbargoRequest, type WireItemView, WireLeaveRequest,
  type WireLine, type WireLines, WireLinesQuery, type WireList, WireListQuery, WireLookingRequest, WireMany, type WireOfStory,
  type WirePulled, WirePullRequest, type WireRail, type WireReach, type WireTaken, WireUpdateRequest,
} from './contract.ts' // biome-ignore format: a list of names
import type { Broadcast } from './events.ts'
import { LOOKING_CHANNEL, type Looked, watchersOn } from './looking.ts'
import type { ApiNeeds, Env } from './needs.ts'
import { dated, viewOfItem, viewOfReach } from './wire-views.ts'

/** What the wire desk needs besides: the key that signs addresses of photos, and the way to open screens. */
export interface WireNeeds extends ApiNeeds {
  readonly secret: string
  readonly broadcast: Broadcast
}

/** Everything below /wire but its sources: the list, an item and what can be done with it, alarms, desks, and who looks at what. */
export function wireRoutes({ db, clock, secret, broadcast }: WireNeeds): Hono<Env> {
  const api = new Hono<Env>()
  type Asked = Context<Env>
  const sign = photoSigner(secret)
  const watchers = watchersOn(broadcast)
  const change = <result>(c: Asked, verb: (work: Work) => Promise<result>) =>
    transaction(db, (tx) => verb({ db: tx, by: c.var.actor, at: clock() }))
  const idOf = (c: Asked) => c.req.param('id') ?? ''
  const who = (c: Asked) => ({ personId: c.var.actor.personId, at: clock() })
  const bodyOf = (c: Asked): Promise<unknown> => c.req.json()

  api.use('/wire/*', async (c, next) => {
    mustSeeTheWire(c)
    return next()
  })

  api.get('/wire', async (c) => {
    const { limit, before, after, ...filter } = WireListQuery.parse(c.req.query())
    const place = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }
    return c.json<WireList>(dated(await listWire(db, filter, { ...who(c), limit, ...place })))
  })
  api.get('/wire/rail', async (c) => {
    const { zone } = await getPaper(db)
    return c.json<WireRail>(dated(await wireRail(db, { ...who(c), zone })))
  })
  api.get('/wire/lines', async (c) => {
    const { ids } = WireLinesQuery.parse(c.req.query())
    return c.json<WireLines>({ items: dated(await listWireLines(db, ids, who(c))) })
  })
  api.get('/wire/for-story/:id{[0-9]{1,18}}', async (c) =>
    c.json<WireOfStory>({ items: dated(await wireOfStory(db, idOf(c))) }),
  )

  api.get('/wire/alarms', async (c) => c.json<WireAlarms>({ items: dated(await listAlarms(db)) }))
  api.post('/wire/alarms/:id{[0-9]{1,18}}/answer', async (c) => {
    const { answer } = WireAnswerRequest.parse(await bodyOf(c))
    await change(c, (work) => answerAlarm(work, idOf(c), answer))
    return c.body(null, 204)
  })

  api.post('/wire/desks', async (c) => {
    const desk = WireDeskRequest.parse(await bodyOf(c))
    return c.json<WireDeskView>(dated(await change(c, (work) => arrangeDesk(work, desk))), 201)
  })
  api.put('/wire/desks/:id{[0-9]{1,18}}', async (c) => {
    const desk = WireDeskRequest.parse(await bodyOf(c))
    return c.json<WireDeskView>(dated(await change(c, (work) => arrangeDesk(work, { id: idOf(c), ...desk }))))
  })
  api.delete('/wire/desks/:id{[0-9]{1,18}}', async (c) => {
    await change(c, (work) => dropDesk(work, idOf(c)))
    return c.body(null, 204)
  })

  // Presence is told, not stored: to our own screens at once, to the other nodes by the database.
  api.post('/wire/looking', async (c) => {
    const { itemId } = WireLookingRequest.parse(await bodyOf(c))
    const { personId, name } = c.var.actor
    const looked: Looked = { personId, name, itemId, at: clock().getTime() }
    broadcast.tell({ looked })
    await sql`select pg_notify(${LOOKING_CHANNEL}, ${JSON.stringify(looked)})`.execute(db)
    return c.body(null, 204)
  })

  api.post('/wire/spike', async (c) => {
    const { ids } = WireMany.parse(await bodyOf(c))
    await change(c, (work) => spike(work, ids))
    return c.body(null, 204)
  })

  const item = '/wire/:id{[0-9]{1,18}}' as const
  api.get(item, async (c) => {
    const revisionId = c.req.query('revision')
    const { personId, at } = who(c)
    const asked = { by: c.var.actor, personId, at, ...(revisionId === undefined ? {} : { revisionId }) }
    const detail = await getWireItem(db, idOf(c), asked)
    if (detail.unread) await change(c, (work) => markRead(work, detail.id, personId))
    const looking = watchers.of(detail.id, at.getTime()).filter((person) => person.personId !== personId)
    return c.json<WireItemView>(await viewOfItem(db, { ...detail, unread: false }, { sign, looking }))
  })
  api.post(`${item}/take`, async (c) => {
    const { storyId, warnings, isNew } = await change(c, (work) => take(work, idOf(c)))
    return c.json<WireTaken>({ storyId, warnings: [...warnings] }, isNew ? 201 : 200)
  })
  api.post(`${item}/hold`, async (c) => {
    await change(c, (work) => hold(work, [idOf(c)]))
    return c.json<WireLine>(await lineNow(c))
  })
  api.post(`${item}/spike`, async (c) => {
    await change(c, (work) => spike(work, [idOf(c)]))
    return c.json<WireLine>(await lineNow(c))
  })
  api.post(`${item}/bring-back`, async (c) => {
    await change(c, (work) => bringBack(work, [idOf(c)]))
    return c.json<WireLine>(await lineNow(c))
  })

  api.get(`${item}/changes`, async (c) =>
    c.json<WireChanges>(dated(await changesFor(db, idOf(c), c.req.query('story') ?? ''))),
  )
  api.post(`${item}/update`, async (c) => {
    const asked = WireUpdateRequest.parse(await bodyOf(c))
    const { storyId, warnings } = await change(c, (work) => updateStory(work, idOf(c), asked))
    return c.json<WireTaken>({ storyId, warnings: [...warnings] })
  })
  api.post(`${item}/leave`, async (c) => {
    const asked = WireLeaveRequest.parse(await bodyOf(c))
    await change(c, (work) => leave(work, idOf(c), asked))
    return c.body(null, 204)
  })

  api.post(`${item}/embargo`, async (c) => {
    const { until, reason } = WireEmbargoRequest.parse(await bodyOf(c))
    const { zone } = await getPaper(db)
    const decided = { until: until === null ? null : instantOf(until, zone), reason }
    await change(c, (work) => decideEmbargo(work, idOf(c), decided))
    return c.json<WireLine>(await lineNow(c))
  })
  api.get(`${item}/reach`, async (c) => c.json<WireReach>(await viewOfReach(db, await reachOf(db, idOf(c)), sign)))
  api.post(`${item}/pull`, async (c) => {
    const { noteToReaders, storyIds } = WirePullRequest.parse(await bodyOf(c))
    const asked = { noteToReaders, ...(storyIds === undefined ? {} : { storyIds }) }
    return c.json<WirePulled>(dated(await change(c, (work) => pull(work, idOf(c), asked))))
  })

  async function lineNow(c: Asked): Promise<WireLine> {
    const [line] = await listWireLines(db, [idOf(c)], who(c))
    if (!line) throw new Refusal('not-found', 'wire.not-found', 'There is no such item on the wire.')
    return dated(line)
  }

  return api
}

function mustSeeTheWire(c: Context<Env>): void {
  if (!mayDraft(c.var.actor)) throw new Refusal('not-allowed', 'wire.not-yours', 'The wire is for the newsroom.')
}
