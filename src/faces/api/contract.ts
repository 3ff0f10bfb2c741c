import { z } from 'zod'
import { ROLES } from '#domains/accounts/shared'
import { Copy, PhotoUse } from '#domains/stories/shared'

// Every request and answer of /api. Times are ISO 8601 instants in UTC; ids are strings of figures.
const Instant = z.iso.datetime()
const Id = z.string().regex(/^\d{1,18}$/)
// What the database counts with.
const Version = z.number().int().min(1).max(2_147_483_647)

/** What every refusal and fault answers with: a code for programs, a sentence for people. 422 404 403 409 429, 401 when signed out, 500 for a fault. */
export const Problem = z.object({
  code: z.string(),
  sentence: z.string(),
  fields: z.record(z.string(), z.string()).default({}),
  requestId: z.string().optional(),
})
export type Problem = z.infer<typeof Problem>

export const SectionView = z.object({
  id: Id,
  parentId: Id.nullable(),
  slug: z.string(),
  name: z.string(),
  path: z.string(),
  position: z.number(),
})
export type SectionView = z.infer<typeof SectionView>

export const PaperView = z.object({
  name: z.string(),
  place: z.string(),
  establishedOn: z.string(),
  zone: z.string(),
  tagline: z.string(),
  isSample: z.boolean(),
  siteUrl: z.string(),
  sections: z.array(SectionView),
})
export type PaperView = z.infer<typeof PaperView>

/** GET /api/me */
export const Me = z.object({
  person: z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(ROLES) }),
  hasPassword: z.boolean(),
  passkeys: z.number(),
  twoFactor: z.boolean(),
  paper: PaperView,
  may: z.object({
    draft: z.boolean(),
    publish: z.boolean(),
    manageStaff: z.boolean(),
    arrangePaper: z.boolean(),
    seeOutbox: z.boolean(),
  }),
  mailIsKept: z.boolean(),
})
export type Me = z.infer<typeof Me>

export const StateName = z.enum(['draft', 'scheduled', 'published', 'withdrawn'])
export type StateName = z.infer<typeof StateName>

/** GET /api/stories?q=&state=&section=&mine=1&page= : a line of the budget. */
export const StoryLineView = z.object({
  id: Id,
  state: StateName,
  headline: z.string(),
  slugline: z.string(),
  sectionId: Id.nullable(),
  bylines: z.array(z.string()),
  agency: z.string(),
  words: z.number(),
  photos: z.number(),
  changedAt: Instant,
  changedBy: z.string(),
  publishedAt: Instant.nullable(),
  scheduledFor: Instant.nullable(),
  hasUnpublishedChanges: z.boolean(),
  address: z.string().nullable(),
})
export type StoryLineView = z.infer<typeof StoryLineView>

