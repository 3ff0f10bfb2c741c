export { type Found, find, RESULTS_PER_PAGE, type Results } from './find.ts'
export { dropStory, indexStory } from './index-story.ts'
export { Query, type Shard } from './query.ts'
