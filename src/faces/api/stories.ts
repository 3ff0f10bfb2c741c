import { type Context, Hono } from 'hono'
import type { Work } from '#domains/accounts'
import { nameOf } from '#domains/accounts'
import { listLinesOfStory } from '#domains/audit'
import { pin, unpin } from '#domains/fronts'
import { getPaper, instantOf, withDescendants } from '#domains/paper'
import {
  correct, draft, duplicate, findLiveStoryById, getStory, getVersion, listStories, listVersions, publish, restore, revise, 
  type Story, schedule,unschedule, withdraw,
} from '#domains/stories' // biome-ignore format: a list of names
import { transaction } from '#platform/db'
import {
  type Conflict, CorrectRequest, DraftRequest, type HistoryList, PinRequest, type Published, PublishRequest, RestoreRequest, SaveRequest,
  ScheduleRequest, type StoryList, StoryListQuery, type VersionList, type VersionView, WithdrawRequest,
} from './contract.ts' // biome-ignore format: a list of names
import type { ApiNeeds, Env } from './needs.ts'
import { viewOfLine, viewOfStory, viewOfVersion } from './views.ts'

const PER_PAGE = 50

/** Everything about stories: GET, POST /stories; GET, PUT /stories/:id; its verbs, versions and history. */
export function storyRoutes({ db, clock }: ApiNeeds): Hono<Env> {
  const api = new Hono<Env>()
  type Asked = Context<Env>
  const change = <result>(c: Asked, verb: (work: Work) => Promise<result>) =>
    transaction(db, (tx) => verb({ db: tx, by: c.var.actor, at: clock() }))
  const idOf = (c: Asked) => c.req.param('id') ?? ''
  const view = (c: Asked, story: Story) => viewOfStory(db, story, c.var.actor, clock())
  const bodyOf = (c: Asked): Promise<unknown> => c.req.json()

  api.get('/stories', async (c) => {
    const { q, state, section, mine, page } = StoryListQuery.parse(c.req.query())
    const { sections } = await getPaper(db)
    const { items, total, counts } = await listStories(db, {
      q,
      page,
      size: PER_PAGE,
      ...(state === 'all' ? {} : { state }),
      ...(section ? { sectionIds: withDescendants(sections, section) } : {}),
      ...(mine === '1' ? { personId: c.var.actor.personId } : {}),
    })
    return c.json<StoryList>({
      items: items.map(viewOfLine),
      total,
      page,
      pages: Math.max(1, Math.ceil(total / PER_PAGE)),
      counts,
    })
  })

  api.post('/stories', async (c) => {
    const { copy } = DraftRequest.parse(await bodyOf(c))
    return c.json(await view(c, await change(c, (work) => draft(work, copy))), 201)
  })

  api.get('/stories/:id', async (c) => c.json(await view(c, await getStory(db, idOf(c)))))

  api.put('/stories/:id', async (c) => {
    const save = SaveRequest.parse(await bodyOf(c))
    const outcome = await change(c, (work) => revise(work, idOf(c), save))
    if (outcome.outcome === 'saved') return c.json(await view(c, outcome.story))
    const savedBy = nameOf(outcome.theirs.changedBy)
    return c.json<Conflict>(
      {
        code: 'story.saved-meanwhile',
        sentence: `${savedBy} saved this story while you were writing. Nothing is lost: look at both.`,
        fields: {},
        theirs: await view(c, outcome.theirs),
        savedBy,
        savedAt: outcome.theirs.changedAt.toISOString(),
        yours: outcome.yours,
        yoursKeptAs: outcome.keptAs,
      },
      409,
    )
  })

  api.post('/stories/:id/publish', async (c) => {
    const { basedOn } = PublishRequest.parse(await bodyOf(c))
    const story = await change(c, (work) => publish(work, idOf(c), { basedOn }))
    return c.json<Published>({ story: await view(c, story), shownOn: await shownOn(story) })
  })
  api.post('/stories/:id/schedule', async (c) => {
    const { basedOn, at } = ScheduleRequest.parse(await bodyOf(c))
    const { zone } = await getPaper(db)
    return c.json(
      await view(c, await change(c, (work) => schedule(work, idOf(c), { basedOn, at: instantOf(at, zone) }))),
    )
  })
  api.post('/stories/:id/unschedule', async (c) =>
    c.json(await view(c, await change(c, (work) => unschedule(work, idOf(c))))),
  )
  api.post('/stories/:id/correct', async (c) => {
    const note = CorrectRequest.parse(await bodyOf(c))
    const story = await change(c, (work) => correct(work, idOf(c), note))
    return c.json<Published>({ story: await view(c, story), shownOn: await shownOn(story) })
  })
  api.post('/stories/:id/withdraw', async (c) => {
    const why = WithdrawRequest.parse(await bodyOf(c))
    return c.json(await view(c, await change(c, (work) => withdraw(work, idOf(c), why))))
  })
  api.post('/stories/:id/restore', async (c) => {
    const asked = RestoreRequest.parse(await bodyOf(c))
    return c.json(await view(c, await change(c, (work) => restore(work, idOf(c), asked))))
  })
  api.post('/stories/:id/duplicate', async (c) =>
    c.json(await view(c, await change(c, (work) => duplicate(work, idOf(c)))), 201),
  )
  api.post('/stories/:id/pin', async (c) => {
    const { front } = PinRequest.parse(await bodyOf(c))
    await change(c, (work) => pin(work, idOf(c), front))
    return c.json(await view(c, await getStory(db, idOf(c))))
  })
  api.delete('/stories/:id/pin', async (c) => {
    const { front } = PinRequest.parse({ front: c.req.query('front') ?? 'front' })
    await change(c, (work) => unpin(work, idOf(c), front))
    return c.json(await view(c, await getStory(db, idOf(c))))
  })

  api.get('/stories/:id/versions', async (c) => {
    const story = await getStory(db, idOf(c))
    const versions = await listVersions(db, story.id)
    return c.json<VersionList>({ items: versions.map((version) => viewOfVersion(version, story)) })
  })
  api.get('/stories/:id/versions/:number', async (c) => {
    const story = await getStory(db, idOf(c))
    const version = await getVersion(db, story.id, Number(c.req.param('number')) || 0)
    return c.json<VersionView>({ ...viewOfVersion(version, story), copy: version.copy })
  })
  api.get('/stories/:id/history', async (c) => {
    const lines = await listLinesOfStory(db, (await getStory(db, idOf(c))).id)
    return c.json<HistoryList>({
      items: lines.map(({ id, fact, by, at }) => ({ id, fact, by: nameOf(by), at: at.toISOString() })),
    })
  })

  /** The addresses where readers find the story now, for "Live on 4 pages". */
  async function shownOn(story: Story): Promise<string[]> {
    const [live, { sections }] = await Promise.all([findLiveStoryById(db, story.id), getPaper(db)])
    if (!live) return []
    const section = sections.find((one) => one.id === live.sectionId)
    return [
      live.address,
      '/',
      ...(section ? [section.path] : []),
      '/feed.xml',
      ...live.bylines.map((byline) => `/staff/${byline.slug}/`),
    ]
  }

  return api
}
