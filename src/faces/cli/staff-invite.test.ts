import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findLinkStanding, findStaffByEmail } from '#domains/accounts'
import { type FreshDb, freshDb } from '#kit/database'
import { Refusal } from '#platform/refusal'
import { staffInviteCommand } from './staff-invite.ts'

describe('broadsheet staff invite', () => {
  let fresh: FreshDb
  let out: string[]
  let err: string[]
  beforeAll(async () => {
    fresh = await freshDb()
  })
  afterAll(() => fresh.close())
  beforeEach(() => {
    out = []
    err = []
  })

  const run = (...args: string[]) =>
    staffInviteCommand(args, {
      db: fresh.db,
      siteUrl: new URL('http://127.0.0.1:3000'),
      clock: () => new Date('2026-11-24T20:00:00Z'),
      out: (line) => out.push(line),
      err: (line) => err.push(line),
    })

  it('prints a link that works, and nothing else, on stdout', async () => {
    expect(await run('ana@sentinel.example', '--role', 'editor', '--name', 'Ana Whitfield')).toBe(0)
    expect(out).toHaveLength(1)
    expect(out[0]).toMatch(/^http:\/\/127\.0\.0\.1:3000\/newsroom\/sign-in\?token=/)
    const token = new URL(out[0]!).searchParams.get('token')!
    expect(await findLinkStanding(fresh.db, token, new Date('2026-11-24T20:00:00Z'))).toBe('good')
    expect(await findStaffByEmail(fresh.db, 'ana@sentinel.example')).toMatchObject({
      name: 'Ana Whitfield',
      role: 'editor',
    })
  })

  it('keeps the role of someone there already and says how to change it', async () => {
    await run('ben@sentinel.example', '--role', 'reporter')
    await run('ben@sentinel.example', '--role', 'editor')
    expect(err.join('\n')).toContain('--change-role')
    await run('ben@sentinel.example', '--role', 'editor', '--change-role')
    expect((await findStaffByEmail(fresh.db, 'ben@sentinel.example'))?.role).toBe('editor')
  })

  it('refuses a role that is none, and names those that are', async () => {
    const wrong = run('cam@sentinel.example', '--role', 'boss')
    await expect(wrong).rejects.toBeInstanceOf(Refusal)
    await expect(wrong).rejects.toThrow(/admin, editor, copy, reporter, photo, business/)
  })

  it('refuses an address that is none', async () => {
    await expect(run('cam@', '--role', 'copy')).rejects.toThrow(/not an email address/)
  })

  it('refuses a command without a role or with two addresses', async () => {
    await expect(run('cam@sentinel.example')).rejects.toThrow(/--role admin\|editor/)
    await expect(run('a@sentinel.example', 'b@sentinel.example', '--role', 'copy')).rejects.toThrow(/one email address/)
    expect(out).toEqual([])
  })
})
