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
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, 'STRIPE_SECRET_KEY begins with sk_live_ or sk_test_')
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(
      /^whsec_\w+(,whsec_\w+)*$/,
      'STRIPE_WEBHOOK_SECRET begins with whsec_ (two, with a comma between, while one is replaced)',
    )
    .optional(),
  STRIPE_API_BASE: z.url({ protocol: /^https?$/, error: 'STRIPE_API_BASE is an address, for tests' }).optional(),
  CDN_PURGE_URL: z
    .url({ protocol: /^https?$/, error: 'CDN_PURGE_URL is an address that takes a POST of the keys to purge' })
    .optional(),
  WEATHER_URL: z
    .url({ protocol: /^https?$/, error: 'WEATHER_URL is the address of the National Weather Service or one like it' })
    .optional(),
  OPEN_METEO_URL: z
    .url({ protocol: /^https?$/, error: 'OPEN_METEO_URL is the address of Open-Meteo or one like it' })
    .optional(),
  METRICS_TOKEN: z.string().min(16, 'METRICS_TOKEN needs at least 16 characters').optional(),
  TRUSTED_PROXIES: z.string().default(''),
  TRUSTED_OUTSIDE: z
    .string()
    .regex(
      /^[^\s,]*(?:\s*,\s*[^\s,]+)*\s*$/,
      'TRUSTED_OUTSIDE lists hosts with commas between them, such as wire.local,10.0.0.7:8021',
    )
    .default(''),
  WIRE_FOLDERS: z.string().default(''),
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
  /** The card processor; unset, gifts come by mail and by hand. */
  readonly stripe:
    | { readonly secretKey: string; readonly webhookSecrets: readonly string[]; readonly apiBase: URL | undefined }
    | undefined
  /** Instead of api.weather.gov and api.open-meteo.com; may be private. A key of Open-Meteo's stands in the address. */
  readonly weatherUrl: URL | undefined
  readonly openMeteoUrl: URL | undefined
  readonly metricsToken: string | undefined
  readonly trustedProxies: readonly string[]
  /** Hosts ("10.0.0.7", "wire.local:8021") that wire sources may be at though their addresses are private. */
  readonly trustedOutside: readonly string[]
  /** Folders outside the data folder in which wire sources may watch a folder. */
  readonly wireFolders: readonly string[]
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
    weatherUrl: set.WEATHER_URL === undefined ? undefined : new URL(set.WEATHER_URL),
    openMeteoUrl: set.OPEN_METEO_URL === undefined ? undefined : new URL(set.OPEN_METEO_URL),
    stripe:
      set.STRIPE_SECRET_KEY === undefined
        ? undefined
        : {
            secretKey: set.STRIPE_SECRET_KEY,
            webhookSecrets: (set.STRIPE_WEBHOOK_SECRET ?? '').split(',').filter(Boolean),
            apiBase: set.STRIPE_API_BASE === undefined ? undefined : new URL(set.STRIPE_API_BASE),
          },
    metricsToken: set.METRICS_TOKEN,
    trustedProxies: listed(set.TRUSTED_PROXIES),
    trustedOutside: listed(set.TRUSTED_OUTSIDE),
    wireFolders: listed(set.WIRE_FOLDERS).map((folder) => resolve(folder)),
    logLevel: set.LOG_LEVEL,
  }
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
}
