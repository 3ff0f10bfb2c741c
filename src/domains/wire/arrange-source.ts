import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { hasRole, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { Refusal } from '#platform/refusal'
import { settleAlarms } from './alarm.ts'
import type { WireFact } from './fact.ts'
import {
  isOtherContent,
  mayArrangeSources,
  obstacleToSource,
  publishesByItself,
  type SourceObstacle,
  type SourcePlan,
} from './source.ts'
import { insertLog, insertSource, lockSource, updateSource, type WireSource } from './source-store.ts'

const refusals: Record<SourceObstacle, { sentence: string; field: string }> = {
  'no-path': { sentence: 'Say which folder is watched.', field: 'settings.path' },
  'no-url': { sentence: 'Give the whole address, from https:// on.', field: 'settings.url' },
  'no-host': { sentence: 'Say which host it is at.', field: 'settings.host' },
  'no-user': { sentence: 'Give the name to sign in with.', field: 'settings.user' },
  'no-sender': {
    sentence: 'Say from which addresses mail is taken; anyone can write to a mailbox.',
    field: 'settings.from',
  },
}

/** Adds a source. `sealed`: its passwords, sealed by the face. Gives its id. */
export async function addSource(work: Work, plan: SourcePlan & { readonly sealed: string }): Promise<string> {
  mustArrange(work)
  if (publishesByItself(plan)) mustBeAdmin(work)
  await mustBeWhole(work, plan)
  const id = await insertSource(work.db, plan, work)
  if (id === undefined) throw nameIsTaken()
  await told(work, id, 'added')
  return id
}

/**
 * Changes a source. What was seen there is forgotten if it now is another place. Rules that publish by themselves, and where such a source
 * is, are for admins.
 */
export async function changeSource(
  work: Work,
  id: string,
  change: (before: WireSource) => SourcePlan & { readonly sealed: string },
): Promise<void> {
  mustArrange(work)
  const before = await lockSource(work.db, id)
  const plan = atItsPlace(before, change(before))
  if (publishesByItself(before) || publishesByItself(plan)) mustBeAdmin(work, before, plan)
  await mustBeWhole(work, plan)
  const twins = await sql`select from wire_source where name = ${plan.name} and id <> ${id}`.execute(work.db)
  if (twins.rows.length > 0) throw nameIsTaken()
  await updateSource(work.db, id, { ...plan, isAnew: isOtherContent(before, plan) })
  await calmDown(work, id, plan.isOn ? 'The source was changed.' : 'The source was switched off.')
  await told(work, id, 'changed')
}

// The key of a host is that host's: at another one the first is kept anew.
function atItsPlace<plan extends SourcePlan>(before: WireSource, plan: plan): plan {
  const isOld = plan.settings.hostKey !== undefined && plan.settings.hostKey === before.settings.hostKey
  if (!isOld || (before.settings.host === plan.settings.host && before.settings.port === plan.settings.port))
    return plan
  const { hostKey: _, ...settings } = plan.settings
  return { ...plan, settings }
}

/** Switches a source on or off; `why` is for its log, where nobody pressed the button. */
export async function switchSource(work: Work, id: string, isOn: boolean, why = ''): Promise<void> {
  mustArrange(work)
  const source = await lockSource(work.db, id)
  if (source.isOn === isOn) return
  if (isOn && publishesByItself(source)) mustBeAdmin(work)
  await sql`
    update wire_source set is_on = ${isOn}, failures = 0, last_error = ${isOn ? '' : why}, next_at = now(), claimed_by = null, claimed_until = null
    where id = ${id}`.execute(work.db)
  if (why !== '')
    await insertLog(work.db, { sourceId: id, at: work.at, level: isOn ? 'look' : 'bad', sentence: why, items: 0 })
  if (!isOn) await calmDown(work, id, 'The source was switched off.')
  await told(work, id, isOn ? 'switched-on' : 'switched-off')
}

/** Removes a source with its log. The items that came through it stay. */
export async function removeSource(work: Work, id: string): Promise<void> {
  mustArrange(work)
  const source = await lockSource(work.db, id)
  if (publishesByItself(source)) mustBeAdmin(work)
  await calmDown(work, id, 'The source was removed.')
  await sql`delete from wire_source where id = ${id}`.execute(work.db)
  await told(work, id, 'removed')
}

/** A new key for who pushes to us. It is given once; the one before stops working. */
export async function givePushKey(work: Work, id: string): Promise<string> {
  mustArrange(work)
  const source = await lockSource(work.db, id)
  if (source.kind !== 'push')
    throw new Refusal('conflict', 'source.not-push', 'Only a source that is pushed to has a key.')
  if (publishesByItself(source)) mustBeAdmin(work)
  const key = `bsw_${randomBytes(32).toString('base64url')}`
  await sql`update wire_source set push_key_hash = ${pushKeyHash(key)} where id = ${id}`.execute(work.db)
  await told(work, id, 'given-a-key')
  return key
}

/** The key as it is kept. It has 256 bits of chance in it, so that one round of SHA-256 is enough. */
export function pushKeyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** Has the source asked now, whatever its schedule says. */
export async function askNow(work: Work, id: string): Promise<void> {
  mustArrange(work)
  const source = await lockSource(work.db, id)
  if (!source.isOn) throw new Refusal('conflict', 'source.off', 'Switch the source on first.')
  await sql`update wire_source set next_at = now() where id = ${id}`.execute(work.db)
}

async function mustBeWhole(work: Work, plan: SourcePlan): Promise<void> {
  const obstacle = obstacleToSource(plan)
  if (obstacle) {
    const { sentence, field } = refusals[obstacle]
    throw new Refusal('invalid', `source.${obstacle}`, sentence, { [field]: sentence })
  }
  const desks = [plan.deskId, ...plan.rules.map((rule) => rule.does.deskId)].filter((id) => typeof id === 'string')
  const sections = [plan.sectionId, ...plan.rules.map((rule) => rule.does.sectionId)].filter(
    (id) => typeof id === 'string',
  )
  const missing = await sql<{ desks: number; sections: number }>`
    select (select count(*)::int from unnest(${desks}::bigint[]) wanted where not exists (select from wire_desk where id = wanted)) as desks,
      (select count(*)::int from unnest(${sections}::bigint[]) wanted where not exists (select from section where id = wanted)) as sections`.execute(
    work.db,
  )
  if ((missing.rows[0]?.desks ?? 0) > 0)
    throw new Refusal('invalid', 'source.no-desk', 'There is no such desk any more.', { deskId: 'Unknown' })
  if ((missing.rows[0]?.sections ?? 0) > 0)
    throw new Refusal('invalid', 'source.no-section', 'There is no such section any more.', { sectionId: 'Unknown' })
}

function mustArrange(work: Work): void {
  if (!mayArrangeSources(work.by))
    throw new Refusal('not-allowed', 'source.not-yours', 'Only admins and editors may arrange the sources of the wire.')
}

/** Refuses editors a source that publishes by itself, unless all that matters for that stays as an admin left it. */
function mustBeAdmin(work: Work, before?: SourcePlan, after?: SourcePlan): void {
  if (hasRole(work.by, 'admin')) return
  const what = (plan: SourcePlan) => JSON.stringify([plan.kind, plan.settings, plan.rules, plan.agency])
  if (before && after && sorted(what(before)) === sorted(what(after))) return
  throw new Refusal(
    'not-allowed',
    'source.publishes-by-itself',
    'Only an admin may let a source publish by itself, or change one that does.',
  )
}

// The database keeps the keys of an object in an order of its own.
function sorted(json: string): string {
  return JSON.stringify(
    JSON.parse(json, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
        : value,
    ),
  )
}

async function calmDown(work: Work, sourceId: string, answer: string): Promise<void> {
  await settleAlarms(work, { kinds: ['failing', 'quiet'], sourceId, answer })
  await sql`update wire_source set is_quiet = false where id = ${sourceId} and is_quiet`.execute(work.db)
}

function nameIsTaken(): Refusal {
  const sentence = 'There is a source of that name already.'
  return new Refusal('conflict', 'source.exists', sentence, { name: sentence })
}

async function told(
  work: Work,
  sourceId: string,
  change: Extract<WireFact, { fact: 'wire.source-arranged' }>['change'],
): Promise<void> {
  await record<WireFact>(work, { fact: 'wire.source-arranged', sourceId, change })
}
