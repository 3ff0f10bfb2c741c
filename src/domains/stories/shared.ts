export { addressOf, dayOfPath, dayPath, slugOf } from './address.ts'
export * from './body.ts'
export * from './copy.ts'
export {
  dayKey,
  keysOfPlace,
  keysToPurge,
  listKeys,
  photoKey,
  sectionKey,
  storyKey,
  topicKey,
  writerKey,
} from './keys.ts'
export { mayDraft, mayPublish, mayRevise } from './permission.ts'
export {
  type Doubt,
  doubtSentences,
  doubtsAbout,
  type Obstacle,
  obstacleSentences,
  obstaclesToPublishing,
  type Standing,
  type State,
  type Story,
} from './story.ts'
