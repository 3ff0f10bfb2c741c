import { expect, it } from 'vitest'
import { pagesIn } from '#platform/cache'
import { cacheKeyOf } from './cache-key.ts'
import type { Site } from './site.ts'
import { siteRoutes } from './site-routes.ts'

it('keeps a page under the very words it was made from, however the address spells them', async () => {
  const page = (body: string) => ({ status: 200, body, headers: { 'content-type': 'text/html' }, keys: [], keep: true })
  const site: Site = {
    render: async (path, query) => page(`${path} page ${query?.get('page') ?? '1'}`),
    preview: async () => page(''),
    confirm: async () => page(''),
    trouble: () => page('trouble'),
  }
  const app = siteRoutes({ site, pages: pagesIn({ keyOf: cacheKeyOf }) })
  const read = async (address: string) => (await app.request(address)).text()
  expect(await read('/news/?p%61ge=2')).toBe('/news/ page 1')
  expect(await read('/news/')).toBe('/news/ page 1')
  expect(await read('/news/?utm_source=x&page=2')).toBe('/news/ page 2')
})
