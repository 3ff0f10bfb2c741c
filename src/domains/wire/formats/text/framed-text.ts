import { isUtf8 } from 'node:buffer'
import { Refusal } from '#platform/refusal'

// The longest story on a wire of this age had about 100,000 characters.
const BYTES_MAX = 5_000_000

/** The text of a transmission: strict UTF-8 if it is that, else Windows-1252, which holds ISO 8859-1. Refuses what is too long to be one. */
export function textOfTransmission(bytes: Uint8Array): string {
  if (bytes.byteLength > BYTES_MAX)
    throw new Refusal('invalid', 'wire.too-large', 'This is too long to be a wire transmission.')
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes)
}

/** Text without the control characters of the wire; line ends and tabs stay. */
export function withoutControls(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
}

/** Quotes and dashes that an agency typed in place of those its keyboard lacked: ``so'' and " _ ". */
export function withTypography(text: string): string {
  return text
    .replace(/``/g, '“')
    .replace(/''/g, '”')
    .replace(/`/g, '‘')
    .replace(/(?<=\S) _ (?=\S)/g, ' — ')
    .replace(/(?<=\)) _$/g, ' —')
}
