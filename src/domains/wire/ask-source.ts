import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import type { Db } from '#platform/db'
import { raiseAlarm, settleAlarms } from './alarm.ts'
import { insertLog, sourceColumns, sourceFrom, type WireSource } from './source-store.ts'

// Whose turn it is, all machines tell by the clock of the database. While a source is held its next turn lies ahead of the claim; one that
// has come was asked for meanwhile, and is kept.

const FAILING_AFTER = 5

/** Who holds a source, and until when if nothing more is heard of them. */
export interface Claim {
  readonly sourceId: string
  readonly holder: string
}

/** Takes sources whose turn it is, each for one holder. `only`: these whatever their turn, unless someone holds them. */
export async function claimSources(
  db: Db,
  {
    holder,
    most,
    leaseSeconds,
    only,
  }: { holder: string; most: number; leaseSeconds: number; only?: readonly string[] },
): Promise<WireSource[]> {
  const turn = only ? sql`id = any(${only}::bigint[])` : sql`next_at <= clock_timestamp()`
  const claimed = await sql<Parameters<typeof sourceFrom>[0]>`
    update wire_source source set claimed_by = ${holder}, claimed_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}),
      next_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where id in (
      select id from wire_source where is_on and kind not in ('push', 'by-hand') and ${turn}
        and (claimed_until is null or claimed_until < clock_timestamp())
      order by next_at limit ${most} for update skip locked)
    returning ${sourceColumns}`.execute(db)
  return claimed.rows.map(sourceFrom)
}

/** Holds on to a source. False: it was given to another, changed, or switched off meanwhile. */
export async function keepClaim(db: Db, { sourceId, holder }: Claim, leaseSeconds: number): Promise<boolean> {
  const kept = await sql`
    update wire_source set claimed_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}),
      next_at = case when next_at <= clock_timestamp() then next_at else clock_timestamp() + make_interval(secs => ${leaseSeconds}) end
    where id = ${sourceId} and claimed_by = ${holder} and is_on returning id`.execute(db)
  return kept.rows.length > 0
}

/** Notes where the next look begins. Only once everything before is stored; false when the source is no longer the holder's. */
export async function rememberCursor(db: Db, { sourceId, holder }: Claim, cursor: object): Promise<boolean> {
  const kept = await sql`
    update wire_source set cursor = ${JSON.stringify(cursor)}::jsonb where id = ${sourceId} and claimed_by = ${holder} returning id`.execute(
    db,
  )
  return kept.rows.length > 0
}

/** Keeps the fingerprint of the key an SFTP host first showed. */
export async function rememberHostKey(db: Db, { sourceId, holder }: Claim, hostKey: string): Promise<void> {
  await sql`
    update wire_source set settings = settings || ${JSON.stringify({ hostKey })}::jsonb
    where id = ${sourceId} and claimed_by = ${holder} and coalesce(settings->>'hostKey', '') = ''`.execute(db)
}

/** How a look went. `items` are those that were new. `nextMs`: from now until the next. `letGo`: we were stopped, and nothing is to be said. */
export type Outcome =
  | { readonly went: 'well'; readonly items: number; readonly nextMs: number; readonly sentence?: string }
  | { readonly went: 'badly'; readonly items: number; readonly nextMs: number; readonly sentence: string }
  | { readonly went: 'let-go' }

