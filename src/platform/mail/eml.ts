/** A mail as it lies in the outbox. `id` is its name there. */
export interface KeptMail {
  readonly id: string
  readonly at: Date
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/**
 * Reads a mail that our own mailer composed: a text part and an HTML part, quoted-printable, base64 or plain.
 * `message` is its bytes as latin1. Not a reader for strangers' mail, but it stays harmless on any input.
 */
export function mailFrom(id: string, message: string): KeptMail {
  const { headers, body } = partFrom(message)
  const parts = partsOf(headers['content-type'] ?? 'text/plain', headers['content-transfer-encoding'] ?? '', body)
  const at = new Date(headers.date ?? '')
  return {
    id,
    at: Number.isNaN(at.getTime()) ? timeIn(id) : at,
    from: decodeWords(headers.from ?? ''),
    to: decodeWords(headers.to ?? ''),
    subject: decodeWords(headers.subject ?? ''),
    text: parts.find((part) => part.type === 'text/plain')?.content ?? '',
    html: parts.find((part) => part.type === 'text/html')?.content ?? '',
  }
}

interface Part {
  readonly type: string
  readonly content: string
}

const DEPTH_MAX = 4
const PARTS_MAX = 20

function partsOf(contentType: string, encoding: string, body: string, depth = 0): Part[] {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!type.startsWith('multipart/')) return [{ type, content: decodeBody(body, encoding.trim().toLowerCase()) }]
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (boundary === undefined || depth >= DEPTH_MAX) return []
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, PARTS_MAX + 1)
  return pieces
    .filter((piece) => !piece.startsWith('--'))
    .flatMap((piece) => {
      const inner = partFrom(piece.replace(/^[ \t]*\r\n/, ''))
      const { 'content-type': innerType = 'text/plain', 'content-transfer-encoding': innerEncoding = '' } =
        inner.headers
      return partsOf(innerType, innerEncoding, inner.body, depth + 1)
    })
}

function partFrom(message: string): { headers: Record<string, string>; body: string } {
  const end = message.indexOf('\r\n\r\n')
  const head = end < 0 ? message : message.slice(0, end)
  const headers: Record<string, string> = Object.create(null)
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] ??= line.slice(colon + 1).trim()
  }
  return { headers, body: end < 0 ? '' : message.slice(end + 4) }
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  return utf8(encoding === 'quoted-printable' ? unquote(body.replace(/=[ \t]*\r\n/g, '')) : body).replaceAll(
    '\r\n',
    '\n',
  )
}

// Encoded words (RFC 2047), as in =?UTF-8?Q?caf=C3=A9?=. The space between two of them is not part of the text,
// and a character may be split between them, so neighbors are joined as bytes first.
function decodeWords(header: string): string {
  return header.replace(/=\?utf-8\?[bq]\?[^?\s]*\?=(?:\s+=\?utf-8\?[bq]\?[^?\s]*\?=)*/gi, (run) =>
    utf8(
      run
        .split(/\s+/)
        .map((word) => {
          const [, , kind = '', text = ''] = word.split('?')
          return kind.toLowerCase() === 'b'
            ? Buffer.from(text, 'base64').toString('latin1')
            : unquote(text.replaceAll('_', ' '))
        })
        .join(''),
    ),
  )
}

function unquote(text: string): string {
  return text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function utf8(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

function timeIn(id: string): Date {
  const [, y, mo, d, h, mi, s, ms] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z/.exec(id) ?? []
  return new Date(y === undefined ? 0 : `${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`)
}
