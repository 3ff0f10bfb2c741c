import { isPersonShaped, readCaption } from '#domains/clippings'
import type { WirePhoto } from '#wire/item.ts'

interface Credited {
  readonly caption: string
  readonly creator: string
  readonly credit: string
}

/**
 * A photo whose caption carries its credit at the end ("… on Monday. (Jane Roe/Example via AP, File)") with the credit in its own fields,
 * so that no page shows it twice. A photographer who is named already stays; a caption without a sure credit stays as it is.
 */
export function withCreditSplit(photo: Partial<WirePhoto>): Partial<WirePhoto> {
  const said = (photo.caption ?? '').trim()
  const found = said.length > 5_000 ? undefined : (throughAgency(said) ?? readCaption(said))
  if (!found || (found.creator === '' && found.credit === '')) return photo
  return {
    ...photo,
    caption: found.caption,
    creator: photo.creator || found.creator,
    credit: found.credit || photo.credit || '',
  }
}

// "(Otis Vane/Pool via AP, File)", "(DHA via AP)", and without parentheses "REUTERS/Ida Crane/File Photo".
function throughAgency(said: string): Credited | undefined {
  const end = said.slice(-160)
  const via = /\s*\(([^()]{2,100}\svia\s(?:AP|Reuters|AFP|[A-Z]{2,8}))(?:,\s*(?:File|Pool))?\)\.?$/.exec(end)
  const named =
    /(?<=[.!?”"])\s+(REUTERS|THE CANADIAN PRESS|AFP)\/([^/.]{3,60})(?:\/(?:File Photo|File|Pool))?\.?$/.exec(end)
  const found = via ?? named
  const caption = found ? said.slice(0, said.length - end.length + found.index).trim() : ''
  if (!found || caption === '') return undefined
  if (!via) return { caption, creator: (found[2] ?? '').trim(), credit: found[1] ?? '' }
  const [, person = '', rest = ''] = /^([^/]+)\/(.+)$/.exec(found[1] ?? '') ?? []
  if (isPersonShaped(person.trim())) return { caption, creator: person.trim(), credit: rest.trim() }
  return { caption, creator: '', credit: found[1] ?? '' }
}
