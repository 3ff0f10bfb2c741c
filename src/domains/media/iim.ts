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

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const windows1252 = new TextDecoder('windows-1252')

/**
 * The words of an IIM field. The declared character set (dataset 1:90) is often missing and sometimes wrong, so the bytes decide:
 * UTF-8 where they are valid UTF-8, also when a field was cut in the middle of a letter at its longest length, else Windows-1252,
 * of which Latin-1's printable part is a subset.
 */
export function textOfIim(bytes: readonly number[]): string {
  const whole = Uint8Array.from(bytes)
  for (const dropped of [0, 1, 2, 3]) {
    const text = utf8(whole.subarray(0, whole.length - dropped))
    if (text !== undefined && (dropped === 0 || isCutLetter(whole.subarray(whole.length - dropped)))) return text
  }
  return windows1252.decode(whole)
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return undefined
  }
}

// The first bytes of a letter that needs more than there are: 110xxxxx alone, 1110xxxx with one more, 11110xxx with one or two more.
function isCutLetter([first = 0, ...rest]: Uint8Array): boolean {
  const needs = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
  return needs > rest.length + 1 && rest.every((byte) => byte >= 0x80 && byte < 0xc0)
}
