import { z } from 'zod'

const Password = z.string().max(200).default('')

/** POST /api/me/authenticator : a key for an authenticator app; the password where there is one. Answers AuthenticatorView. Nothing changes until it is confirmed. */
export const AuthenticatorRequest = z.object({ password: Password })
/** `uri` opens an app on the same device, `key` is typed into one elsewhere. The backup codes are shown this once. */
export const AuthenticatorView = z.object({ uri: z.string(), key: z.string(), backupCodes: z.array(z.string()) })
export type AuthenticatorView = z.infer<typeof AuthenticatorView>
/** POST /api/me/authenticator/confirm : a code that the app shows; from then on sign-in asks for one. Answers 204. */
export const AuthenticatorCode = z.object({ code: z.string().max(40) })
/** DELETE /api/me/authenticator takes AuthenticatorRequest and answers 204. */
