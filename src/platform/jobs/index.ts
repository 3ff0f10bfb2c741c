export { type Enqueued, enqueue } from './enqueue.ts'
export { migrateJobs, type Task, type Workers, work } from './work.ts'
