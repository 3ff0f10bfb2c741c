/** The database cannot be had, for a reason a person can mend. The message is a plain sentence that says what to do. */
export class Broken extends Error {
  override readonly name = 'Broken'
}

/** Another server, or what is left of one, still uses the cluster; it may end in a moment. */
export class InUse extends Broken {}

/** The system's own code of an error, such as `ENOSPC`, or nothing. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

const FULL = 'The disk is full. Free some space, then start again.'

/** How a keeper ends that found the disk full: it could not write that down either. */
export const FULL_DISK_EXIT = 28

/** The disk is full, whoever noticed: the system, SQLite, or we. */
export function isFullDisk(error: unknown): boolean {
  const text = error instanceof Error ? error.message : ''
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(error)) || text === FULL || text.includes('database or disk is full')
}

/** What to tell a person whose disk is full. */
export function fullDisk(): Broken {
  return new Broken(FULL)
}

/** Says in a sentence why a folder of ours could not be made or written. */
export function folderTrouble(folder: string, error: unknown): Broken {
  const code = codeOf(error)
  if (isFullDisk(error)) return fullDisk()
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new Broken(
      `${folder} cannot be made, because a file is in the way. Move it, or point BROADSHEET_DATA elsewhere.`,
    )
  }
  if (code === 'EROFS') {
    return new Broken(`${folder} is on a disk that cannot be written. Point BROADSHEET_DATA at a folder that can.`)
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new Broken(
      `${folder} may not be written by this user. Give the user that folder (chown), or point BROADSHEET_DATA at another.`,
    )
  }
  return new Broken(`${folder} cannot be used for the database: ${error instanceof Error ? error.message : error}.`)
}

/**
 * Says in a sentence why the server did not start, from what it wrote in its log; the sentences name `cluster` and, where a
 * person must read on, `log`.
 */
export function startTrouble(text: string, { cluster, log }: { cluster: string; log: string }): Broken {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const telling = lines.filter((line) => /\b(FATAL|PANIC|ERROR|error):|denied|No space/.test(line))
  const last = (telling.at(-1) ?? lines.at(-1) ?? 'it said nothing').replace(
    /^.*?\b(FATAL|PANIC|ERROR|error):\s*|^but /,
    '',
  )
  if (/No space left on device|Disk quota exceeded/.test(text)) return fullDisk()
  if (/database files are incompatible|was initialized by PostgreSQL/.test(text))
    return otherMajor(cluster, 'another version')
  if (/Permission denied|has wrong ownership|Operation not permitted/.test(text)) {
    return new Broken(
      `The database in ${cluster} may not be read by the user it runs as (${last}). Run Broadsheet as the folder's owner, or chown it.`,
    )
  }
  if (/could not look up effective user ID/.test(text)) {
    return new Broken(
      `PostgreSQL makes no database for a user without a name (${last}). Add the user to /etc/passwd, run as another, or set DATABASE_URL.`,
    )
  }
  if (/could not (create|map|resize).*shared memory|Cannot allocate memory|out of memory/i.test(text)) {
    return new Broken(`There is too little memory to start the database (${last}). Free some memory, then start again.`)
  }
  if (/is another postmaster|lock file .* already exists|shared memory block .* still in use/i.test(text)) {
    return new InUse(
      `Another PostgreSQL server is using ${cluster}. Stop that one first, or point BROADSHEET_DATA elsewhere.`,
    )
  }
  if (/error while loading shared libraries|GLIBC_|cannot execute|Exec format/.test(text)) {
    return new Broken(
      `The PostgreSQL that comes with Broadsheet does not run on this system (${last}). Set DATABASE_URL to a PostgreSQL server, 15 or newer.`,
    )
  }
  if (
    /checkpoint|checksum|invalid page|control file|could not (open|read|access|stat|find)|PANIC|not a valid|directory structure/.test(
      text,
    )
  ) {
    return new Broken(
      `The database in ${cluster} is damaged and does not start (${last}). Restore a backup, or keep that folder and ask for help with ${log}.`,
    )
  }
  return new Broken(
    `The database in ${cluster} did not start (${last}). Its log is ${log}:\n${lines.slice(-8).join('\n')}`,
  )
}

/** The data folder belongs to another PostgreSQL. */
export function otherMajor(cluster: string, theirs: string, ours = 'another one'): Broken {
  return new Broken(
    `The database in ${cluster} was made by PostgreSQL ${theirs}, and this Broadsheet brings ${ours}. Write it out with pg_dump of the version that made it and load it into a new one, or point BROADSHEET_DATA elsewhere.`,
  )
}
