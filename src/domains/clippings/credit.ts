import { uncapitalized } from './capitals.ts'
import { isKnownOrganization, isOrganization, isPersonShaped, organizationName } from './organization.ts'
import { endsAsSentence, wordCount } from './prose.ts'

/** Who took a photo and whose it is. */
export interface Credit {
  readonly creator: string
  readonly credit: string
}

/** A caption with its credit taken out. */
export interface CaptionLine extends Credit {
  readonly caption: string
}

const PHOTO_OF = /^(.{2,40}?)\s+(?:file\s+)?photos?(?:graphs?)?(?:\s*[/|–—-]\s*|\s+by\s+|:\s*)(.+)$/i

/**
 * The words of a credit, without their brackets, read into creator and credit: "Eugene Hoshiko / Associated Press", "AP Photo/Jane Roe",
 * "Photo by Jane Roe", "Courtesy of the museum". Undefined when they are no credit. `isMarked`: the page says it is one.
 */
export function readCredit(words: string, { isMarked = false }: { isMarked?: boolean } = {}): Credit | undefined {
  const text = words
    .replace(/^[([]\s*|\s*[)\]]$/g, '')
    .replace(/(?:[,/]|\s+-)\s*(?:file(?: photo)?|pool|archive|handout)\s*$/i, '')
    .replace(/^(?:photo\s+)?credits?:\s*/i, '')
    .replace(/^©\s*(?:\d{4}\s+)?/, '')
    .trim()
  if (text === '' || text.length > 160 || wordCount(text) > 16) return undefined

  if (
    /^(?:photos?\s+)?courtesy\b|^(?:submitted|contributed|handout|courtesy|file) (?:photo|image)s?$|^(?:photo )?provided by\b/i.test(
      text,
    )
  ) {
    return {
      creator: '',
      credit: text.replace(/^photos?\s+(?=courtesy)/i, '').replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()),
    }
  }
  const by =
    /^(?:(?:staff|file|contributed|special) )?(?:photos?|images?|illustration|graphic|photography|video)(?:\s+by|:|\s+by:)\s+(.+)$/i.exec(
      text,
    )?.[1]
  if (by) return readCredit(by, { isMarked: true })
  const photo = PHOTO_OF.exec(text)
  if (photo && isOrganization(photo[1] ?? ''))
    return { creator: person(photo[2] ?? ''), credit: organizationName(photo[1] ?? '') }
  const ofPerson = /^(.{3,50}?)\s+photos?$/i.exec(text)?.[1]
  if (ofPerson && isKnownOrganization(ofPerson)) return { creator: '', credit: organizationName(ofPerson) }
  if (ofPerson && isPersonShaped(ofPerson)) return { creator: person(ofPerson), credit: '' }
  if (isKnownOrganization(text)) return { creator: '', credit: organizationName(text) }

  const parts = /^(.+?)(?:\s*[/|]\s*|\s+[–—-]\s+|,\s+(?:for\s+)?|\s+for\s+(?=the\s|[A-Z]))(.+)$/i.exec(text)
  if (parts) {
    const [, one = '', rest = ''] = parts
    const organizations = rest.replace(/^(?:of|for)\s+/i, '')
    if (isPersonShaped(one) && !isKnownOrganization(one) && isCreditOrganization(organizations)) {
      return { creator: person(one), credit: organizationsName(organizations) }
    }
    // Reuters and others put themselves first.
    if (isKnownOrganization(one) && isPersonShaped(organizations))
      return { creator: person(organizations), credit: organizationName(one) }
    if (isMarked && isPersonShaped(one)) return { creator: person(one), credit: organizations }
  }
  if (/^special to\b/i.test(text)) return { creator: '', credit: text }
  if (!isMarked) return undefined
  if (isOrganization(text)) return { creator: '', credit: organizationName(text) }
  if (isPersonShaped(text)) return { creator: person(text), credit: '' }
  return { creator: '', credit: text }
}

function isCreditOrganization(text: string): boolean {
  return text
    .split(/\s*\/\s*|\s+via\s+/i)
    .every((part) => isOrganization(part) || /^(?:special to|courtesy)\b/i.test(part) || /\bphotos?$/i.test(part))
}

function organizationsName(text: string): string {
  return isOrganization(text) ? organizationName(text) : text
}

function person(text: string): string {
  return uncapitalized(text.trim(), 'person')
}

/** A line that is nothing but a credit: "Photo by Jane Roe", "JANE ROE/The Inland Sentinel", "(Jane Roe / Associated Press)". */
export function readCreditLine(line: string): Credit | undefined {
  if (line.length > 120) return undefined
  const isBracketed = /^\([^()]+\)$|^\[[^[\]]+\]$/.test(line)
  if (
    /^(?:(?:staff|file|contributed) )?(?:photos?|images?|illustration|graphic|photography)(?:\s+by|:)\s|^(?:photos? )?courtesy\b|^(?:photo )?credits?:\s|\bphoto\/|^photo provided by\b/i.test(
      line,
    )
  ) {
    return endsAsSentence(line) && wordCount(line) > 8 ? undefined : readCredit(line)
  }
  return isBracketed || /\S\s?\/\s?\S/.test(line) ? readCredit(line) : undefined
}

/** A caption that carries its credit, in any of the ways papers write it; undefined when no credit is in it. */
export function readCaption(line: string): CaptionLine | undefined {
  if (line.length > 3000) return undefined
  const end = line.slice(-200)
  const bracket = /\s*[([]([^()[\]]{2,150})[)\]]\.?$/.exec(end)
  const bar = /\s+\|\s+([^|]{2,100})$/.exec(end)
  const said =
    /(?:(?<=[.!?”"])|\s[–—-])\s+((?:(?:staff |file )?photos? (?:by|courtesy)|photos?:|courtesy|credit:|photo credit:|illustration by|image by)\s*[^.]{2,100})\.?$/i.exec(
      end,
    )
  const slash = /(?<=[.!?”"])\s+([^.!?/|]{3,50}\s?[/|]\s?[^!?/|]{2,60}(?:\/[^!?/|]{2,40})?)$/.exec(end)
  for (const found of [bracket, bar, said, slash]) {
    const credit = found && readCredit(found[1] ?? '')
    if (!found || !credit) continue
    const caption = line.slice(0, line.length - end.length + found.index).trim()
    if (wordCount(caption) >= 2) return { caption, ...credit }
  }
  return undefined
}

/** A caption by its first words: "FILE – In this photo ...". */
export function isCaptionByStart(line: string): boolean {
  return /^(?:FILE(?: PHOTO)?\s*[-–—:]|In this (?:\w+\.? \d{1,2}, \d{4},? )?(?:file )?(?:photo|image)\b)/.test(line)
}
