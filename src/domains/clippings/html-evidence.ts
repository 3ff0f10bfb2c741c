import { readJson } from '#platform/json'
import { attribute, classWords, type Element, isElement, type Node, type Parent, rawText } from './html-tree.ts'
import { plain } from './runs.ts'

/** What the page's data says of the story, for checking and filling what its text says. Empty where it says nothing. */
export interface Evidence {
  readonly headlines: string[]
  readonly authors: string[]
  readonly published: string[]
  readonly sections: string[]
  readonly description: string
  readonly deck: string
  readonly siteName: string
  readonly address: string
  readonly images: { readonly caption: string; readonly credit: string; readonly creator: string }[]
}

// biome-ignore format: nothing, once
export const NO_EVIDENCE: Evidence = {
  headlines: [], authors: [], published: [], sections: [], description: '', deck: '', siteName: '', address: '', images: [],
}

const STORY_TYPE =
  /^(?:\w*NewsArticle|Article|BlogPosting|Report|ReportageNewsArticle|OpinionNewsArticle|AnalysisNewsArticle|ReviewNewsArticle|LiveBlogPosting|Recipe)$/

/** Reads JSON-LD, Open Graph and meta tags. */
export function evidenceIn(document: Parent): Evidence {
  const elements = headElements(document)
  const meta = new Map<string, string[]>()
  for (const element of elements.filter(({ tagName }) => tagName === 'meta')) {
    const name = (
      attribute(element, 'property') ||
      attribute(element, 'name') ||
      attribute(element, 'itemprop')
    ).toLowerCase()
    const content = plain(attribute(element, 'content').slice(0, 5_000))
    if (name !== '' && content !== '') meta.set(name, [...(meta.get(name) ?? []).slice(0, 20), content])
  }
  const said = (...names: string[]) => names.flatMap((name) => meta.get(name) ?? [])
  const items = elements
    .filter((element) => element.tagName === 'script' && /ld\+json/i.test(attribute(element, 'type')))
    .slice(0, 20)
    .flatMap((element) => itemsIn(readJson(rawText(element).slice(0, 2_000_000).trim()), 0))
  const story = items.find((item) => typesOf(item).some((type) => STORY_TYPE.test(type))) ?? {}
  const crumbs = items.find((item) => typesOf(item).includes('BreadcrumbList'))
  const canonical = elements.find((element) => element.tagName === 'link' && attribute(element, 'rel') === 'canonical')
  const title = elements.find((element) => element.tagName === 'title')
  const sections = said('article:section', 'parsely-section', 'section')
  return {
    headlines: [
      textsOf(story.headline),
      said('og:title', 'twitter:title', 'headline'),
      title ? [plain(rawText(title)).replace(/\n/g, ' ')] : [],
    ].flat(),
    authors: [namesOf(story.author), said('author', 'parsely-author', 'byl', 'dc.creator', 'sailthru.author')]
      .flat()
      .filter((name) => !/^https?:|@/.test(name)),
    published: [
      textsOf(story.datePublished),
      said(
        'article:published_time',
        'datepublished',
        'parsely-pub-date',
        'pubdate',
        'publishdate',
        'publish-date',
        'dc.date',
        'dc.date.issued',
        'sailthru.date',
        'date',
      ),
    ].flat(),
    sections:
      crumbNames(crumbs).length > 0
        ? crumbNames(crumbs)
        : textsOf(story.articleSection).length > 0
          ? textsOf(story.articleSection).slice(0, 1)
          : sections.slice(0, 1),
    description:
      [...textsOf(story.description), ...said('og:description', 'description', 'twitter:description')][0] ?? '',
    deck: [...textsOf(story.alternativeHeadline), ...textsOf(story.description)][0] ?? '',
    siteName: [...said('og:site_name'), ...namesOf(story.publisher)][0] ?? '',
    address: (canonical && attribute(canonical, 'href')) || (said('og:url')[0] ?? ''),
    images: listOf(story.image).flatMap(imageOf),
  }
}

type Item = Readonly<Record<string, unknown>>

// Not the whole page: the first few thousand elements hold the head; scripts may stand at the end of the body too.
function headElements(document: Parent): Element[] {
  const found: Element[] = []
  const waiting: Node[] = document.childNodes.toReversed()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue
    if (/^(?:meta|link|title|script)$/.test(node.tagName) && found.length < 3_000) found.push(node)
    for (const child of node.childNodes.toReversed()) waiting.push(child)
  }
  return found.filter((element) => element.tagName !== 'title' || !classWords(element).includes('svg'))
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, 50) : value === undefined || value === null ? [] : [value]
}

function itemsIn(value: unknown, depth: number): Item[] {
  if (depth > 4) return []
  if (Array.isArray(value)) return value.slice(0, 100).flatMap((one) => itemsIn(one, depth + 1))
  if (!isItem(value)) return []
  return [value, ...itemsIn(value['@graph'], depth + 1), ...itemsIn(value.mainEntity, depth + 1)]
}

function typesOf(item: Item): string[] {
  return listOf(item['@type']).filter((type) => typeof type === 'string')
}

function textsOf(value: unknown): string[] {
  return listOf(value)
    .filter((one) => typeof one === 'string')
    .map((one) => plain(unescaped(one.slice(0, 5_000))).replace(/\n/g, ' '))
    .filter(Boolean)
}

// Some systems escape their JSON-LD as if it were HTML.
function unescaped(text: string): string {
  // biome-ignore format: one table
  return text
    .replace(/&quot;/g, '"').replace(/&(?:#0?39|apos|#x27);/g, "'").replace(/&(?:#8217|rsquo);/g, '’').replace(/&amp;/g, '&')
}

function namesOf(value: unknown): string[] {
  return listOf(value).flatMap((one) => (isItem(one) ? textsOf(one.name) : textsOf(one)))
}

function crumbNames(item: Item | undefined): string[] {
  if (!item) return []
  return listOf(item.itemListElement)
    .flatMap((one) =>
      isItem(one) ? [...textsOf(one.name), ...(isItem(one.item) ? textsOf(one.item.name) : [])].slice(0, 1) : [],
    )
    .filter((name) => !/^(?:home|front page)$/i.test(name))
}

function imageOf(value: unknown): Evidence['images'] {
  if (!isItem(value)) return []
  const caption = [...textsOf(value.caption), ...textsOf(value.description)][0] ?? ''
  const credit = [...textsOf(value.creditText), ...textsOf(value.copyrightNotice)][0] ?? ''
  const creator = [...namesOf(value.creator), ...namesOf(value.author)][0] ?? ''
  return caption === '' && credit === '' && creator === '' ? [] : [{ caption, credit, creator }]
}