export const StoryListQuery = z.object({
  q: z
    .string()
    .max(200)
    .transform((words) => words.replaceAll('\u0000', ''))
    .default(''),
  state: z.union([StateName, z.literal('all')]).default('all'),
  section: z.union([Id, z.literal('')]).default(''),
  mine: z.enum(['0', '1']).default('0'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export type StoryListQuery = z.infer<typeof StoryListQuery>

export const StoryList = z.object({
  items: z.array(StoryLineView),
  total: z.number(),
  page: z.number(),
  pages: z.number(),
  counts: z.object({ draft: z.number(), scheduled: z.number(), published: z.number(), withdrawn: z.number() }),
})
export type StoryList = z.infer<typeof StoryList>

export const CorrectionView = z.object({
  id: Id,
  text: z.string(),
  placement: z.enum(['top', 'foot']),
  at: Instant,
  by: z.string(),
})
export type CorrectionView = z.infer<typeof CorrectionView>

/** GET /api/stories/:id : everything the editor shows. `revision` is what the next save must be based on. */
export const StoryView = z.object({
  id: Id,
  state: StateName,
  revision: z.number(),
  version: z.number(),
  liveVersion: z.number().nullable(),
  copy: Copy,
  address: z.string().nullable(),
  publishedAt: Instant.nullable(),
  scheduledFor: Instant.nullable(),
  withdrawn: z.object({ at: Instant, reason: z.string(), noteToReaders: z.string() }).nullable(),
  changedAt: Instant,
  changedBy: z.string(),
  createdBy: z.string(),
  hasUnpublishedChanges: z.boolean(),
  corrections: z.array(CorrectionView),
  pinnedTo: z.array(z.string()),
  related: z.array(z.object({ id: Id, headline: z.string() })),
  /** What keeps it from readers; `until` where that ends by itself, as an embargo does. */
  obstacles: z.array(z.object({ code: z.string(), sentence: z.string(), until: Instant.nullable().default(null) })),
  doubts: z.array(z.object({ code: z.string(), sentence: z.string() })),
  may: z.object({ revise: z.boolean(), publish: z.boolean() }),
})
export type StoryView = z.infer<typeof StoryView>

/** POST /api/stories : starts a draft, from nothing or from the copy given. Answers StoryView, 201. */
export const DraftRequest = z.object({ copy: Copy.optional() })

/**
 * PUT /api/stories/:id : a save. `auto` for one made by itself, which folds into the same person's last automatic save.
 * 200 StoryView; 409 with Conflict when someone saved meanwhile: what was sent is kept as a set-aside version, nothing is lost.
 */
export const SaveRequest = z.object({ basedOn: z.number().int(), copy: Copy, auto: z.boolean().default(false) })
export type SaveRequest = z.infer<typeof SaveRequest>

export const Conflict = Problem.extend({
  code: z.literal('story.saved-meanwhile'),
  theirs: StoryView,
  savedBy: z.string(),
  savedAt: Instant,
  yours: Copy,
  yoursKeptAs: z.number(),
})
export type Conflict = z.infer<typeof Conflict>

/** POST /api/stories/:id/publish : `basedOn` is the revision the editor saw; 409 if it has moved on. Answers Published. */
export const PublishRequest = z.object({ basedOn: z.number().int() })
export const Published = z.object({ story: StoryView, shownOn: z.array(z.string()) })
export type Published = z.infer<typeof Published>
/** POST /api/stories/:id/schedule : `at` is wall time in the paper's zone, "2026-11-25T05:00". POST /unschedule has no body. */
export const ScheduleRequest = z.object({
  basedOn: z.number().int(),
  at: z.iso
    .datetime({ local: true, precision: -1, error: 'Write the time as 2026-11-25T05:00' })
    .regex(/\d$/, 'The time is the paper’s own, without a zone'),
})
/** POST /api/stories/:id/correct : publishes the copy in hand with this note. */
export const CorrectRequest = z.object({
  basedOn: z.number().int(),
  text: z.string().trim().min(1, 'Say what was wrong and what is so').max(2_000),
  placement: z.enum(['top', 'foot']).default('foot'),
})
/** POST /api/stories/:id/withdraw : also spikes a draft. `noteToReaders` stands at the story's address afterwards. */
export const WithdrawRequest = z.object({
  reason: z.string().trim().max(1_000).default(''),
  noteToReaders: z.string().trim().max(1_000).default(''),
})
/** POST /api/stories/:id/restore : makes an old version the copy in hand. Readers see nothing until it is published. */
export const RestoreRequest = z.object({ basedOn: z.number().int(), version: Version })
/** POST and DELETE /api/stories/:id/pin. POST /api/stories/:id/duplicate answers StoryView of the new draft, 201. */
export const PinRequest = z.object({
  front: z
    .string()
    .max(200)
    .regex(/^(front|\/([a-z0-9-]+\/)+)$/, 'A front is "front" or the address of a section')
    .default('front'),
})

/** GET /api/stories/:id/versions */
export const VersionLine = z.object({
  number: z.number(),
  kind: z.enum(['created', 'autosaved', 'saved', 'published', 'corrected', 'restored', 'imported', 'set-aside']),
  headline: z.string(),
  note: z.string(),
  by: z.string(),
  at: Instant,
  isLive: z.boolean(),
  isCurrent: z.boolean(),
})
export const VersionList = z.object({ items: z.array(VersionLine) })
export type VersionList = z.infer<typeof VersionList>
export type VersionLine = z.infer<typeof VersionLine>
/** GET /api/stories/:id/versions/:number */
export const VersionView = VersionLine.extend({ copy: Copy })
export type VersionView = z.infer<typeof VersionView>

/** GET /api/stories/:id/history : what was done, newest first. */
export const HistoryList = z.object({
  items: z.array(z.object({ id: Id, fact: z.string(), by: z.string(), at: Instant })),
})
export type HistoryList = z.infer<typeof HistoryList>

/** GET /api/suggest?kind=byline|topic|agency|story&q= */
export const Suggestions = z.object({
  items: z.array(z.object({ value: z.string(), label: z.string(), hint: z.string() })),
})
export type Suggestions = z.infer<typeof Suggestions>

/** PUT /api/paper ; PUT /api/paper/sections (the whole list, in order; new ones have no id); DELETE /api/paper/sections/:id (only an empty one). All answer PaperView. */
export const NameplateRequest = z.object({
  name: z.string(),
  place: z.string(),
  establishedOn: z.string(),
  zone: z.string(),
  tagline: z.string(),
})
export const SectionsRequest = z.object({
  sections: z
    .array(z.object({ id: Id.optional(), parentId: Id.nullable(), slug: z.string(), name: z.string() }))
    .max(200),
})

/** GET /api/outbox, GET /api/outbox/:id : mail kept because no MAIL_URL is set. Admins only. */
export const OutboxList = z.object({
  items: z.array(z.object({ id: z.string(), to: z.string(), subject: z.string(), at: Instant })),
})
export type OutboxList = z.infer<typeof OutboxList>
export const OutboxMail = z.object({
  id: z.string(),
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  at: Instant,
  text: z.string(),
  html: z.string(),
})
export type OutboxMail = z.infer<typeof OutboxMail>

export * from './contract-authenticator.ts'
export * from './contract-photos.ts'
export * from './contract-sources.ts'
export * from './contract-staff.ts'
export * from './contract-weather.ts'
export * from './contract-wire.ts'
export { PhotoUse }
