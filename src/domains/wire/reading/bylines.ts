import { isCapitals, isPersonShaped, uncapitalized } from '#domains/clippings'
import { knownAgency } from './agency.ts'

interface Byline {
  readonly name: string
  readonly title: string
}

const BY = /^(?:(?:text|story|written|words)\s+)?(?:by|von|par|por|di|av|door)\s*:?\s+(?=\S)/i
const DAY = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}$/i
const TITLED =
  /\b(?:writer|reporter|editor|correspondent|columnist|critic|analyst|producer|correspondents|reporters|writers)$/i
const ORGANIZATION =
  /^the\s+\p{Lu}|\b(?:university|college|institute|academy|foundation|association|council|society|radio|television|database)$|^\S+\s.*\s(?:tribune|times|post|herald|news|press|media|magazine|school|center|centre)$/iu
const TITLE =
  /\b(?:writer|reporter|editor|correspondent|columnist|staff|bureau|chief|director|critic|producer|analyst|politics|sports|business|news|specialist)\b/i

/**
 * The people a printed byline names: "By JANE ROE and John Doe, AP Business Writer" is two, the last with a title. "By", agencies
 * ("Jane Roe, dpa") and capitals are taken off; an agency alone ("By The Associated Press") is nobody.
 */
export function bylinesOf(printed: string, title = ''): Byline[] {
  const line = printed
    .replace(/\s+/g, ' ')
    .trim()
    .replace(BY, '')
    .replace(/[.;,]+$/, '')
  const found: Byline[] = []
  const agencies: string[] = []
  const pieces = line.split(/(\s*[,;]\s*(?:(?:and|und|et|y)\s+)?|\s+(?:and|und|with|mit|&)\s+|\s*\/\s*)/i)
  for (const [at, piece] of pieces.entries()) {
    if (at % 2 === 1) continue
    const isAfterComma = /^\s*[,;]\s*$/.test(pieces[at - 1] ?? '')
    const last = found.at(-1)
    const word = piece
      .trim()
      .replace(BY, '')
      .replace(/\s+in\s+\p{Lu}.*$/u, '')
    if (word === '' || DAY.test(word)) continue
    const tail = /^(.*\S)\s+(?:of|for)\s+(.+)$/i.exec(word)
    if (/^(?:jr|sr|ii|iii|iv)\.?$/i.test(word) && last) found.splice(-1, 1, { ...last, name: `${last.name}, ${word}` })
    else if (isAgency(word)) agencies.push(word)
    else if (last && last.title === '' && (TITLED.test(word) || (TITLE.test(word) && !isSureName(word))))
      found.splice(-1, 1, { ...last, title: word })
    // Whom somebody writes for stands behind the name: "Jane Roe, The Example Tribune".
    else if (last && isAfterComma && last.title === '' && isPersonShaped(last.name) && ORGANIZATION.test(word))
      found.splice(-1, 1, { ...last, title: word })
    else if (tail && isAgency(tail[2] ?? '')) found.push({ name: nameOf(tail[1] ?? ''), title: tail[2] ?? '' })
    else found.push({ name: nameOf(word), title: '' })
  }
  const said = title.trim() || agencies[0] || ''
  return found.map((byline) => ({ ...byline, title: byline.title || said }))
}

/** A paragraph that is nothing but a byline: "By Jane Roe", "Von Jane Roe, dpa". */
export function isBylineLine(line: string): boolean {
  const text = line.replace(/\s+/g, ' ').trim()
  if (text.length > 120 || !BY.test(text) || /[!?:]|\.$/.test(text.replace(/\b(?:Jr|Sr|St)\.$/, ''))) return false
  const who = text.replace(BY, '')
  if (isAgency(who)) return true
  const names = bylinesOf(text)
  return names.length > 0 && names.length <= 6 && names.every(({ name }) => isSureName(name))
}

function isAgency(word: string): boolean {
  if (/^[A-Z]{2,5}(?:-[A-Z]{2,5})+$/.test(word) || /^[a-z-]+\.(?:no|com|de|org)$/i.test(word)) return true
  return (
    knownAgency(word) !== undefined || /^(?:the )?(?:associated press|press association|canadian press)$/i.test(word)
  )
}

function isSureName(word: string): boolean {
  return isPersonShaped(word) || isPersonShaped(nameOf(word))
}

// A name in capitals as it is written; one with a part in capitals ("Abdel AL-HADJI") stays as it is.
function nameOf(word: string): string {
  return isCapitals(word) && word.includes(' ') ? uncapitalized(word, 'person') : word
}
