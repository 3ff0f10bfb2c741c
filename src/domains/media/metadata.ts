import ExifReader from 'exifreader'
import { splitCaption } from './caption.ts'
import { type IimField, textOfIim } from './iim.ts'
import { CAPTION_MAX, LINE_MAX } from './photo.ts'
import { type Moment, takenAt } from './taken.ts'
import { shorten, tidyWords } from './words.ts'
import { findXmp, readXmp, type Xmp, type XmpField } from './xmp.ts'

/**
 * What a picture's file says about itself, XMP over IPTC IIM over EXIF, field by field. Empty where nothing is said. `caption` is
 * without the credit that agencies put at its end; `takenAt` is ISO 8601 as exact as the file says (a day, a wall time, an instant).
 * Where it was taken by satellite and the serial numbers of cameras are not read at all.
 */
export interface PhotoMetadata {
  readonly caption: string
  readonly creator: string
  readonly credit: string
  readonly source: string
  readonly isFile: boolean
  readonly headline: string
  readonly city: string
  readonly country: string
  readonly keywords: readonly string[]
  readonly instructions: string
  readonly usageTerms: readonly string[]
  readonly takenAt: string
}

const KEYWORDS_MAX = 100
const TERMS_MAX = 20
const JPEG_HEAD_BYTES = 2_000_000

// What cameras write into ImageDescription by themselves.
const CAMERA_WORDS =
  /^(?:olympus digital camera|minolta digital camera|konica minolta digital camera|kodak [\w ]*camera|sony dsc|samsung[\w -]*|dcim|default|untitled|exif_jpeg_picture|digital still camera|<[\w ]+>|dav|hdr|cof|rha|binary comment|screenshot)\s*$/i

/** What sharp found: the kind of file, and its XMP packet wherever it stands. */
interface Found {
  readonly mediaType: string
  readonly xmp: Uint8Array | undefined
}

/** Reads what the file says. Never throws: metadata that cannot be read says nothing. */
export async function readMetadata(bytes: Uint8Array, { mediaType, xmp }: Found): Promise<PhotoMetadata> {
  const tags = await tagsOf(mediaType === 'image/jpeg' ? bytes.subarray(0, JPEG_HEAD_BYTES) : bytes)
  return metadataFrom({ ...tags, xmp: readXmp(xmp ?? findXmp(bytes.subarray(0, JPEG_HEAD_BYTES))) })
}

type Tags = Pick<Awaited<ReturnType<typeof load>>, 'exif' | 'iptc'> & { readonly xmp: Xmp }

async function load(bytes: Uint8Array) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // It reads XMP only where a DOM parser is at hand; readXmp does that without one.
  return ExifReader.load(buffer, { expanded: true, async: true, includeTags: { exif: true, iptc: true } })
}

function tagsOf(bytes: Uint8Array): Promise<Omit<Tags, 'xmp'>> {
  return load(bytes).then(
    ({ exif, iptc }) => ({ ...(exif && { exif }), ...(iptc && { iptc }) }),
    () => ({}),
  )
}

function metadataFrom(tags: Tags): PhotoMetadata {
  const iim = (field: IimField) => iimValues(tags, field)[0] ?? ''
  const xmp = (name: XmpField) => xmpValues(tags, name)[0] ?? ''
  const first = (most: number, ...values: string[]) => shorten(values.find((value) => value !== '') ?? '', most)

  const described = exifText(tags, 'ImageDescription')
  const { caption, ...credited } = splitCaption(
    first(CAPTION_MAX, xmp('dc:description'), iim('Caption/Abstract'), CAMERA_WORDS.test(described) ? '' : described),
  )
  const names = xmpValues(tags, 'dc:creator').length > 0 ? xmpValues(tags, 'dc:creator') : iimValues(tags, 'By-line')
  const keywords =
    xmpValues(tags, 'dc:subject').length > 0 ? xmpValues(tags, 'dc:subject') : iimValues(tags, 'Keywords')
  return {
    caption,
    creator: first(LINE_MAX, names.join(', '), exifText(tags, 'Artist'), credited.creator),
    // The end of a caption is exact ("AP Photo/…, Pool via AP"); the field is often only the agency that sent it.
    credit: first(LINE_MAX, credited.credit, xmp('photoshop:Credit'), iim('Credit')),
    source: first(LINE_MAX, xmp('photoshop:Source'), iim('Source')),
    isFile: credited.isFile,
    headline: first(LINE_MAX, xmp('photoshop:Headline'), iim('Headline')),
    city: first(LINE_MAX, xmp('photoshop:City'), iim('City')),
    country: first(LINE_MAX, xmp('photoshop:Country'), iim('Country/Primary Location Name')),
    keywords: [...new Set(keywords.flatMap((words) => words.split(';')).map((word) => shorten(word.trim(), LINE_MAX)))]
      .filter(Boolean)
      .slice(0, KEYWORDS_MAX),
    instructions: first(CAPTION_MAX, xmp('photoshop:Instructions'), iim('Special Instructions')),
    usageTerms: xmpValues(tags, 'xmpRights:UsageTerms')
      .slice(0, TERMS_MAX)
      .map((term) => shorten(term, CAPTION_MAX)),
    takenAt: takenAt(momentsOf(tags)),
  }
}

/** When the picture was made, by each that says so, the most trusted first. */
function momentsOf(tags: Tags): Moment[] {
  const [xmpDate = ''] = xmpValues(tags, 'photoshop:DateCreated')
  const [iimDate = ''] = iimValues(tags, 'Date Created')
  const [iimTime = ''] = iimValues(tags, 'Time Created')
  const [xmpOriginal = ''] = xmpValues(tags, 'exif:DateTimeOriginal')
  const exif = (name: string, offset: string) =>
    `${exifText(tags, name).replace(/^(\d{4}):(\d{2}):(\d{2}) /, '$1-$2-$3T')}${exifText(tags, offset)}`
  const [made = ''] = xmpValues(tags, 'xmp:CreateDate')
  return [
    { from: 'xmp', text: xmpDate },
    { from: 'iim', text: iimTime ? `${iimDate}T${iimTime}` : iimDate },
    { from: 'exif', text: exif('DateTimeOriginal', 'OffsetTimeOriginal') },
    { from: 'xmp', text: xmpOriginal },
    { from: 'exif', text: exif('DateTimeDigitized', 'OffsetTimeDigitized') },
    { from: 'xmp', text: made },
  ]
}

function iimValues({ iptc }: Tags, field: IimField): string[] {
  const found: unknown = Reflect.get(iptc ?? {}, field)
  return (Array.isArray(found) ? found : [found])
    .map((tag) => (isBytes(tag?.value) ? tidyWords(textOfIim(tag.value)) : ''))
    .filter(Boolean)
}

function isBytes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((byte) => typeof byte === 'number')
}

function exifText({ exif }: Tags, name: string): string {
  const tag: unknown = Reflect.get(exif ?? {}, name)
  const said = typeof tag === 'object' && tag !== null && 'description' in tag ? tag.description : undefined
  return typeof said === 'string' ? tidyWords(said) : ''
}

function xmpValues({ xmp }: Tags, field: XmpField): readonly string[] {
  return xmp.get(field) ?? []
}

/** A file that says nothing. */
export const NO_METADATA: PhotoMetadata = metadataFrom({ xmp: new Map() })
