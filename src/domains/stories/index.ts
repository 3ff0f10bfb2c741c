export { correct } from './correct.ts'
export { draft, duplicate } from './draft.ts'
export type { Place, StoryFact } from './fact.ts'
export { type Hold, type HoldKind, holdStory, liftHold, listHolds } from './hold.ts'
export type { Correction, LiveByline, LiveStory, Teaser, Topic } from './live.ts'
export {
  countInSection, findStory, getStory, getVersion, listCorrectionsOf, listOverdue, listStories, listTitles, listUsesOfPhoto, listVersions, type PhotoUser, type StoryLine, type StoryQuery, type Version,
} from './newsroom-queries.ts' // biome-ignore format: a list of names
export { previewOf } from './preview.ts'
export { publish, publishDue } from './publish.ts'
export {
  countLive, findForward, findLiveStory, findLiveStoryById, findSpan, findStoryPage, findTopic, findWriter, listCorrections, listDays, listForFeed,
  listForSitemap, listTeasers, listTeasersById, type Page, type SitemapLine, type StoryPage, type TeaserQuery, teaserColumns,
} from './queries.ts' // biome-ignore format: a list of names
export { restore } from './restore.ts'
export { type Conflict, revise, type Saved } from './revise.ts'
export { schedule, unschedule } from './schedule.ts'
export * from './shared.ts'
export { lastBylines, lastTopics } from './suggest.ts'
export { withdraw } from './withdraw.ts'
