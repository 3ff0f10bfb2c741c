import { z } from 'zod'
import type { Work } from '#domains/accounts'
import { findLine } from '#domains/audit'
import { listOverdue, publishDue } from '#domains/stories'
import { enqueue } from '#platform/jobs'
import { purgeCdn } from './cdn.ts'

/** What follows from each fact, by name. `reactions.ts` is typed more strictly; by the time a fact is read back it is only data. */
export type Reactions = Readonly<Record<string, Readonly<Record<string, (work: Work, fact: never) => Promise<void>>>>>

/** A job: what it is called, and what it does inside its one transaction. */
export type Job = (work: Work, payload: unknown) => Promise<void>

const Line = z.object({ line: z.string() })
const Following = z.object({ line: z.string(), reaction: z.string() })
const OfStory = z.object({ storyId: z.string() })

/** Every job there is. */
export function jobsFrom({
  reactions,
  cdnPurgeUrl,
}: {
  reactions: Reactions
  cdnPurgeUrl: URL | undefined
}): Readonly<Record<string, Job>> {
  return {
    react: async (work, payload) => {
      const { line: id } = Line.parse(payload)
      const line = await findLine(work.db, id)
      for (const reaction of Object.keys(reactions[line?.fact ?? ''] ?? {})) {
        // Before the jobs of the next fact, so that pages change in the order in which the news did.
        await enqueue(work.db, 'follow', { line: id, reaction }, { priority: -1 })
      }
    },
    follow: async (work, payload) => {
      const { line: id, reaction } = Following.parse(payload)
      const line = await findLine(work.db, id)
      const follow = reactions[line?.fact ?? '']?.[reaction]
      if (line && follow) await follow(work, { fact: line.fact, ...line.detail } as never)
    },
    'publish-due': (work, payload) => publishDue(work, OfStory.parse(payload).storyId),
    // The job at the very minute is the rule; this finds what was missed while nothing was running, or after the clock was set.
    'publish-overdue': async (work) => {
      for (const storyId of await listOverdue(work.db, work.at))
        await enqueue(work.db, 'publish-due', { storyId }, { key: `publish-due ${storyId}` })
    },
    'purge-cdn': (_work, payload) => purgeCdn(cdnPurgeUrl, payload),
  }
}
