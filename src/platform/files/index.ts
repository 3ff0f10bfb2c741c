export { diskFiles } from './disk.ts'
export type { Files } from './files.ts'
export { filesFrom } from './place.ts'
