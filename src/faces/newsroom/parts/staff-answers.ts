import { z } from 'zod'
import { ROLES } from '#domains/accounts/shared'

// Later: take these from #faces/api/contract when it lets them out beside the rest.
const RoleName = z.enum(ROLES)
const Person = z.object({ id: z.string(), name: z.string(), email: z.string(), role: RoleName })

/** A line of the staff list. `linkExpiresAt` is set while an invitation waits to be used. */
export const StaffView = Person.extend({
  hasPassword: z.boolean(),
  passkeys: z.number(),
  twoFactor: z.boolean(),
  linkExpiresAt: z.iso.datetime().nullable(),
})
export type StaffView = z.infer<typeof StaffView>

export const StaffList = z.object({ items: z.array(StaffView) })
export const StaffChanged = Person

/** An invitation made. `link` is shown once and is nowhere else. */
export const StaffInvited = z.object({
  person: Person,
  link: z.string(),
  expiresAt: z.iso.datetime(),
  isNew: z.boolean(),
  keptRole: z.boolean(),
  mailed: z.boolean(),
})
export type StaffInvited = z.infer<typeof StaffInvited>
