import { spawn } from 'node:child_process'
import type { Account } from './account.ts'

export interface Fuse {
  /** The server has ended, or is being ended in order. */
  snuff(): void
}

// Waits for a line; if the other end closes instead, the keeper is gone, however it went. Then the server ends too.
const SCRIPT = 'read line && exit; kill -INT "$1"; sleep 10; kill -QUIT "$1"'

/** Sees that the server does not outlive this process, even if this one is killed outright: a small shell holds a pipe from us. */
export function lightFuse(pid: number | undefined, account: Account): Fuse {
  if (process.platform === 'win32' || pid === undefined) return { snuff: () => {} }
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'broadsheet-fuse', String(pid)], {
    ...account,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  shell.on('error', () => {})
  shell.stdin.on('error', () => {})
  return { snuff: () => shell.stdin.end('\n') }
}
