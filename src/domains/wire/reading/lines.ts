/** A text as one line. */
export function line(text: string | undefined): string {
  return (text ?? '').replace(/\s+/gu, ' ').trim()
}

/** A text with its line ends, and no other white space but single spaces. */
export function paragraphs(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
