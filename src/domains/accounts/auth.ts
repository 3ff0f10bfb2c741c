import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import type { Db } from '#platform/db'
import { isRole, type Staff } from './actor.ts'
import { doors } from './doors.ts'
import { signInByLink } from './link-plugin.ts'
import { loopbackTwins } from './loopback.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from './person.ts'

const DAY_SECONDS = 86_400

/** What sign-in needs to know. `secret` signs cookies and must stay the same; `siteUrl` is where people open the newsroom. */
export interface AuthSettings {
  readonly db: Db
  readonly secret: string
  readonly siteUrl: URL
  /** Shown by authenticator apps and passkey prompts. */
  readonly paperName: string
  readonly clock: () => Date
  /** Hears what better-auth has to complain about. */
  readonly onTrouble?: (level: string, message: string) => void
}

/** The header in which a face tells better-auth the client's address. Whoever mounts it must overwrite what a client sent. */
export const ADDRESS_HEADER = 'x-broadsheet-client'

/** Sign-in as better-auth does it, on our tables. Strangers cannot sign up: people come by `invite` only. */
export function authFrom({ db, secret, siteUrl, paperName, clock, onTrouble = () => {} }: AuthSettings) {
  return betterAuth({
    appName: paperName,
    secret,
    baseURL: siteUrl.origin,
    basePath: '/api/auth',
    trustedOrigins: loopbackTwins(siteUrl).map((url) => url.origin),
    telemetry: { enabled: false },
    database: { db, type: 'postgres', transaction: true },
    logger: { disableColors: true, level: 'warn', log: (level, message) => onTrouble(level, message) },
    // The tables are our migrations' business; this would look them over again at each start.
    advanced: {
      database: { validateSchema: false },
      cookiePrefix: 'broadsheet',
      useSecureCookies: siteUrl.protocol === 'https:',
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    rateLimit: { enabled: true, storage: 'database', modelName: 'rate_limit', fields: { lastRequest: 'last_request' } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: { role: { type: 'string', required: false, input: false } },
    },
    session: {
      modelName: 'session',
      // No cookie cache: the row is read each time, so ending a session ends it everywhere at once.
      expiresIn: 30 * DAY_SECONDS,
      disableSessionRefresh: true,
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'credential',
      fields: {
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    plugins: [doors(siteUrl), signInByLink({ db, clock }), passkeysOf(siteUrl, paperName), secondFactor()],
  })
}

export type Auth = ReturnType<typeof authFrom>

function passkeysOf(siteUrl: URL, paperName: string) {
  const places = loopbackTwins(siteUrl)
  return passkey({
    // A passkey belongs to a name. On this machine that is localhost, however the address was spelled.
    rpID: places.length > 1 ? 'localhost' : siteUrl.hostname,
    rpName: paperName,
    origin: places.map((url) => url.origin),
    schema: {
      passkey: {
        modelName: 'passkey',
        fields: {
          publicKey: 'public_key',
          userId: 'person_id',
          credentialID: 'credential_id',
          deviceType: 'device_type',
          backedUp: 'backed_up',
          createdAt: 'created_at',
        },
      },
    },
  })
}

// Better-auth asks for the second factor after a password only. A mailed link proves no more than a password does.
function secondFactor() {
  const plugin = twoFactor({
    allowPasswordless: true,
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: {
        modelName: 'two_factor',
        fields: {
          userId: 'person_id',
          backupCodes: 'backup_codes',
          failedVerificationCount: 'failed_verification_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  })
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: (context: Parameters<typeof hook.matcher>[0]) => context.path === '/sign-in/link' || hook.matcher(context),
  }))
  return { ...plugin, hooks: { after } }
}

/** Who the request's cookie says it is, if they are on the staff. Reads the database, so a removed person is nobody at once. */
export async function actorOf(auth: Auth, headers: Headers): Promise<Staff | undefined> {
  if (!headers.has('cookie')) return undefined
  const found = await auth.api.getSession({ headers })
  if (!found) return undefined
  const { id, name, role } = found.user
  return typeof role === 'string' && isRole(role) ? { kind: 'staff', personId: id, name, role } : undefined
}
