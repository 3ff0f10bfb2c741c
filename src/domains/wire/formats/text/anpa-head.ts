import { withTypography } from './framed-text.ts'

/** What stands above an item's text. `rest` are the lines from there on. */
export interface AnpaHead {
  readonly slugline: string
  readonly version: string
  readonly headline: string
  readonly summary: string
  readonly bylines: readonly { readonly name: string; readonly title: string }[]
  readonly ednotes: readonly string[]
  readonly rest: readonly string[]
}

const NOTE = /^\(?(?:Eds|Editors)\b[^:]{0,10}:|^AP (?:Photos?|Graphics?|Videos?|Audio|Interactive)\b/
const VERSION = /,\s*(\d+(?:st|nd|rd|th)\s+[^,]{1,40}|[^,]*Writethru[^,]*)$/i

/**
 * Reads the lines above the text, each "^…<" or "^…=": keywords and word count, headline, a longer headline or summary, pictures and notes
 * to editors, byline and its title. The first line that is none of these is text, and so is an "EDITOR'S NOTE", which is for readers.
 * In a table the first line "^…=" is its title.
 */
export function headOfAnpa(copy: string, isTabular: boolean): AnpaHead {
  const lines = copy.replace(/^\s*\^?\*\d{2,6}<\s*/, '').split('\n')
  const found = { slugline: '', version: '', headline: '', summary: '', ednotes: [] as string[] }
  const bylines: { name: string; title: string }[] = []
  const text: string[] = []
  let at = 0
  for (; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trimEnd()
    if (line === '' && found.slugline === '') continue
    const rail = /^\s*\^(.*?)\s*([<=])$/.exec(line)
    if (!rail || line.includes('\ue008')) break
    const words = withTypography((rail[1] ?? '').trim())
    const isByline = /^By\s/i.test(words)
    if (found.slugline === '') Object.assign(found, sluglineOf(words))
    else if (/^EDITOR[’'”]S NOTE\b/i.test(words)) text.push(`\t${words}`)
    else if (NOTE.test(words)) found.ednotes.push(words.replace(/^\((.*)\)$/, '$1'))
    else if (isByline) bylines.push({ name: words, title: '' })
    else if (rail[2] === '=' && bylines.length > 0 && !isTabular) addTitle(bylines, words)
    else if (found.headline === '' && (rail[2] === '<' || isTabular)) found.headline = words
    else if (isTabular && rail[2] === '=') text.push(`^${words}=`)
    else if (rail[2] === '<' && found.summary === '' && !isTabular) found.summary = words
    else break
  }
  return { ...found, bylines, rest: [...text, ...lines.slice(at)] }
}

// "BC-US--Giant Lobster Death, 1st Ld-Writethru,127": keywords, version, number of words.
function sluglineOf(words: string): { slugline: string; version: string } {
  const slugline = words.replace(/,\s*\d{0,5}$/, '')
  return { slugline, version: VERSION.exec(slugline)?.[1]?.trim() ?? '' }
}

function addTitle(bylines: { name: string; title: string }[], words: string): void {
  const last = bylines.at(-1)
  if (last) last.title = last.title === '' ? words : `${last.title}, ${words}`
}
