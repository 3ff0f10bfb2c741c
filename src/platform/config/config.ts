import { resolve } from 'node:path'
import { z } from 'zod'

const port = z.coerce.number('PORT is a number, such as 3000').int().min(0).max(65_535)
const webUrl = z.url({ protocol: /^https?$/, error: 'SITE_URL is an address such as https://www.example.com' })

const Env = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  SITE_URL: webUrl.optional(),
  BROADSHEET_DATA: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL begins with postgres://')
    .optional(),
  FILES_URL: z
    .string()
    .regex(/^s3:\/\//, 'FILES_URL begins with s3:// (unset keeps files in the data folder)')
    .optional(),
  MAIL_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'MAIL_URL begins with smtp:// or smtps:// (unset keeps mail in the data folder)')
    .optional(),
  MAIL_FROM: z.string().min(3).optional(),
  CDN_PURGE_URL: z
    .url({ protocol: /^https?$/, error: 'CDN_PURGE_URL is an address that takes a POST of the keys to purge' })
    .optional(),
  METRICS_TOKEN: z.string().min(16, 'METRICS_TOKEN needs at least 16 characters').optional(),
  TRUSTED_PROXIES: z.string().default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

/** What an operator decides. Folders are absolute; `databaseUrl` and the like are undefined where the paper does it by itself. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly siteUrl: URL
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly filesUrl: string | undefined
  readonly mailUrl: string | undefined
  readonly mailFrom: string | undefined
  readonly cdnPurgeUrl: URL | undefined
  readonly metricsToken: string | undefined
  readonly trustedProxies: readonly string[]
  readonly logLevel: string
}

/** Pure, so that a test can hand it any environment. Says everything that is wrong, at once. */
export function configFrom(
  env: Readonly<Record<string, string | undefined>>,
  { port: asked }: { port?: number } = {},
): Config {
  // An empty variable means unset, as in every shell script that passes one on.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = Env.safeParse(asked === undefined ? given : { ...given, PORT: String(asked) })
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The environment has something that cannot be used:\n${lines.join('\n')}`)
  }
  const set = read.data
  const host = set.HOST.includes(':') ? `[${set.HOST}]` : set.HOST
  // Passkeys belong to a name and not to a number, so on one's own machine the address has the name.
  const shown = ['0.0.0.0', '127.0.0.1', '[::]', '[::1]'].includes(host) ? 'localhost' : host
  return {
    port: set.PORT,
    host: set.HOST,
    siteUrl: new URL(set.SITE_URL ?? `http://${shown}:${set.PORT}`),
    dataDir: resolve(set.BROADSHEET_DATA),
    databaseUrl: set.DATABASE_URL,
    filesUrl: set.FILES_URL,
    mailUrl: set.MAIL_URL,
    mailFrom: set.MAIL_FROM,
    cdnPurgeUrl: set.CDN_PURGE_URL === undefined ? undefined : new URL(set.CDN_PURGE_URL),
    metricsToken: set.METRICS_TOKEN,
    trustedProxies: set.TRUSTED_PROXIES.split(',')
      .map((one) => one.trim())
      .filter(Boolean),
    logLevel: set.LOG_LEVEL,
  }
}
