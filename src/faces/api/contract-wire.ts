import { z } from 'zod'
import { Body } from '#domains/stories/shared'

// The wire desk. Times are ISO 8601 instants in UTC; ids are strings of figures.
const Instant = z.iso.datetime()
const Id = z.string().regex(/^\d{1,18}$/)

export const WireSignal = z.enum(['new', 'update', 'writethru', 'correction', 'kill', 'advisory', 'alert', 'add'])
export type WireSignal = z.infer<typeof WireSignal>
export const WireStanding = z.enum(['usable', 'withheld', 'killed'])
export const DeskState = z.enum(['new', 'held', 'spiked'])
export type DeskState = z.infer<typeof DeskState>

/** Where a story of ours stands that uses an item. `isBehind`: the agency has sent a revision that no editor has looked at for it. */
export const WireUseView = z.object({
  storyId: Id,
  slugline: z.string(),
  headline: z.string(),
  state: z.enum(['draft', 'scheduled', 'published', 'withdrawn']),
  isBehind: z.boolean(),
})
export type WireUseView = z.infer<typeof WireUseView>

/** A line of the list. `ordinal` counts revisions from 1; `more` is how many near-duplicates lie behind this line. */
export const WireLine = z.object({
  id: Id,
  agency: z.string(),
  source: z.string(),
  headline: z.string(),
  slugline: z.string(),
  place: z.string(),
  type: z.string(),
  signal: WireSignal,
  standing: WireStanding,
  advisory: z.boolean(),
  urgency: z.number(),
  words: z.number(),
  photos: z.number(),
  ordinal: z.number(),
  movedAt: Instant,
  embargoUntil: Instant.nullable(),
  embargoUnknown: z.boolean(),
  expiresAt: Instant.nullable(),
  deskState: DeskState,
  unread: z.boolean(),
  tags: z.array(z.string()),
  uses: z.array(WireUseView),
  more: z.number(),
  /** The position to ask the next page from. */
  cursor: z.string(),
})
export type WireLine = z.infer<typeof WireLine>

/** What the list shows. Everything is optional; together they narrow. `q` is full text; `field:word` narrows to slug, headline, byline, place, category, keyword, agency. */
export const WireFilter = z.object({
  q: z.string().max(400).default(''),
  desk: Id.optional(),
  source: Id.optional(),
  view: z
    .enum(['all', 'unread', 'stopped', 'behind', 'embargoed', 'held', 'spiked', 'used', 'expiring'])
    .default('all'),
  type: z.enum(['text', 'picture', 'video', 'audio', 'graphic', 'package', 'other']).optional(),
  urgent: z.coerce.number().int().min(1).max(9).optional(),
})
export type WireFilter = z.infer<typeof WireFilter>

/**
 * GET /api/wire : newest first. `before` is the cursor of the last line at hand; `after` that of the first, for what is newer. At most 100 lines.
 * `total` is an estimate above 1,000.
 */
export const WireListQuery = WireFilter.extend({
  before: z.string().max(60).optional(),
  after: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(60),
})
export const WireList = z.object({ items: z.array(WireLine), total: z.number(), unread: z.number(), more: z.boolean() })
export type WireList = z.infer<typeof WireList>

/** GET /api/wire/lines?ids=1,2 : the lines of these items as they are now, at most 100, whatever any filter says. */
export const WireLinesQuery = z.object({
  ids: z
    .string()
    .regex(/^\d{1,18}(,\d{1,18}){0,99}$/, 'Ids of items, with commas')
    .transform((ids) => ids.split(',')),
})
export const WireLines = z.object({ items: z.array(WireLine) })
export type WireLines = z.infer<typeof WireLines>

/** GET /api/wire/rail : desks, what needs someone, and sources, with their counts. */
export const WireRail = z.object({
  desks: z.array(
    z.object({ id: Id, slug: z.string(), name: z.string(), own: z.boolean(), filter: WireFilter, unread: z.number() }),
  ),
  needs: z.object({
    stopped: z.number(),
    behind: z.number(),
    embargoed: z.number(),
    held: z.number(),
    spikedToday: z.number(),
    expiring: z.number(),
  }),
  sources: z.array(
    z.object({
      id: Id,
      name: z.string(),
      kind: z.string(),
      today: z.number(),
      isOn: z.boolean(),
      isQuiet: z.boolean(),
      failing: z.boolean(),
      note: z.string(),
    }),
  ),
  /** What this person has not read, of everything not spiked. */
  unread: z.number(),
})
export type WireRail = z.infer<typeof WireRail>

