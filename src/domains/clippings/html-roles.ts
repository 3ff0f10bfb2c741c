import { attribute, classWords, type Element } from './html-tree.ts'
import type { Hint } from './piece.ts'

// Tags of no words, or of words nobody reads.
// biome-ignore format: a list of words
export const SKIPPED = new Set([
  'script', 'style', 'noscript', 'template', 'svg', 'math', 'object', 'embed', 'applet', 'canvas', 'select', 'option', 'input', 'button', 'textarea',
  'datalist', 'head', 'title', 'meta', 'link', 'audio', 'video', 'map', 'frameset', 'progress', 'meter', 'dialog', 'rp', 'rt', 'area', 'param', 'base',
])

// biome-ignore format: a list of words
export const INLINE = new Set([
  'a', 'abbr', 'acronym', 'b', 'bdi', 'bdo', 'big', 'cite', 'code', 'data', 'del', 'dfn', 'em', 'font', 'i', 'ins', 'kbd', 'label', 'mark', 'nobr', 'q',
  'ruby', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'time', 'tt', 'u', 'var', 'wbr', 'img', 'br',
])

const FURNITURE_TAGS: Readonly<Record<string, string>> = {
  nav: 'a menu',
  aside: 'a sidebar',
  footer: 'a footer',
  form: 'a form',
  menu: 'a menu',
}
// biome-ignore format: a table
const FURNITURE_ROLES: Readonly<Record<string, string>> = {
  navigation: 'a menu', complementary: 'a sidebar', contentinfo: 'a footer', search: 'a form', dialog: 'a window', alertdialog: 'a window', banner: 'a banner',
}

// What designers call the parts that are no story.
// biome-ignore format: a table
const FURNITURE_WORDS: Readonly<Record<string, string>> = {
  share: 'sharing buttons', sharing: 'sharing buttons', sharedaddy: 'sharing buttons', social: 'sharing buttons', addtoany: 'sharing buttons',
  related: 'related stories', recirc: 'related stories', recommended: 'related stories', recommendations: 'related stories', readmore: 'related stories',
  outbrain: 'related stories', taboola: 'related stories', trending: 'related stories', popular: 'related stories', jp: 'related stories',
  newsletter: 'a newsletter sign-up', newsletters: 'a newsletter sign-up', signup: 'a newsletter sign-up', mailchimp: 'a newsletter sign-up',
  subscribe: 'an appeal', subscription: 'an appeal', donate: 'an appeal', donation: 'an appeal', appeal: 'an appeal', promo: 'an appeal', cta: 'an appeal',
  advertisement: 'an advertisement', advert: 'an advertisement', ad: 'an advertisement', ads: 'an advertisement', adsense: 'an advertisement',
  sponsored: 'an advertisement', sponsor: 'an advertisement', dfp: 'an advertisement', adslot: 'an advertisement',
  comments: 'comments', comment: 'comments', disqus: 'comments', respond: 'comments', cookie: 'a cookie notice', cookies: 'a cookie notice',
  consent: 'a cookie notice', gdpr: 'a cookie notice', paywall: 'a paywall', meter: 'a paywall', sidebar: 'a sidebar', footer: 'a footer',
  menu: 'a menu', nav: 'a menu', navbar: 'a menu', navigation: 'a menu', masthead: 'a banner', weather: 'the weather', popup: 'a window', modal: 'a window',
  lightbox: 'a window', bio: 'about the writer', tags: 'tags', toolbar: 'a control of the page', skip: 'a control of the page',
}

const HINT_WORDS: readonly (readonly [Hint, RegExp])[] = [
  ['headline', /^(?:headline|hed|entry title|(?:post|article|story) (?:title|headline|hed)|title)$/],
  ['deck', /\b(?:subtitle|deck|dek|subheadline|subhead|subhed|standfirst|sub headline|sub title)\b/],
  ['byline', /\b(?:byline|bylines|author|authors|writer|contributor)\b/],
  ['caption', /\b(?:caption|cutline)\b/],
  ['credit', /\b(?:credit|photographer|credits)\b/],
  ['date', /\b(?:date|pubdate|timestamp|published|updated|posted|datetime|dateline time)\b/],
  ['section', /\b(?:breadcrumb|breadcrumbs|crumbs)\b/],
]

/** Why an element is furniture, and whether only its class or id says so: such names are sometimes given to the whole page. */
export function furnitureRole(element: Element): { reason: string; isByName: boolean } | undefined {
  const style = attribute(element, 'style')
  if (
    element.attrs.some(({ name }) => name === 'hidden') ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)
  ) {
    return { reason: '', isByName: false }
  }
  const words = classWords(element)
  if (
    words.includes('breadcrumb') ||
    words.includes('breadcrumbs') ||
    /breadcrumb/i.test(attribute(element, 'aria-label'))
  )
    return undefined
  const isPullQuote = element.tagName === 'aside' && words.some((word) => /^(?:pullquote|quote|pull)$/.test(word))
  const byTag = isPullQuote
    ? undefined
    : (FURNITURE_ROLES[attribute(element, 'role').toLowerCase()] ?? FURNITURE_TAGS[element.tagName])
  if (byTag) return { reason: byTag, isByName: element.tagName === 'form' || element.tagName === 'aside' }
  if (
    element.tagName === 'body' ||
    element.tagName === 'html' ||
    element.tagName === 'main' ||
    element.tagName === 'article'
  )
    return undefined
  if (
    words
      .join(' ')
      .match(
        /\b(?:sr only|screen reader text|visually hidden|visuallyhidden|assistive text|author (?:box|info|bio|description))\b/,
      )
  ) {
    return { reason: words.includes('author') ? 'about the writer' : '', isByName: false }
  }
  const word = words.find((one) => Object.hasOwn(FURNITURE_WORDS, one))
  return word === undefined ? undefined : { reason: FURNITURE_WORDS[word] ?? '', isByName: true }
}

/** What an element's own markup says its words are. */
export function hintOf(element: Element): Hint | undefined {
  const itemprop = attribute(element, 'itemprop').toLowerCase()
  if (itemprop === 'headline') return 'headline'
  if (itemprop === 'author' || attribute(element, 'rel') === 'author' || element.tagName === 'address') return 'byline'
  if (itemprop === 'datepublished' || element.tagName === 'time') return 'date'
  if (itemprop === 'alternativeheadline') return 'deck'
  if (/breadcrumb/i.test(attribute(element, 'aria-label'))) return 'section'
  if (element.tagName === 'figcaption' || itemprop === 'caption') return 'caption'
  if (element.tagName === 'body' || element.tagName === 'main' || element.tagName === 'article') return undefined
  for (const name of attribute(element, 'class').slice(0, 300).split(/\s+/)) {
    const words = name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
    const found = HINT_WORDS.find(([, pattern]) => words.length < 60 && pattern.test(words))
    if (found) return found[0]
  }
  return undefined
}

/** True of the element that a page's markup names as the story's text. */
export function isNamedBody(element: Element): boolean {
  if (attribute(element, 'itemprop').toLowerCase() === 'articlebody') return true
  const names = `${attribute(element, 'class')} ${attribute(element, 'id')}`.slice(0, 500)
  return /(?:^|\s)(?:[\w-]*__)?(?:entry-content|post-content|article-?_?body|story-?_?body|article-?_?content|story-?_?content|article-?_?text|story-?_?text|body-?_?copy|post-body|content-body|articleBody|storyText|asset-content|tncms-region-article-body)(?:[\w-]*)(?=\s|$)/i.test(
    names,
  )
}
