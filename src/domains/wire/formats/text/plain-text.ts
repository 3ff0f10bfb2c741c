import { isBylineLine } from '#wire/reading/bylines.ts'
import type { WireDraft } from '#wire/reading/draft.ts'
import { isEmbargoLine } from '#wire/reading/signal.ts'
import { mustBeOneStory, plainParagraphs } from './plain-paragraphs.ts'

const HEADLINE_MAX = 150
const LABELS: Readonly<Record<string, Label>> = {
  headline: 'headline', title: 'headline', slug: 'slugline', slugline: 'slugline', abstract: 'summary', summary: 'summary', byline: 'byline',
  by: 'byline', dateline: 'dateline', embargo: 'embargo', 'embargoed until': 'embargo', ednote: 'ednote', "editor's note": 'ednote',
  'note to editors': 'ednote', eds: 'ednote', keywords: 'keywords', credit: 'credit',
} // biome-ignore format: a table
type Label = 'headline' | 'slugline' | 'summary' | 'byline' | 'dateline' | 'embargo' | 'ednote' | 'keywords' | 'credit'
const LABELED_WITHIN = 30

/** A plain text taken apart: what its first lines say outright, and the rest. */
export interface PlainStory
  extends Pick<
    WireDraft,
    | 'headline'
    | 'slugline'
    | 'summary'
    | 'bylines'
    | 'dateline'
    | 'ednote'
    | 'keywords'
    | 'credit'
    | 'embargoUntil'
    | 'body'
    | 'wording'
  > {}

/**
 * Reads a plain text. Its first line is the headline only when it stands alone above the text, is no sentence and no byline; else there is
 * none, and a warning. Bylines and datelines at the head of the text are split off by the rules for all formats.
 */
export function readPlainText(text: string): WireDraft[] {
  const story = plainStory(text)
  const { headline, rest } = story.headline
    ? { headline: story.headline, rest: undefined }
    : headlineAbove(story.wording ?? '')
  return [
    {
      format: 'plain-text',
      ...story,
      headline,
      ...(rest === undefined ? {} : { body: plainParagraphs(rest), wording: rest }),
      warnings: headline === '' ? ['The text has no line that is surely a headline.'] : [],
    },
  ]
}

/** The text without the labeled lines at its head ("Headline: …", "Embargo: …"), and what those say. */
export function plainStory(text: string): PlainStory {
  mustBeOneStory(text)
  const lines = withTitleBesideByline(text.replace(/\r\n?/g, '\n')).split('\n')
  const above = labelsAbove(lines)
  const said = new Map<Label, string>()
  const rest = lines.filter((line, at) => {
    if (above.includes(at)) return false
    const found = at < LABELED_WITHIN ? /^\s{0,3}([A-Za-z][A-Za-z' ]{1,20}?)\s*:\s+(\S.{0,2000})$/.exec(line) : null
    const name = (found?.[1] ?? '').toLowerCase()
    const label = Object.hasOwn(LABELS, name) ? LABELS[name] : undefined
    if (!label || said.has(label)) return true
    said.set(label, found?.[2]?.trim() ?? '')
    return false
  })
  const wording = rest.join('\n').trim()
  const byline = said.get('byline')
  return {
    headline: said.get('headline'),
    slugline: said.get('slugline'),
    summary: said.get('summary'),
    bylines: byline ? [{ name: byline }] : [],
    dateline: said.get('dateline'),
    ednote: [...above.map((at) => lines[at]?.trim() ?? ''), said.get('ednote') ?? ''].filter(Boolean).join('\n'),
    keywords: said.get('keywords')?.split(/\s*[,;]\s*/),
    credit: said.get('credit'),
    embargoUntil: said.get('embargo'),
    body: plainParagraphs(wording),
    wording,
  }
}

const ABOVE =
  /^\W*(?:for immediate release|(?:press|news|media) (?:release|advisory)|(?:media |press )?contacts?\s*:\s*\S.*)\W*$/i

// What press offices write above a headline: when it may be used, and whom to ask. By the places of their lines.
function labelsAbove(lines: readonly string[]): number[] {
  const found: number[] = []
  for (const [at, line] of lines.slice(0, 12).entries()) {
    if (line.trim() === '') continue
    if (line.length > 200 || !(ABOVE.test(line) || isEmbargoLine(line))) break
    found.push(at)
  }
  return found
}

// "By Jane Roe", and below it the paper she writes for.
function withTitleBesideByline(text: string): string {
  return text.replace(/^(By\s[^\n]{3,60})\n([^\n]{3,60})\n(?=[^\S\n]*\n)/m, (whole, byline: string, title: string) =>
    isBylineLine(byline) && /^\p{Lu}[^.!?:]+$/u.test(title.trim()) && !isBylineLine(title)
      ? `${byline}, ${title.trim()}\n`
      : whole,
  )
}

function headlineAbove(text: string): { headline: string; rest: string } {
  const [, line = '', gap = '', next = ''] = /^\s*(\S[^\n]*)\n(\s*\n)?\s*([^\n]*)/.exec(text) ?? []
  const headline = line.trim()
  const standsAlone = gap !== '' || isBylineLine(next)
  const isHeadline =
    standsAlone &&
    headline.length <= HEADLINE_MAX &&
    /\p{L}/u.test(headline) &&
    !/[.:;,]$/.test(headline) &&
    !isBylineLine(headline)
  if (!isHeadline || next === '') return { headline: '', rest: text }
  return { headline, rest: text.trimStart().slice(line.length).trimStart() }
}
