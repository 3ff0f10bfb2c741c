import { isAbsolute, relative, resolve } from 'node:path'
import { type Actor, hasRole } from '#domains/accounts'
import type { Rule } from './rules.ts'

/** How a source is heard: a folder that is watched, an address that is asked, a mailbox, a sender who pushes, or the command line. */
export const SOURCE_KINDS = ['folder', 'http', 'ap-media', 'sftp', 'ftp', 'imap', 'push', 'by-hand'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** Where a source is and how it is asked. Which fields count depends on the kind; passwords are apart. */
export interface SourceSettings {
  readonly path?: string | undefined
  readonly url?: string | undefined
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly user?: string | undefined
  readonly secure?: boolean | undefined
  /** Of SFTP: the fingerprint of the first key seen. Another one is refused until it is cleared. */
  readonly hostKey?: string | undefined
  readonly mailbox?: string | undefined
  /** Of a mailbox: the senders that are listened to. */
  readonly from?: readonly string[] | undefined
  readonly query?: string | undefined
}

/** What an editor decides about a source. */
export interface SourcePlan {
  readonly name: string
  readonly kind: SourceKind
  readonly isOn: boolean
  readonly settings: SourceSettings
  readonly everySeconds: number
  readonly agency: string
  readonly deskId: string | null
  readonly sectionId: string | null
  readonly rules: readonly Rule[]
  readonly usageTerms: readonly string[]
  readonly expiresAfterDays: number | null
  readonly quietAfterMinutes: number | null
  readonly killPolicy: 'ask' | 'withdraw'
  readonly expiryPolicy: 'warn' | 'withdraw'
}

/** What a source does when nobody has decided otherwise: asked once a minute, nothing routed, and a kill is answered by a person. */
export const PLAIN_SOURCE: Omit<SourcePlan, 'name' | 'kind'> = {
  isOn: true,
  settings: {},
  everySeconds: 60,
  agency: '',
  deskId: null,
  sectionId: null,
  rules: [],
  usageTerms: [],
  expiresAfterDays: null,
  quietAfterMinutes: null,
  killPolicy: 'ask',
  expiryPolicy: 'warn',
}

export type SourceObstacle = 'no-path' | 'no-url' | 'no-host' | 'no-user' | 'no-sender'

/** The first thing a source of its kind lacks, or nothing. */
export function obstacleToSource({
  kind,
  settings,
}: Pick<SourcePlan, 'kind' | 'settings'>): SourceObstacle | undefined {
  switch (kind) {
    case 'folder':
      return settings.path?.trim() ? undefined : 'no-path'
    case 'http':
    case 'ap-media':
      return /^https?:\/\/[^\s/]/i.test(settings.url ?? '') ? undefined : 'no-url'
    case 'sftp':
    case 'ftp':
      return settings.host?.trim() ? undefined : 'no-host'
    case 'imap':
      if (!settings.host?.trim()) return 'no-host'
      if (!settings.user?.trim()) return 'no-user'
      // Anyone can write to a mailbox; an agency is known by its address.
      return (settings.from ?? []).length > 0 ? undefined : 'no-sender'
    case 'push':
    case 'by-hand':
      return undefined
  }
}

/** True if the actor may add, change, remove and try sources. */
export function mayArrangeSources(by: Actor): boolean {
  return hasRole(by, 'admin', 'editor')
}

/** True where a rule publishes by itself. Such a source is changed by admins only. */
export function publishesByItself({ rules }: Pick<SourcePlan, 'rules'>): boolean {
  return rules.some((rule) => rule.does.publish)
}

/** True if kept passwords may still be used: they are for the place they were given for, and for no other. */
export function isSamePlace(
  one: Pick<SourcePlan, 'kind' | 'settings'>,
  other: Pick<SourcePlan, 'kind' | 'settings'>,
): boolean {
  return one.kind === other.kind && placeOf(one.settings) === placeOf(other.settings)
}

function placeOf({ url, host, port, user, secure }: SourceSettings): string {
  const origin = url !== undefined && URL.canParse(url) ? new URL(url).origin : (url ?? '')
  return JSON.stringify([origin, host ?? '', port ?? 0, user ?? '', secure ?? true])
}

/** True if what was seen there before says nothing about what is there now. */
export function isOtherContent(
  one: Pick<SourcePlan, 'kind' | 'settings'>,
  other: Pick<SourcePlan, 'kind' | 'settings'>,
): boolean {
  const content = ({
    kind,
    settings: { path, url, host, port, user, mailbox, query },
  }: Pick<SourcePlan, 'kind' | 'settings'>) => JSON.stringify([kind, path, url, host, port, user, mailbox, query])
  return content(one) !== content(other)
}

/**
 * The absolute path of a watched folder: below `home` (the data folder's own place for them) or in one of the folders an operator allowed;
 * undefined where it is in none of them.
 */
export function folderOf(
  path: string,
  { home, allowed }: { home: string; allowed: readonly string[] },
): string | undefined {
  const wanted = isAbsolute(path) ? resolve(path) : resolve(home, path.replace(/^wire[\\/]/, ''))
  return [home, ...allowed].some((folder) => isWithin(wanted, folder)) ? wanted : undefined
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

const MAX_PAUSE_MS = 30 * 60_000

/** How long to leave a source alone after it failed for the nth time in a row. `chance` from 0 to 1 keeps sources from coming back all at once. */
export function pauseAfter(failures: number, everySeconds: number, chance: number): number {
  const first = Math.max(everySeconds * 1_000, 5_000)
  const longest = Math.max(MAX_PAUSE_MS, first)
  const pause = Math.min(first * 2 ** Math.min(Math.max(failures - 1, 0), 20), longest)
  return Math.round(pause * (0.75 + 0.25 * chance))
}
