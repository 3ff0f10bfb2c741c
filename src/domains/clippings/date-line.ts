import { instantOf } from '#domains/paper'

/** A date or time that a line gives. `at` is an ISO instant, or a date (yyyy-mm-dd) when there is no time or no zone to place it in. */
export interface DateFound {
  readonly kind: 'published' | 'updated' | 'plain'
  readonly at: string
  /** A clock time stood there that no zone was known for. */
  readonly lostTime: boolean
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const DAY = new RegExp(
  `(?<mdy>\\b(?<month>${MONTH})\\.?\\s+(?<date>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year>\\d{4})\\b)|(?<dmy>\\b(?<date2>\\d{1,2})\\s+(?<month2>${MONTH})\\.?,?\\s+(?<year2>\\d{4})\\b)|(?<iso>\\b(?<year3>\\d{4})-(?<month3>\\d{2})-(?<date3>\\d{2})(?!\\d))|(?<us>\\b(?<month4>\\d{1,2})/(?<date4>\\d{1,2})/(?<year4>\\d{4}|\\d{2})\\b)`,
  'i',
)
const TIME =
  /(?:\b(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s*([ap])\.?\s?m\b\.?|[T\s](\d{1,2}):(\d{2})\b(?::\d{2}(?:\.\d+)?)?(?!\s*[ap]\.?\s?m)|\b(noon|midnight)\b)/i
// biome-ignore format: a table
const ZONES: Readonly<Record<string, string>> = {
  PT: 'America/Los_Angeles', PST: '-08:00', PDT: '-07:00', MT: 'America/Denver', MST: '-07:00', MDT: '-06:00', CT: 'America/Chicago',
  CST: '-06:00', CDT: '-05:00', ET: 'America/New_York', EST: '-05:00', EDT: '-04:00', UTC: '+00:00', GMT: '+00:00', Z: '+00:00',
  AKST: '-09:00', AKDT: '-08:00', HST: '-10:00', PACIFIC: 'America/Los_Angeles', EASTERN: 'America/New_York', CENTRAL: 'America/Chicago',
  MOUNTAIN: 'America/Denver',
}

const LABEL =
  /\b(?:(originally published|first published|published|posted|created|publication date|date published|first posted)|(last updated|last modified|updated|modified|edited))\b(?:\s+on)?\s*:?/gi

/** "April", "Sept." and so on as 1 to 12; 0 for another word. */
export function monthNumber(word: string): number {
  return new RegExp(`^${MONTH}$`, 'i').test(word) ? MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1 : 0
}

/** True when the line is nothing but a date, with or without a label and a time. */
export function isDateLine(line: string): boolean {
  return readDates(line, undefined).length > 0
}

/** The dates of a line that is about nothing else; none for a sentence that merely mentions one. `zone` places times that name no zone. */
export function readDates(line: string, zone: string | undefined): DateFound[] {
  if (line.length > 160 || !/\d/.test(line)) return []
  const found: DateFound[] = []
  const absolute = line.replace(
    /\b(?:published|posted|updated)?:?\s*\d+ (?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?) ago\b/gi,
    '',
  )
  let rest = ''
  for (const { kind, text } of labeled(absolute)) {
    const read = readDate(text, zone)
    rest += ` ${read ? read.rest : text}`
    if (read) found.push({ kind, at: read.at, lostTime: read.lostTime })
  }
  const other = rest
    .replace(/\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?/gi, '')
    .replace(
      /\b(?:at|on|by|of|min(?:ute)?s?|read|time|story|article|pacific|eastern|central|mountain|standard|daylight|local)\b/gi,
      '',
    )
    .match(/[\p{L}\d]+/gu)
  return (other?.length ?? 0) <= 2 ? found : []
}

function labeled(line: string): { kind: DateFound['kind']; text: string }[] {
  const parts: { kind: DateFound['kind']; text: string }[] = []
  let kind: DateFound['kind'] = 'plain'
  let from = 0
  for (const label of line.matchAll(LABEL)) {
    parts.push({ kind, text: line.slice(from, label.index) })
    kind = label[1] ? 'published' : 'updated'
    from = label.index + label[0].length
  }
  parts.push({ kind, text: line.slice(from) })
  return parts.filter(({ text }) => text.trim() !== '')
}

/** The line without its dates, their labels and clock times: "Posted on April 22, 2023 by Priya Nair" is "by Priya Nair". */
export function withoutDates(line: string): string {
  if (line.length > 300 || !DAY.test(line)) return line
  return line
    .replace(
      new RegExp(
        `(?:${LABEL.source}\\s*)?(?:\\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\b[.,]?\\s*)?(?:${DAY.source})(?:,?\\s*(?:at\\s+)?${TIME.source}(?:\\s+[A-Z]{2,4}\\b)?)?`,
        'i',
      ),
      '|',
    )
    .replace(/^[\s|]+|[\s|]+$/g, '')
}

/** The first date in a text, with the rest of the text; undefined when there is none, or it is no day of the calendar. */
export function readDate(
  text: string,
  zone: string | undefined,
): { at: string; lostTime: boolean; rest: string } | undefined {
  const date = DAY.exec(text)
  const groups = date?.groups
  if (!date || !groups) return undefined
  const year = groups.year ?? groups.year2 ?? groups.year3 ?? groups.year4 ?? ''
  const month = groups.month ?? groups.month2
  const number = month ? MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1 : Number(groups.month3 ?? groups.month4)
  const day = [
    year.length === 2 ? `20${year}` : year,
    String(number).padStart(2, '0'),
    (groups.date ?? groups.date2 ?? groups.date3 ?? groups.date4 ?? '').padStart(2, '0'),
  ].join('-')
  if (!isDay(day)) return undefined
  const before = text.slice(0, date.index)
  const after = text.slice(date.index + date[0].length)
  const inAfter = TIME.exec(after)
  const time = inAfter ?? TIME.exec(` ${before}`)
  const clock = time && clockOf(time)
  if (!clock) return { at: day, lostTime: false, rest: `${before} ${after}` }
  const [where, other] = inAfter ? [after, before] : [` ${before}`, after]
  const tail = where.slice(time.index + time[0].length)
  const rest = `${other} ${where.slice(0, time.index)} ${tail}`
  const named = /^[\s,(]*([+-]\d{2}:?\d{2}\b|[A-Za-z]{1,8}\b)/.exec(tail)?.[1] ?? ''
  const place = /^[+-]/.test(named) ? named.replace(/(\d{2}):?(\d{2})$/, '$1:$2') : ZONES[named.toUpperCase()]
  const at = instant(`${day}T${clock}`, place ?? zone)
  const clean = place ? rest.replace(named, '') : rest
  return at ? { at, lostTime: false, rest: clean } : { at: day, lostTime: true, rest: clean }
}

function clockOf(time: RegExpExecArray): string | undefined {
  const [, hour12, minute12 = '00', half, hour24, minute24, word] = time
  if (word) return word.toLowerCase() === 'noon' ? '12:00' : '00:00'
  if (hour24) return Number(hour24) < 24 && Number(minute24) < 60 ? `${hour24.padStart(2, '0')}:${minute24}` : undefined
  const hour = Number(hour12)
  if (!half || hour < 1 || hour > 12 || Number(minute12) > 59) return undefined
  return `${String((hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)).padStart(2, '0')}:${minute12}`
}

function instant(wall: string, zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined
  const at = /^[+-]/.test(zone) ? new Date(`${wall}:00${zone}`) : instantOf(wall, zone)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`)
  return /^(?:1[6-9]|20)\d\d-/.test(day) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}
