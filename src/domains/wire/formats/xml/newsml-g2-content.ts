import type { Body } from '#domains/stories/shared'
import type { WirePhoto } from '#wire/item.ts'
import { bodyFromHtml, bodyFromXml, looksLikeHtml } from '#wire/markup/markup.ts'
import { anywhere, attribute, children, type Element, every, first, isElement, raw, words } from '#wire/markup/tree.ts'
import type { WireDraft } from '#wire/reading/draft.ts'
import { textToBody } from '#wire/reading/finish.ts'
import { draftOfNitf } from './nitf.ts'

/** What stands inside a NewsML-G2 item as text, with the lines its own head has. */
export interface Inline {
  readonly body: Body
  readonly wording: string
  readonly photos: readonly Partial<WirePhoto>[]
  readonly headline: string
  readonly bylines: NonNullable<WireDraft['bylines']>
  readonly dateline: string
  readonly summary: string
  readonly ednote: string
  readonly urgency: string
  readonly contributors: readonly string[]
  readonly labels: readonly string[]
  readonly warnings: readonly string[]
}

const NOTHING: Inline = {
  body: [], wording: '', photos: [], headline: '', bylines: [], dateline: '', summary: '', ednote: '', urgency: '', contributors: [], labels: [], warnings: [],
} // biome-ignore format: a table

/** The text of an item: NITF, XHTML or plain, inline; the parts of several one after another. A package's is the list of what is in it. */
export function contentOf(item: Element): Inline {
  const parts = [
    ...every(item, 'contentSet/inlineXML').map(ofXml),
    ...every(item, 'contentSet/inlineData').map(ofText),
    ...(item.name === 'packageItem' ? [ofPackage(item)] : []),
  ]
  return parts.reduce(joined, NOTHING)
}

function joined(one: Inline, other: Inline): Inline {
  return {
    body: [...one.body, ...other.body],
    wording: [one.wording, other.wording].filter(Boolean).join('\n\n'),
    photos: [...one.photos, ...other.photos],
    headline: one.headline || other.headline,
    bylines: one.bylines.length > 0 ? one.bylines : other.bylines,
    dateline: one.dateline || other.dateline,
    summary: one.summary || other.summary,
    ednote: [one.ednote, other.ednote].filter(Boolean).join('\n'),
    urgency: one.urgency || other.urgency,
    contributors: [...one.contributors, ...other.contributors],
    labels: [...one.labels, ...other.labels],
    warnings: [...one.warnings, ...other.warnings],
  }
}

function ofXml(inline: Element): Inline {
  const nitf = children(inline, 'nitf')[0]
  if (nitf) {
    const draft = draftOfNitf(nitf)
    return {
      ...NOTHING,
      body: draft.body,
      wording: draft.wording ?? '',
      photos: draft.photos ?? [],
      headline: draft.headline ?? '',
      bylines: draft.bylines ?? [],
      dateline: draft.dateline ?? '',
      summary: draft.summary ?? '',
      ednote: draft.ednote ?? '',
      urgency: String(draft.urgency ?? ''),
      contributors: draft.contributors ?? [],
    }
  }
  const html = children(inline, 'html')[0]
  const page = html ? (children(html, 'body').length > 0 ? children(html, 'body') : [html]) : [inline]
  const header = page.flatMap((body) => children(body, 'header'))[0]
  const isTeased = page.some((body) => anywhere(body, 'p').some((one) => isClass(one, 'teaser')))
  const story = page.flatMap((body) => body.children.filter((child) => child !== header))
  const { body, photos, labels, wording } = bodyFromXml(
    withoutFurniture({ name: 'body', attributes: {}, children: story }),
  )
  return {
    ...NOTHING,
    body,
    wording,
    photos,
    labels,
    headline: words(first(header, 'h1')),
    bylines: children(header, 'p')
      .filter((one) => isClass(one, 'byline'))
      .map((one) => ({ name: words(one), title: '' })),
    summary: isTeased
      ? page
          .flatMap((body) => anywhere(body, 'p'))
          .filter((one) => isClass(one, 'teaser'))
          .map(words)
          .join('\n')
      : '',
  }
}

// dpa's teaser is the summary.
function withoutFurniture(element: Element): Element {
  const kept = element.children.flatMap((child): Element['children'] => {
    if (!isElement(child)) return [child]
    const isFurniture = child.name === 'p' && isClass(child, 'teaser')
    return isFurniture ? [] : [withoutFurniture(child)]
  })
  return { ...element, children: kept }
}

function isClass(element: Element, name: string): boolean {
  return attribute(element, 'class').split(/\s+/).includes(name)
}

function ofText(inline: Element): Inline {
  const text = raw(inline)
  if (text.trim() === '') return NOTHING
  if (attribute(inline, 'encoding') !== '')
    return { ...NOTHING, warnings: ['A part of this item is encoded data, which is not read.'] }
  if (/html|xml/i.test(attribute(inline, 'contenttype')) || looksLikeHtml(text)) {
    const { body, photos, wording } = bodyFromHtml(text)
    return { ...NOTHING, body, photos, wording }
  }
  return { ...NOTHING, body: textToBody(text), wording: text }
}

function ofPackage(item: Element): Inline {
  const items = anywhere(item, 'itemRef')
    .map((one) => words(first(one, 'headline')) || words(first(one, 'title')) || words(first(one, 'slugline')))
    .filter(Boolean)
    .map((text) => [{ text }])
  return items.length === 0
    ? NOTHING
    : {
        ...NOTHING,
        body: [{ type: 'list', ordered: false, items }],
        wording: items
          .flat()
          .map(({ text }) => text)
          .join('\n'),
      }
}
