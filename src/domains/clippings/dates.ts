import type { ClippingPhoto } from './clipping.ts'
import { type DateFound, readDate } from './date-line.ts'
import type { Layout } from './head.ts'
import type { Evidence } from './html-evidence.ts'
import type { Label } from './label.ts'
import { quoted } from './prose.ts'
import type { Warnings } from './warnings.ts'

interface Where {
  readonly labels: readonly Label[]
  readonly layout: Layout
  readonly end: number
  readonly evidence: Evidence
  readonly zone: string | undefined
}

/** When the page says the story was published: an ISO instant or date, or null. A date in the text or a caption is no such saying. */
export function dateOf(
  { labels, layout: { headlineAt, start }, end, evidence, zone }: Where,
  warnings: Warnings,
): string | null {
  const [given] = evidence.published.flatMap((text) => readDate(text, zone) ?? [])
  const shown = shownDate(labels, headlineAt, start, end, warnings)
  if (given) {
    if (given.lostTime)
      warnings.doubt('The page’s data gives a time of publication but no time zone; only the day was taken.')
    if (shown && Math.abs(Date.parse(shown.at) - Date.parse(given.at)) > 36 * 3_600_000) {
      warnings.doubt(
        `The page shows the date ${shown.at.slice(0, 10)}, but its data says ${given.at.slice(0, 10)}. Took the latter.`,
      )
    }
    return given.at
  }
  if (shown) {
    if (shown.lostTime) warnings.doubt('The page shows a time of publication but no time zone; only the day was taken.')
    if (shown.kind === 'updated')
      warnings.doubt(`The page only says when the story was updated; took that day, ${shown.at.slice(0, 10)}.`)
    return shown.at
  }
  const inAddress = /\/((?:19|20)\d\d)\/(\w{2,3})\/(\d{1,2})\//.exec(evidence.address)
  const month = inAddress?.[2] ?? ''
  const fromAddress =
    inAddress &&
    readDate(
      /^\d+$/.test(month)
        ? `${inAddress[1]}-${month}-${inAddress[3]?.padStart(2, '0')}`
        : `${month} ${inAddress[3]}, ${inAddress[1]}`,
      zone,
    )
  if (fromAddress) {
    warnings.doubt(`Took the date of publication, ${fromAddress.at}, from the page’s address.`)
    return fromAddress.at
  }
  return null
}

function shownDate(
  labels: readonly Label[],
  headlineAt: number,
  start: number,
  end: number,
  warnings: Warnings,
): DateFound | undefined {
  const between = labels.slice(Math.max(0, headlineAt), start).flatMap((label) => label.dates)
  const elsewhere = [...labels.slice(0, Math.max(0, headlineAt)), ...labels.slice(end)].flatMap((label) => label.dates)
  const inText = labels.slice(start, end).flatMap((label) => (label.text.length < 80 ? label.dates : []))
  const found =
    between.find(({ kind }) => kind === 'published') ??
    between.find(({ kind }) => kind === 'plain') ??
    [...elsewhere, ...inText].find(({ kind }) => kind === 'published') ??
    between.find(({ kind }) => kind === 'updated')
  const [other] = elsewhere.filter(({ kind }) => kind === 'plain')
  if (!found && other)
    warnings.doubt(
      `The date ${other.at.slice(0, 10)} stands on the page away from the story; it may be the day the page was saved, so it was not taken.`,
    )
  return found
}

/** Says that there is no date, and names one that a caption mentions. */
export function whyNoDate(photos: readonly ClippingPhoto[]): string {
  const mentioned = photos.map(({ caption }) => readDate(caption, undefined)).find(Boolean)
  const where = photos.find(({ caption }) => readDate(caption, undefined))
  const hint = mentioned && where ? ` A caption mentions ${mentioned.at}: ${quoted(where.caption, 40)}` : ''
  return `The page gives no date of publication.${hint}`
}