export const WirePictureView = z.object({
  id: z.string(),
  caption: z.string(),
  creator: z.string(),
  credit: z.string(),
  photoId: Id.nullable(),
  preview: z.string().nullable(),
  state: z.enum(['waiting', 'here', 'refused', 'not-to-be-had']),
  why: z.string(),
})
export type WirePictureView = z.infer<typeof WirePictureView>

export const WireRevisionLine = z.object({
  id: Id,
  ordinal: z.number(),
  signal: WireSignal,
  status: z.enum(['usable', 'embargoed', 'withheld', 'killed']),
  headline: z.string(),
  words: z.number(),
  ednote: z.string(),
  version: z.string(),
  receivedAt: Instant,
  sources: z.array(z.string()),
  usedFor: z.array(z.object({ storyId: Id, slugline: z.string() })),
})
export type WireRevisionLine = z.infer<typeof WireRevisionLine>

/** GET /api/wire/:id , GET /api/wire/:id?revision= : an item whole, for the reading pane; marks it read. `ednote` is never for readers. */
export const WireItemView = WireLine.extend({
  revisionId: Id,
  revisions: z.array(WireRevisionLine),
  bylines: z.array(z.object({ name: z.string(), title: z.string() })),
  credit: z.string(),
  dateline: z.object({ text: z.string(), place: z.string(), agency: z.string() }).nullable(),
  summary: z.string(),
  body: Body,
  contributors: z.array(z.string()),
  ednote: z.string(),
  usageTerms: z.array(z.string()),
  categories: z.array(z.object({ scheme: z.string(), code: z.string() })),
  subjects: z.array(z.object({ scheme: z.string(), code: z.string(), name: z.string() })),
  keywords: z.array(z.string()),
  language: z.string(),
  format: z.string(),
  externalId: z.string(),
  warnings: z.array(z.string()),
  pictures: z.array(WirePictureView),
  similar: z.array(z.object({ id: Id, agency: z.string(), headline: z.string(), movedAt: Instant })),
  looking: z.array(z.object({ personId: z.string(), name: z.string() })),
  /** Why it cannot be used as a story now; empty when it can. */
  obstacles: z.array(z.object({ code: z.string(), sentence: z.string() })),
  may: z.object({ take: z.boolean(), kill: z.boolean(), decideEmbargo: z.boolean() }),
})
export type WireItemView = z.infer<typeof WireItemView>

/** POST /api/wire/:id/take : a new draft with all parts placed and credited. Answers WireTaken, 201. */
export const WireTaken = z.object({ storyId: Id, warnings: z.array(z.string()) })
export type WireTaken = z.infer<typeof WireTaken>

/** POST /api/wire/:id/hold, /spike, /bring-back have no body and answer WireLine. POST /api/wire/spike : many at once, answers 204. */
export const WireMany = z.object({ ids: z.array(Id).min(1).max(500) })

/** One passage of the three-way comparison. Words are runs of { text, change }: `same`, `out` (the agency took it away), `in` (it put it there). */
export const WireWords = z.array(z.object({ text: z.string(), change: z.enum(['same', 'out', 'in']) }))
export const WirePassage = z.object({
  id: z.string(),
  /** graf number as readers count, from 1; 0 for headline and other fields */
  graf: z.number(),
  what: z.string(),
  kind: z.enum(['wire-changed', 'wire-added', 'wire-removed', 'both-changed', 'ours-changed']),
  /** How the agency changed its own text. */
  wire: WireWords,
  before: z.string(),
  now: z.string(),
  ours: z.string(),
  /** How our text differs from what we began with. */
  oursChanged: WireWords,
})
export type WirePassage = z.infer<typeof WirePassage>

/** GET /api/wire/:id/changes?story= : what the newest revision would change in our story. `basedOn` is the story's revision and goes back with the answer. */
export const WireChanges = z.object({
  storyId: Id,
  slugline: z.string(),
  basedOn: z.number(),
  revisionId: Id,
  fromOrdinal: z.number(),
  toOrdinal: z.number(),
  passages: z.array(WirePassage),
})
export type WireChanges = z.infer<typeof WireChanges>

