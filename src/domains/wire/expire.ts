import { sql } from 'kysely'
import type { Work } from '#domains/accounts'
import { record } from '#domains/audit'
import { apDate, dayIn, findPaper } from '#domains/paper'
import { holdStory, type State, unschedule, withdraw } from '#domains/stories'
import { raiseAlarm } from './alarm.ts'
import type { WireFact } from './fact.ts'
import { originOf } from './holds.ts'

interface Ended {
  readonly itemId: string
  readonly storyId: string
  readonly revisionId: string
  readonly agency: string
  readonly headline: string
  readonly expiresAt: Date
  readonly policy: 'warn' | 'withdraw'
  readonly state: State
}

const AT_ONCE = 100

/**
 * Sees to stories whose rights have run out: an alarm for each, and where the source's policy says so the story is taken from readers
 * with a note and may not go out again. Gives how many it saw to; one by one, so that a story is seen to once however often this runs.
 */
export async function expireUses(work: Work): Promise<number> {
  const found = await sql<Ended>`
    select use.item_id as "itemId", use.story_id as "storyId", use.revision_id as "revisionId", item.agency, item.headline,
      use.expires_at as "expiresAt", coalesce(source.expiry_policy, 'warn') as policy, story.state
    from wire_use use join wire_item item on item.id = use.item_id join story on story.id = use.story_id
    left join wire_source source on source.id = item.source_id
    where use.expires_at <= ${work.at} and use.expired_at is null and story.state <> 'withdrawn'
    order by use.expires_at, use.story_id limit ${AT_ONCE}`.execute(work.db)
  const zone = (await findPaper(work.db))?.zone ?? 'UTC'
  for (const ended of found.rows) await expire(work, ended, zone)
  return found.rows.length
}

async function expire(work: Work, ended: Ended, zone: string): Promise<void> {
  const { itemId, storyId, revisionId, agency, headline, policy, state } = ended
  const isToGo = policy === 'withdraw'
  if (isToGo) {
    const on = apDate(dayIn(zone, ended.expiresAt))
    if (state === 'published') {
      await withdraw(work, storyId, {
        reason: `The right to use it ended on ${on}`,
        noteToReaders: `The agreement with ${agency}, which supplied this story, let us show it until ${on}.`,
      })
    } else if (state === 'scheduled') await unschedule(work, storyId)
    const sentence = `The right to use this story of ${agency} ended on ${on}.`
    await holdStory(work, storyId, { kind: 'rights', origin: originOf(itemId), until: null, sentence })
  }
  if (state === 'published') {
    const did = isToGo ? 'It was taken from readers.' : 'Readers still have it.'
    const sentence = `The right to use “${headline}” (${agency}) has ended. ${did}`
    await raiseAlarm(work, { kind: 'expired', itemId, revisionId, sentence })
  }
  await sql`update wire_use set expired_at = ${work.at} where item_id = ${itemId} and story_id = ${storyId}`.execute(
    work.db,
  )
  await record<WireFact>(work, { fact: 'wire.expired', itemId, storyId, isWithdrawn: isToGo && state === 'published' })
}
