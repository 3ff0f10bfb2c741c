import { dayIn } from '#domains/paper/shared'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '&': ' and ',
}

/** Words as the last part of an address: small letters, figures and hyphens, cut at a word near `most` characters. Empty if nothing is left. */
export function slugOf(words: string, most = 70): string {
  const plain = words
    .toLowerCase()
    .replace(/[ßæœøłđðþı&]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’‘`´]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (plain.length <= most) return plain
  const cut = plain.slice(0, most + 1)
  const atWord = cut.lastIndexOf('-')
  return (atWord > most / 2 ? cut.slice(0, atWord) : plain.slice(0, most)).replace(/-+$/, '')
}

/** A story's address, /stories/2017/apr/18/slug/, on the paper's day of its first publication. */
export function addressOf(slug: string, firstPublishedAt: Date, zone: string): string {
  return `/stories/${dayPath(dayIn(zone, firstPublishedAt))}/${slug}/`
}

/** A day as part of an address: 2017-04-18 is "2017/apr/18". */
export function dayPath(day: string): string {
  const [year, month, date] = day.split('-')
  return `${year}/${MONTHS[Number(month) - 1]}/${date}`
}

/** The day that an address names, yyyy-mm-dd, or undefined if it is no date. */
export function dayOfPath(year: string, month: string, date: string): string | undefined {
  const number = MONTHS.indexOf(month) + 1
  const day = `${year}-${String(number).padStart(2, '0')}-${date.padStart(2, '0')}`
  if (number === 0 || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const time = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day) ? day : undefined
}
