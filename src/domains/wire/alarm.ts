import { sql } from 'kysely'
import { hasRole, type Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { mayDraft } from '#domains/stories'
import { Refusal } from '#platform/refusal'
import type { WireFact } from './fact.ts'

/** What can wait for an answer. */
export type AlarmKind = 'kill' | 'withheld' | 'correction' | 'quiet' | 'failing' | 'expired' | 'alert'

// What editors answer for; the others anyone in the newsroom may.
const FOR_EDITORS: readonly AlarmKind[] = ['kill', 'withheld', 'correction', 'expired']

/** Raises an alarm, which waits in the newsroom until someone answers. One about the same thing that still waits, or about the same revision ever, is not raised twice. */
export async function raiseAlarm(
  work: Work,
  alarm: { kind: AlarmKind; itemId?: string; revisionId?: string; sourceId?: string; sentence: string },
): Promise<void> {
  const { kind, itemId = null, revisionId = null, sourceId = null, sentence } = alarm
  const made = await sql<{ id: string }>`
    insert into wire_alarm (kind, item_id, revision_id, source_id, sentence, raised_at)
    select ${kind}, ${itemId}::bigint, ${revisionId}::bigint, ${sourceId}::bigint, ${sentence}, ${work.at}
    where ${revisionId}::bigint is not null or not exists (
      select from wire_alarm where kind = ${kind} and answered_at is null
        and item_id is not distinct from ${itemId}::bigint and source_id is not distinct from ${sourceId}::bigint)
    on conflict do nothing returning id`.execute(work.db)
  const alarmId = made.rows[0]?.id
  if (alarmId) await record<WireFact>(work, { fact: 'wire.alarm-raised', alarmId, itemId })
}

/** Answers an alarm. Answering one that was answered changes nothing. */
export async function answerAlarm(work: Work, alarmId: string, answer = ''): Promise<void> {
  const found = /^\d{1,18}$/.test(alarmId)
    ? await sql<{ kind: AlarmKind; itemId: string | null; answeredAt: Date | null }>`
        select kind, item_id as "itemId", answered_at as "answeredAt" from wire_alarm where id = ${alarmId} for update`.execute(
        work.db,
      )
    : undefined
  const alarm = found?.rows[0]
  if (!alarm) throw new Refusal('not-found', 'alarm.not-found', 'There is no such alarm.')
  if (FOR_EDITORS.includes(alarm.kind) ? !hasRole(work.by, 'admin', 'editor') : !mayDraft(work.by))
    throw new Refusal('not-allowed', 'alarm.not-yours', 'Only editors may answer this alarm.')
  if (alarm.answeredAt) return
  await sql`
    update wire_alarm set answered_at = ${work.at}, answered_by = ${JSON.stringify(work.by)}::jsonb, answer = ${answer}
    where id = ${alarmId}`.execute(work.db)
  await record<WireFact>(work, { fact: 'wire.alarm-answered', alarmId, itemId: alarm.itemId })
}

/** Answers what is over: the alarms of these kinds about an item, one of its revisions, or a source. */
export async function settleAlarms(
  work: Work,
  about: { kinds: readonly AlarmKind[]; itemId?: string; revisionId?: string; sourceId?: string; answer: string },
): Promise<void> {
  const { kinds, itemId = null, revisionId = null, sourceId = null, answer } = about
  const answered = await sql<{ id: string; itemId: string | null }>`
    update wire_alarm set answered_at = ${work.at}, answered_by = ${JSON.stringify(work.by)}::jsonb, answer = ${answer}
    where answered_at is null and kind = any(${kinds}) and (${itemId}::bigint is null or item_id = ${itemId}::bigint)
      and (${revisionId}::bigint is null or revision_id = ${revisionId}::bigint)
      and (${sourceId}::bigint is null or source_id = ${sourceId}::bigint)
      and (${itemId}::bigint is not null or ${sourceId}::bigint is not null)
    returning id, item_id as "itemId"`.execute(work.db)
  for (const alarm of answered.rows)
    await record<WireFact>(work, { fact: 'wire.alarm-answered', alarmId: alarm.id, itemId: alarm.itemId })
}
