import { chainOf } from '#wire/reading/chain.ts'
import type { WireDraft } from '#wire/reading/draft.ts'
import { textToBody } from '#wire/reading/finish.ts'
import { mustBeFew, noItems } from '#wire/reading/limits.ts'
import { textOfTransmission, withoutControls } from './framed-text.ts'
import { mustBeOneStory } from './plain-paragraphs.ts'

// Source and number, priority, category, words, routing and keywords.
const HEADER = /^\s*\x01?\s*([A-Za-z]{2,6}\d{2,6})\s+(\d)\s+([A-Za-z]{1,4})\s+(\d{1,5})\b([^\r\n]*)/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
// And as dpa’s machines in Germany write them.
const GERMAN_MONTHS: Readonly<Record<string, string>> = { Mrz: 'Mar', Mär: 'Mar', Mai: 'May', Okt: 'Oct', Dez: 'Dec' }
// Day, hour and minute, month and year after the text: "131137 GMT Nov 13", and once without the zone.
const TRAILER = /(\d\d)(\d\d)(\d\d)(?:\s+GMT)?\s+([A-Z][a-zä]{2})\s+(\d\d)/
const HEAD_LINES_MAX = 8
const VERSION_LINE =
  /^(?:\d+(?:st|nd|rd|th) (?:lead|roundup|add)|lead|refile|extra|urgent|flash|correction|corrected|kill\b.*|hold\b.*|advisory|repeat|roundup|feature|update|embargo\w*\b.*|\(achtung\))[\s:]*$/i
const NOTEBOOK = /^#\s*(?:\w+\s+)?(?:notebook|notizblock)\s*$/im
const NOT_FOR_PUBLICATION =
  /^(?:\*\s*){3,}$|^(?:the following information is not|die folgenden informationen sind nicht)\b.*$/im
const SIGN_OFF = /^[a-z]{2,4}(?: [a-z]{2,5}){1,6}$/

/**
 * Reads transmissions in IPTC 7901. The notebook below the text is for editors: its public part becomes the note to editors; what follows
 * "not for publication", telephones and addresses of reporters, is not read at all. Refuses bytes in which there is no transmission.
 */
export function readIptc7901(bytes: Uint8Array): WireDraft[] {
  const text = textOfTransmission(bytes)
  const transmissions = text.split(/(?=\x01)/)
  mustBeFew(transmissions.length)
  const drafts = transmissions.flatMap(draftOf)
  if (drafts.length === 0) throw noItems('There is no IPTC 7901 transmission in this.')
  return drafts
}

function draftOf(transmission: string): WireDraft[] {
  const header = HEADER.exec(transmission)
  if (!header) return []
  const [whole, number = '', priority = '', category = '', , keywords = ''] = header
  const start = transmission.indexOf('\x02')
  const end = transmission.indexOf('\x03', Math.max(start, 0))
  const between = withoutControls(transmission.slice(whole.length, start < 0 ? whole.length : start))
  const copy = withoutControls(transmission.slice(start < 0 ? whole.length : start + 1, end < 0 ? undefined : end))
  mustBeOneStory(copy)
  const at = momentOf(end < 0 ? '' : transmission.slice(end + 1, end + 80))
  const head = headOf(copy)
  const { story, notes } = withoutNotebook(head.rest)
  const marks = head.marks.map(markOf)
  const agency = /\bdpa\b/.test(`${keywords} ${copy.slice(0, 2_000)}`) ? 'dpa' : ''
  const slugline =
    between
      .trim()
      .split('\n')[0]
      ?.replace(/\/\s*$/, '')
      .trim() ?? ''
  const service = /^[A-Za-z]*/.exec(number)?.[0] ?? ''
  return [
    {
      format: 'iptc-7901',
      agency,
      id: chainOf({ agency: agency || service, slugline, number, day: at.slice(0, 10) }),
      version: head.marks.join(' '),
      createdAt: at,
      revisedAt: at,
      urgency: priority,
      headline: head.headline,
      slugline,
      bylines: [{ name: head.byline }],
      body: textToBody(story),
      ednote: notes,
      categories: [{ scheme: 'iptc-7901', code: category }],
      marks,
      warnings: [
        ...(head.headline === '' ? ['The item has no headline.'] : []),
        ...(start < 0 || end < 0 ? ['The transmission is cut off, or its control characters are lost.'] : []),
      ],
    },
  ]
}

// One to eight lines above the text, of which the last ends "=": versions ("REFILE", "1ST LEAD"), headline, byline.
function headOf(copy: string) {
  const lines = copy.replace(/^\s+/, '').split('\n')
  const last = lines.slice(0, HEAD_LINES_MAX).findIndex((line) => /=\s*$/.test(line))
  if (last < 0) return { marks: [], headline: '', byline: '', rest: copy }
  const marks: string[] = []
  const headline: string[] = []
  let byline = ''
  for (const line of lines.slice(0, last + 1).map((text) => text.replace(/\s*=\s*$/, '').trim())) {
    if (VERSION_LINE.test(line)) marks.push(line)
    else if (/^(?:by|von)\s/i.test(line) && headline.length > 0) byline = line
    else if (line !== '') headline.push(line)
  }
  return { marks, headline: headline.join(' '), byline, rest: lines.slice(last + 1).join('\n') }
}

function withoutNotebook(text: string): { story: string; notes: string } {
  const open = text.split(NOT_FOR_PUBLICATION)[0] ?? ''
  const at = NOTEBOOK.exec(open)?.index ?? open.length
  const story = open.slice(0, at).trimEnd()
  const notes = open
    .slice(at)
    .split('\n')
    .map((line) => line.replace(/^#+\s*/, '').trim())
    .filter((line) => line !== '' && !/^(?:\w+ )?(?:notebook|notizblock)$/i.test(line) && !SIGN_OFF.test(line))
  const end = /\n\s*\n([^\n]+)$/.exec(story)
  return {
    story: end && SIGN_OFF.test((end[1] ?? '').trim()) ? story.slice(0, end.index) : story,
    notes: notes.join('\n'),
  }
}

// "1ST LEAD" is a lead; "KILL KILL KILL" says it thrice so that nobody overlooks it.
function markOf(line: string): string {
  const word =
    line
      .toLowerCase()
      .replace(/^\d+\w+ /, '')
      .match(/\w+/)?.[0] ?? ''
  return word === 'hold' ? 'withhold' : word.startsWith('embargo') ? 'embargo' : word
}

function momentOf(trailer: string): string {
  const found = TRAILER.exec(trailer)
  const [, day = '', hour = '', minute = '', month = '', year = ''] = found ?? []
  const number = MONTHS.indexOf(GERMAN_MONTHS[month] ?? month) + 1
  return found && number > 0 ? `20${year}-${String(number).padStart(2, '0')}-${day}T${hour}:${minute}Z` : ''
}
