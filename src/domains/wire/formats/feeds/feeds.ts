import { safeAddress } from '#wire/formats/json/renditions.ts'
import type { WireStatus } from '#wire/item.ts'
import { anywhere, attribute, children, type Element, first, raw } from '#wire/markup/tree.ts'
import type { WireDraft } from '#wire/reading/draft.ts'
import { feedBody, looksLikeExcerpt } from './feeds-body.ts'
import { readJsonFeed } from './feeds-json.ts'
import { photosOfEntry } from './feeds-photos.ts'
import { htmlWithin, parseFeedXml, textAt, textsAt, titleText } from './feeds-xml.ts'

const ENTRIES_MAX = 5_000

/**
 * Reads RSS 0.9x to 2.0 and 1.0, Atom, JSON Feed, and WordPress's export, which is RSS. Most feeds have excerpts, which a warning says.
 * An empty feed has no items. Refuses what is broken beyond a stray "&".
 */
export function readFeed(text: string): WireDraft[] {
  if (/^\s*\{/.test(text)) return readJsonFeed(text)
  const root = parseFeedXml(text)
  const isAtom = root.name === 'feed' || root.name === 'entry'
  const feed = first(root, 'channel') ?? root
  const entries =
    root.name === 'entry' || root.name === 'item'
      ? [root]
      : [...children(feed, 'item', 'entry'), ...(feed === root ? [] : children(root, 'item'))]
  return entries.slice(0, ENTRIES_MAX).map((entry) => draftOf(entry, { feed, root, isAtom }))
}

interface Around {
  readonly feed: Element
  readonly root: Element
  readonly isAtom: boolean
}

interface Content {
  readonly value: string
  readonly isHtml: boolean
  readonly isExcerpt: boolean
  readonly address: string
}

function draftOf(entry: Element, { feed, root, isAtom }: Around): WireDraft {
  const link = linkOf(entry)
  const content = contentOf(entry, root, link)
  const found = feedBody(content.value, content)
  const id = textAt(entry, 'guid', 'id') || attribute(entry, 'about') || link
  const revised = textAt(entry, 'updated', 'dcterms-modified', 'dc-modified', 'modified')
  const attachment = safeAddress(textAt(entry, 'wp-attachment_url'))
  const excerpt = textAt(entry, 'excerpt-encoded', 'summary') || (content.isExcerpt ? '' : textAt(entry, 'description'))
  const isPicture = attachment !== null && textAt(entry, 'wp-post_type') === 'attachment'
  return {
    format: isAtom ? 'atom' : 'rss',
    formatVersion: isAtom ? '1.0' : attribute(root, 'version') || (root.name === 'RDF' ? '1.0' : ''),
    provider: titleText(textAt(feed, 'title')),
    agency: textAt(feed, 'dc-publisher') || titleText(textAt(feed, 'title')).replace(/\s+feed$/i, ''),
    id,
    revisionKey: revised && `${id}:${revised}`,
    type: isPicture
      ? 'picture'
      : /^(?:page|nav_menu_item|custom_css)$/.test(textAt(entry, 'wp-post_type'))
        ? 'other'
        : 'text',
    status: statusOf(entry),
    createdAt: textAt(entry, 'pubDate', 'published', 'issued', 'dc-date', 'dcterms-created', 'created'),
    revisedAt: revised,
    headline: titleText(textAt(entry, 'title')) || titleText(textAt(entry, 'media-title')),
    slugline: textAt(entry, 'wenn_cm-slug'),
    bylines: bylinesOf(entry, feed, isAtom),
    summary: excerpt === content.value ? '' : excerpt.replace(/<[^<>]*>/g, ' '),
    body: found.body,
    wording: found.wording,
    categories: categoriesOf(entry),
    keywords: keywordsOf(entry),
    photos: [...(attachment ? [{ id: attachment, href: attachment }] : []), ...photosOfEntry(entry), ...found.photos],
    language: textAt(entry, 'dc-language') || textAt(feed, 'language', 'dc-language') || attribute(root, 'lang'),
    usageTerms: [textAt(entry, 'rights', 'dc-rights', 'media-copyright') || textAt(feed, 'copyright', 'rights')].filter(
      Boolean,
    ),
    warnings: warningsAbout(entry, content, found.wording ?? ''),
  }
}

function linkOf(entry: Element): string {
  const links = children(entry, 'link')
  const main = links.find((link) => ['', 'alternate'].includes(attribute(link, 'rel'))) ?? links[0]
  return attribute(main, 'href') || textAt(entry, 'link') || attribute(main, 'rel')
}

// WENN keeps the story apart from Atom's content, which is for the reader of the feed.
function contentOf(entry: Element, root: Element, link: string): Content {
  const address = (element: Element | undefined) => baseOf([root, entry, ...(element ? [element] : [])], link)
  const [wenn] = children(entry, 'wenn_cm-ContentMetadata')
  const wennBody = [textAt(wenn, 'wenn_cm-first_line'), textAt(wenn, 'wenn_cm-body')].filter(Boolean).join('\n\n')
  if (wennBody !== '') return { value: wennBody, isHtml: false, isExcerpt: false, address: link }
  for (const name of ['content-encoded', 'content', 'encoded', 'body', 'summary', 'description', 'media-description']) {
    const element = children(entry, name)[0]
    const value = element ? contentWithin(element) : ''
    if (!element || value.trim() === '') continue
    const isHtml = !['text', 'plain', 'text/plain'].includes(attribute(element, 'type'))
    return {
      value,
      isHtml,
      isExcerpt: ['summary', 'description', 'media-description'].includes(name),
      address: address(element),
    }
  }
  return { value: '', isHtml: false, isExcerpt: false, address: link }
}

function contentWithin(element: Element): string {
  const type = attribute(element, 'type').toLowerCase()
  if (type === 'xhtml' || children(element).length > 0) return htmlWithin(element)
  const text = children(element).length === 0 ? element.children.join('') : ''
  const isText = type === '' || /^(?:text|html|xhtml)\b|[/+](?:html|xml|xhtml\+xml|json)$/.test(type)
  if (isText) return text
  // Anything else is Base64 by Atom's rules (RFC 4287, 4.1.3.3); only words are of use here.
  const bytes = Buffer.from(text.slice(0, 4_000_000), 'base64')
  const decoded = bytes.toString('utf8')
  return /^application\/octet-stream$/.test(type) && !/[\u0000-\u0008\ufffd]/.test(decoded) ? decoded : ''
}

// What xml:base says, from the outside in; the entry's own address where nothing does.
function baseOf(elements: readonly Element[], link: string): string {
  return elements.reduce((base, element) => {
    const own = attribute(element, 'base')
    const around = URL.canParse(base) ? base : undefined
    return own !== '' && URL.canParse(own, around) ? new URL(own, around).href : base
  }, link)
}

function bylinesOf(entry: Element, feed: Element, isAtom: boolean): { name: string }[] {
  const authors = (from: Element) =>
    isAtom
      ? children(from, 'author').map((author) => textAt(author, 'name'))
      : textsAt(from, 'author').map(nameOfAddress)
  const found = [textsAt(entry, 'dc-creator'), authors(entry), isAtom ? authors(feed) : []].find((list) =>
    list.some(Boolean),
  )
  return (found ?? []).filter((name) => name !== '' && !name.includes('@')).map((name) => ({ name }))
}

// RSS asks for an e-mail address with the name in parentheses: the name alone is for readers.
function nameOfAddress(author: string): string {
  const named = /^\S+@\S+\s*\(([^()]+)\)$/.exec(author) ?? /^(.+?)\s*<[^<>]+@[^<>]+>$/.exec(author)
  return named?.[1] ?? author
}

function categoriesOf(entry: Element) {
  return children(entry, 'category')
    .map((category) => ({
      scheme: attribute(category, 'domain') || attribute(category, 'scheme'),
      code: attribute(category, 'term') || attribute(category, 'nicename') || raw(category).trim(),
    }))
    .filter(({ code }) => code !== '')
}

function keywordsOf(entry: Element): string[] {
  const categories = children(entry, 'category').map(
    (category) => attribute(category, 'label') || attribute(category, 'term') || raw(category).trim(),
  )
  const tags = anywhere(entry, 'wenn_cm-tag').map((tag) => attribute(tag, 'value'))
  return [
    ...categories,
    ...textsAt(entry, 'dc-subject'),
    ...textAt(entry, 'media-keywords').split(/\s*,\s*/),
    ...tags,
  ].filter(Boolean)
}

function statusOf(entry: Element): WireStatus | undefined {
  const isHidden =
    textAt(entry, 'wp-post_password') !== '' ||
    /^(?:draft|pending|private|future|trash|auto-draft)$/.test(textAt(entry, 'wp-status'))
  return isHidden ? 'withheld' : undefined
}

function warningsAbout(entry: Element, content: Content, wording: string): string[] {
  const status = textAt(entry, 'wp-status')
  return [
    ...(content.isExcerpt || looksLikeExcerpt(wording) ? ['This may be only the beginning of the story.'] : []),
    ...(statusOf(entry) ? [`This was not public where it comes from${status ? ` (${status})` : ''}.`] : []),
  ]
}
