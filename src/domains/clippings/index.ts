export type { Clipping, ClippingPhoto, ReadingOptions } from './clipping.ts'
export { mustFit, PAGE_MAX_BYTES } from './decode.ts'
export { readPage } from './read-page.ts'
