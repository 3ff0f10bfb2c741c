export { purgeEverything, purgePhoto, purgeStory, purgeWithdrawn } from './purge.ts'
export { startWorker } from './start.ts'
export type { Reactions } from './tasks.ts'
