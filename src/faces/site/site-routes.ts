import { Hono } from 'hono'
import type { Page, Pages } from '#platform/cache'
import { cacheKeyOf } from './cache-key.ts'
import type { Site } from './site.ts'

/** What the routes need: the site, where its pages are kept (nowhere in most tests), and who hears of faults. */
export interface SiteRoutesNeeds {
  readonly site: Pick<Site, 'render' | 'trouble'>
  readonly pages?: Pages
  /** Hears of every page that could not be made, and gives the number under which it was noted. */
  readonly onFault?: (error: unknown, path: string) => string
}

/** The site as an HTTP face. Everything it does not know is a page too: not found. */
export function siteRoutes({ site, pages, onFault = () => '' }: SiteRoutesNeeds): Hono {
  const app = new Hono()

  app.on(['GET', 'HEAD'], '*', async (c) => {
    const { pathname, search, searchParams } = new URL(c.req.url)
    const key = cacheKeyOf(`${pathname}${search}`)
    try {
      // Made from the very words it is kept under: the address may spell the same thing in other ways.
      const make = () =>
        site.render(pathname, key === undefined ? searchParams : new URLSearchParams(key.split('?')[1] ?? ''))
      return pages && key !== undefined ? await pages.respond(key, c.req.raw, make) : answer(await make(), c.req.method)
    } catch (error) {
      return answer(site.trouble(error, pathname, onFault(error, pathname)), c.req.method)
    }
  })

  app.all('*', (c) => c.text('This address can only be read.', 405, { allow: 'GET, HEAD' }))
  return app
}

function answer(page: Page, method: string): Response {
  const body = method === 'HEAD' ? null : typeof page.body === 'string' ? page.body : new Uint8Array(page.body)
  return new Response(body, { status: page.status, headers: page.headers })
}
