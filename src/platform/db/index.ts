export { isAway } from './away.ts'
export { type Connection, connect, type Db, listen, type Pooled, transaction } from './connect.ts'
export { migrate } from './migrate.ts'
export type { DB as Database } from './schema.ts'
