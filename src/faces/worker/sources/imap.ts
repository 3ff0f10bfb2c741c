import { isIP } from 'node:net'
import { ImapFlow } from 'imapflow'
import { type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import { addressFor } from '#platform/outside'
import { pictureTypeOf } from './take.ts'
import { mustNotBeOurs, SourceTrouble, sentenceOf } from './trouble.ts'
import type { Asked, Kind, Looked, Peeked, Visit } from './visit.ts'

const SECURE_PORT = 993
const PORT = 143
const LETTER_MAX_BYTES = 40_000_000
// Logos and rules in a letter are smaller than any photo.
const PHOTO_MIN_BYTES = 20_000

/** A mailbox that agencies write to. The senders are named; a letter of anyone else is left alone. */
export const imap: Kind = { look, peek }

interface Letter {
  readonly uid: number
  readonly size: number
  readonly from: string
  readonly subject: string
}

async function look(visit: Visit): Promise<Looked> {
  return inMailbox(visit, async (client, validity) => {
    const kept = visit.source.cursor as { validity?: string; uid?: number }
    const isKnown = kept.validity === validity
    for (const letter of await asking(hostOf(visit), () =>
      lettersAfter(client, isKnown ? (kept.uid ?? 0) : undefined),
    )) {
      visit.signal.throwIfAborted()
      await takeLetter(visit, client, letter)
      await visit.remember({ validity, uid: letter.uid })
    }
    return {}
  })
}

async function peek(asked: Asked): Promise<Peeked> {
  return inMailbox(asked, async (client) => {
    const letters = await asking(hostOf(asked), () => lettersAfter(client, undefined))
    const ours = letters.filter(({ from }) => isAllowed(asked, from))
    const sentence = `We are in. ${letters.length} unread ${letters.length === 1 ? 'letter' : 'letters'}, ${ours.length} from the senders you named.`
    return { sentence, headlines: ours.map(({ subject }) => subject) }
  })
}

function hostOf({ source }: Asked): string {
  return source.settings.host ?? ''
}

/** Letters after the one last taken; the first time, those that nobody has read. */
async function lettersAfter(client: ImapFlow, uid: number | undefined): Promise<Letter[]> {
  const found =
    (await client.search(uid === undefined ? { seen: false } : { uid: `${uid + 1}:*` }, { uid: true })) || []
  // "7:*" means the last one too, where there is none after it.
  const wanted = found.filter((one) => one > (uid ?? 0)).sort((one, other) => one - other)
  if (wanted.length === 0) return []
  const letters: Letter[] = []
  for await (const message of client.fetch(
    wanted.join(','),
    { uid: true, size: true, envelope: true },
    { uid: true },
  )) {
    const { address = '' } = message.envelope?.from?.[0] ?? {}
    letters.push({
      uid: message.uid,
      size: message.size ?? 0,
      from: address.toLowerCase(),
      subject: message.envelope?.subject ?? '',
    })
  }
  return letters.sort((one, other) => one.uid - other.uid)
}

async function takeLetter(visit: Visit, client: ImapFlow, { uid, size, from, subject }: Letter): Promise<void> {
  if (!isAllowed(visit, from))
    return visit.note(
      'look',
      `A letter from ${from || 'nobody'} (“${subject}”) was left alone: the sender is not on the list.`,
    )
  if (size > LETTER_MAX_BYTES)
    return visit.note('bad', `“${subject}” has ${Math.round(size / 1_000_000)} MB, which is more than we take.`)
  const message = await asking(hostOf(visit), () => client.fetchOne(String(uid), { source: true }, { uid: true }))
  const source = message ? message.source : undefined
  // Someone took it away meanwhile.
  if (!source) return
  const troubles = await takeParts(visit, subject, source)
  for (const trouble of troubles) await visit.note('bad', `“${subject}”: ${trouble}`)
  // A mailbox that may only be read is as good: where we are is kept by us.
  await client
    .messageFlagsAdd(String(uid), troubles.length > 0 ? ['\\Seen', '\\Flagged'] : ['\\Seen'], { uid: true })
    .catch(() => {})
}

/** The files in the letter, or where it has none, the letter itself; photos beside either. */
async function takeParts(visit: Visit, subject: string, source: Buffer): Promise<string[]> {
  const mail = await parsed(source)
  const { photos, files } = mail ? await sortOut(mail.attachments) : { photos: [], files: [] }
  const stories =
    files.length > 0
      ? files.map(({ filename, content }) => ({ name: filename ?? subject, bytes: content }))
      : [{ name: subject, bytes: source }]
  const troubles: string[] = []
  for (const delivery of [
    ...(photos.length > 0 && files.length === 0 && !hasText(mail) ? [] : stories),
    ...photos.map(({ filename, content }) => ({ name: filename ?? subject, bytes: content })),
  ]) {
    const taken = await visit.take(delivery)
    mustNotBeOurs(taken, visit, subject)
    if (taken.trouble !== undefined) troubles.push(`${delivery.name}: ${taken.trouble}`)
  }
  return troubles
}

function hasText(mail: ParsedMail | undefined): boolean {
  return (mail?.text ?? '').trim() !== '' || (mail?.html || '').trim() !== ''
}

async function sortOut(attachments: readonly Attachment[]): Promise<{ photos: Attachment[]; files: Attachment[] }> {
  const photos: Attachment[] = []
  const files: Attachment[] = []
  for (const attachment of attachments) {
    const isPhoto = (await pictureTypeOf(attachment.content)) !== undefined
    if (isPhoto && (!attachment.related || attachment.size >= PHOTO_MIN_BYTES)) photos.push(attachment)
    // What a program signs or shows a letter with is no story.
    const isStory =
      /xml|json|text|octet-stream|nitf|newsml|rfc822/i.test(attachment.contentType) &&
      !/calendar|vcard|css|html/i.test(attachment.contentType)
    if (!isPhoto && isStory && !attachment.related) files.push(attachment)
  }
  return { photos, files }
}

/** The letter in parts; undefined where it is not put together as letters are. */
function parsed(source: Buffer): Promise<ParsedMail | undefined> {
  return simpleParser(source, { skipImageLinks: true, skipTextToHtml: true, skipTextLinks: true }).catch(
    () => undefined,
  )
}

/** True for a sender on the list: a whole address, or all of a domain ("@agency.example"). */
function isAllowed({ source }: Asked, from: string): boolean {
  return (source.settings.from ?? [])
    .map((one) => one.trim().toLowerCase())
    .some((one) => one !== '' && (one.startsWith('@') ? from.endsWith(one) : from === one))
}

async function inMailbox<result>(
  asked: Asked,
  work: (client: ImapFlow, validity: string) => Promise<result>,
): Promise<result> {
  const { host = '', user = '', secure = true, mailbox } = asked.source.settings
  const port = asked.source.settings.port ?? (secure ? SECURE_PORT : PORT)
  const { address } = await addressFor(host, { port, trusted: asked.trusted, signal: asked.signal })
  const client = new ImapFlow({
    host: address,
    port,
    secure,
    ...(isIP(host) ? {} : { servername: host }),
    auth: { user, pass: asked.secrets.password ?? '' },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
  })
  // Without a listener an error between two commands would end the program; the next command tells of it.
  client.on('error', () => {})
  const stop = () => client.close()
  asked.signal.addEventListener('abort', stop, { once: true })
  try {
    await asking(host, () => client.connect())
    await asking(host, () => client.mailboxOpen(mailbox || 'INBOX'))
    const validity = client.mailbox ? String(client.mailbox.uidValidity) : ''
    return await work(client, validity)
  } finally {
    asked.signal.removeEventListener('abort', stop)
    if (client.usable) await client.logout().catch(() => {})
    client.close()
  }
}

// Around each command and nothing else: our own database fails in the same words as somebody else's server.
function asking<answer>(host: string, command: () => Promise<answer>): Promise<answer> {
  return command().catch((error: unknown) => {
    throw troubleOf(error, host)
  })
}

function troubleOf(error: unknown, host: string): unknown {
  if (sentenceOf(error) !== undefined || !(error instanceof Error)) return error
  const said = error as Error & {
    authenticationFailed?: boolean
    responseText?: string
    code?: string
    mailboxMissing?: boolean
  }
  if (said.authenticationFailed)
    return new SourceTrouble(`${host} does not let us in. Check the name and the password.`, { cause: error })
  if (said.mailboxMissing) return new SourceTrouble(`There is no such mailbox on ${host}.`, { cause: error })
  if (said.responseText) return new SourceTrouble(`${host} says: ${said.responseText.slice(0, 200)}`, { cause: error })
  if (said.code !== undefined)
    return new SourceTrouble(`The connection to ${host} failed or was cut off.`, { cause: error })
  return error
}
