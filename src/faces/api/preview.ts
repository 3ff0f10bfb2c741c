import { Hono } from 'hono'
import { getPaper } from '#domains/paper'
import { getStory, type LiveStory, previewOf } from '#domains/stories'
import type { Page } from '#platform/cache'
import type { ApiNeeds, Env } from './needs.ts'

/** How the site draws a story: the very code that draws it for readers. */
export interface PreviewNeeds {
  readonly drawStory: (story: LiveStory) => Promise<Page>
}

/** GET /stories/:id/preview: the copy in hand as readers would see it now. For the newsroom alone; no machine may keep it. */
export function previewRoutes({ db, clock, drawStory }: ApiNeeds & PreviewNeeds): Hono<Env> {
  const api = new Hono<Env>()
  api.get('/stories/:id/preview', async (c) => {
    const [story, { zone }] = await Promise.all([getStory(db, c.req.param('id')), getPaper(db)])
    const page = await drawStory(await previewOf(db, story, zone, clock()))
    const headers = new Headers(page.headers)
    headers.set('cache-control', 'no-store')
    headers.set('x-robots-tag', 'noindex')
    // The newsroom shows it in a frame of its own.
    const policy = headers.get('content-security-policy')
    if (policy)
      headers.set('content-security-policy', policy.replace(/frame-ancestors [^;]+/, "frame-ancestors 'self'"))
    headers.delete('x-frame-options')
    return new Response(typeof page.body === 'string' ? page.body : new Uint8Array(page.body), { headers })
  })
  return api
}
