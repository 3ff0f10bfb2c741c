/** Words from outside as one line of plain text, at most so long. */
export function lineOf(text: string, most: number): string {
  return cut(cleaned(text).replace(/\s+/g, ' ').trim(), most)
}

/** Text from outside as paragraphs parted by an empty line. Lines that were broken to fit a teleprinter are joined. */
export function paragraphsOf(text: string, most: number): string {
  const parts = cleaned(text)
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
  return cut(parts.filter(Boolean).join('\n\n'), most)
}

/** A forecast in a phrase as the paper says it: "Slight Chance Rain Showers" is "Slight chance of rain showers". */
export function phraseOf(text: string): string {
  const line = lineOf(text, 120)
    .toLowerCase()
    .replace(/\bchance (?!of\b)/g, 'chance of ')
  return line.charAt(0).toUpperCase() + line.slice(1)
}

function cleaned(text: string): string {
  return text
    .slice(0, 50_000)
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, '')
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const end = text.lastIndexOf(' ', most - 1)
  return `${text.slice(0, end > most / 2 ? end : most - 1).toWellFormed()}…`
}
