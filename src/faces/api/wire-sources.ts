import { type Context, Hono } from 'hono'
import { dayIn, getPaper, instantOf } from '#domains/paper'
import {
  addSource, askNow, changeSource, getSource, getSourceSince, givePushKey, isSamePlace, listSourceLog, listSources, mayArrangeSources, removeSource,
  type SourceKind, type SourceSettings, type SourceToday, type WireSource,
} from '#domains/wire' // biome-ignore format: a list of names
import { transaction } from '#platform/db'
import { Refusal } from '#platform/refusal'
import {
  type PushKey, type SourceList, type SourceLog, SourceRequest, type SourceTested, SourceTestRequest, type SourceView,
} from './contract.ts' // biome-ignore format: a list of names
import type { ApiNeeds, Env } from './needs.ts'

interface Secrets {
  readonly password?: string | undefined
  readonly key?: string | undefined
}

/** What the worker lets us ask of the sources. */
export interface Sources {
  try(asked: {
    kind: SourceKind
    settings: SourceSettings
    secrets: Secrets
  }): Promise<{ works: boolean; sentence: string; headlines: readonly string[] }>
  take(
    sourceId: string,
    delivery: { name: string; bytes: Uint8Array },
  ): Promise<{ fresh: number; again: number; trouble: string | undefined; isOurs: boolean }>
  seal(secrets: Secrets): string
  open(sealed: string): Secrets
  mayWatch(path: string): boolean
}

export interface SourceApiNeeds extends ApiNeeds {
  readonly sources: Sources
}

/** /wire/sources: where agency copy comes from. Admins and editors. */
export function wireSourceRoutes({ db, clock, siteUrl, sources }: SourceApiNeeds): Hono<Env> {
  const api = new Hono<Env>()
  type Asked = Context<Env>
  const idOf = (c: Asked) => c.req.param('id') ?? ''
  const change = <result>(c: Asked, verb: (work: Parameters<typeof askNow>[0]) => Promise<result>) =>
    transaction(db, (tx) => verb({ db: tx, by: c.var.actor, at: clock() }))
  const one = '/wire/sources/:id{[0-9]{1,18}}' as const

  // Before what was sent is read.
  for (const path of ['/wire/sources', '/wire/sources/*']) {
    api.use(path, (c, next) => {
      if (mayArrangeSources(c.var.actor)) return next()
      throw new Refusal(
        'not-allowed',
        'source.not-yours',
        'Only admins and editors may see and arrange the sources of the wire.',
      )
    })
  }

  api.get('/wire/sources', async (c) => c.json<SourceList>({ items: await views() }))
  api.post('/wire/sources', async (c) => {
    const { secrets = {}, ...plan } = SourceRequest.parse(await c.req.json())
    mustBeWatchable(plan)
    const id = await change(c, (work) => addSource(work, { ...plan, sealed: sources.seal(secrets) }))
    return c.json<SourceView>(await view(id), 201)
  })
  api.put(one, async (c) => {
    const { secrets, ...plan } = SourceRequest.parse(await c.req.json())
    mustBeWatchable(plan)
    await change(c, (work) =>
      changeSource(work, idOf(c), (before) => ({ ...plan, sealed: sealedAnew(before, plan, secrets) })),
    )
    return c.json<SourceView>(await view(idOf(c)))
  })
  api.delete(one, async (c) => {
    await change(c, (work) => removeSource(work, idOf(c)))
    return c.body(null, 204)
  })
  api.post(`${one}/ask-now`, async (c) => {
    await change(c, (work) => askNow(work, idOf(c)))
    return c.body(null, 204)
  })
  api.get(`${one}/log`, async (c) => {
    const items = await listSourceLog(db, idOf(c))
    return c.json<SourceLog>({ items: items.map((line) => ({ ...line, at: line.at.toISOString() })) })
  })
  api.post(`${one}/push-key`, async (c) => {
    const key = await change(c, (work) => givePushKey(work, idOf(c)))
    return c.json<PushKey>({ key, address: new URL(`/wire/push/${idOf(c)}`, siteUrl).href })
  })
  api.post('/wire/sources/test', async (c) => {
    const { id, source } = SourceTestRequest.parse(await c.req.json())
    const { secrets, kind, settings } = source
    mustBeWatchable(source)
    const kept = id === undefined ? undefined : await getSource(db, id)
    const { works, sentence, headlines } = await sources.try({
      kind,
      settings,
      secrets: secretsFor(kept, source, secrets),
    })
    return c.json<SourceTested>({ works, sentence, headlines: [...headlines] })
  })

  /** What is given in place of what was; what is left out stays, if it is still for the same place. */
  function secretsFor(
    kept: WireSource | undefined,
    plan: { kind: SourceKind; settings: SourceSettings },
    given: Secrets = {},
  ): Secrets {
    if (!kept || kept.sealed === '' || !isSamePlace(kept, plan)) return given
    const isWhole = given.password !== undefined && given.key !== undefined
    return isWhole ? given : { ...sources.open(kept.sealed), ...given }
  }

  function sealedAnew(
    kept: WireSource,
    plan: { kind: SourceKind; settings: SourceSettings },
    given: Secrets | undefined,
  ): string {
    if (given === undefined) return isSamePlace(kept, plan) ? kept.sealed : ''
    return sources.seal(secretsFor(kept, plan, given))
  }

  function mustBeWatchable({ kind, settings }: { kind: SourceKind; settings: SourceSettings }): void {
    if (kind !== 'folder' || !settings.path?.trim() || sources.mayWatch(settings.path)) return
    const sentence = 'That folder is not one we may watch. An operator can allow it by naming it in WIRE_FOLDERS.'
    throw new Refusal('invalid', 'source.folder-not-allowed', sentence, { 'settings.path': sentence })
  }

  async function views(): Promise<SourceView[]> {
    return (await listSources(db, await midnight())).map(viewOf)
  }

  async function view(id: string): Promise<SourceView> {
    return viewOf(await getSourceSince(db, id, await midnight()))
  }

  async function midnight(): Promise<Date> {
    const { zone } = await getPaper(db)
    return instantOf(`${dayIn(zone, clock())}T00:00`, zone)
  }

  return api
}

function viewOf(source: SourceToday): SourceView {
  const {
    id,
    name,
    kind,
    isOn,
    everySeconds,
    agency,
    deskId,
    sectionId,
    expiresAfterDays,
    quietAfterMinutes,
    killPolicy,
    expiryPolicy,
  } = source
  const { failures, lastError, isQuiet, today, rules } = source
  const { from, ...settings } = source.settings
  return {
    id, name, kind, isOn, everySeconds, agency, deskId, sectionId, expiresAfterDays, quietAfterMinutes, killPolicy, expiryPolicy, failures, lastError, isQuiet, today,
    settings: { ...settings, ...(from ? { from: [...from] } : {}) },
    rules: [...rules],
    usageTerms: [...source.usageTerms],
    hasSecret: source.kind === 'push' ? source.pushKeyHash !== null : source.sealed !== '',
    triedAt: source.triedAt?.toISOString() ?? null,
    succeededAt: source.succeededAt?.toISOString() ?? null,
    heardAt: source.heardAt?.toISOString() ?? null,
  } // biome-ignore format: a list
}
