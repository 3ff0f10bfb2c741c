import { type Appeal, findAppeal, newForm } from '#domains/gifts'
import { photoSigner } from '#domains/media'
import { dayIn, findPaper, type Paper } from '#domains/paper'
import type { LiveStory } from '#domains/stories'
import { earAt, findSummary, type Summary } from '#domains/weather'
import type { Page } from '#platform/cache'
import { type Db, isAway } from '#platform/db'
import { turnstile } from '#platform/http'
import type { Payments } from '#platform/payments'
import type { Assets } from './assets.ts'
import { type Ask, movedPage } from './page.ts'
import { confirmView, type GiftProblem } from './pages/give-confirm-page.tsx'
import { notFoundPage } from './pages/not-found-page.tsx'
import { storyPreview } from './pages/story-page.tsx'
import { troublePage, UNKNOWN_PAPER } from './pages/trouble-page.tsx'
import { properPath, routeFor } from './routes.ts'
import { guardedHeaders } from './security.ts'
import { pressStyles } from './styles.ts'
import { urls } from './urls.ts'

/** What the site needs from the world. `secret` stamps the addresses of photos; `hasCdn` where a CDN in front purges by the keys of a page. */
export interface SiteNeeds {
  readonly db: Db
  readonly siteUrl: URL
  readonly secret: string
  readonly assets: Assets
  readonly clock: () => Date
  readonly hasCdn?: boolean
  /** The paper as it is now, for whoever remembers it between pages; by default it is read for each. */
  readonly paper?: () => Promise<Paper | undefined>
  /** The weather for the ear, likewise. */
  readonly weather?: () => Promise<Summary | undefined>
  /** The appeal of now, likewise. */
  readonly appeal?: () => Promise<Appeal | undefined>
  /** How gifts by card are taken; left out where none are. */
  readonly payments?: Pick<Payments, 'isLive' | 'pageOrigin'> | undefined
}

/** The readers' site. Its pages are values: who asks and how they are kept is for others. */
export interface Site {
  /** The page at a path. Throws what the database throws; `trouble` makes a page of that. */
  render(path: string, query?: URLSearchParams): Promise<Page>
  /** A story as readers would see it, for those who work on it. */
  preview(story: LiveStory): Promise<Page>
  /** The page where a gift is looked over, with what was filled in and, where something is, what is wrong with it. */
  confirm(said: URLSearchParams, problem?: GiftProblem): Promise<Page>
  /** What readers get when a page could not be made. Needs no database. */
  trouble(error: unknown, path: string, requestId?: string): Page
}

// Nobody need sign in to search and no answer is kept, so searches may never take all connections from the pages.
const SEARCHES = { atOnce: 3, waiting: 12, waitMs: 3_000 }

/** Sets up the site: its style sheets are pressed once, here. */
export function createSite({
  db,
  siteUrl,
  secret,
  assets,
  clock,
  hasCdn = false,
  paper = () => findPaper(db),
  weather = () => findSummary(db),
  appeal = () => findAppeal(db, clock()),
  payments,
}: SiteNeeds): Site {
  const print = {
    siteUrl,
    assets,
    styles: pressStyles(assets),
    sign: photoSigner(secret),
    searching: turnstile(SEARCHES),
    giving: payments && {
      mode: payments.isLive ? ('live' as const) : ('practice' as const),
      pageOrigin: payments.pageOrigin,
      newForm: (at: Date) => newForm(secret, at),
    },
  }
  const guards = guardedHeaders(print)
  const framedGuards = guardedHeaders(print, { framed: true })
  // The nameplate outlives the database, for the page that says so.
  let lastPaper: Paper = UNKNOWN_PAPER
  let lastWeather: Summary | undefined
  let lastAppeal: Appeal | undefined
  const atHand = () => {
    const at = clock()
    const ear = lastWeather && earAt(lastWeather, at, dayIn(lastPaper.zone, at))
    return { db, paper: lastPaper, print, at, ear, appeal: lastAppeal }
  }

  async function asking(path: string, query: URLSearchParams): Promise<Omit<Ask, 'params'>> {
    const [known, sky, asks] = await Promise.all([paper(), weather(), appeal()])
    lastPaper = known ?? UNKNOWN_PAPER
    lastWeather = sky
    lastAppeal = asks
    return { ...atHand(), path, query }
  }

  async function made(ask: Omit<Ask, 'params'>): Promise<Page> {
    const route = routeFor(ask.path)
    return route ? route.make({ ...ask, params: route.params }) : notFoundPage({ ...ask, params: {} })
  }

  function finished(page: Page): Page {
    const tags = hasCdn && page.keep ? { 'surrogate-key': page.keys.join(' ') } : {}
    return guarded({ ...page, headers: { ...page.headers, ...tags } }, guards)
  }

  return {
    async render(path, query = new URLSearchParams()) {
      const ask = await asking(path, query)
      const proper = properPath(path)
      const page = await made({ ...ask, path: proper })
      if (proper === path) return finished(page)
      if (page.status === 301 || page.status === 404) return guarded(page, guards)
      return guarded(movedPage(query.size > 0 ? `${proper}?${query}` : proper), guards)
    },
    async preview(story) {
      const ask = await asking(story.address, new URLSearchParams())
      return guarded(await storyPreview({ ...ask, params: {} }, story), framedGuards)
    },
    async confirm(said, problem) {
      const ask = await asking(urls.giveConfirm, said)
      return guarded(await confirmView({ ...ask, params: {} }, said, problem), guards)
    },
    trouble(error, path, requestId = '') {
      const ask = { ...atHand(), path, query: new URLSearchParams(), params: {} }
      return guarded(troublePage(ask, { away: isAway(error), requestId }), guards)
    },
  }
}

function guarded(page: Page, guards: Readonly<Record<string, string>>): Page {
  return { ...page, headers: { ...guards, ...page.headers } }
}
