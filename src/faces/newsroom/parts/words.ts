/** "1 photo", "2 photos". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`
}

/** The words with a period at the end, unless they end with one: times do ("5 p.m."). */
export function ended(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`
}

/** "RA" for Ruth Amundsen. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter(Boolean)
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase() || '?'
}

/** The first word that identifies a person in a narrow column: the last name, or the whole name of an agency. */
export function shortName(name: string): string {
  const words = name.split(/\s+/u).filter(Boolean)
  return words.length === 2 || words.length === 3 ? (words.at(-1) ?? name) : name
}

/** What a person makes of a fact's name: "story.published" is "Published". */
export function factWords(fact: string): string {
  const words = fact.replace(/^[a-z-]+\./, '').replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
