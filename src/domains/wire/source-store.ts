import { sql } from 'kysely'
import type { Actor } from '#domains/accounts'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import { rulesFrom } from './rules.ts'
import type { SourceKind, SourcePlan, SourceSettings } from './source.ts'

/** A source as it is kept. `sealed` are its passwords, which only the installation can open. */
export interface WireSource extends SourcePlan {
  readonly id: string
  readonly sealed: string
  readonly pushKeyHash: string | null
  readonly cursor: Readonly<Record<string, unknown>>
  readonly failures: number
  readonly lastError: string
  readonly isQuiet: boolean
  readonly triedAt: Date | null
  readonly succeededAt: Date | null
  readonly heardAt: Date | null
  readonly createdAt: Date
}

/** Of a source, as `source.` in a query. */
export const sourceColumns = sql`
  source.id, source.name, source.kind, source.is_on as "isOn", source.settings, source.sealed, source.push_key_hash as "pushKeyHash",
  source.every_seconds as "everySeconds", source.agency, source.desk_id as "deskId", source.section_id as "sectionId", source.rules,
  source.usage_terms as "usageTerms", source.expires_after_days as "expiresAfterDays", source.quiet_after_minutes as "quietAfterMinutes",
  source.kill_policy as "killPolicy", source.expiry_policy as "expiryPolicy", source.cursor, source.failures,
  source.last_error as "lastError", source.is_quiet as "isQuiet", source.tried_at as "triedAt", source.succeeded_at as "succeededAt",
  source.heard_at as "heardAt", source.created_at as "createdAt"`

type Row = Omit<WireSource, 'rules' | 'kind' | 'settings'> & { rules: unknown; kind: string; settings: unknown }

/** A row as a source: rules that can no longer be read are left out. */
export function sourceFrom(row: Row): WireSource {
  return {
    ...row,
    kind: row.kind as SourceKind,
    settings: row.settings as SourceSettings,
    rules: rulesFrom(row.rules),
  }
}

/** Rows of sources by a condition on `source`. */
export async function selectSources(db: Db, where: ReturnType<typeof sql>): Promise<WireSource[]> {
  const found = await sql<Row>`select ${sourceColumns} from wire_source source ${where}`.execute(db)
  return found.rows.map(sourceFrom)
}

/** Locks the source, so that two editors cannot change it at once. */
export async function lockSource(db: Db, id: string): Promise<WireSource> {
  const [source] = /^\d{1,18}$/.test(id) ? await selectSources(db, sql`where source.id = ${id} for update`) : []
  if (!source) throw new Refusal('not-found', 'wire.no-source', 'There is no such source.')
  return source
}

/** The new source's id, or undefined where there is one of that name. */
export async function insertSource(
  db: Db,
  plan: SourcePlan & { readonly sealed: string },
  { by, at }: { by: Actor; at: Date },
): Promise<string | undefined> {
  const made = await sql<{ id: string }>`
    insert into wire_source (name, kind, is_on, settings, sealed, every_seconds, agency, desk_id, section_id, rules, usage_terms,
      expires_after_days, quiet_after_minutes, kill_policy, expiry_policy, created_at, created_by)
    values (${plan.name}, ${plan.kind}, ${plan.isOn}, ${JSON.stringify(plan.settings)}::jsonb, ${plan.sealed}, ${plan.everySeconds},
      ${plan.agency}, ${plan.deskId}, ${plan.sectionId}, ${JSON.stringify(plan.rules)}::jsonb, ${plan.usageTerms},
      ${plan.expiresAfterDays}, ${plan.quietAfterMinutes}, ${plan.killPolicy}, ${plan.expiryPolicy}, ${at}, ${JSON.stringify(by)}::jsonb)
    on conflict do nothing returning id`.execute(db)
  return made.rows[0]?.id
}

/** Writes what an editor decided. Whoever is asking the source just now loses it, and it is asked anew at once. */
export async function updateSource(
  db: Db,
  id: string,
  plan: SourcePlan & { readonly sealed: string; readonly isAnew: boolean },
): Promise<void> {
  await sql`
    update wire_source set name = ${plan.name}, kind = ${plan.kind}, is_on = ${plan.isOn}, settings = ${JSON.stringify(plan.settings)}::jsonb,
      sealed = ${plan.sealed}, every_seconds = ${plan.everySeconds}, agency = ${plan.agency}, desk_id = ${plan.deskId},
      section_id = ${plan.sectionId}, rules = ${JSON.stringify(plan.rules)}::jsonb, usage_terms = ${plan.usageTerms},
      expires_after_days = ${plan.expiresAfterDays}, quiet_after_minutes = ${plan.quietAfterMinutes}, kill_policy = ${plan.killPolicy},
      expiry_policy = ${plan.expiryPolicy}, cursor = case when ${plan.isAnew} then '{}'::jsonb else cursor end,
      push_key_hash = case when ${plan.kind === 'push'} then push_key_hash end,
      failures = 0, last_error = '', next_at = now(), claimed_by = null, claimed_until = null
    where id = ${id}`.execute(db)
}

/** A line in the source's log, of which the newest 500 are kept. */
export async function insertLog(
  db: Db,
  line: { sourceId: string; at: Date; level: 'good' | 'look' | 'bad'; sentence: string; items: number },
): Promise<void> {
  await sql`
    insert into wire_source_log (source_id, at, level, sentence, items)
    select id, ${line.at}, ${line.level}, ${line.sentence.slice(0, 1_000)}, ${line.items} from wire_source where id = ${line.sourceId}`.execute(
    db,
  )
  await sql`
    delete from wire_source_log where source_id = ${line.sourceId} and id <= (
      select id from wire_source_log where source_id = ${line.sourceId} order by id desc offset 500 limit 1)`.execute(
    db,
  )
}
