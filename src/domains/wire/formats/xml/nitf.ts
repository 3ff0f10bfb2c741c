import { Refusal } from '#platform/refusal'
import { bodyFromXml } from '#wire/markup/markup.ts'
import {
  anywhere,
  attribute,
  children,
  type Element,
  every,
  first,
  isElement,
  parseXml,
  words,
} from '#wire/markup/tree.ts'
import { letters } from '#wire/markup/wording.ts'
import type { WireDraft } from '#wire/reading/draft.ts'
import { isRightsLine } from '#wire/reading/split.ts'
import { draftOfHead } from './nitf-head.ts'

/** Reads NITF 3.x, with or without its namespace, as AP, PA, AAP, NTB, EFE and ANSA send it. */
export function readNitf(text: string): WireDraft[] {
  const root = parseXml(text)
  const nitf = root.name === 'nitf' ? root : anywhere(root, 'nitf')[0]
  if (!nitf) throw new Refusal('invalid', 'wire.not-understood', 'This XML has no NITF in it.')
  return [draftOfNitf(nitf)]
}

/** What a nitf element says, wherever it stands: as a file, or within NewsML. */
export function draftOfNitf(nitf: Element): WireDraft {
  const top = first(nitf, 'body/body.head')
  const { body, photos, wording } = bodyFromXml({
    name: 'body',
    attributes: {},
    children: every(nitf, 'body/body.content').flatMap((content) => [...content.children, BREAK]),
  })
  const inHead = [...children(top, 'media'), ...every(top, 'abstract/media')]
  const fromHead = inHead.length > 0 ? bodyFromXml({ name: 'body', attributes: {}, children: inHead }).photos : []
  const head = draftOfHead(nitf)
  const distributor = words(first(top, 'distributor'))
  const notes = children(top, 'note').map(words)
  const tail = tailOf(first(nitf, 'body/body.end'))
  const headline = headlineOf(nitf, top)
  const summary = summaryOf(top)
  const second = secondHeadlineOf(top, headline)
  return {
    format: 'nitf',
    formatVersion: versionOf(nitf),
    ...head,
    ...(distributor === '' ? {} : { provider: distributor }),
    headline,
    bylines: bylinesOf(top),
    dateline: datelineOf(top),
    summary: summary || second,
    body,
    wording,
    ednote: [head.ednote ?? '', ...notes, ...tail.ednotes].filter(Boolean).join('\n'),
    contributors: tail.contributors,
    usageTerms: [...(head.usageTerms ?? []), ...tail.usageTerms],
    photos: [...fromHead, ...photos],
    language: attribute(nitf, 'lang') || attribute(nitf, 'baselang'),
    warnings: [
      ...(/^t$/i.test(metaOf(nitf, 'anpa-format')) ? ['This is tabular copy.'] : []),
      ...(summary !== '' && second !== '' ? [`It has a second headline: “${second.slice(0, 300)}”.`] : []),
    ],
  }
}

const BREAK: Element = { name: 'hr', attributes: {}, children: [] }

function metaOf(nitf: Element, name: string): string {
  return attribute(
    every(nitf, 'head/meta').find((meta) => attribute(meta, 'name').toLowerCase() === name),
    'content',
  )
}

function versionOf(nitf: Element): string {
  return /\b(\d\.\d)\b/.exec(attribute(nitf, 'version'))?.[1] ?? ''
}

// NTB puts the addresses of its desk into the tagline; those are not for readers.
function tailOf(end: Element | undefined) {
  const lines = children(end, 'tagline', 'bibliography').map(words).filter(Boolean)
  const isNote = (line: string) => line.includes('@')
  return {
    contributors: lines.filter((line) => !isNote(line) && !isRightsLine(line)),
    usageTerms: lines.filter((line) => !isNote(line) && isRightsLine(line)),
    ednotes: lines.filter(isNote),
  }
}

// Some agencies send the first headline once more as the second.
function secondHeadlineOf(top: Element | undefined, headline: string): string {
  const second = words(first(first(top, 'hedline') ?? first(top, 'headline'), 'hl2'))
  return letters(second) === letters(headline) ? '' : second
}

function headlineOf(nitf: Element, top: Element | undefined): string {
  const hedline = first(top, 'hedline') ?? first(top, 'headline') ?? top
  return words(first(hedline, 'hl1')) || words(first(hedline, 'hl2')) || words(first(nitf, 'head/title'))
}

// ANSA puts its second headline where the byline is, EFE the initials of its desk. Neither is anybody's name.
function bylinesOf(top: Element | undefined): { name: string; title: string }[] {
  return children(top, 'byline').flatMap((byline) => {
    const isTitle = (child: Element['children'][number]) => isElement(child) && child.name === 'byttl'
    const name = words({
      ...byline,
      children: byline.children.flatMap((child) => (isTitle(child) ? [' '] : [' ', child])),
    })
    const title = children(byline, 'byttl').map(words).join(', ')
    const isNobody = name.split(' ').length > 14 || /[!?“”"]/.test(name) || /^[a-z]{1,4}(?:[/-][a-z]{1,4})*$/.test(name)
    return name === '' || isNobody ? [] : [{ name, title }]
  })
}

function datelineOf(top: Element | undefined): string {
  const dateline = first(top, 'dateline')
  if (!dateline) return ''
  const location = first(dateline, 'location')
  const parts = children(location, 'city', 'state', 'region', 'country').map(words).filter(Boolean)
  if (parts.length > 1 && !words(location).includes(',')) return parts.join(', ')
  if (words(location) !== '') return words(location)
  return words({
    ...dateline,
    children: dateline.children.filter((child) => !(isElement(child) && child.name === 'story.date')),
  })
}

function summaryOf(top: Element | undefined): string {
  const abstract = first(top, 'abstract')
  if (!abstract) return ''
  return children(abstract, 'p').length > 0 ? children(abstract, 'p').map(words).join('\n') : words(abstract)
}