/** POST /api/wire/:id/update : `take` names the passages to take; `whole` takes the agency's text whole. Our other words stay. Answers WireTaken; 409 if the story moved on. */
export const WireUpdateRequest = z.object({
  storyId: Id,
  basedOn: z.number().int(),
  revisionId: Id,
  whole: z.boolean().default(false),
  take: z.array(z.string().max(40)).max(5_000).default([]),
})
export type WireUpdateRequest = z.infer<typeof WireUpdateRequest>
/** POST /api/wire/:id/leave : the editor looked at this revision for that story and takes none of it. Answers 204. */
export const WireLeaveRequest = z.object({ storyId: Id, revisionId: Id })

/** POST /api/wire/:id/embargo : an editor decides when an unknown embargo ends; null: it has ended. Wall time in the paper's zone. Answers WireLine. */
export const WireEmbargoRequest = z.object({
  until: z.iso.datetime({ local: true, precision: -1 }).nullable(),
  reason: z.string().trim().min(1).max(500),
})

/** GET /api/wire/:id/reach : everything of ours that a kill touches. */
export const WireReach = z.object({
  stories: z.array(WireUseView.extend({ address: z.string().nullable() })),
  photos: z.array(z.object({ id: Id, caption: z.string(), preview: z.string(), usedIn: z.number() })),
})
export type WireReach = z.infer<typeof WireReach>
/** POST /api/wire/:id/pull : one confirmed action: withdraws every published story that uses it, retires its photos, blocks the drafts. */
export const WirePullRequest = z.object({
  noteToReaders: z.string().trim().max(1_000).default(''),
  storyIds: z.array(Id).max(500).optional(),
})
export const WirePulled = z.object({ withdrawn: z.array(Id), blocked: z.array(Id), retired: z.array(Id) })
export type WirePulled = z.infer<typeof WirePulled>

/** GET /api/wire/alarms : what waits for an answer, oldest first. POST /api/wire/alarms/:id/answer answers 204. */
export const WireAlarmView = z.object({
  id: Id,
  kind: z.enum(['kill', 'withheld', 'correction', 'quiet', 'failing', 'expired', 'alert']),
  itemId: Id.nullable(),
  sourceId: Id.nullable(),
  sentence: z.string(),
  raisedAt: Instant,
  stories: z.array(WireUseView),
})
export type WireAlarmView = z.infer<typeof WireAlarmView>
export const WireAlarms = z.object({ items: z.array(WireAlarmView) })
export type WireAlarms = z.infer<typeof WireAlarms>
export const WireAnswerRequest = z.object({ answer: z.string().trim().max(500).default('') })

/** POST /api/wire/desks : a desk (editors) or a saved search of one's own. PUT /api/wire/desks/:id ; DELETE /api/wire/desks/:id */
export const WireDeskRequest = z.object({
  name: z.string().trim().min(1).max(60),
  own: z.boolean().default(true),
  filter: WireFilter,
})
export const WireDeskView = z.object({
  id: Id,
  slug: z.string(),
  name: z.string(),
  own: z.boolean(),
  filter: WireFilter,
})
export type WireDeskView = z.infer<typeof WireDeskView>

/** GET /api/wire/for-story/:storyId : what a story of ours was made from. `ednote` is never for readers. */
export const WireOfStory = z.object({
  items: z.array(
    z.object({
      itemId: Id,
      agency: z.string(),
      slugline: z.string(),
      headline: z.string(),
      ednote: z.string(),
      /** The revision ours rests on, and the newest there is, counted from 1. */
      ordinal: z.number(),
      newestOrdinal: z.number(),
      isBehind: z.boolean(),
      standing: WireStanding,
      embargoUntil: Instant.nullable(),
      embargoUnknown: z.boolean(),
    }),
  ),
})
export type WireOfStory = z.infer<typeof WireOfStory>

// Server-sent events of /api/events: `wire` when items came or changed (no ids: more than fit, look again); `alarm` without data when one
// was raised or answered; `looking` when someone opened or left an item.
export const WireTold = z.object({ ids: z.array(Id) })
export type WireTold = z.infer<typeof WireTold>
export const LookingTold = z.object({
  itemId: Id,
  people: z.array(z.object({ personId: z.string(), name: z.string() })),
})
export type LookingTold = z.infer<typeof LookingTold>
/** POST /api/wire/looking : which item this screen shows, null when none. Kept for two minutes. Answers 204. */
export const WireLookingRequest = z.object({ itemId: Id.nullable() })
