import { sql } from 'kysely'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { SourceSettings } from '#domains/wire'
import { freshDb } from '#kit/database'
import { aHostKey, aNitf, anFtpServer, anSftpServer, type FileServer } from '#kit/outside'
import { aJpeg } from '#kit/pictures'
import { added, aPlan, claimed, getSource, headlinesFrom, sentencesOf, sourceNeedsIn } from '#kit/sources'
import { lookAt } from './look-at.ts'
import { sealedFrom } from './sealed.ts'
import { trySource } from './try-source.ts'

const fresh = await freshDb()
const { db } = fresh
const { needs, close } = await sourceNeedsIn(db)
const open: FileServer[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})
afterAll(async () => {
  await fresh.close()
  await close()
})

const never = new AbortController().signal
const password = { password: 'let me in' }
let n = 0
async function started(kind: 'ftp' | 'sftp', server: FileServer, over: SourceSettings = {}) {
  n += 1
  open.push(server)
  const settings = { host: '127.0.0.1', port: server.port, user: 'wire', path: '/in', ...over }
  const id = await added(db, aPlan(kind, settings), sealedFrom(password, needs.secret))
  return { id, settings, look: async () => lookAt(needs, await claimed(db, id), 'the tests', never) }
}
const serverOf = (kind: 'ftp' | 'sftp') => (kind === 'ftp' ? anFtpServer() : anSftpServer())
const story = (name: string) => aNitf({ id: `${name}-${n}`, title: name })

describe.each(['ftp', 'sftp'] as const)('a folder on a server, by %s', (kind) => {
  it('is emptied: each file is received, and moved to done', async () => {
    const server = await serverOf(kind)
    const { id, look } = await started(kind, server)
    server.put('/in/roads.xml', story('Roads'))
    server.put('/in/rivers.xml', story('Rivers'))
    server.put('/in/later.xml.part', story('Later'))
    await look()
    expect((await getSource(db, id)).lastError).toBe('')
    expect((await headlinesFrom(db, id)).sort()).toEqual(['Rivers', 'Roads'])
    expect(server.paths()).toEqual(['/in/done/rivers.xml', '/in/done/roads.xml', '/in/later.xml.part'])
  })

  it('leaves one that grows to the next look', async () => {
    const server = await serverOf(kind)
    const { id, look } = await started(kind, server)
    const whole = story('Grows')
    server.put('/in/grows.xml', whole.slice(0, 200), new Date('2026-11-24T12:00:00Z'))
    server.onList = () => server.put('/in/grows.xml', whole, new Date('2026-11-24T12:00:05Z'))
    await look()
    expect(await headlinesFrom(db, id)).toEqual([])
    expect(server.paths()).toEqual(['/in/grows.xml'])
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Grows'])
  })

  it('puts a bad one into failed at the second look, and does not wait with the next for it', async () => {
    const server = await serverOf(kind)
    const { id, look } = await started(kind, server)
    server.put('/in/a.xml', story('Good'))
    server.put('/in/b.xml', '<nitf><body')
    server.put('/in/c.xml', story('Better'))
    await look()
    expect((await headlinesFrom(db, id)).sort()).toEqual(['Better', 'Good'])
    expect(server.paths()).toEqual(['/in/b.xml', '/in/done/a.xml', '/in/done/c.xml'])
    await look()
    expect(server.paths()).toEqual(['/in/done/a.xml', '/in/done/c.xml', '/in/failed/b.xml'])
    expect((await sentencesOf(db, id)).some((sentence) => sentence.startsWith('“b.xml”: '))).toBe(true)
  })

  it('that we may only read from is taken once, until a file is changed', async () => {
    const server = await serverOf(kind)
    const { id, look } = await started(kind, server)
    server.readOnly = true
    server.put('/in/lead.xml', story('Lead'), new Date('2026-11-24T12:00:00Z'))
    await look()
    await look()
    expect(await sentencesOf(db, id)).toEqual(['One new item received.'])
    server.put(
      '/in/lead.xml',
      aNitf({ id: `Lead-${n}`, title: 'Lead', text: 'It was rewritten at length.' }),
      new Date('2026-11-24T13:00:00Z'),
    )
    await look()
    expect(await sentencesOf(db, id)).toEqual(['One new item received.', 'One new item received.'])
    expect(await headlinesFrom(db, id)).toEqual(['Lead'])
  })

  it('loses nothing when the server hangs up in the middle of a file', async () => {
    const server = await serverOf(kind)
    const { id, look } = await started(kind, server)
    server.put('/in/cut.xml', story('Cut'))
    server.hangUpOnce = true
    await look()
    expect(await getSource(db, id)).toMatchObject({ failures: 1, lastError: expect.stringContaining('cut off') })
    expect(server.paths()).toEqual(['/in/cut.xml'])
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Cut'])
  })

  it('gives a story the picture that lies beside it', async () => {
    const server = await serverOf(kind)
    const { look } = await started(kind, server)
    const media = `<media media-type="image"><media-reference source="dam-${kind}.jpg" mime-type="image/jpeg"/><media-caption>The dam.</media-caption></media>`
    server.put('/in/dam.xml', aNitf({ id: `dam-${kind}-${n}`, title: 'Dam', media }))
    server.put(`/in/dam-${kind}.jpg`, await aJpeg(300 + n, 200))
    await look()
    const found = await sql<{ state: string }>`
      select state from wire_picture join wire_item item on item.id = item_id where external_id = ${`dam-${kind}-${n}`}`.execute(
      db,
    )
    expect(found.rows).toEqual([{ state: 'here' }])
    expect(server.paths()).toEqual([`/in/done/dam-${kind}.jpg`, '/in/done/dam.xml'])
  })

  it('says in words what is wrong', async () => {
    const server = await serverOf(kind)
    const { settings } = await started(kind, server)
    const tried = (over: SourceSettings, secrets = password) =>
      trySource(needs, { kind, settings: { ...settings, ...over }, secrets })
    expect(await tried({})).toMatchObject({ works: true, sentence: 'We are in. Nothing waits.' })
    expect(await tried({}, { password: 'wrong' })).toMatchObject({
      works: false,
      sentence: expect.stringContaining('Check the name and the password'),
    })
    expect((await tried({ path: '/nowhere' })).sentence).toMatch(/no such folder/)
    expect(await tried({ host: '169.254.169.254' })).toMatchObject({
      works: false,
      sentence: expect.stringContaining('inside this network'),
    })
    await server.close()
    expect((await tried({})).sentence).toContain('failed or was cut off')
    open.splice(0)
  })
})

describe('FTP', () => {
  it('works with a server that knows no machine-readable lists', async () => {
    const server = await anFtpServer({ knowsMlsd: false })
    const { id, look } = await started('ftp', server)
    server.put('/in/old.xml', story('Old server'))
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Old server'])
  })
})

describe('the key of an SFTP host', () => {
  it('is kept when it is first seen, and another one is refused', async () => {
    const first = await anSftpServer()
    const { id, look } = await started('sftp', first)
    await look()
    expect((await getSource(db, id)).settings.hostKey).toMatch(/^SHA256:/)
    const { port } = first
    await first.close()
    open.splice(0)
    const other = await anSftpServer({ port, hostKey: aHostKey() })
    open.push(other)
    other.put('/in/theirs.xml', story('Theirs'))
    await look()
    expect((await getSource(db, id)).lastError).toContain('another key than before (SHA256:')
    expect(await headlinesFrom(db, id)).toEqual([])
  })
})
