import type { Actor } from '#domains/accounts'
import { nameOf } from '#domains/accounts'
import { listFrontsOf } from '#domains/fronts'
import type { Paper } from '#domains/paper'
import {
  doubtSentences, doubtsAbout, findLiveStoryById, listCorrectionsOf, listHolds, listTitles, mayPublish, mayRevise, obstacleSentences,
  obstaclesToPublishing, type Story, type StoryLine, type Version,
} from '#domains/stories' // biome-ignore format: a list of names
import type { Db } from '#platform/db'
import type { PaperView, StoryLineView, StoryView, VersionLine } from './contract.ts'

/** A story as the editor shows it to this person. */
export async function viewOfStory(db: Db, story: Story, by: Actor, at: Date): Promise<StoryView> {
  const { standing, copy } = story
  const [live, corrections, pinnedTo, related, holds] = await Promise.all([
    findLiveStoryById(db, story.id),
    listCorrectionsOf(db, story.id),
    listFrontsOf(db, story.id),
    listTitles(db, copy.related),
    listHolds(db, story.id, at),
  ])
  return {
    id: story.id,
    state: standing.state,
    revision: story.revision,
    version: story.version,
    liveVersion: story.liveVersion,
    copy,
    address: live?.address ?? null,
    publishedAt: (live?.publishedAt ?? story.firstPublishedAt)?.toISOString() ?? null,
    scheduledFor: standing.state === 'scheduled' ? standing.for.toISOString() : null,
    withdrawn:
      standing.state === 'withdrawn'
        ? { at: standing.since.toISOString(), reason: standing.reason, noteToReaders: standing.noteToReaders }
        : null,
    changedAt: story.changedAt.toISOString(),
    changedBy: nameOf(story.changedBy),
    createdBy: nameOf(story.createdBy),
    hasUnpublishedChanges: story.liveVersion !== null && story.liveVersion !== story.version,
    corrections: corrections.map(({ id, text, placement, at, by: who }) => ({
      id,
      text,
      placement,
      at: at.toISOString(),
      by: nameOf(who),
    })),
    pinnedTo,
    related,
    obstacles: [
      ...holds.map(({ kind, sentence, until }) => ({ code: kind, sentence, until: until?.toISOString() ?? null })),
      ...obstaclesToPublishing(standing, copy).map((code) => ({
        code,
        sentence: obstacleSentences[code],
        until: null,
      })),
    ],
    doubts: doubtsAbout(copy).map((code) => ({ code, sentence: doubtSentences[code] })),
    may: { revise: mayRevise(by, standing), publish: mayPublish(by) },
  }
}

/** A line of the story list. */
export function viewOfLine(line: StoryLine): StoryLineView {
  return {
    ...line,
    bylines: [...line.bylines],
    changedAt: line.changedAt.toISOString(),
    changedBy: nameOf(line.changedBy),
    publishedAt: line.publishedAt?.toISOString() ?? null,
    scheduledFor: line.scheduledFor?.toISOString() ?? null,
  }
}

/** A version without its copy. */
export function viewOfVersion(version: Omit<Version, 'copy'>, story: Story): VersionLine {
  return {
    number: version.number,
    kind: version.kind,
    headline: version.headline ?? '',
    note: version.note,
    by: nameOf(version.by),
    at: version.at.toISOString(),
    isLive: version.number === story.liveVersion,
    isCurrent: version.number === story.version,
  }
}

/** The paper as the newsroom needs it. */
export function viewOfPaper(paper: Paper, siteUrl: URL): PaperView {
  const { name, place, establishedOn, zone, tagline, isSample, sections } = paper
  return {
    name,
    place,
    establishedOn,
    zone,
    tagline,
    isSample,
    siteUrl: siteUrl.origin,
    sections: sections.map((section) => ({ ...section })),
  }
}
