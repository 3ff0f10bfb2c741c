import { Refusal } from '#platform/refusal'
import { readNitf } from '#wire/formats/xml/nitf.ts'
import type { WireItem, WireStatus } from '#wire/item.ts'
import { bounded } from '#wire/reading/bounded.ts'
import { decode } from '#wire/reading/decode.ts'
import { finished } from '#wire/reading/finish.ts'
import { mended } from '#wire/reading/mend.ts'
import { photosOf } from '#wire/reading/photos.ts'
import { wireMustFit } from '#wire/reading/size.ts'
import { TEXT_IS_APART } from './ap-media.ts'

const STRICTNESS: readonly WireStatus[] = ['usable', 'embargoed', 'withheld', 'killed']

/**
 * An item of AP's Media API with its text, which AP keeps in a rendition of its own (`apLinks` says where). What the item says of itself
 * stands; where it is silent the rendition is asked, and the stricter of two statuses holds. Refuses bytes that are no NITF.
 */
export function withApBody(item: WireItem, nitf: Uint8Array): WireItem {
  wireMustFit(nitf.byteLength)
  const { text, warnings } = decode(nitf)
  const [draft] = readNitf(text)
  if (!draft) throw new Refusal('invalid', 'wire.no-items', 'There is no story in this NITF.')
  const dateline = item.dateline?.text ?? draft.dateline
  const read = finished(mended(bounded({ ...draft, headline: item.headline || draft.headline, dateline })))
  const isStricter = STRICTNESS.indexOf(read.status) > STRICTNESS.indexOf(item.status)
  const isTelling = isStricter || (item.signal === 'new' && read.signal !== 'new')
  return {
    ...item,
    status: isStricter ? read.status : item.status,
    signal: isTelling ? read.signal : item.signal,
    advisory: item.advisory || read.advisory,
    embargoUntil: item.embargoUntil ?? read.embargoUntil,
    embargoUnknown: item.embargoUnknown || (read.embargoUnknown && item.embargoUntil === null),
    expiresAt: item.expiresAt ?? read.expiresAt,
    headline: item.headline || read.headline,
    bylines: item.bylines.length > 0 ? item.bylines : read.bylines,
    dateline: read.dateline ?? item.dateline,
    summary: item.summary || read.summary,
    body: read.body,
    text: read.text,
    wordCount: read.wordCount,
    ednote: joined(item.ednote, read.ednote),
    contributors: [...item.contributors, ...read.contributors],
    photos: photosOf([...item.photos, ...read.photos]),
    language: item.language || read.language,
    warnings: [...item.warnings.filter((warning) => warning !== TEXT_IS_APART), ...warnings, ...read.warnings],
  }
}

function joined(one: string, other: string): string {
  return other === '' || one.includes(other) ? one : [one, other].filter(Boolean).join('\n')
}
