/** Words in a text. */
export function wordCount(text: string): number {
  return text.match(/\S+/g)?.length ?? 0
}

/** Ends as a sentence does, quotation marks and brackets aside. */
export function endsAsSentence(text: string): boolean {
  return /[.!?…][”’"')\]]*$/.test(text) && !/\b[ap]\.m\.$/.test(text)
}

/** Something someone said, however short: “No.” */
export function isSpeech(text: string): boolean {
  return /^[“"‘]/.test(text) && /[.!?,…—–][”"’]|[.!?…]$/.test(text)
}

/** Reads as a sentence, so that it is never dropped in silence. */
export function isSentence(text: string): boolean {
  return isSpeech(text) || (endsAsSentence(text) && (wordCount(text) >= 3 || /^[QA][.:]\s/.test(text)))
}

/** Running text: a story's, or an appeal's, but not a menu's, a headline's or a label's. */
export function isProse(text: string): boolean {
  const words = wordCount(text)
  return (endsAsSentence(text) && words >= 8) || words >= 30
}

/** The beginning of a text, for a warning. */
export function quoted(text: string, most = 70): string {
  const line = text.replace(/\s+/g, ' ')
  if (line.length <= most) return `“${line}”`
  const cut = line.slice(0, most)
  return `“${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2))}…”`
}

// Enough to tell two paragraphs apart.
const GIST_LENGTH = 2_000

/** A text reduced to what makes two texts the same: letters and figures. */
export function gist(text: string): string {
  return text
    .slice(0, GIST_LENGTH)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
