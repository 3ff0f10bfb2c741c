import { isUtf8 } from 'node:buffer'

/** Bytes as characters, without control characters. `warnings` are sentences, where the bytes and what they say of themselves differ. */
export interface Decoded {
  readonly text: string
  readonly warnings: readonly string[]
}

// Those that agencies declare. TextDecoder throws on a label it does not know.
// biome-ignore format: a list of words
const CHARSETS = new Set([
  'utf-8', 'utf8', 'us-ascii', 'ascii', 'iso-8859-1', 'latin1', 'iso-8859-2', 'iso-8859-5', 'iso-8859-7', 'iso-8859-9', 'iso-8859-15', 'windows-1250',
  'windows-1251', 'windows-1252', 'windows-1253', 'windows-1254', 'cp1252', 'macintosh', 'koi8-r', 'shift_jis', 'euc-jp', 'iso-2022-jp', 'gb2312',
  'gbk', 'gb18030', 'big5', 'euc-kr', 'utf-16', 'utf-16le', 'utf-16be',
])
// What no text has, but for tab and line ends (XML 1.0 section 2.2).
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

/** The characters of a file: by its mark of order, by what it declares if the bytes agree, as UTF-8 if they are that, else as Windows-1252. */
export function decode(bytes: Uint8Array): Decoded {
  const { charset, warnings } = charsetOf(bytes)
  const text = new TextDecoder(charset).decode(bytes).replace(/^\uFEFF/, '')
  return { text: withoutControls(text), warnings }
}

/** Text without control characters, its line ends as one character each. */
export function withoutControls(text: string): string {
  return text.replace(/\r\n?|[\u0085\u2028]/g, '\n').replace(CONTROL, '')
}

/** The characters of bytes that declare nothing: UTF-8 if they are that, else Windows-1252. Control characters stay. */
export function decodeUndeclared(bytes: Uint8Array): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes)
}

function charsetOf(bytes: Uint8Array): { charset: string; warnings: string[] } {
  const [one, two, three] = bytes
  if (one === 0xff && two === 0xfe) return { charset: 'utf-16le', warnings: [] }
  if (one === 0xfe && two === 0xff) return { charset: 'utf-16be', warnings: [] }
  if (one === 0x3c && two === 0) return { charset: 'utf-16le', warnings: [] }
  if (one === 0 && two === 0x3c) return { charset: 'utf-16be', warnings: [] }
  const isMarked = one === 0xef && two === 0xbb && three === 0xbf
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 400))
  const declared = /<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{2,30})["']/i.exec(start)?.[1]?.toLowerCase() ?? ''
  const isEight = /^(?:utf-?8|us-ascii|ascii|)$/.test(declared)
  const isValid = isUtf8(bytes)
  // Good UTF-8 with letters beyond ASCII is never anything else by accident; a declaration left over from a conversion often is.
  if (isMarked || isValid) {
    const isWrong = !isEight && isValid && bytes.some((byte) => byte > 0x7f)
    if (isWrong && !/^(?:iso-2022-jp|utf-16)/.test(declared))
      return { charset: 'utf-8', warnings: [`The file says ${declared} but is UTF-8; read as UTF-8.`] }
    if (isValid && (isEight || !declared.startsWith('iso-2022'))) return { charset: 'utf-8', warnings: [] }
    if (isMarked) return { charset: 'utf-8', warnings: ['Some bytes are no UTF-8.'] }
  }
  if (!isEight && CHARSETS.has(declared)) return { charset: declared.replace(/^utf-16$/, 'utf-8'), warnings: [] }
  const said = declared === '' ? 'names no character set' : `says ${declared} but is not`
  if (isMostlyUtf8(bytes))
    return { charset: 'utf-8', warnings: [`The file ${said}; some bytes are no UTF-8 and were replaced.`] }
  return { charset: 'windows-1252', warnings: [`The file ${said}; read as Windows-1252.`] }
}

// Damaged UTF-8 has more whole letters beyond ASCII than broken ones; other character sets have hardly any.
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, 1_000_000))
  const broken = text.match(/\ufffd/g)?.length ?? 0
  const whole = text.match(/[\u0080-\ufffc]/g)?.length ?? 0
  return whole > broken * 2
}
