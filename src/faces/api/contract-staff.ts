import { z } from 'zod'
import { ROLES } from '#domains/accounts/shared'

const Instant = z.iso.datetime()
const RoleName = z.enum(ROLES)

/** A line of GET /api/staff. `linkExpiresAt` is set while an invitation waits to be used. */
export const StaffView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: RoleName,
  hasPassword: z.boolean(),
  passkeys: z.number(),
  twoFactor: z.boolean(),
  linkExpiresAt: Instant.nullable(),
})
export type StaffView = z.infer<typeof StaffView>

/** GET /api/staff : everyone on the staff, by name. */
export const StaffList = z.object({ items: z.array(StaffView) })
export type StaffList = z.infer<typeof StaffList>

/** POST /api/staff : for someone already there, a new link; their role changes only with `changeRole`. Answers StaffInvited, 201. */
export const StaffInviteRequest = z.object({
  email: z.string().max(254),
  name: z.string().max(120).optional(),
  role: RoleName,
  changeRole: z.boolean().default(false),
})
export type StaffInviteRequest = z.infer<typeof StaffInviteRequest>

/** `link` is shown once and is nowhere else. `mailed` is false where no MAIL_URL is set, or the mail could not be sent. */
export const StaffInvited = z.object({
  person: z.object({ id: z.string(), name: z.string(), email: z.string(), role: RoleName }),
  link: z.url(),
  expiresAt: Instant,
  isNew: z.boolean(),
  keptRole: z.boolean(),
  mailed: z.boolean(),
})
export type StaffInvited = z.infer<typeof StaffInvited>

/** PATCH /api/staff/:id : ends their sessions. Answers StaffChanged. DELETE /api/staff/:id takes someone off the staff, 204. */
export const StaffChangeRequest = z.object({ role: RoleName })
export type StaffChangeRequest = z.infer<typeof StaffChangeRequest>
export const StaffChanged = z.object({ id: z.string(), name: z.string(), email: z.string(), role: RoleName })
export type StaffChanged = z.infer<typeof StaffChanged>

/** PUT /api/me/password : `current` where there is one, unless signed in by a one-time link just now. Answers 204. */
export const PasswordRequest = z.object({ current: z.string().max(200).optional(), next: z.string().max(1_000) })
export type PasswordRequest = z.infer<typeof PasswordRequest>
