import { countLive, listForSitemap, listKeys } from '#domains/stories'
import type { Page } from '#platform/cache'
import { type Ask, filePage, todayKey } from '#site/page.ts'
import { notFoundPage } from '#site/pages/not-found-page.tsx'
import { absolute, urls } from '#site/urls.ts'
import { escapeXml } from './xml.ts'

// sitemaps.org allows 50,000 lines; a quarter of that keeps one render and one download small.
const LINES = 10_000
// Google News takes the last two days, at most 1,000 stories.
const NEWS_LINES = 1_000
const NEWS_MS = 48 * 3_600_000
const XML = 'application/xml; charset=utf-8'
const SITEMAP_NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** The index of the sitemaps. */
export async function sitemapIndex(ask: Ask): Promise<Page> {
  const pages = Math.max(1, Math.ceil((await countLive(ask.db)) / LINES))
  const lines = Array.from(
    { length: pages },
    (_, at) => `<sitemap>${element('loc', absolute(ask.print.siteUrl, urls.sitemapPage(at + 1)))}</sitemap>`,
  )
  return xmlPage(`<sitemapindex xmlns="${SITEMAP_NAMESPACE}">${lines.join('')}</sitemapindex>`)
}

/** One sitemap: stories, oldest first; the first one also has the front, the sections and the standing pages. */
export async function sitemapPage(ask: Ask): Promise<Page> {
  const page = Number(ask.params.number)
  const stories = await listForSitemap(ask.db, { page, size: LINES })
  if (page < 1 || (stories.length === 0 && page > 1)) return notFoundPage(ask)
  const standing =
    page === 1
      ? [
          urls.front,
          ...ask.paper.sections.map((section) => section.path),
          urls.staff,
          urls.archive,
          urls.corrections,
          ...(ask.ear ? [urls.weather] : []),
        ]
      : []
  const lines = [
    ...standing.map((path) => `<url>${element('loc', absolute(ask.print.siteUrl, path))}</url>`),
    ...stories.map(
      ({ address, changedAt }) =>
        `<url>${element('loc', absolute(ask.print.siteUrl, address))}${element('lastmod', changedAt.toISOString())}</url>`,
    ),
  ]
  return xmlPage(`<urlset xmlns="${SITEMAP_NAMESPACE}">${lines.join('\n')}</urlset>`)
}

/** The stories of the last two days, for news search. */
export async function newsSitemap(ask: Ask): Promise<Page> {
  const stories = await listForSitemap(ask.db, {
    page: 1,
    size: NEWS_LINES,
    since: new Date(ask.at.getTime() - NEWS_MS),
  })
  const publication = `<news:publication>${element('news:name', ask.paper.name)}<news:language>en</news:language></news:publication>`
  const lines = stories.map(
    ({ address, headline, publishedAt }) =>
      `<url>${element('loc', absolute(ask.print.siteUrl, address))}<news:news>${publication}${element('news:publication_date', publishedAt.toISOString())}${element('news:title', headline)}</news:news></url>`,
  )
  return xmlPage(
    `<urlset xmlns="${SITEMAP_NAMESPACE}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${lines.join('\n')}</urlset>`,
  )
}

/** What crawlers may fetch. */
export async function robots(ask: Ask): Promise<Page> {
  const text = [
    'User-agent: *',
    'Disallow: /search/',
    'Disallow: /newsroom/',
    'Disallow: /api/',
    '',
    `Sitemap: ${absolute(ask.print.siteUrl, urls.sitemap)}`,
    `Sitemap: ${absolute(ask.print.siteUrl, urls.newsSitemap)}`,
    '',
  ]
  return filePage(text.join('\n'), 'text/plain; charset=utf-8', [listKeys.paper])
}

function xmlPage(root: string): Page {
  return filePage(`<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`, XML, [
    listKeys.sitemap,
    listKeys.paper,
    todayKey,
  ])
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`
}
