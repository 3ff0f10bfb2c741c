/**
 * A caption taken apart. `caption` no longer has the credit that stood at its end; `creator` took the picture, `credit` is the
 * agency, paper or lender as printed. Either is empty when the words do not say. `isFile` marks an old picture, not of the event.
 */
export interface SplitCaption {
  readonly caption: string
  readonly creator: string
  readonly credit: string
  readonly isFile: boolean
}

type Credited = Pick<SplitCaption, 'creator' | 'credit' | 'isFile'>

// Organizations that may stand alone in parentheses or after a name without one. The rest must be given away by their shape.
const AGENCY =
  /^(?:the )?(?:associated press|ap|reuters|agence france-presse|afp|getty images|getty|dpa|ansa|efe|tass|xinhua|kyodo(?: news)?|bloomberg(?: news)?|tribune news service|tns|upi|pa|pa wire|canadian press|press association|(?:new york|los angeles) times|washington post|nasa|epa|zuma press|shutterstock|alamy|courtesy photo|handout|file photo)$/i

const WORD = String.raw`(?:[\p{Lu}][\p{L}\p{M}'’.-]*|(?:d|l|al|el|de|di|da|du|del|della|der|den|ten|ter|van|von|zu|bin|ibn|la|le|dos|das|e|y)(?:[-'’]\p{Lu}[\p{L}\p{M}'’-]*)?)`
const PERSON = new RegExp(String.raw`^\p{Lu}[\p{L}\p{M}'’.-]*(?: ${WORD}){1,4}$`, 'u')
// A paper, an agency or a lender: begins with a capital (or is "dpa"), and is no sentence.
const ORGANIZATION = /^(?:dpa|ansa|\p{Lu}[\p{L}\p{M}\p{N}'’.,&!() +-]{1,79})$/u
const TAIL = /\s*\(([^()]{2,200})\)\s*\.?\s*$/u
const LEAD_IN = /^(?:FILE|FILE PHOTO|FILE PICTURE|ARCHIV|ARCHIVFOTO|ARCHIVO)\s*(?:[-–—:]|\()/
const FILE_MARK = /\s*(?:[,/;]|\s-)\s*(?:file(?: photo| picture)?|archiv(?:o|foto|bild)?)\s*$/i

/**
 * Takes the credit off the end of a caption, where agencies put it: "(AP Photo/Jae C. Hong, File)", "(Stuart Franklin/Pool via AP)",
 * "(Eugene Hoshiko / Associated Press)", "(Salwan Georges for The Washington Post)", "REUTERS/Wolfgang Rattay/File Photo".
 * Only the last parenthesis or the last words are looked at; when they do not have the shape of a credit, nothing is changed.
 */
export function splitCaption(text: string): SplitCaption {
  const whole = text.replace(/\s+/gu, ' ').trim()
  const ledIn = LEAD_IN.test(whole)
  const found = inParentheses(whole) ?? inTheOpen(whole)
  if (!found) return { caption: whole, creator: '', credit: '', isFile: ledIn }
  const { rest, ...credited } = found
  return { caption: withoutRepeat(rest, credited), ...credited, isFile: credited.isFile || ledIn }
}

function inParentheses(whole: string): (Credited & { rest: string }) | undefined {
  const tail = TAIL.exec(whole)
  if (!tail?.[1]) return undefined
  const rest = whole.slice(0, tail.index)
  const credited = readCredit(tail[1], endsASentence(rest))
  return credited && { rest, ...credited }
}

// Without parentheses only shapes that no sentence has: AGENCY/Name in capitals first, or "Photo: " and "Photo by " after a full stop.
const OPEN_AGENCY =
  /^(.*[.!?”"’)])\s+((?:(?:THE )?CANADIAN PRESS|REUTERS|AFP(?: PHOTO)?|AP(?: PHOTO)?|EPA|TASS|ANSA|XINHUA)\s?\/\s?[^.()]{2,100})\.?$/su
const OPEN_PHOTO =
  /^(.*[.!?”"’)])\s+((?:photo|foto|photograph|picture|image)(?:\s*:\s*|\s+by\s+|\s+courtesy\s+)[^()]{2,100}?)\.?$/isu

function inTheOpen(whole: string): (Credited & { rest: string }) | undefined {
  const tail = OPEN_AGENCY.exec(whole) ?? OPEN_PHOTO.exec(whole)
  if (!tail?.[1] || !tail[2]) return undefined
  const credited = readCredit(tail[2], true)
  return credited && { rest: tail[1], ...credited }
}

/**
 * Reads a credit line on its own, as it stands in parentheses or under a picture, or gives nothing if it does not have the shape of
 * one. `alone` says that a bare agency counts too; within a sentence "(AP)" may be an abbreviation.
 */
export function readCredit(line: string, alone = true): Credited | undefined {
  const trimmed = line.trim().replace(/\s+/gu, ' ')
  const isFile = FILE_MARK.test(trimmed)
  const text = trimmed.replace(FILE_MARK, '')
  const named = photoOf(text) ?? agencyFirst(text) ?? nameFirst(text) ?? (alone ? bare(text) : undefined)
  return named && { creator: knownCreator(named.creator), credit: named.credit.trim(), isFile }
}

type Named = Pick<SplitCaption, 'creator' | 'credit'>

// "AP Photo/Jae C. Hong", "AP Photo", "AFP PHOTO / Jim Watson", "Photo by Spencer Platt/Getty Images", "Photo: X/EUROPA PRESS/dpa", "Courtesy of X".
function photoOf(text: string): Named | undefined {
  const agencyPhoto = /^(AP|AFP|UPI|PA|EPA|TNS) (?:Photo|Foto|Illustration|Graphic|Images?)(?:\s*\/\s*(.+))?$/iu.exec(
    text,
  )
  if (agencyPhoto?.[1]) return { creator: agencyPhoto[2] ?? '', credit: agencyPhoto[1] }
  const courtesy = /^(?:(?:photo|image|picture)s? )?(courtesy (?:of )?(?:the )?.+)$/iu.exec(text)
  if (courtesy?.[1] && !/ photo$/i.test(text)) return { creator: '', credit: capitalized(courtesy[1]) }
  const by = /^(?:photo|foto|photograph|picture|image)s?(?:\s*:\s*|\s+by\s+|\s+)(.+)$/iu.exec(text)
  if (!by?.[1]) return undefined
  const named = nameFirst(by[1]) ?? bare(by[1])
  if (named) return named
  return PERSON.test(by[1]) ? { creator: by[1], credit: '' } : undefined
}

// "REUTERS/Wolfgang Rattay", "THE CANADIAN PRESS/Paul Chiasson".
function agencyFirst(text: string): Named | undefined {
  const [agency = '', ...rest] = text.split(/\s*\/\s*/u)
  const creator = rest.join('/')
  return rest.length > 0 &&
    AGENCY.test(agency) &&
    (PERSON.test(creator) || /^(?:handout|pool|stringer)$/i.test(creator))
    ? { creator, credit: agency }
    : undefined
}

// "Eugene Hoshiko / Associated Press", "Stuart Franklin/Pool via AP", "Salwan Georges for The Washington Post", "DHA via AP".
function nameFirst(text: string): Named | undefined {
  const slash = /^([^/]+?)\s*\/\s*(.+)$/u.exec(text)
  if (slash?.[1] && slash[2]) {
    const owners = slash[2].split(/\s*\/\s*/u)
    return PERSON.test(slash[1]) && owners.every((owner) => ORGANIZATION.test(owner))
      ? { creator: slash[1], credit: owners.join('/') }
      : undefined
  }
  const freelance = /^(.+?) (?:special )?(?:for|special to) (.+)$/u.exec(text)
  if (freelance?.[1] && freelance[2]) {
    return PERSON.test(freelance[1]) && ORGANIZATION.test(freelance[2])
      ? { creator: freelance[1], credit: freelance[2] }
      : undefined
  }
  const via = /^(.+?) via (.+)$/u.exec(text)
  if (!via?.[1] || !via[2] || !ORGANIZATION.test(via[1]) || !ORGANIZATION.test(via[2])) return undefined
  return AGENCY.test(via[2]) ? { creator: '', credit: text } : undefined
}

function bare(text: string): Named | undefined {
  return AGENCY.test(text) ? { creator: '', credit: text } : undefined
}

// What agencies write where the photographer is not to be named.
function knownCreator(creator: string): string {
  return /^(?:uncredited|str|stf|stringer|staff|handout|pool|anonymous|unknown)$/i.test(creator.trim())
    ? ''
    : creator.trim()
}

// Getty's captions carry the credit twice: "(Photo by Jim Watson / AFP) (Photo by JIM WATSON/AFP via Getty Images)".
function withoutRepeat(rest: string, credited: Credited): string {
  const again = inParentheses(rest)
  const same = again && credited.creator !== '' && again.creator.toLowerCase() === credited.creator.toLowerCase()
  return (same ? again.rest : rest).trim()
}

function endsASentence(text: string): boolean {
  return text === '' || /[.!?]["”’')]*$/u.test(text)
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
