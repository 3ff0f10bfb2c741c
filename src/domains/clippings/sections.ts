import type { Layout } from './head.ts'
import type { Evidence } from './html-evidence.ts'
import type { Label } from './label.ts'
import { gist } from './prose.ts'
import { cased, isSectionName } from './section-line.ts'
import type { Warnings } from './warnings.ts'

/** The path of sections that the page shows above the headline, the widest first; empty when it shows none. */
export function sectionOf(
  labels: readonly Label[],
  { headlineAt, headline, start }: Layout,
  evidence: Evidence,
  warnings: Warnings,
): string[] {
  const above = labels.slice(0, Math.max(headlineAt, start))
  const marked = labels.find((label) => label.piece.hint === 'section' && label.breadcrumb)
  const shown = marked ?? above.findLast((label) => label.breadcrumb !== undefined)
  const isHeadline = (name: string) =>
    gist(name) === gist(headline) ||
    (name.length > 15 && gist(headline).startsWith(gist(name.replace(/…|\.\.\.$/, ''))))
  const path = (shown?.breadcrumb ?? []).filter((name) => !isHeadline(name))
  if (path.length > 0) return path
  if (evidence.sections.length > 0)
    return evidence.sections
      .filter((name) => !isHeadline(name))
      .flatMap((name) => name.split(/\s*[>/|]\s*/))
      .filter(Boolean)
  const kicker = labels[headlineAt - 1]
  if (kicker && isSectionName(kicker.text) && !isSectionName(labels[headlineAt - 2]?.text ?? '')) {
    warnings.doubt(`Took “${kicker.text}” above the headline as the section.`)
    return [cased(kicker.text)]
  }
  return []
}
