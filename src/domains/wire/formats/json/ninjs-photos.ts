import type { WirePhoto } from '#wire/item.ts'
import { idInAddress } from './ap-media.ts'
import { entriesIn, type Fields, fieldsOf, objectsIn, textIn, textsIn } from './json-fields.ts'
import { bestRendition } from './renditions.ts'

// A gallery within a story is the deepest that is sent.
const DEPTH_MAX = 3
const PHOTOS_MAX = 500
const PICTURES: ReadonlySet<string> = new Set(['picture', 'graphic', 'image', 'photo'])

/** The pictures of a ninjs item: itself when it is one, then those associated with it, and with those. Null associations are none. */
export function photosOfNinjs(item: Fields, isPicture: boolean, depth = 0): Partial<WirePhoto>[] {
  const own = isPicture ? [photoOfNinjs(item)] : []
  if (depth >= DEPTH_MAX) return own
  const linked = entriesIn(item, 'associations').flatMap(({ entry }) =>
    photosOfNinjs(entry, isPictureItem(entry), depth + 1),
  )
  return [...own, ...linked].slice(0, PHOTOS_MAX)
}

/** True for an item that is a picture, also when only its renditions say so. */
export function isPictureItem(item: Fields): boolean {
  const type = textIn(item, 'type').toLowerCase()
  return type === '' ? bestRendition(item) !== undefined : PICTURES.has(type)
}

/** The description with a role, the plain one before the marked one: "description_text" of 1.x, "descriptions" of 2.x and 3.x. */
export function descriptionOf(item: Fields, ...roles: string[]): string {
  const listed = objectsIn(item, 'descriptions')
  for (const role of roles) {
    const old = role === '' ? ['description_text'] : [`description_${role}_text`, `description_${role}`]
    const flat = textIn(item, ...old)
    if (flat !== '') return flat
    const found = listed.find(
      (one) =>
        textIn(one, 'role')
          .toLowerCase()
          .replace(/^\w*drol:/, '') === role,
    )
    const text = found && textIn(found, 'value', 'description')
    if (text) return text
  }
  return ''
}

function photoOfNinjs(item: Fields): Partial<WirePhoto> {
  const caption =
    descriptionOf(item, 'caption', 'text', '', 'summary', 'lead') ||
    textIn(item, 'caption', 'description_caption_xhtml', 'description_html', 'description_xhtml', 'body_text')
  return {
    id: idInAddress(textIn(item, 'uri', 'urn', 'guid', 'id')),
    caption: /<\w/.test(caption) ? caption.replace(/<[^<>]*>/g, ' ') : caption,
    creator: textIn(item, 'byline', 'by') || textsIn(fieldsOf(item.get('photographer')), 'name').join(''),
    credit:
      textIn(item, 'creditline', 'credit') ||
      descriptionOf(item, 'creditline') ||
      textIn(item, 'copyrightholder', 'source'),
    ...bestRendition(item),
  }
}
