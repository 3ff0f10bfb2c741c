export { enqueue, type Enqueued } from './enqueue.ts'
export { migrateJobs, type Task, type Workers, work } from './work.ts'
