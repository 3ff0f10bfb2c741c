export { type CacheNumbers, type Page, pagesIn, type Pages } from './pages.ts'
export { encodingFor } from './encoding.ts'
export { announcePurge, hearPurges, PURGE_CHANNEL } from './purge.ts'
