import { isPersonShaped, readCaption, uncapitalized } from '#domains/clippings'
import type { WirePhoto } from '#wire/item.ts'
import { knownAgency } from './agency.ts'

interface Credited {
  readonly caption: string
  readonly creator: string
  readonly credit: string
}

/**
 * A photo whose caption carries its credit at the end ("… on Monday. (Jane Roe/Example via AP, File)") with the credit in its own fields,
 * so that no page shows it twice. A photographer who is named already stays; a caption without a sure credit stays as it is. A creator
 * "JANE ROE/Example" is a person and a credit.
 */
export function withCreditSplit(photo: Partial<WirePhoto>): Partial<WirePhoto> {
  const said = (photo.caption ?? '').trim()
  const found =
    said.length > 5_000 || said === '' ? undefined : (throughAgency(said) ?? labeled(said) ?? readCaption(said))
  const named = personAndRest(photo.creator ?? '')
  const isPerson = isPersonShaped(named.creator) && knownAgency(named.creator) === undefined
  // Where the caption names somebody else than the picture's own data, both stay for an editor to see.
  const isOther = isPerson && found !== undefined && found.creator !== '' && !isSameName(found.creator, named.creator)
  const isFound = found !== undefined && !isOther && (found.creator !== '' || found.credit !== '')
  if (!isFound && named.creator === (photo.creator ?? '')) return photo
  return {
    ...photo,
    caption: isFound ? found.caption : (photo.caption ?? ''),
    creator: isPerson ? named.creator : (isFound ? found.creator : '') || named.creator,
    credit: (isFound ? found.credit : '') || photo.credit || named.rest,
  }
}

function isSameName(one: string, other: string): boolean {
  const letters = (name: string) => name.toLowerCase().replace(/[^\p{L}]/gu, '')
  return letters(one) === letters(other)
}

// "ANTHONY ROE/AFP/Getty Images": only what is surely a person's name is taken apart.
function personAndRest(said: string): { creator: string; rest: string } {
  const [, person = '', rest = ''] = /^([^/]{3,60}?)\s*\/\s*(.{2,100})$/.exec(said.trim()) ?? []
  if (person !== '' && isPersonShaped(uncapitalized(person, 'person')) && knownAgency(person) === undefined)
    return { creator: uncapitalized(person, 'person'), rest }
  const isName =
    isPersonShaped(uncapitalized(said, 'person')) && !/\b(?:TV|PRESS|NEWS|PHOTOS?|IMAGES|POOL|MEDIA)\b/.test(said)
  return { creator: isName && said.includes(' ') ? uncapitalized(said, 'person') : said, rest: '' }
}

// "(Otis Vane/Pool via AP, File)", "(DHA via AP)", and without parentheses "REUTERS/Ida Crane/File Photo".
function throughAgency(said: string): Credited | undefined {
  const end = said.slice(-160)
  const via = /\s*\(([^()]{2,100}\svia\s(?:AP|Reuters|AFP|[A-Z]{2,8}))(?:,\s*(?:File|Pool))?\)\.?$/.exec(end)
  const named =
    /(?<=[.!?”"])\s+((REUTERS|THE CANADIAN PRESS|AFP)\/([^/.()]{3,60}?))(?:\/(?:File Photo|File|Pool))?(?:\s*\([^()]*\bTags?:[^()]*\))?\.?$/.exec(
      end,
    )
  const found = via ?? named
  const caption = found ? said.slice(0, said.length - end.length + found.index).trim() : ''
  if (!found || caption === '') return undefined
  if (!via) {
    const [, whole = '', agency = '', who = ''] = found
    return isPersonShaped(who.trim())
      ? { caption, creator: who.trim(), credit: agency }
      : { caption, creator: '', credit: whole }
  }
  const [, person = '', rest = ''] = /^([^/]+)\/(.+)$/.exec(found[1] ?? '') ?? []
  if (isPersonShaped(person.trim())) return { caption, creator: person.trim(), credit: rest.trim() }
  return { caption, creator: '', credit: found[1] ?? '' }
}

// "… i New Delhi. Foto: Amit Roe / AP / NTB", "…\nPhoto Ann Roe /Example/Sipa USA)".
function labeled(said: string): Credited | undefined {
  const end = said.slice(-160)
  const found =
    /(?:(?<=[.!?”"»)])\s+|\n\s*)\(?(?:Foto|Photo|Bild|Kuva|Photographie)(?:\s*[:/]|\s+by:?)?\s+([^/.\n()]{3,60}?)\s*((?:\/\s*[^/.\n()]{2,40}\s*){1,3})\)?\.?$/u.exec(
      end,
    )
  const person = found?.[1] ?? ''
  const caption = found ? said.slice(0, said.length - end.length + found.index).trim() : ''
  if (!found || caption === '' || !isPersonShaped(uncapitalized(person, 'person'))) return undefined
  const credit = (found[2] ?? '')
    .split('/')
    .map((part) => part.trim())
    .filter(Boolean)
    .join('/')
  return { caption, creator: uncapitalized(person, 'person'), credit }
}
