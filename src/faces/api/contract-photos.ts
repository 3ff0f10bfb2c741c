import { z } from 'zod'
import { RESTRICTION_KINDS } from '#domains/media/shared'

// Requests and answers of /api/photos and /api/photo-uploads.
const Instant = z.iso.datetime()
const Id = z.string().regex(/^\d{1,18}$/)
const clean = (most: number) =>
  z
    .string()
    .max(most)
    .transform((words) => words.replaceAll('\u0000', ''))

const Focus = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })

export const RestrictionView = z.object({
  kind: z.enum(RESTRICTION_KINDS),
  words: z.string(),
  places: z.array(z.string()).optional(),
  days: z.number().optional(),
  until: z.string().optional(),
  credit: z.string().optional(),
  origin: z.string().optional(),
})

/** What the newsroom must know of a photo before it is used. `blocks` says that it cannot be published as things stand. */
export const CautionView = z.object({
  kind: z.string(),
  words: z.string(),
  blocks: z.boolean(),
  sentence: z.string(),
})
export type CautionView = z.infer<typeof CautionView>

/**
 * A photo in the library. `preview` is an address of a small rendition, `large` of one 960 px wide; both are empty for one retired.
 * `cautions` are for this paper now, before any use.
 */
export const PhotoView = z.object({
  id: Id,
  width: z.number(),
  height: z.number(),
  name: z.string(),
  caption: z.string(),
  creator: z.string(),
  credit: z.string(),
  source: z.string(),
  alt: z.string(),
  isFile: z.boolean(),
  focus: Focus.nullable(),
  instructions: z.string(),
  usageTerms: z.array(z.string()),
  restrictions: z.array(RestrictionView),
  cleared: z.array(z.object({ words: z.string(), note: z.string(), by: z.string(), at: z.string() })),
  cautions: z.array(CautionView),
  expiresAt: Instant.nullable(),
  whenExpired: z.enum(['mark', 'retire']),
  expiredAt: Instant.nullable(),
  retired: z.object({ at: Instant, reason: z.string() }).nullable(),
  hasCredentials: z.boolean(),
  version: z.number(),
  takenAt: z.string().nullable(),
  uploadedAt: Instant,
  uploadedBy: z.string(),
  preview: z.string(),
  large: z.string(),
})
export type PhotoView = z.infer<typeof PhotoView>

const Day = z.union([z.iso.date(), z.literal('')]).default('')
export const RightsFilter = z.enum(['all', 'free', 'restricted', 'expires', 'expired', 'retired'])
export type RightsFilter = z.infer<typeof RightsFilter>

export const PhotoListQuery = z.object({
  q: clean(200).default(''),
  creator: clean(200).default(''),
  from: Day,
  to: Day,
  rights: RightsFilter.default('all'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export type PhotoListQuery = z.infer<typeof PhotoListQuery>

/** GET /api/photos?q=&creator=&from=&to=&rights=&page= ; POST /api/photos as multipart with one `file` answers PhotoView, 201 (200 if it was there already). GET /api/photos/:id */
export const PhotoList = z.object({ items: z.array(PhotoView), more: z.boolean() })
export type PhotoList = z.infer<typeof PhotoList>

/** PATCH /api/photos/:id */
export const PhotoCredit = z.object({
  caption: clean(5_000),
  creator: clean(300),
  credit: clean(300),
  alt: clean(1_000),
  focus: Focus.nullable(),
})
export type PhotoCredit = z.infer<typeof PhotoCredit>

/** PUT /api/photos/:id/rights : what is not given stays; `expiresAt` null is no end. Answers PhotoView. */
export const PhotoRights = z.object({
  instructions: clean(5_000).optional(),
  expiresAt: Instant.nullable().optional(),
  whenExpired: z.enum(['mark', 'retire']).optional(),
})
export type PhotoRights = z.infer<typeof PhotoRights>

/** POST /api/photos/:id/clear : takes the restriction with these words off; `note` says who agreed. Answers PhotoView. */
export const PhotoClear = z.object({ words: z.string().max(1_000), note: clean(300) })
/** DELETE /api/photos/:id?reason= */
export const PhotoRetire = z.object({ reason: clean(300).default('') })

/** GET /api/photos/:id/uses : the stories that show it, or have it in the copy in hand. */
export const PhotoUses = z.object({
  items: z.array(
    z.object({
      id: Id,
      headline: z.string(),
      slugline: z.string(),
      state: z.enum(['draft', 'scheduled', 'published', 'withdrawn']),
      address: z.string().nullable(),
      isLive: z.boolean(),
      inHand: z.boolean(),
    }),
  ),
})
export type PhotoUses = z.infer<typeof PhotoUses>

/**
 * Large files come in parts by the tus protocol 1.0: POST /api/photo-uploads with Upload-Length answers 201 with a Location; PATCH and
 * HEAD there. POST to that address with /finish makes a photo of the whole file, or puts it in the place of the photo `replaces`; it
 * answers PhotoView, 201 (200 if it was there already), or the refusal of the file, which is gone then.
 */
export const FinishUpload = z.object({ name: clean(300).default(''), replaces: Id.optional() })
