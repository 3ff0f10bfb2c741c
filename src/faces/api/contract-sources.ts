import { z } from 'zod'

// Sources of the wire: admins and editors. Times are ISO 8601 instants in UTC; ids are strings of figures.
const Instant = z.iso.datetime()
const Id = z.string().regex(/^\d{1,18}$/)

export const SourceKind = z.enum(['folder', 'http', 'ap-media', 'sftp', 'ftp', 'imap', 'push', 'by-hand'])
export type SourceKind = z.infer<typeof SourceKind>

/** What is done with an item that a rule fits: all conditions must hold; a word fits headline, slugline, keywords and text. */
export const SourceRule = z.object({
  name: z.string().trim().min(1).max(80),
  when: z.object({
    words: z.array(z.string().trim().min(1).max(80)).max(50).default([]),
    categories: z.array(z.string().trim().min(1).max(80)).max(50).default([]),
    maxUrgency: z.number().int().min(1).max(9).optional(),
    type: z.string().max(20).optional(),
  }),
  does: z.object({
    deskId: Id.optional(),
    sectionId: Id.optional(),
    tags: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
    spike: z.boolean().default(false),
    alert: z.boolean().default(false),
    /** Only an admin may switch this on. */
    publish: z.boolean().default(false),
    stop: z.boolean().default(false),
  }),
})
export type SourceRule = z.infer<typeof SourceRule>

/** Where a source is and how it is asked; which fields count depends on the kind. Passwords go in `secrets` and never come back. */
export const SourceSettings = z.object({
  path: z.string().max(1_000).optional(),
  url: z.string().max(2_000).optional(),
  host: z.string().max(255).optional(),
  port: z.number().int().min(1).max(65_535).optional(),
  user: z.string().max(255).optional(),
  secure: z.boolean().optional(),
  hostKey: z.string().max(1_000).optional(),
  mailbox: z.string().max(255).optional(),
  from: z.array(z.string().max(254)).max(50).optional(),
  query: z.string().max(1_000).optional(),
})
export type SourceSettings = z.infer<typeof SourceSettings>

export const SourceRequest = z.object({
  name: z.string().trim().min(1).max(80),
  kind: SourceKind,
  isOn: z.boolean().default(true),
  settings: SourceSettings.default({}),
  /** Left out: as they were. */
  secrets: z.object({ password: z.string().max(4_000).optional(), key: z.string().max(16_000).optional() }).optional(),
  everySeconds: z.number().int().min(1).max(86_400).default(60),
  agency: z.string().trim().max(120).default(''),
  deskId: Id.nullable().default(null),
  sectionId: Id.nullable().default(null),
  rules: z.array(SourceRule).max(100).default([]),
  usageTerms: z.array(z.string().trim().min(1).max(500)).max(20).default([]),
  expiresAfterDays: z.number().int().min(1).max(3_650).nullable().default(null),
  quietAfterMinutes: z.number().int().min(1).max(43_200).nullable().default(null),
  killPolicy: z.enum(['ask', 'withdraw']).default('ask'),
  expiryPolicy: z.enum(['warn', 'withdraw']).default('warn'),
})
export type SourceRequest = z.infer<typeof SourceRequest>

/** GET /api/wire/sources ; POST (201) ; PUT, DELETE /api/wire/sources/:id ; POST /api/wire/sources/:id/ask-now (204). */
export const SourceView = SourceRequest.omit({ secrets: true }).extend({
  id: Id,
  hasSecret: z.boolean(),
  triedAt: Instant.nullable(),
  succeededAt: Instant.nullable(),
  heardAt: Instant.nullable(),
  failures: z.number(),
  lastError: z.string(),
  isQuiet: z.boolean(),
  today: z.number(),
})
export type SourceView = z.infer<typeof SourceView>
export const SourceList = z.object({ items: z.array(SourceView) })
export type SourceList = z.infer<typeof SourceList>
/** GET /api/wire/sources/:id/log */
export const SourceLog = z.object({
  items: z.array(
    z.object({ id: Id, at: Instant, level: z.enum(['good', 'look', 'bad']), sentence: z.string(), items: z.number() }),
  ),
})
export type SourceLog = z.infer<typeof SourceLog>
/** POST /api/wire/sources/test : tries the settings without keeping anything. With `id`, its kept secrets are used. */
export const SourceTestRequest = z.object({ id: Id.optional(), source: SourceRequest })
export const SourceTested = z.object({ works: z.boolean(), sentence: z.string(), headlines: z.array(z.string()) })
export type SourceTested = z.infer<typeof SourceTested>
/** POST /api/wire/sources/:id/push-key : a new key for an HTTP push sender, shown once. POST /wire/push/:id with `authorization: Bearer KEY` receives. */
export const PushKey = z.object({ key: z.string(), address: z.string() })
export type PushKey = z.infer<typeof PushKey>
/** What POST /wire/push/:id answers: revisions that were new here, those that were here already, and why some were not taken. */
export const Pushed = z.object({ received: z.number(), again: z.number(), trouble: z.string().nullable() })
export type Pushed = z.infer<typeof Pushed>