/** Gives a source back after a look, and says in its log what an editor would want to know. */
export async function settleLook(work: Work, { sourceId, holder }: Claim, outcome: Outcome): Promise<void> {
  if (outcome.went === 'let-go') {
    await sql`
      update wire_source set claimed_by = null, claimed_until = null, next_at = clock_timestamp()
      where id = ${sourceId} and claimed_by = ${holder}`.execute(work.db)
    return
  }
  const isWell = outcome.went === 'well'
  const settled = await sql<{ failures: number; before: number; name: string }>`
    update wire_source source set claimed_by = null, claimed_until = null, tried_at = ${work.at},
      next_at = case when source.next_at <= clock_timestamp() then source.next_at
        else clock_timestamp() + make_interval(secs => ${outcome.nextMs / 1_000}) end,
      succeeded_at = case when ${isWell} then ${work.at}::timestamptz else source.succeeded_at end,
      heard_at = case when ${outcome.items > 0} then ${work.at}::timestamptz else source.heard_at end,
      failures = case when ${isWell} then 0 else source.failures + 1 end,
      last_error = ${isWell ? '' : outcome.sentence.slice(0, 1_000)}
    from (select id, failures from wire_source where id = ${sourceId} for update) before
    where source.id = before.id and source.claimed_by = ${holder}
    returning source.failures, before.failures as before, source.name`.execute(work.db)
  const [now] = settled.rows
  if (outcome.items > 0) await heard(work, sourceId)
  if (outcome.sentence) {
    await insertLog(work.db, {
      sourceId,
      at: work.at,
      level: isWell ? 'good' : 'bad',
      sentence: outcome.sentence,
      items: outcome.items,
    })
  }
  if (!now) return
  if (isWell && now.before > 0) {
    await settleAlarms(work, { kinds: ['failing'], sourceId, answer: 'It works again.' })
    if (!outcome.sentence)
      await insertLog(work.db, { sourceId, at: work.at, level: 'good', sentence: 'It works again.', items: 0 })
  }
  if (!isWell && now.failures >= FAILING_AFTER) {
    await raiseAlarm(work, {
      kind: 'failing',
      sourceId,
      sentence: `${now.name} failed ${now.failures} times in a row: ${outcome.sentence}`,
    })
  }
}

/** Notes that a source brought something new, outside of a look: it was pushed, or added by hand. */
export async function sourceHeard(work: Work, sourceId: string, items: number, sentence: string): Promise<void> {
  await sql`
    update wire_source set heard_at = ${work.at}, tried_at = ${work.at}, succeeded_at = ${work.at}, failures = 0, last_error = ''
    where id = ${sourceId}`.execute(work.db)
  await heard(work, sourceId)
  await insertLog(work.db, { sourceId, at: work.at, level: 'good', sentence, items })
}

/** A line in the log of a source. `look`: worth a look; `bad`: something was not taken. */
export async function noteAtSource(
  work: Work,
  sourceId: string,
  level: 'good' | 'look' | 'bad',
  sentence: string,
): Promise<void> {
  await insertLog(work.db, { sourceId, at: work.at, level, sentence, items: 0 })
}

/** Raises an alarm for each source from which nothing new has come for longer than its editors said. */
export async function lookForQuiet(work: Work): Promise<void> {
  const quiet = await sql<{ id: string; name: string; minutes: number }>`
    update wire_source set is_quiet = true
    where is_on and not is_quiet and quiet_after_minutes is not null
      and greatest(heard_at, created_at) < ${work.at}::timestamptz - make_interval(mins => quiet_after_minutes)
    returning id, name, quiet_after_minutes as minutes`.execute(work.db)
  for (const { id, name, minutes } of quiet.rows) {
    const sentence = `Nothing new has come from ${name} for ${inWords(minutes)}.`
    await insertLog(work.db, { sourceId: id, at: work.at, level: 'look', sentence, items: 0 })
    await raiseAlarm(work, { kind: 'quiet', sourceId: id, sentence })
  }
}

async function heard(work: Work, sourceId: string): Promise<void> {
  const woken =
    await sql`update wire_source set is_quiet = false where id = ${sourceId} and is_quiet returning id`.execute(work.db)
  if (woken.rows.length > 0) await settleAlarms(work, { kinds: ['quiet'], sourceId, answer: 'It is heard again.' })
}

function inWords(minutes: number): string {
  if (minutes < 120) return `${minutes} minutes`
  return minutes < 2_880 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1_440)} days`
}
