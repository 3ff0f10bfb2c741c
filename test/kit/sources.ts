import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import {
  addSource,
  claimSources,
  getSource,
  listSourceLog,
  PLAIN_SOURCE,
  type SourceKind,
  type SourcePlan,
  type SourceSettings,
} from '#domains/wire'
import type { Db } from '#platform/db'
import { diskFiles } from '#platform/files'
import { logTo } from '#platform/logging'
import { cast, workOf } from './cast.ts'

/** A plan of a source, but for what is said otherwise. */
export function aPlan(kind: SourceKind, settings: SourceSettings, over: Partial<SourcePlan> = {}): SourcePlan {
  return {
    ...PLAIN_SOURCE,
    name: `Cascade by ${kind} ${crypto.randomUUID().slice(0, 6)}`,
    kind,
    settings,
    agency: 'Cascade News Service',
    ...over,
  }
}

/** What looking at sources needs, with folders of its own; `trusted` is this machine, where the fakes are. */
export async function sourceNeedsIn(db: Db, now: () => Date = () => new Date()) {
  const dataDir = await mkdtemp(join(tmpdir(), 'bs-sources-'))
  return {
    needs: {
      db,
      files: diskFiles(join(dataDir, 'files')),
      log: logTo('silent'),
      clock: now,
      secret: 's'.repeat(43),
      trusted: ['127.0.0.1'] as readonly string[],
      folders: { home: join(dataDir, 'wire'), allowed: [] as readonly string[] },
    },
    close: () => rm(dataDir, { recursive: true, force: true }),
  }
}

/** Adds a source as an admin does. */
export function added(db: Db, plan: SourcePlan, sealed = ''): Promise<string> {
  return addSource(workOf(db, { by: cast.ada, at: new Date() }), { ...plan, sealed })
}

/** Takes a source whatever its turn. */
export async function claimed(db: Db, id: string, holder = 'the tests') {
  const [source] = await claimSources(db, { holder, most: 1, leaseSeconds: 60, only: [id] })
  if (!source) throw new Error('Someone holds the source.')
  return source
}

/** The sentences in a source's log, oldest first. */
export async function sentencesOf(db: Db, id: string): Promise<string[]> {
  return (await listSourceLog(db, id)).map(({ sentence }) => sentence).reverse()
}

/** The headlines on the wire that came through a source, in order of arrival. */
export async function headlinesFrom(db: Db, id: string): Promise<string[]> {
  const found = await sql<{ headline: string }>`
    select item.headline from wire_item item where item.source_id = ${id} order by item.id`.execute(db)
  return found.rows.map(({ headline }) => headline)
}

export { getSource }

/** The database breaks on every revision with this headline, as it does on a deadlock or a statement that takes too long; gives what mends it. */
export async function breakingOn(db: Db, headline: string): Promise<() => Promise<void>> {
  const name = sql.id(`break_${crypto.randomUUID().replaceAll('-', '_')}`)
  await sql`
    create function ${name}() returns trigger language plpgsql as $$ begin
      raise exception 'canceling statement due to statement timeout' using errcode = '57014';
    end $$`.execute(db)
  await sql`
    create trigger ${name} before insert on wire_revision for each row when (new.item ->> 'headline' = ${sql.lit(headline)})
    execute function ${name}()`.execute(db)
  return async () => {
    await sql`drop function ${name} cascade`.execute(db)
  }
}
