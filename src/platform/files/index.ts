export { diskFiles } from './disk.ts'
export type { Files } from './files.ts'
export { incomingFolder, sweepFolder } from './incoming.ts'
export { filesFrom } from './place.ts'
