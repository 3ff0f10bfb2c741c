import { isUtf8 } from 'node:buffer'
import type { WireDraft } from './draft.ts'

// UTF-8 that was once taken for Windows-1252: "â€™" is "’", "Â£" is "£". Letters that stand like this in no word of any language.
const GARBLED =
  /â€[\u0080-\u009f™œ˜“”¦¢žš‹›\u00a0-\u00bf]|Â[\u00a1-\u00a9\u00ab-\u00bf]|[ÃâÂ][\u0080-\u009f][\u0080-\u009f]?/g
// STT's own marks, sent as text.
const DASHES = /<(en|em)dash>[-–—]?<\/\1dash>/g
const CODES: Readonly<Record<string, number>> = {
  '€': 0x80, '‚': 0x82, ƒ: 0x83, '„': 0x84, '…': 0x85, '†': 0x86, '‡': 0x87, ˆ: 0x88, '‰': 0x89, Š: 0x8a, '‹': 0x8b, Œ: 0x8c, Ž: 0x8e, '‘': 0x91,
  '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97, '˜': 0x98, '™': 0x99, š: 0x9a, '›': 0x9b, œ: 0x9c, ž: 0x9e, Ÿ: 0x9f,
} // biome-ignore format: a table

const UTF8 = new TextDecoder('utf-8')

/** A draft whose texts an agency's own system garbled, mended, with a warning; any other as it is. */
export function mended(draft: WireDraft): WireDraft {
  const said = `${draft.headline ?? ''} ${draft.slugline ?? ''} ${draft.summary ?? ''} ${draft.wording ?? ''}`
  const isGarbled = said.search(GARBLED) >= 0
  if (!isGarbled && !/<e[nm]dash>/.test(said)) return draft
  const whole = inAllTexts(draft) as WireDraft
  if (!isGarbled) return whole
  return { ...whole, warnings: [...(draft.warnings ?? []), 'Some letters were garbled where it comes from; mended.'] }
}

/**
 * A line that is UTF-8 and was said to be Windows-1252, as it was meant; any other as it is. Text that really is in Windows-1252 is never
 * UTF-8 by chance, but for plain ASCII.
 */
export function withoutWrongCharset(line: string): string {
  const bytes = bytesOf(line)
  return bytes && isUtf8(bytes) ? UTF8.decode(bytes) : line
}

function bytesOf(letters: string): Uint8Array | undefined {
  const bytes = Array.from(letters, (letter) => CODES[letter] ?? letter.charCodeAt(0))
  return bytes.some((byte) => byte > 0xff) ? undefined : Uint8Array.from(bytes)
}

function inAllTexts(value: unknown): unknown {
  if (typeof value === 'string') return mendedText(value)
  if (Array.isArray(value)) return value.map(inAllTexts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inAllTexts(part)]))
}

function mendedText(text: string): string {
  return text
    .replace(DASHES, (_, kind: string) => (kind === 'en' ? '–' : '—'))
    .replace(GARBLED, (letters) => {
      const bytes = bytesOf(letters)
      return bytes && isUtf8(bytes) ? UTF8.decode(bytes) : letters
    })
}
