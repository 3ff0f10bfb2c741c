import { dayPath } from '#domains/stories'

/** The formats in which lists of stories can be followed, and how each is announced. */
export const FEED_TYPES = {
  xml: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
} as const
export type FeedFormat = keyof typeof FEED_TYPES

/** Every link on the site is made here. */
export const urls = {
  front: '/',
  search: '/search/',
  give: '/give/',
  giveConfirm: '/give/confirm/',
  giveThanks: '/give/thanks/',
  fund: (slug: string) => `/give/${slug}/`,
  match: (slug: string) => `/match/${slug}/`,
  matchForMachines: (slug: string) => `/match/${slug}.json`,
  staff: '/staff/',
  archive: '/archive/',
  corrections: '/corrections/',
  weather: '/weather/',
  favicon: '/favicon.svg',
  sitemap: '/sitemap.xml',
  newsSitemap: '/news-sitemap.xml',
  writer: (slug: string) => `/staff/${slug}/`,
  topic: (slug: string) => `/topics/${slug}/`,
  /** `day` is yyyy-mm-dd. */
  day: (day: string) => `/archive/${dayPath(day)}/`,
  /** `month` is yyyy-mm. */
  month: (month: string) => `/archive/${dayPath(`${month}-01`).slice(0, -2)}`,
  year: (year: string) => `/archive/${year}/`,
  /** The feed of a section by its path, or of the whole paper. */
  feed: (format: FeedFormat = 'xml', path = '/') => `${path}feed.${format}`,
  sitemapPage: (number: number) => `/sitemap-${number}.xml`,
  asset: (file: string) => `/assets/${file}`,
  /** The same list, another page of it; the first has no number. */
  paged: (path: string, page: number) => (page > 1 ? `${path}?page=${page}` : path),
  /** A search with the parts that are not empty. */
  find: (asked: Readonly<Record<string, string | number>>) => {
    const given = Object.entries(asked).filter(
      ([name, value]) => value !== '' && !(name === 'page' && value === 1) && value !== 'best',
    )
    return given.length === 0
      ? '/search/'
      : `/search/?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]))}`
  },
} as const

/** The whole address of a path, for what leaves the site: feeds, sitemaps, social cards. */
export function absolute(siteUrl: URL, path: string): string {
  return new URL(path, siteUrl).href
}
