import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listOutbox, type Mailer, mailerFrom, readOutbox } from './index.ts'

const FROM = 'The Inland Sentinel <newsroom@sentinel.example>'
const mail = {
  to: 'ana@sentinel.example',
  subject: 'Sign in',
  text: 'Open https://sentinel.example/newsroom/sign-in?token=abc=def\n\nUntil 5:24 p.m.',
  html: '<p>Open <a href="https://sentinel.example/newsroom/sign-in?token=abc=def">the newsroom</a>.</p>',
}

describe('mail with an SMTP server', () => {
  const received: { mail: ParsedMail; to: string[] }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(address, _session, done) {
      done(address.address.startsWith('nobody') ? new Error('no such mailbox') : null)
    },
    onData(stream, session, done) {
      void simpleParser(stream).then((parsed) => {
        received.push({ mail: parsed, to: session.envelope.rcptTo.map((one) => one.address) })
        done()
      }, done)
    },
  })
  let mailer: Mailer

  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const address = server.server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    mailer = mailerFrom(`smtp://127.0.0.1:${port}`, '/nowhere', FROM)
  })
  afterAll(async () => {
    await mailer.close()
    await new Promise<void>((done) => server.close(done))
  })

  it('reaches it with both twins, from the paper, and tells its id', async () => {
    const { id } = await mailer.send({ ...mail, headers: { 'X-Kind': 'sign-in' } })
    const got = received.at(-1)
    expect(got?.to).toEqual(['ana@sentinel.example'])
    expect(got?.mail.from?.text).toContain('The Inland Sentinel')
    expect(got?.mail.text).toContain('token=abc=def')
    expect(got?.mail.html).toContain('<a href=')
    expect(got?.mail.headers.get('x-kind')).toBe('sign-in')
    expect(got?.mail.messageId).toBe(id)
  })

  it('cannot be given a second header through the subject', async () => {
    await mailer.send({ ...mail, subject: 'Hello\r\nBcc: eve@evil.example\r\n\r\nBody' })
    const got = received.at(-1)
    expect(got?.mail.subject).toBe('Hello Bcc: eve@evil.example Body')
    expect(got?.mail.bcc).toBeUndefined()
    expect(got?.to).toEqual(['ana@sentinel.example'])
  })

  it('goes to one address, however the address is written', async () => {
    const before = received.length
    await expect(mailer.send({ ...mail, to: 'ana@a.example, eve@evil.example' })).rejects.toThrow('address')
    await expect(mailer.send({ ...mail, to: 'ana@a.example\r\nBcc: eve@evil.example' })).rejects.toThrow('address')
    await expect(mailer.send({ ...mail, to: '<ana@a.example>' })).rejects.toThrow('address')
    expect(received.length).toBe(before)
  })

  it('refuses a header with a line break, or one that is not ours to set', async () => {
    await expect(mailer.send({ ...mail, headers: { 'X-Kind': 'a\nBcc: eve@evil.example' } })).rejects.toThrow(
      'line break',
    )
    await expect(mailer.send({ ...mail, headers: { Bcc: 'eve@evil.example' } })).rejects.toThrow('header')
  })

  it('tells the caller when the server will not take it', async () => {
    await expect(mailer.send({ ...mail, to: 'nobody@sentinel.example' })).rejects.toThrow(/no such mailbox/)
  })

  it('sends a file only if it was put there as text', async () => {
    await mailer.send({ ...mail, text: 'file:///etc/hostname' })
    expect(received.at(-1)?.mail.attachments).toEqual([])
  })
})

describe('mail without an SMTP server', () => {
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'outbox-'))
  })
  afterAll(() => rm(dataDir, { recursive: true, force: true }))

  it('is kept in the outbox and read back word for word', async () => {
    const subject =
      'Café: the mayor’s “plan” — and a subject long enough that it has to be folded into more than one word'
    const text = `${'Naïve long line. '.repeat(20)}\n\n.a line that begins with a dot\nhttps://a.example/?token=x=y`
    const { id } = await mailerFrom(undefined, dataDir, FROM).send({ ...mail, subject, text })
    const kept = await readOutbox(dataDir, id)
    expect(kept).toMatchObject({ id, to: 'ana@sentinel.example', subject, text: text, html: mail.html })
    expect(Math.abs((kept?.at.getTime() ?? 0) - Date.now())).toBeLessThan(10_000)
  })

  it('can be opened by any mail program', async () => {
    const { id } = await mailerFrom(undefined, dataDir, FROM).send({ ...mail, subject: 'Ruiz, über alles' })
    const { createReadStream } = await import('node:fs')
    const parsed = await simpleParser(createReadStream(join(dataDir, 'outbox', id)))
    expect(parsed.subject).toBe('Ruiz, über alles')
    expect(parsed.text).toContain('token=abc=def')
  })

  it('can be read by the paper’s own user alone', async () => {
    const { id } = await mailerFrom(undefined, dataDir, FROM).send(mail)
    expect((await stat(join(dataDir, 'outbox', id))).mode & 0o777).toBe(0o600)
    expect((await stat(join(dataDir, 'outbox'))).mode & 0o777).toBe(0o700)
  })

  it('is listed newest first, and nothing else in the folder is', async () => {
    const mailer = mailerFrom(undefined, dataDir, FROM)
    const first = await mailer.send({ ...mail, subject: 'First' })
    await new Promise((later) => setTimeout(later, 5))
    const second = await mailer.send({ ...mail, subject: 'Second' })
    await writeFile(join(dataDir, 'outbox', 'notes.txt'), 'mine')
    const listed = await listOutbox(dataDir)
    expect(listed.slice(0, 2).map((line) => line.id)).toEqual([second.id, first.id])
    expect(listed.map((line) => line.id)).not.toContain('notes.txt')
    expect((await readdir(join(dataDir, 'outbox'))).filter((name) => name.endsWith('.writing'))).toEqual([])
  })

  it('keeps every one of fifty sent at once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'outbox-'))
    const mailer = mailerFrom(undefined, folder, FROM)
    await Promise.all(Array.from({ length: 50 }, (_, n) => mailer.send({ ...mail, subject: `No. ${n}` })))
    expect(new Set((await listOutbox(folder)).map((line) => line.subject)).size).toBe(50)
    await rm(folder, { recursive: true, force: true })
  })

  it('never leads out of the outbox', async () => {
    expect(await readOutbox(dataDir, '../../../etc/hostname')).toBeUndefined()
    expect(await readOutbox(dataDir, 'notes.txt')).toBeUndefined()
  })

  it('is an empty list before the first mail', async () => {
    expect(await listOutbox(join(dataDir, 'not-there'))).toEqual([])
  })
})
