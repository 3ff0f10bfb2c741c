import { favicon, oldFavicon } from './favicon.ts'
import { feedPage } from './feeds/feed.ts'
import { newsSitemap, robots, sitemapIndex, sitemapPage } from './feeds/sitemap.ts'
import type { MakePage } from './page.ts'
import { archivePage, dayPage, monthPage, yearPage } from './pages/archive-pages.tsx'
import { correctionsPage } from './pages/corrections-page.tsx'
import { frontPage } from './pages/front-page.tsx'
import { confirmPage } from './pages/give-confirm-page.tsx'
import { fundPage, givePage } from './pages/give-page.tsx'
import { thanksPage } from './pages/give-thanks-page.tsx'
import { matchFile, matchPage } from './pages/match-page.tsx'
import { searchPage } from './pages/search-page.tsx'
import { sectionPage } from './pages/section-page.tsx'
import { staffPage, writerPage } from './pages/staff-page.tsx'
import { storyPage } from './pages/story-page.tsx'
import { topicPage } from './pages/topic-page.tsx'
import { weatherPage } from './pages/weather-page.tsx'

/** Every address of the site, in the order in which they are tried. Pictures are in photos.ts. */
const ROUTES: readonly (readonly [address: string, make: MakePage])[] = [
  ['/', frontPage],
  ['/stories/:year/:month/:date/:slug/', storyPage],
  ['/staff/', staffPage],
  ['/staff/:slug/', writerPage],
  ['/topics/:slug/', topicPage],
  ['/archive/', archivePage],
  ['/archive/:year/', yearPage],
  ['/archive/:year/:month/', monthPage],
  ['/archive/:year/:month/:date/', dayPage],
  ['/search/', searchPage],
  ['/corrections/', correctionsPage],
  ['/weather/', weatherPage],
  ['/give/', givePage],
  ['/give/confirm/', confirmPage],
  ['/give/thanks/', thanksPage],
  ['/give/:fund/', fundPage],
  ['/match/:slug.json', matchFile],
  ['/match/:slug/', matchPage],
  ['/sitemap.xml', sitemapIndex],
  ['/sitemap-:number.xml', sitemapPage],
  ['/news-sitemap.xml', newsSitemap],
  ['/robots.txt', robots],
  ['/favicon.svg', favicon],
  ['/favicon.ico', oldFavicon],
  ['/feed.:format', feedPage],
  ['/:section/feed.:format', feedPage],
  ['/:section/:subsection/feed.:format', feedPage],
  ['/:section/', sectionPage],
  ['/:section/:subsection/', sectionPage],
]

// What a part of an address may be, where it is not simply small letters, figures and hyphens.
const PARTS: Readonly<Record<string, string>> = {
  year: '[1-9]\\d{3}',
  month: '[a-z]{3}',
  date: '\\d{2}',
  number: '[1-9]\\d{0,4}',
  format: 'xml|atom|json',
}

const TABLE = ROUTES.map(([address, make]) => {
  const pattern = address
    .replaceAll('.', '\\.')
    .replace(/:([a-z]+)/g, (_, name: string) => `(?<${name}>${PARTS[name] ?? '[a-z0-9-]{1,120}'})`)
  return { pattern: new RegExp(`^${pattern}$`), make }
})

/** What makes the page at a path, with the named parts of the path; undefined if nothing does. */
export function routeFor(
  path: string,
): { readonly make: MakePage; readonly params: Readonly<Record<string, string>> } | undefined {
  for (const { pattern, make } of TABLE) {
    const found = pattern.exec(path)
    if (found) return { make, params: found.groups ?? {} }
  }
  return undefined
}

/** How an address is spelled: small letters, single slashes, one at the end unless it names a file. */
export function properPath(path: string): string {
  const spelled = path.toLowerCase().replace(/\/{2,}/g, '/')
  return spelled.endsWith('/') || /\.[a-z]+$/.test(spelled) ? spelled : `${spelled}/`
}
