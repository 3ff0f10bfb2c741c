import type { Body } from '#domains/stories/shared'
import type { WirePhoto } from '#wire/item.ts'
import { bodyFromHtml, bodyFromXml, looksLikeHtml } from '#wire/markup/markup.ts'
import { anywhere, attribute, children, type Element, every, first, raw, words } from '#wire/markup/tree.ts'
import type { WireDraft } from '#wire/reading/draft.ts'
import { textToBody } from '#wire/reading/finish.ts'
import { draftOfNitf } from './nitf.ts'

interface Content {
  readonly body: Body
  readonly wording: string
  readonly photos: readonly Partial<WirePhoto>[]
  readonly headline: string
  readonly subhead: string
  readonly dateline: string
  readonly bylines: NonNullable<WireDraft['bylines']>
}

// Parts whose words are elsewhere in the item already, or are none.
const UNREAD_ROLES = /^(?:headline|stylesheet|thumbnail|caption)$/i

/** The text and the pictures of a news component and those within it, in order. */
export function contentOfComponents(root: Element | undefined): Content {
  const bodies: { body: Body; wording: string }[] = []
  const photos: Partial<WirePhoto>[] = []
  let [headline, subhead, dateline] = ['', '', '']
  let bylines: Content['bylines'] = []
  const walk = (component: Element) => {
    if (isPicture(component)) {
      photos.push(photoOf(component))
      return
    }
    const role = roleOf(component)
    for (const content of contentsOf(component)) {
      const read = textOfContent(content)
      if (/^subheadline$/i.test(role)) subhead ||= read.wording.replace(/\s+/g, ' ')
      else if (!UNREAD_ROLES.test(role)) {
        bodies.push(read)
        photos.push(...read.photos)
        headline ||= read.headline
        dateline ||= read.dateline
        if (bylines.length === 0) bylines = read.bylines
      }
    }
    for (const child of inOrder(children(component, 'NewsComponent'))) walk(child)
  }
  if (root) walk(root)
  return {
    body: bodies.flatMap(({ body }) => body),
    wording: bodies
      .map(({ wording }) => wording)
      .filter(Boolean)
      .join('\n\n'),
    photos: linked(photos),
    headline,
    subhead,
    dateline,
    bylines,
  }
}

// Business Wire sends whom to ask before the release itself.
function inOrder(components: readonly Element[]): Element[] {
  const isContact = (one: Element) => /^contact$/i.test(roleOf(one))
  return [...components.filter((one) => !isContact(one)), ...components.filter(isContact)]
}

/** What part a component plays: Main, Caption, Thumbnail; '' where it does not say. */
export function roleOf(component: Element): string {
  return attribute(first(component, 'Role'), 'FormalName')
}

function contentsOf(component: Element): Element[] {
  return [...children(component, 'ContentItem'), ...every(component, 'NewsItemRef/ContentItem')]
}

function isImage(content: Element): boolean {
  const kind = attribute(first(content, 'MediaType'), 'FormalName')
  const type = attribute(first(content, 'MimeType'), 'FormalName') || attribute(first(content, 'Format'), 'FormalName')
  return (
    attribute(content, 'Href') !== '' &&
    (/^(?:photo|graphic|picture|image)$/i.test(kind) || /image|jpe?g|png|gif|tiff/i.test(type))
  )
}

/** True for a component that is one picture: its renditions, or its caption and renditions one level down. */
export function isPicture(component: Element): boolean {
  const own = contentsOf(component)
  if (own.length > 0) return own.some(isImage) && !own.some((content) => words(first(content, 'DataContent')) !== '')
  const parts = children(component, 'NewsComponent')
  const isPart = (one: Element) => contentsOf(one).some(isImage) || /^caption$/i.test(roleOf(one))
  return parts.some((one) => contentsOf(one).some(isImage)) && parts.every(isPart)
}

function photoOf(component: Element): Partial<WirePhoto> {
  const images = anywhere(component, 'ContentItem').filter(isImage)
  const largest = images.reduce<Element | undefined>(
    (best, one) => (best && areaOf(best) >= areaOf(one) ? best : one),
    undefined,
  )
  const captions = children(component, 'NewsComponent').filter((one) => /^caption$/i.test(roleOf(one)))
  const caption = captions
    .flatMap((one) => anywhere(one, 'DataContent'))
    .map(words)
    .join(' ')
    .trim()
  const line = (name: string) => words(first(component, `NewsLines/${name}`))
  const duid = attribute(component, 'Duid')
  return {
    id: duid === '' ? attribute(largest, 'Href') : `#${duid}`,
    href: attribute(largest, 'Href') || null,
    caption: caption || line('HeadLine'),
    creator: line('ByLine') || attribute(first(component, 'AdministrativeMetadata/Creator/Party'), 'FormalName'),
    credit: line('CreditLine') || line('CopyrightLine'),
    width: propertyOf(largest, 'Width'),
    height: propertyOf(largest, 'Height'),
  }
}

function propertyOf(content: Element | undefined, name: string): number | null {
  const found = every(content, 'Characteristics/Property').find((one) => attribute(one, 'FormalName').endsWith(name))
  return Number.parseInt(attribute(found, 'Value'), 10) || null
}

function areaOf(content: Element): number {
  return (propertyOf(content, 'Width') ?? 0) * (propertyOf(content, 'Height') ?? 0)
}

// AFP's NITF points at a picture of the same delivery by "#photo0", its component's Duid.
function linked(photos: readonly Partial<WirePhoto>[]): Partial<WirePhoto>[] {
  const known = new Set(photos.filter(({ href }) => !href?.startsWith('#')).map(({ id }) => id))
  return photos.filter(({ id, href }) => !(href?.startsWith('#') && known.has(id)))
}

function textOfContent(content: Element): Content {
  const found = first(content, 'DataContent')
  const nothing: Content = { body: [], wording: '', photos: [], headline: '', subhead: '', dateline: '', bylines: [] }
  if (!found) return nothing
  const nitf = children(found, 'nitf')[0]
  if (nitf) {
    const { body, wording = '', photos = [], headline = '', dateline = '', bylines = [] } = draftOfNitf(nitf)
    return { ...nothing, body, wording, photos, headline, dateline, bylines }
  }
  if (children(found).length > 0) return { ...nothing, ...bodyFromXml(found) }
  const text = raw(found)
  if (text.trim() === '') return nothing
  if (looksLikeHtml(text)) return { ...nothing, ...bodyFromHtml(text) }
  return { ...nothing, body: textToBody(text), wording: text }
}
