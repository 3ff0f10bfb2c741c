export { isAway } from './away.ts'
export { connect, type Connection, type Db, listen, type Pooled, transaction } from './connect.ts'
export { migrate } from './migrate.ts'
export type { DB as Database } from './schema.ts'
