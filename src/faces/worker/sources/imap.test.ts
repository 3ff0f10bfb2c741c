import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listPhotos } from '#domains/media'
import type { SourceSettings } from '#domains/wire'
import { freshDb } from '#kit/database'
import { aNitf, anImapServer, type ImapServer } from '#kit/outside'
import { aJpeg } from '#kit/pictures'
import { added, aPlan, breakingOn, claimed, getSource, headlinesFrom, sentencesOf, sourceNeedsIn } from '#kit/sources'
import { lookAt } from './look-at.ts'
import { sealedFrom } from './sealed.ts'
import { trySource } from './try-source.ts'

const fresh = await freshDb()
const { db } = fresh
const { needs, close } = await sourceNeedsIn(db)
const AGENCY = 'desk@cascade.example'
let server: ImapServer
let id: string
let settings: SourceSettings
let n = 0
beforeEach(async () => {
  n += 1
  server = await anImapServer()
  settings = { host: '127.0.0.1', port: server.port, user: 'wire', secure: false, from: [AGENCY, '@valley.example'] }
  id = await added(db, aPlan('imap', settings), sealedFrom({ password: 'let me in' }, needs.secret))
})
afterEach(() => server.close())
afterAll(async () => {
  await fresh.close()
  await close()
})

const never = new AbortController().signal
const look = async () => lookAt(needs, await claimed(db, id), 'the tests', never)
function letter(
  subject: string,
  { from = AGENCY, parts, text }: { from?: string; parts?: string; text?: string } = {},
): number {
  const head = `From: Cascade <${from}>\nTo: wire@sentinel.example\nSubject: ${subject}\nDate: Tue, 24 Nov 2026 12:00:00 +0000\nMessage-ID: <${subject.replaceAll(' ', '')}-${n}@cascade.example>\nMIME-Version: 1.0\n`
  const plain = text ?? `${subject} was told to us today in a letter of more than a few words.`
  const body = parts
    ? `Content-Type: multipart/mixed; boundary=xx\n\n--xx\nContent-Type: text/plain\n\n${plain}\n${parts}--xx--\n`
    : `Content-Type: text/plain; charset=utf-8\n\n${plain}\n`
  return server.put({ from, subject, source: head + body })
}
function attached(name: string, type: string, bytes: Uint8Array): string {
  const lines = Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\n')
  return `--xx\nContent-Type: ${type}; name="${name}"\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${lines}\n`
}
const flagsOf = (uid: number) => [...(server.letters.find((one) => one.uid === uid)?.flags ?? [])].sort()

describe('a mailbox', () => {
  it('is read from the first unread letter on, and each letter once', async () => {
    server.put({ from: AGENCY, subject: 'Read long ago', source: 'Subject: Read long ago\n\nx', flags: ['\\Seen'] })
    const uid = letter('Bridge closes')
    await look()
    expect((await getSource(db, id)).lastError).toBe('')
    expect(await headlinesFrom(db, id)).toEqual(['Bridge closes'])
    expect(flagsOf(uid)).toEqual(['\\Seen'])
    await look()
    letter('Bridge opens')
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Bridge closes', 'Bridge opens'])
    expect(await sentencesOf(db, id)).toEqual(['One new item received.', 'One new item received.'])
  })

  it('is not passed over because a person read a letter first', async () => {
    letter('First')
    await look()
    const uid = letter('Second')
    server.letters.find((one) => one.uid === uid)?.flags.add('\\Seen')
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['First', 'Second'])
  })

  it('takes letters of the senders on its list only, by address or by domain', async () => {
    letter('From nobody', { from: 'spam@elsewhere.example' })
    letter('From a cheat', { from: 'desk@cascade.example.evil.example' })
    letter('From the valley', { from: 'anyone@valley.example' })
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['From the valley'])
    expect((await sentencesOf(db, id)).filter((sentence) => sentence.includes('was left alone'))).toHaveLength(2)
  })

  it('gives the wire files in a letter in place of the letter, and its photos to the library', async () => {
    const story = attached('story.xml', 'text/xml', Buffer.from(aNitf({ id: `attached-${n}`, title: 'Attached' })))
    letter('Today’s stories', {
      parts: story + attached(`fair-${n}.jpg`, 'image/jpeg', await aJpeg(500 + n, 200)),
      text: 'See attached.',
    })
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Attached'])
    expect((await listPhotos(db, { q: `fair-${n}` })).items).toHaveLength(1)
  })

  it('flags a letter with a bad file, and goes on with the next', async () => {
    const uid = letter('Broken', { parts: attached('broken.xml', 'text/xml', Buffer.from('<nitf><body')) })
    letter('Whole')
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Whole'])
    expect(flagsOf(uid)).toEqual(['\\Flagged', '\\Seen'])
    expect((await sentencesOf(db, id))[0]).toContain('“Broken”: broken.xml: ')
  })

  it('keeps its place when our database breaks on a letter, which comes with the next look', async () => {
    letter('Taken')
    const uid = letter('Cracked')
    const mend = await breakingOn(db, 'Cracked')
    await look()
    expect(await getSource(db, id)).toMatchObject({ failures: 1, lastError: expect.stringContaining('“Cracked”') })
    expect(flagsOf(uid)).toEqual([])
    await mend()
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Taken', 'Cracked'])
  })

  it('loses and doubles nothing when the server hangs up in the middle', async () => {
    letter('One')
    letter('Two')
    server.hangUpOnce = true
    await look()
    expect(await getSource(db, id)).toMatchObject({ failures: 1, lastError: expect.stringContaining('cut off') })
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['One', 'Two'])
  })

  it('that may only be read is as good', async () => {
    server.readOnly = true
    letter('Locked')
    await look()
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Locked'])
    expect(await sentencesOf(db, id)).toEqual(['One new item received.'])
  })

  it('that was made anew begins anew, and what was received is not doubled', async () => {
    letter('Before')
    await look()
    server.renew()
    letter('Before')
    letter('After')
    await look()
    expect(await headlinesFrom(db, id)).toEqual(['Before', 'After'])
  })

  it('says in words what is wrong', async () => {
    const tried = (over: SourceSettings, password = 'let me in') =>
      trySource(needs, { kind: 'imap', settings: { ...settings, ...over }, secrets: { password } })
    letter('Waiting')
    expect(await tried({})).toEqual({
      works: true,
      sentence: 'We are in. 1 unread letter, 1 from the senders you named.',
      headlines: ['Waiting'],
    })
    expect((await tried({}, 'wrong')).sentence).toContain('Check the name and the password')
    expect((await tried({ mailbox: 'Nowhere' })).sentence).toContain('no such mailbox')
    expect((await tried({ secure: true })).works).toBe(false)
  })
})
