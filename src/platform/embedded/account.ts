import { existsSync, lstatSync, readFileSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The user the server runs as; `undefined` means as ourselves. */
export type Account = { readonly uid: number; readonly gid: number } | undefined

const USERS = '/etc/passwd'

// "nobody" nearly everywhere. PostgreSQL refuses to run as root, and we make no users.
const NOBODY = { uid: 65534, gid: 65534 }

/** As root: the owner of the cluster if it has one already, else an unprivileged user. Otherwise ourselves. */
export function accountFor(cluster: string): Account {
  if (process.getuid?.() !== 0) return undefined
  const found = lstatSync(cluster, { throwIfNoEntry: false })
  return found && found.uid !== 0
    ? { uid: found.uid, gid: found.gid }
    : unprivileged(existsSync(USERS) ? readFileSync(USERS, 'utf8') : '')
}

/** The user 65534, unless the system's list of users knows only another "nobody": PostgreSQL makes no cluster for a user without a name. */
export function unprivileged(users: string): NonNullable<Account> {
  const known = users.split('\n').map((line) => line.split(':'))
  if (known.some(([, , uid]) => uid === String(NOBODY.uid))) return NOBODY
  const [, , uid, gid] = known.find(([name]) => name === 'nobody') ?? []
  return Number(uid) > 0 && Number(gid) > 0 ? { uid: Number(uid), gid: Number(gid) } : NOBODY
}

/** May this user pass through (a folder), or run (a file)? Mode bits only: no access lists. */
export function mayEnter(stats: Pick<Stats, 'mode' | 'uid' | 'gid'>, account: NonNullable<Account>): boolean {
  if (stats.uid === account.uid) return (stats.mode & 0o100) !== 0
  if (stats.gid === account.gid) return (stats.mode & 0o010) !== 0
  return (stats.mode & 0o001) !== 0
}

/** The first of `path` and the folders above it that the user may not pass, or nothing. `path` has no symbolic links in it. */
export function obstacleOnTheWay(path: string, account: Account): string | undefined {
  if (!account || account.uid === 0) return undefined
  const above = dirname(path)
  if (above !== path) {
    const higher = obstacleOnTheWay(above, account)
    if (higher) return higher
  }
  return mayEnter(statSync(path), account) ? undefined : path
}
