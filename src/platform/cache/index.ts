export { encodingFor } from './encoding.ts'
export { type CacheNumbers, type Page, type Pages, pagesIn } from './pages.ts'
export { announcePurge, hearPurges, PURGE_CHANNEL } from './purge.ts'
