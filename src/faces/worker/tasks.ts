import { z } from 'zod'
import type { Work } from '#domains/accounts'
import { findLine } from '#domains/audit'
import { expireDue } from '#domains/media'
import { listOverdue, publishDue } from '#domains/stories'
import { endEmbargo, expireUses, lookForQuiet, publishByRule } from '#domains/wire'
import { sweepFolder } from '#platform/files'
import { enqueue } from '#platform/jobs'
import { purgeCdn } from './cdn.ts'
import { queueWaitingPictures } from './sources/index.ts'

/** What follows from each fact, by name. `reactions.ts` is typed more strictly; by the time a fact is read back it is only data. */
export type Reactions = Readonly<Record<string, Readonly<Record<string, (work: Work, fact: never) => Promise<void>>>>>

/** A job: what it is called, and what it does inside its one transaction. */
export type Job = (work: Work, payload: unknown) => Promise<void>

const DAY_MS = 86_400_000
const Line = z.object({ line: z.string() })
const Following = z.object({ line: z.string(), reaction: z.string() })
const OfStory = z.object({ storyId: z.string() })
const OfItem = z.object({ itemId: z.string() })
const OfRevision = OfItem.extend({ revisionId: z.string() })

/** Every job there is. */
export function jobsFrom({
  reactions,
  cdnPurgeUrl,
  incoming,
}: {
  reactions: Reactions
  cdnPurgeUrl: URL | undefined
  /** The folder of uploads that are still coming in, where this node has one. */
  incoming?: string | undefined
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
    'expire-photos': (work) => expireDue(work),
    'sweep-uploads': async (work) => {
      if (incoming) await sweepFolder(incoming, new Date(work.at.getTime() - DAY_MS))
    },
    // The hour of an embargo is kept by publishing itself; this tells the newsroom that it is over.
    'wire-embargo': (work, payload) => endEmbargo(work, OfItem.parse(payload).itemId),
    'wire-auto-publish': (work, payload) => {
      const { itemId, revisionId } = OfRevision.parse(payload)
      return publishByRule(work, itemId, revisionId)
    },
    'wire-expire': async (work) => {
      await expireUses(work)
    },
    'wire-quiet': lookForQuiet,
    'wire-pictures': queueWaitingPictures,
    'purge-cdn': (_work, payload) => purgeCdn(cdnPurgeUrl, payload),
  }
}
