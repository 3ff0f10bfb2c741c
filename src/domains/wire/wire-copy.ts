// biome-ignore format: a list of names
import {
  type Block, type Body, type Byline, Copy, DECK_MAX, HEADLINE_MAX, type PhotoUse, textOfBlock,
} from '#domains/stories/shared'
import type { WireItem } from './item.ts'

// As readers know them; the others go by the name we keep.
const NAMES: Readonly<Record<string, string>> = {
  AP: 'Associated Press',
  AFP: 'Agence France-Presse',
  AAP: 'Australian Associated Press',
  CP: 'The Canadian Press',
  PA: 'PA Media',
  UPI: 'United Press International',
}
const LINE_MAX = 200
const BYLINES_MAX = 12
const SLUGLINE_MAX = 60
const CAPTION_MAX = 5_000
const CREDIT_MAX = 300
// Where a story that has only a few paragraphs is broken by its pictures, and a longer one is not yet.
const PARAGRAPHS_BEFORE_PICTURES = 3

/** The agency's name as readers see it. */
export function agencyName(agency: string): string {
  return NAMES[agency] ?? agency
}

/** The text of an item as a story has it: its blocks, and the lines of contributors as the last paragraphs. Nothing that is for editors. */
export function bodyFrom(item: WireItem): Body {
  const contributors = item.contributors.map((line): Block => ({ type: 'paragraph', runs: [{ text: line }] }))
  return [...item.body.filter((block) => block.type !== 'photo' && block.type !== 'gallery'), ...contributors]
}

/** The bylines of an item as a story has them. */
export function bylinesFrom(item: WireItem, agency: string): Byline[] {
  const name = agencyName(agency)
  return item.bylines.slice(0, BYLINES_MAX).map((byline) => ({
    name: shorten(byline.name, LINE_MAX),
    title: isSameName(byline.title, name) || isSameName(byline.title, agency) ? '' : shorten(byline.title, LINE_MAX),
    agency: shorten(name, LINE_MAX),
  }))
}

/** The headline of an item as a story has it. */
export function headlineFrom(item: WireItem): string {
  return shorten(item.headline, HEADLINE_MAX)
}

/** An item as copy, with all of its parts in their places; the first picture leads. Notes to editors and contacts stay behind. */
export function copyFrom(
  item: WireItem,
  { agency, sectionId, photos }: { agency: string; sectionId: string | null; photos: readonly PhotoUse[] },
): Copy {
  const [lead = null, ...others] = photos
  return Copy.parse({
    headline: headlineFrom(item),
    deck: deckFrom(item),
    slugline: shorten(item.slugline, SLUGLINE_MAX),
    sectionId,
    bylines: bylinesFrom(item, agency),
    agency: shorten(agencyName(agency), LINE_MAX),
    dateline: item.dateline && {
      place: shorten(item.dateline.place, LINE_MAX),
      agency: item.dateline.agency.slice(0, SLUGLINE_MAX),
    },
    lead,
    body: withPictures(bodyFrom(item), others),
  })
}

/** A picture of an item as a story uses it, in the words of the item where it has some, else in those of the photo. */
export function placedPhoto(
  said: { readonly caption: string; readonly creator: string; readonly credit: string },
  photo: {
    readonly id: string
    readonly caption: string
    readonly creator: string
    readonly credit: string
    readonly alt: string
  },
): PhotoUse {
  return {
    photoId: photo.id,
    caption: (said.caption || photo.caption).slice(0, CAPTION_MAX),
    creator: (said.creator || photo.creator).slice(0, CREDIT_MAX),
    credit: (said.credit || photo.credit).slice(0, CREDIT_MAX),
    alt: photo.alt,
  }
}

// Many agencies send the first paragraph again as the summary.
function deckFrom({ summary, body }: WireItem): string {
  const first = plain(body[0] ? textOfBlock(body[0]) : '')
  const said = plain(summary)
  if (said === '' || first.startsWith(said.slice(0, 80)) || (first !== '' && said.startsWith(first))) return ''
  return shorten(summary.replace(/\s+/gu, ' ').trim(), DECK_MAX)
}

function withPictures(body: Body, photos: readonly PhotoUse[]): Body {
  if (photos.length === 0) return body
  const [one] = photos
  const pictures: Block =
    photos.length === 1 && one ? { type: 'photo', photo: one } : { type: 'gallery', title: '', photos: [...photos] }
  let paragraphs = 0
  let place = body.length
  for (const [at, block] of body.entries()) {
    if (block.type === 'paragraph') paragraphs++
    if (paragraphs === PARAGRAPHS_BEFORE_PICTURES) {
      place = at + 1
      break
    }
  }
  return [...body.slice(0, place), pictures, ...body.slice(place)]
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function isSameName(one: string, other: string): boolean {
  const bare = (text: string) => plain(text).replace(/^the /, '')
  return bare(one) === bare(other)
}

function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  const atWord = cut.lastIndexOf(' ')
  return `${(atWord > most / 2 ? cut.slice(0, atWord) : cut).trimEnd()}…`
}
