import { chainOf } from '#wire/reading/chain.ts'
import type { WireDraft } from '#wire/reading/draft.ts'
import { mustBeFew, noItems } from '#wire/reading/limits.ts'
import { bodyOfAnpa } from './anpa-body.ts'
import { headOfAnpa } from './anpa-head.ts'
import { textOfTransmission, withoutControls } from './framed-text.ts'
import { mustBeOneStory } from './plain-paragraphs.ts'

// SOH, service and sequence, US, selector; then priority, category, format, keyword, version, month-day, words; then STX.
const HEADER =
  /^[\s\x16\x00]*\x01?\s*([A-Za-z]{0,2}\d{3,5})(?:\x1f|\s)?([^\r\n\x02]{0,40})[\r\n]+([a-z])\s([a-z0-9]{1,3})\s?([\x11-\x14]{0,2})\s*([^\r\n\x02]{0,120})/i
const TRAILER = /\bAP-[A-Z]{2,3}-(\d\d)-(\d\d)-(\d\d) (\d\d)(\d\d)GMT/
// Flash, bulletin, urgent, regular, deferred, weekday advance, weekend advance.
const PRIORITIES: Readonly<Record<string, number>> = { f: 1, b: 2, u: 3, r: 4, d: 5, a: 7, s: 8 }

/**
 * Reads transmissions in ANPA 1312, AP's and others'. DC2 in the header marks a table or agate, which keeps its lines. An item has no id
 * of its own that lasts: see `chainOf`. Refuses bytes in which there is no transmission.
 */
export function readAnpa(bytes: Uint8Array): WireDraft[] {
  const text = textOfTransmission(bytes)
  const transmissions = text.split(/(?=\x01)/).filter((part) => /[\p{L}\p{N}]/u.test(part))
  mustBeFew(transmissions.length)
  const drafts = transmissions.flatMap(draftOf)
  if (drafts.length === 0) throw noItems('There is no ANPA 1312 transmission in this.')
  return drafts
}

function draftOf(transmission: string): WireDraft[] {
  const header = HEADER.exec(transmission)
  const start = transmission.indexOf('\x02')
  if (!header || start < 0) return []
  const end = transmission.indexOf('\x03', start)
  const [, number = '', selector = '', priority = '', category = '', format = '', keyword = ''] = header
  const after = end < 0 ? '' : transmission.slice(end)
  const trailer = TRAILER.exec(after) ?? TRAILER.exec(transmission.slice(-200))
  const isTabular = format.includes('\x12')
  const copy = transmission.slice(start + 1, end < 0 ? undefined : end).replace(/\x08|\x1e|\x1f|\x10/g, visible)
  mustBeOneStory(copy)
  const head = headOfAnpa(withoutControls(copy), isTabular)
  const at = trailer ? `20${trailer[3]}-${trailer[1]}-${trailer[2]}T${trailer[4]}:${trailer[5]}Z` : ''
  const isAp = trailer !== null || /\bAssociated Press\b|\(AP\)/.test(copy)
  const slugline =
    head.slugline ||
    keyword
      .replace(/\s+\d\d-\d\d(?:\s+\d{4})?\s*$/, '')
      .replace(/\s+/g, ' ')
      .trim()
  const body = bodyOfAnpa(head.rest, isTabular)
  const day = /\b(\d\d-\d\d)(?:\s+\d{4})?\s*$/.exec(withoutControls(keyword))?.[1] ?? ''
  return [
    {
      format: 'anpa-1312',
      agency: isAp ? 'AP' : undefined,
      id: chainOf({ agency: isAp ? 'AP' : 'anpa', slugline, number, day: at === '' ? day : at.slice(0, 10) }),
      version: head.version,
      createdAt: at,
      revisedAt: at,
      urgency: PRIORITIES[priority.toLowerCase()],
      headline: head.headline,
      slugline,
      bylines: head.bylines,
      summary: head.summary,
      body,
      ednote: head.ednotes.join('\n'),
      categories: [{ scheme: isAp ? 'apcategorycode' : 'anpa', code: category.toLowerCase() }],
      keywords: [],
      language: isAp && /^(?:asian|glbsm|-+)$/.test(selector.trim()) ? 'en' : undefined,
      marks: [`anpacat:${category.toLowerCase()}`, ...(/news\s?alert/i.test(slugline) ? ['NewsAlert'] : [])],
      warnings: [
        ...(head.headline === '' ? ['The item has no headline.'] : []),
        ...(end < 0 ? ['The transmission is cut off: it has no end of text.'] : []),
      ],
    },
  ]
}

// What divides the columns of agate is kept as signs that no text has, until the body is read.
function visible(control: string): string {
  return control === '\x08' ? '\ue008' : control === '\x10' ? '\ue010' : '\ue01e'
}
