export { thankGiver } from './gifts.ts'
export { type Swept, sweepPayments } from './gifts-sweep.ts'
export {
  purgeEverything,
  purgeGiving,
  purgeGonePhoto,
  purgePhoto,
  purgeStanding,
  purgeStory,
  purgeWithdrawn,
} from './purge.ts'
export { type SourceDoor, sourceDoor } from './sources/index.ts'
export { startWorker } from './start.ts'
export type { Reactions } from './tasks.ts'
export { lookAtWeatherSoon, weatherServers } from './weather.ts'
