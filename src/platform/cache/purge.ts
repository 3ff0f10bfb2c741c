import { sql } from 'kysely'
import { z } from 'zod'
import { type Connection, type Db, listen } from '#platform/db'
import type { Pages } from './pages.ts'

/** The NOTIFY channel on which nodes tell each other what to make afresh. */
export const PURGE_CHANNEL = 'broadsheet_purge'

const Message = z.object({ keys: z.union([z.array(z.string()), z.literal('all')]), hard: z.boolean() })

// PostgreSQL takes 8,000 bytes in one NOTIFY.
const KEYS_PER_MESSAGE = 100

/** Tells every node, when the transaction is kept, to make afresh the pages that show one of `keys`; `hard` for what must not be seen again. */
export async function announcePurge(db: Db, keys: readonly string[] | 'all', hard = false): Promise<void> {
  const groups = keys === 'all' ? ['all' as const] : chunks(keys)
  for (const group of groups) {
    await sql`select pg_notify(${PURGE_CHANNEL}, ${JSON.stringify({ keys: group, hard })})`.execute(db)
  }
}

function chunks(keys: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(keys.length / KEYS_PER_MESSAGE) }, (_, at) =>
    keys.slice(at * KEYS_PER_MESSAGE, (at + 1) * KEYS_PER_MESSAGE),
  )
}

/** Purges this node's pages whenever any node announces it. After a gap everything is made afresh, because a purge may have been missed. */
export function hearPurges(connection: Connection, pages: Pages): { ready: Promise<void>; close(): Promise<void> } {
  return listen(connection, PURGE_CHANNEL, {
    onMessage(payload) {
      const message = Message.safeParse(jsonOf(payload))
      if (!message.success || message.data.keys === 'all') pages.purgeAll()
      else pages.purge(message.data.keys, message.data.hard)
    },
    onGap: () => pages.purgeAll({ missed: true }),
  })
}

function jsonOf(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}
