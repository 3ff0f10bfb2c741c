import { lstatSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The user the server runs as; `undefined` means as ourselves. */
export type Account = { readonly uid: number; readonly gid: number } | undefined

// "nobody" nearly everywhere. PostgreSQL refuses to run as root, and we make no users.
const UNPRIVILEGED = { uid: 65534, gid: 65534 }

/** As root: the owner of the cluster if it has one already, else an unprivileged user. Otherwise ourselves. */
export function accountFor(cluster: string): Account {
  if (process.getuid?.() !== 0) return undefined
  const found = lstatSync(cluster, { throwIfNoEntry: false })
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : UNPRIVILEGED
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
