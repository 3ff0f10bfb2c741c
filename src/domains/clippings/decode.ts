import { isUtf8 } from 'node:buffer'
import { Refusal } from '#platform/refusal'

/** No saved page is larger; what is, is a film or a disk image. */
export const PAGE_MAX_BYTES = 20_000_000

export interface Decoded {
  readonly kind: 'html' | 'text'
  readonly text: string
}

// What people hand over by mistake, by its first bytes, and what to do instead.
const OTHERS: readonly (readonly [start: string, sentence: string])[] = [
  ['%PDF', 'This is a PDF. Open the page in a browser and save it as HTML or as text.'],
  ['PK\u0003\u0004', 'This is a ZIP or word-processor file. Save the page from a browser as HTML or as text.'],
  ['bplist', 'This is a web archive. Save the page from the browser as page source (HTML) or as text.'],
  ['{\\rtf', 'This is a rich text file. Save it as plain text.'],
  ['\u00ff\u00d8\u00ff', 'This is a photo, not a page.'],
  ['\u0089PNG', 'This is a picture, not a page.'],
  ['GIF8', 'This is a picture, not a page.'],
]

/** Refuses a file by its size alone, before it is read. `byteLength` in bytes. */
export function mustFit(byteLength: number): void {
  if (byteLength === 0) throw new Refusal('invalid', 'clipping.empty', 'The file is empty.')
  if (byteLength <= PAGE_MAX_BYTES) return
  const size = Math.round(byteLength / 1_000_000)
  throw new Refusal(
    'invalid',
    'clipping.too-large',
    `The file has ${size} MB. A saved page has at most ${PAGE_MAX_BYTES / 1_000_000} MB.`,
  )
}

/** The page's characters, whatever it was written in, and whether they are HTML. Refuses what is no text. */
export function decode(bytes: Uint8Array): Decoded {
  mustFit(bytes.byteLength)
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  const other = OTHERS.find(([magic]) => start.startsWith(magic))
  if (other) throw new Refusal('invalid', 'clipping.not-a-page', other[1])
  if (/^(from|mime-version|snapshot-content-location):.*multipart\/related/is.test(start)) {
    throw new Refusal(
      'invalid',
      'clipping.not-a-page',
      'This is a single-file web archive (MHTML). Save the page as “HTML only” or as text.',
    )
  }

  const raw = new TextDecoder(charsetOf(bytes, start)).decode(bytes).replace(/^\uFEFF/, '')
  if (looksBinary(raw)) throw new Refusal('invalid', 'clipping.not-a-page', 'This file is neither text nor HTML.')
  const text = raw.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/\u0000/g, '')
  if (text.trim() === '')
    throw new Refusal('invalid', 'clipping.empty', 'There is nothing in the file but white space.')
  return { kind: isHtml(text) ? 'html' : 'text', text }
}

function charsetOf(bytes: Uint8Array, start: string): string {
  if (start.startsWith('\u00ff\u00fe')) return 'utf-16le'
  if (start.startsWith('\u00fe\u00ff')) return 'utf-16be'
  const sample = bytes.subarray(0, 2048)
  const zeros = (parity: number) => sample.filter((byte, place) => byte === 0 && place % 2 === parity).length
  if (zeros(1) > sample.length / 5 && zeros(0) < sample.length / 50) return 'utf-16le'
  if (zeros(0) > sample.length / 5 && zeros(1) < sample.length / 50) return 'utf-16be'
  // Good UTF-8 is never anything else by accident; a declaration left over from a conversion often is.
  if (isUtf8(bytes)) return 'utf-8'
  const declared = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]{2,40})/i.exec(start)?.[1]?.toLowerCase()
  if (declared && KNOWN_CHARSETS.has(declared)) return declared
  return 'windows-1252'
}

// Those that newspapers' pages declare. TextDecoder throws on a label it does not know.
// biome-ignore format: a list of words
const KNOWN_CHARSETS = new Set([
  'windows-1252', 'iso-8859-1', 'latin1', 'us-ascii', 'ascii', 'cp1252', 'windows-1250', 'windows-1251', 'windows-1254', 'iso-8859-2',
  'iso-8859-15', 'macintosh', 'x-mac-roman', 'shift_jis', 'euc-jp', 'iso-2022-jp', 'gbk', 'gb2312', 'gb18030', 'big5', 'euc-kr', 'koi8-r',
  'utf-8', 'utf8',
])

function looksBinary(text: string): boolean {
  const sample = text.length > 200_000 ? text.slice(0, 100_000) + text.slice(-100_000) : text
  const strange =
    sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\u0081\u008d\u008f\u0090\u009d\ufffd]/g)?.length ?? 0
  return strange > 4 && strange > sample.length / 100
}

function isHtml(text: string): boolean {
  if (
    /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b/i.test(
      text.slice(0, 10_000),
    )
  )
    return true
  const tags = text
    .slice(0, 200_000)
    .match(/<\/?(?:p|div|span|br|a|h[1-6]|td|tr|table|article|section|ul|li|img|b|i|font|meta)\b[^<>]{0,2000}>/gi)
  return (tags?.length ?? 0) >= 4
}
