export { Broken } from './broken.ts'
export { type Embedded, type EmbeddedOptions, openEmbedded } from './open.ts'
