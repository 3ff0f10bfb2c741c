import { describe, expect, it } from 'vitest'
import { packageFor } from './binaries.ts'
import { folderTrouble, InUse, startTrouble } from './broken.ts'

const files = { cluster: '/data/database', log: '/data/database.log' }

function said(log: string): string {
  return startTrouble(log, files).message
}

describe('what the server says when it does not start, in our words', () => {
  it('a full disk', () => {
    expect(said('FATAL:  could not write lock file "postmaster.pid": No space left on device')).toMatch(
      /disk is full.*Free some space/,
    )
    expect(said('PANIC:  could not write to file "pg_wal/xlogtemp.9": No space left on device')).toMatch(/disk is full/)
  })
  it('a damaged cluster, with the words that tell and what to do', () => {
    expect(said('LOG:  starting\nPANIC:  could not locate a valid checkpoint record at 0/1')).toMatch(
      /damaged.*could not locate a valid checkpoint record at 0\/1.*Restore a backup/,
    )
  })
  it('a folder of another owner', () => {
    expect(said('FATAL:  data directory "/data/database" has wrong ownership')).toMatch(/may not be read.*chown/)
  })
  it('another server on the same folder, which may end in a moment', () => {
    const trouble = startTrouble('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', files)
    expect(trouble).toBeInstanceOf(InUse)
    expect(trouble.message).toMatch(/Another PostgreSQL server is using \/data\/database/)
  })
  it('a system the programs were not made for', () => {
    expect(said('postgres: error while loading shared libraries: libm.so.6')).toMatch(
      /does not run on this system.*DATABASE_URL/,
    )
  })
  it('a user without a name', () => {
    expect(said('initdb: error: could not look up effective user ID 1234: user does not exist')).toMatch(
      /\/etc\/passwd.*DATABASE_URL/,
    )
  })
  it('anything else, with the end of the log', () => {
    expect(said('FATAL:  something new')).toMatch(/did not start \(something new\).*\/data\/database\.log/s)
  })
})

describe('why a folder cannot be had, in our words', () => {
  it('tells full, in the way, read-only and forbidden apart', () => {
    const sentence = (code: string) => folderTrouble('/data', Object.assign(new Error(code), { code })).message
    expect(sentence('ENOSPC')).toMatch(/disk is full/)
    expect(sentence('ENOTDIR')).toMatch(/a file is in the way/)
    expect(sentence('EROFS')).toMatch(/cannot be written/)
    expect(sentence('EACCES')).toMatch(/may not be written by this user/)
  })
})

describe('a machine without an embedded server', () => {
  it('is named, and told of DATABASE_URL', () => {
    expect(() => packageFor('freebsd', 'x64')).toThrow(/freebsd on x64.*DATABASE_URL/)
  })
})
