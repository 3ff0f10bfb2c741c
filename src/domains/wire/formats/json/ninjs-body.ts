import { plainParagraphs } from '#wire/formats/text/plain-paragraphs.ts'
import type { WirePhoto } from '#wire/item.ts'
import { bodyFromHtml } from '#wire/markup/markup.ts'
import type { WireDraft } from '#wire/reading/draft.ts'
import { type Fields, objectsIn, textIn, textOf } from './json-fields.ts'

/** A body as an item carries it, with the words it must keep. */
export interface BodyFound extends Pick<WireDraft, 'body' | 'wording'> {
  readonly photos: readonly Partial<WirePhoto>[]
  readonly labels?: readonly string[]
}

const NO_BODY: BodyFound = { body: [], wording: '', photos: [] }

interface Version {
  readonly kind: 'html' | 'text' | 'nitf' | 'other'
  readonly value: string
}

/**
 * The text of a ninjs item, from the version of it that keeps most: HTML, then plain text, then NITF, which `fromNitf` reads. 1.x has
 * "body_html", "body_xhtml", "body_text" and others of that pattern; 2.x and 3.x have "bodies" with roles and content types.
 */
export function bodyOfNinjs(
  item: Fields,
  { isPicture, fromNitf }: { isPicture: boolean; fromNitf: (nitf: string) => BodyFound },
): BodyFound {
  const versions = versionsOf(item).filter(({ value }) => value.trim() !== '')
  // The plain text of a picture is its caption again.
  const order = isPicture ? (['text', 'html', 'nitf', 'other'] as const) : (['html', 'text', 'nitf', 'other'] as const)
  for (const kind of order) {
    const found = versions.find((version) => version.kind === kind)
    if (!found) continue
    if (kind === 'nitf') return fromNitf(found.value)
    return kind === 'text' ? plain(found.value) : fromHtml(found.value)
  }
  return NO_BODY
}

/** HTML of an item as a body. */
export function fromHtml(html: string): BodyFound {
  const { body, photos, labels, wording } = bodyFromHtml(html)
  return { body, photos, labels, wording }
}

function plain(text: string): BodyFound {
  return { body: plainParagraphs(text), wording: text, photos: [] }
}

function versionsOf(item: Fields): Version[] {
  const flat = [...item]
    .filter(([name]) => /^body(?:_\w{1,40})?$/.test(name))
    .map(([name, value]): Version => ({ kind: kindOf(name.slice(5), ''), value: textOf(value) }))
  const listed = objectsIn(item, 'bodies').map((one): Version => {
    const value = textIn(one, 'value')
    return { kind: kindOf(textIn(one, 'role'), textIn(one, 'contenttype')), value }
  })
  return [...flat, ...listed]
}

function kindOf(role: string, contentType: string): Version['kind'] {
  if (/nitf/i.test(contentType)) return 'nitf'
  if (/html/i.test(contentType) || (contentType === '' && /html/i.test(role))) return 'html'
  if (/^text\/plain\b/i.test(contentType) || (contentType === '' && /^text$|^plain/i.test(role))) return 'text'
  return /nitf/i.test(role) && !/^ttnitf$/i.test(role) ? 'nitf' : 'other'
}
