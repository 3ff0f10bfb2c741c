import { access, constants, mkdir, statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { findPaper } from '#domains/paper'
import { type Ground, openWorld, type World } from './world.ts'

const LOW_DISK_BYTES = 1024 ** 3

/** broadsheet doctor: looks the installation over, says what is well and what to mend. 0 when all is well, 1 when something needs a person. */
export async function doctor(ground: Ground): Promise<0 | 1 | 2> {
  const { config, out } = ground
  let trouble = 0
  const say = (well: boolean, line: string): void => {
    if (!well) trouble++
    out(`${well ? 'ok   ' : 'MEND '} ${line}`)
  }

  await mkdir(config.dataDir, { recursive: true }).catch(() => {})
  const writable = await access(config.dataDir, constants.W_OK).then(
    () => true,
    () => false,
  )
  say(
    writable,
    writable
      ? `Data is in ${config.dataDir}`
      : `The data folder ${config.dataDir} cannot be written to. Give this user the right, or set BROADSHEET_DATA.`,
  )
  if (writable) {
    const disk = await statfs(config.dataDir)
    const free = disk.bavail * disk.bsize
    say(
      free > LOW_DISK_BYTES,
      `${(free / 1024 ** 3).toFixed(1)} GB free on its disk${free > LOW_DISK_BYTES ? '' : '. Make room: a full disk stops the paper.'}`,
    )
  }
  const secure = config.siteUrl.protocol === 'https:' || ['localhost', '127.0.0.1'].includes(config.siteUrl.hostname)
  say(
    secure,
    secure
      ? `The site’s address is ${config.siteUrl.origin}`
      : `The site’s address ${config.siteUrl.origin} is not https: passwords would travel in the open. Put it behind TLS and set SITE_URL.`,
  )
  say(true, config.mailUrl ? 'Mail goes out by MAIL_URL' : 'Mail is kept in the outbox folder; set MAIL_URL to send it')

  const world = await openWorld(ground).catch((error: Error) => say(false, error.message))
  if (world) {
    await lookAtDatabase(world, say).finally(() => world.close())
  }
  out(trouble === 0 ? 'All is well.' : `${trouble} to mend.`)
  return trouble === 0 ? 0 : 1
}

async function lookAtDatabase({ db, config }: World, say: (well: boolean, line: string) => void): Promise<void> {
  const version = await sql<{ server_version: string }>`show server_version`.execute(db)
  say(
    true,
    `PostgreSQL ${version.rows[0]?.server_version} ${config.databaseUrl ? 'at DATABASE_URL' : '(our own)'} is up to date`,
  )
  const paper = await findPaper(db)
  say(
    true,
    paper
      ? `It holds ${paper.name}, ${paper.sections.length} sections`
      : 'It holds no paper yet; serve makes the sample, new makes an empty one',
  )
  const stuck = await sql<{ count: number }>`
    select count(*)::int as count from graphile_worker.jobs where attempts >= 3 and last_error is not null`.execute(db)
  const count = stuck.rows[0]?.count ?? 0
  say(count === 0, count === 0 ? 'No job keeps failing' : `${count} jobs keep failing; see the log lines with "jobs"`)
  const late = await sql<{ count: number }>`
    select count(*)::int as count from story where state = 'scheduled' and scheduled_for < now() - interval '5 minutes'`.execute(
    db,
  )
  say(
    late.rows[0]?.count === 0,
    late.rows[0]?.count === 0
      ? 'No scheduled story is late'
      : `${late.rows[0]?.count} scheduled stories are late: is a worker running?`,
  )
}
