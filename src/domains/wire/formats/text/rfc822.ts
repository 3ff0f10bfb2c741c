import { type ParsedMail, simpleParser } from 'mailparser'
import { Refusal } from '#platform/refusal'
import { fromHtml } from '#wire/formats/json/ninjs-body.ts'
import type { WireDraft } from '#wire/reading/draft.ts'
import { withoutWrongCharset } from '#wire/reading/mend.ts'
import { plainStory } from './plain-text.ts'

// A story of 10 MB with its pictures is the largest that mail servers pass on.
const BYTES_MAX = 26_000_000
const PARTS_MAX = 500
const HTML_MAX = 4_000_000
const PICTURES_MAX = 100

/**
 * Reads a story sent as an e-mail. Its plain text is taken, or its HTML where there is none; the subject is the headline unless a line
 * "Headline: …" says it. Addresses of sender and receivers are not read. Refuses what is too large or has too many parts.
 */
export async function readEmail(bytes: Uint8Array): Promise<WireDraft[]> {
  mustBeBounded(bytes)
  const mail = await parsed(Buffer.from(withoutLeadingSpace(bytes)))
  const html = typeof mail.html === 'string' ? mail.html.slice(0, HTML_MAX) : ''
  const { text, signature } = withoutSignature(mail.text ?? '')
  const marked = text.trim() === '' && html !== '' ? fromHtml(html) : undefined
  const story = plainStory(marked ? '' : text)
  const subject = withoutWrongCharset(mail.subject ?? '')
    .replace(/^(?:\s*(?:re|fwd?|aw|wg)\s*:\s*)+/i, '')
    .trim()
  const pictures = mail.attachments.filter((part) => part.contentType.startsWith('image/')).slice(0, PICTURES_MAX)
  return [
    {
      format: 'rfc822',
      ...story,
      ...(marked ? { body: marked.body, wording: marked.wording } : {}),
      headline: story.headline || subject,
      slugline: story.slugline || (story.headline ? subject : ''),
      provider: mail.from?.value[0]?.name ?? '',
      id: (mail.messageId ?? '').replace(/^<|>$/g, ''),
      createdAt: mail.date && !Number.isNaN(mail.date.getTime()) ? mail.date.toISOString() : '',
      ednote: [story.ednote ?? '', signature].filter(Boolean).join('\n'),
      photos: [
        ...pictures.map((part, at) => ({
          id: part.cid ?? part.filename ?? `picture-${at + 1}`,
          caption: '',
          href: null,
        })),
        ...(marked?.photos ?? []).filter(({ href }) => !href?.startsWith('cid:')),
      ],
      warnings: [
        ...(subject === '' && !story.headline ? ['The e-mail has no subject.'] : []),
        ...(pictures.length > 0 ? [`${pictures.length} of its pictures are in the e-mail itself.`] : []),
      ],
    },
  ]
}

// The parser tells its caller what is wrong with a mail; to ours that is a refusal.
function parsed(bytes: Buffer): Promise<ParsedMail> {
  const options = {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
    maxHtmlLengthToParse: HTML_MAX,
  }
  return new Promise((resolve, reject) => {
    simpleParser(bytes, options, (error: Error | null, mail) => {
      if (!error) return resolve(mail)
      const why = error.message.slice(0, 200).replace(/\.$/, '')
      reject(new Refusal('invalid', 'wire.broken', `This e-mail cannot be read: ${why}.`))
    })
  })
}

function mustBeBounded(bytes: Uint8Array): void {
  if (bytes.byteLength > BYTES_MAX)
    throw new Refusal('invalid', 'wire.too-large', `This e-mail has more than ${BYTES_MAX / 1_000_000} MB.`)
  const parts = new TextDecoder('latin1').decode(bytes).match(/^content-type\s*:/gim)?.length ?? 0
  if (parts > PARTS_MAX) throw new Refusal('invalid', 'wire.too-large', `This e-mail has more than ${PARTS_MAX} parts.`)
}

// Some gateways put empty lines before the headers, which would end them.
function withoutLeadingSpace(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
  return start > 0 ? bytes.subarray(start) : bytes
}

// A line "-- " starts a signature (RFC 3676, 4.3); without it, what a mail program adds and whom to ring are told by their own looks.
function withoutSignature(text: string): { text: string; signature: string } {
  const marked = /^-- ?\r?\n/m.exec(text)
  const story = marked ? text.slice(0, marked.index) : text
  const after = marked ? text.slice(marked.index + marked[0].length).trim() : ''
  const notice = /\n_{10,}\s*\n(?=[^_]{0,400}\b(?:confidential|intended recipient|in error)\b)/i.exec(story)
  const lines = (notice ? story.slice(0, notice.index) : story).trimEnd().split('\n')
  const contact = contactsFrom(lines)
  return {
    text: lines.slice(0, contact).join('\n'),
    signature: [lines.slice(contact).join('\n').trim(), after].filter(Boolean).join('\n'),
  }
}

const CONTACT = /^\s*(?:ph|phone|tel|telephone|mob|mobile|cell|fax|skype|twitter|e-?mail|web)\b[^:\n]{0,12}:\s*\S/i

// The line from which on there are only telephones and the like, with the name and the post above the first of them.
function contactsFrom(lines: readonly string[]): number {
  let first = lines.length
  for (let at = lines.length - 1; at >= 0 && (CONTACT.test(lines[at] ?? '') || lines[at]?.trim() === ''); at -= 1)
    if (CONTACT.test(lines[at] ?? '')) first = at
  if (first === lines.length) return first
  for (let above = 0; above < 3; above += 1) {
    const line = lines[first - 1]?.trim() ?? ''
    if (line === '' || line.length > 60 || /[.!?:”"/]$/.test(line)) break
    first -= 1
  }
  return first
}
