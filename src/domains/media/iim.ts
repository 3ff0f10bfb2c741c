import { isUtf8 } from 'node:buffer'

/** Text fields of the IPTC Information Interchange Model (IIM 4.2, record 2), as exifreader names them. */
export type IimField =
  | 'Caption/Abstract'
  | 'By-line'
  | 'Credit'
  | 'Source'
  | 'Headline'
  | 'City'
  | 'Country/Primary Location Name'
  | 'Special Instructions'
  | 'Keywords'
  | 'Date Created'
  | 'Time Created'

const utf8 = new TextDecoder('utf-8')
const windows1252 = new TextDecoder('windows-1252')

/**
 * The words of an IIM field. The declared character set (dataset 1:90) is often missing and sometimes wrong, so the bytes decide:
 * UTF-8 where they are valid UTF-8, also when a field was cut in the middle of a letter at its longest length, else Windows-1252,
 * of which Latin-1's printable part is a subset.
 */
export function textOfIim(bytes: readonly number[]): string {
  const whole = Uint8Array.from(bytes)
  for (const dropped of [0, 1, 2, 3]) {
    const kept = whole.subarray(0, whole.length - dropped)
    if (isUtf8(kept) && (dropped === 0 || isCutLetter(whole.subarray(kept.length)))) return utf8.decode(kept)
  }
  return windows1252.decode(whole)
}

// The first bytes of a letter that needs more than there are: 110xxxxx alone, 1110xxxx with one more, 11110xxx with one or two more.
function isCutLetter([first = 0, ...rest]: Uint8Array): boolean {
  const needs = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
  return needs > rest.length + 1 && rest.every((byte) => byte >= 0x80 && byte < 0xc0)
}
