import type { Appeal, Mode } from '#domains/gifts'
import type { Sign } from '#domains/media'
import type { Paper } from '#domains/paper'
import type { Ear } from '#domains/weather'
import type { Page } from '#platform/cache'
import type { Db } from '#platform/db'
import type { Turnstile } from '#platform/http'
import type { Assets } from './assets.ts'
import type { Styles } from './styles.ts'

/** What the whole site is made with: where it is reached, its typefaces, its style sheets, the stamp of its photos, the turnstile before its search. */
export interface Print {
  readonly siteUrl: URL
  readonly assets: Assets
  readonly styles: Styles
  readonly sign: Sign
  readonly searching: Turnstile
  /** How gifts by card are taken: of which kind of money, where the payment page is, and a form to be sent once. Left out where none are. */
  readonly giving?:
    | { readonly mode: Mode; readonly pageOrigin: string; readonly newForm: (at: Date) => string }
    | undefined
}

/** What one page is made from. `path` is the address as asked for; `at` is now; `params` are the named parts of the address. */
export interface Ask {
  readonly db: Db
  readonly paper: Paper
  readonly print: Print
  readonly at: Date
  /** The weather beside the nameplate, where there is any to tell. */
  readonly ear: Ear | undefined
  /** What readers are asked to give for; undefined where nothing takes gifts. */
  readonly appeal: Appeal | undefined
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
}

/** Makes one kind of page. */
export type MakePage = (ask: Ask) => Promise<Page>

/** Shows today's date, or something else that is so only today: every page with a folio line. */
export const todayKey = 'today'

// Readers ask each time and get a 304; a proxy may keep a page for a minute, and longer while we are away. A CDN with purging is told apart (RFC 9213).
const CACHED = {
  'cache-control': 'public, max-age=0, stale-if-error=86400',
  'cdn-cache-control': 'public, max-age=60, stale-while-revalidate=60, stale-if-error=86400',
}
const UNCACHED = { 'cache-control': 'no-cache' }

/** What readers may keep, and proxies; nothing where `keep` is false. */
export function cachingHeaders(keep: boolean): Readonly<Record<string, string>> {
  return keep ? CACHED : UNCACHED
}

/** A file that is not a page to look at: a feed, a sitemap. */
export function filePage(body: string, contentType: string, keys: readonly string[]): Page {
  return {
    status: 200,
    body,
    headers: { 'content-type': contentType, ...cachingHeaders(true), 'x-content-type-options': 'nosniff' },
    keys: [...new Set(keys)],
    keep: true,
  }
}

/** Sends readers on to where this is now, for ever. Not kept: the story may move again. */
export function movedPage(to: string): Page {
  return {
    status: 301,
    body: '',
    headers: { location: to, 'content-type': 'text/plain; charset=utf-8', ...cachingHeaders(false) },
    keys: [],
    keep: false,
  }
}

/** The page of a list that was asked for, counted from 1. Anything that is no such number means the first. */
export function pageNumber(query: URLSearchParams): number {
  const asked = query.get('page') ?? ''
  return /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : 1
}
