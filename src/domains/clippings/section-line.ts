import { isCapitals } from './capitals.ts'

// How papers name their parts, for the separators that menus use too.
// biome-ignore format: a list of words
const SECTIONS = new Set([
  'news', 'local', 'local news', 'nation', 'national', 'world', 'nation & world', 'nation/world', 'northwest', 'regional', 'region', 'state', 'county',
  'city', 'crime', 'courts', 'politics', 'government', 'education', 'schools', 'health', 'science', 'environment', 'weather', 'business', 'money',
  'economy', 'technology', 'real estate', 'agriculture', 'sports', 'prep', 'preps', 'high school', 'high school sports', 'college', 'college sports',
  'outdoors', 'opinion', 'opinions', 'columns', 'columnists', 'editorials', 'letters', 'letters to the editor', 'commentary', 'obituaries', 'obits',
  'features', 'lifestyle', 'lifestyles', 'life', 'living', 'food', 'recipes', 'home', 'garden', 'arts', 'arts & entertainment', 'entertainment',
  'a&e', 'music', 'books', 'movies', 'theater', 'travel', 'faith', 'religion', 'community', 'people', 'events', 'police', 'election', 'elections',
])

/** The path of sections that a breadcrumb line shows ("News >  Nation", "Home » Sports » Prep"), the widest first; undefined for other lines. */
export function readBreadcrumb(line: string): string[] | undefined {
  if (line.length > 120 || line.includes('\n')) return undefined
  for (const [separator, isPlain] of [
    [/\s*[>»›→❯]\s*/, false],
    [/\s+[/|]\s+|(?<=\w)\/(?=\w)/, true],
  ] as const) {
    const parts = line
      .split(separator)
      .map((part) => part.trim())
      .filter(Boolean)
    if (parts.length < 2 && !(separator.test(line) && parts.length === 1 && isSectionName(parts[0] ?? ''))) continue
    const named = /^(?:home|front page|homepage|you are here:?)$/i.test(parts[0] ?? '') ? parts.slice(1) : parts
    if (named.length === 0 || named.length > (isPlain ? 3 : 5)) continue
    if (
      !named.every(
        (part) => part.length <= 40 && /^\p{Lu}/u.test(part) && !/[.!?]$/.test(part) && part.split(' ').length <= 4,
      )
    )
      continue
    if (isPlain && !named.every(isSectionName)) continue
    return named.map(cased)
  }
  return undefined
}

/** A usual name of a section, alone on its line above a headline. */
export function isSectionName(line: string): boolean {
  return SECTIONS.has(line.toLowerCase())
}

/** A section's name as it is written when not set in capitals. */
export function cased(name: string): string {
  return isCapitals(name) && name.length > 3
    ? name.toLowerCase().replace(/(?<=^|[\s&/-])\p{L}/gu, (letter) => letter.toUpperCase())
    : name
}
