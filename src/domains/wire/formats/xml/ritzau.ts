import { bodyFromHtml } from '#wire/markup/markup.ts'
import { anywhere, attribute, type Element, first, parseXml, raw, words } from '#wire/markup/tree.ts'
import type { WireDraft } from '#wire/reading/draft.ts'

/** Reads the Danish agency Ritzau's own XML: one story, or the answer of its queue with several. */
export function readRitzau(text: string): WireDraft[] {
  const root = parseXml(text)
  return (root.name === 'RBNews' ? [root] : anywhere(root, 'RBNews')).map(draftOf)
}

function draftOf(news: Element): WireDraft {
  const line = (name: string) => words(first(news, name))
  const is = (name: string) => /^true$/i.test(line(name))
  // Quotes and the like are escaped once too often.
  const content = bodyFromHtml(raw(first(news, 'content')).replace(/&amp;(?=(?:apos|quot|nbsp|amp|#\d{1,5});)/g, '&'))
  const headline = line('headline')
  return {
    format: 'ritzau',
    agency: 'Ritzau',
    provider: line('origin').replaceAll('/', '') || 'ritzau',
    id: line('NewsID'),
    version: line('version'),
    createdAt: line('PublishDate'),
    urgency: line('Priority'),
    headline,
    slugline: line('strapline'),
    bylines: [{ name: line('byLine') }],
    dateline: line('town'),
    summary: line('subtitle'),
    body: content.body,
    wording: content.wording,
    ednote: line('TilRedaktionen'),
    categories: [{ scheme: 'ritzau-section', code: line('sectionShort') || line('sectionID') }].filter(
      ({ code }) => code !== '',
    ),
    photos: content.photos,
    language: attribute(news, 'lang') || 'da',
    marks: [
      is('Annuleret') ? 'canceled' : '',
      is('Korrektion') ? 'correction' : '',
      is('NyVersion') ? 'update' : '',
      line('format'),
    ].filter(Boolean),
  }
}
