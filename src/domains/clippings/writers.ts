import type { Byline, Dateline } from '#domains/stories'
import { type BylineLine, readByline } from './byline.ts'
import type { Evidence } from './html-evidence.ts'
import { isKnownOrganization, isSameOrganization, organizationName } from './organization.ts'
import type { Warnings } from './warnings.ts'

interface Sources {
  readonly lines: readonly BylineLine[]
  readonly dateline: Dateline | null
  readonly evidence: Evidence
  readonly ourPaper: string
}

/** Who wrote the story and which agency it came from: by the page's byline, else by its data; the agency also by the dateline. */
export function writersOf(
  { lines, dateline, evidence, ourPaper }: Sources,
  warnings: Warnings,
): { bylines: Byline[]; agency: string } {
  const shown = together(lines)
  for (const line of lines) for (const doubt of line.doubts) warnings.doubt(doubt)
  const read = shown.bylines.length > 0 || shown.agency !== '' ? shown : fromData(evidence, ourPaper, warnings)
  const byDateline = dateline && isKnownOrganization(dateline.agency) ? organizationName(dateline.agency) : ''
  const isOurs = isSameOrganization(byDateline, ourPaper)
  const agency = read.agency || (isOurs ? '' : byDateline)
  if (read.bylines.length === 0 && agency === '') warnings.doubt('The page names no writer and no agency.')
  if (agency === '' || read.agency !== '') return { bylines: read.bylines, agency }
  return {
    bylines: read.bylines.map((byline) =>
      byline.agency === '' && byline.title === '' ? { ...byline, agency } : byline,
    ),
    agency,
  }
}

function together(lines: readonly BylineLine[]): { bylines: Byline[]; agency: string } {
  const bylines: Byline[] = []
  for (const byline of lines.flatMap((line) => line.bylines)) {
    const same = bylines.findIndex(({ name }) => name.toLowerCase() === byline.name.toLowerCase())
    const before = bylines[same]
    if (before)
      bylines[same] = { name: before.name, title: before.title || byline.title, agency: before.agency || byline.agency }
    else bylines.push(byline)
  }
  return { bylines: bylines.slice(0, 12), agency: lines.find((line) => line.agency !== '')?.agency ?? '' }
}

function fromData(evidence: Evidence, ourPaper: string, warnings: Warnings): { bylines: Byline[]; agency: string } {
  const lines = [...new Set(evidence.authors)]
    .filter((name) => !isSameOrganization(name, ourPaper) && !isSameOrganization(name, evidence.siteName))
    .flatMap((name) => readByline(`By ${name.replace(/^by\s+/i, '')}`, { ourPaper }) ?? [])
  const read = together(lines)
  if (read.bylines.length > 0)
    warnings.doubt(`The page shows no byline; took ${read.bylines.map(({ name }) => name).join(', ')} from its data.`)
  return read
}
