import { uncapitalized } from './capitals.ts'
import { gist } from './prose.ts'

const SHORT: Readonly<Record<string, string>> = {
  ap: 'Associated Press',
  'a p': 'Associated Press',
  'associated press': 'Associated Press',
}

// Agencies and papers whose stories and photos other papers print, without "The".
// biome-ignore format: a list of names
const KNOWN = new Set([
  'associated press', 'ap', 'reuters', 'bloomberg', 'bloomberg news', 'bloomberg view', 'agence france presse', 'afp', 'upi',
  'united press international', 'washington post', 'new york times', 'los angeles times', 'wall street journal', 'usa today',
  'chicago tribune', 'boston globe', 'miami herald', 'seattle times', 'oregonian', 'idaho statesman', 'sacramento bee', 'kansas city star',
  'dallas morning news', 'houston chronicle', 'philadelphia inquirer', 'baltimore sun', 'orlando sentinel', 'denver post',
  'san francisco chronicle', 'san jose mercury news', 'mercury news', 'detroit free press', 'star tribune', 'pittsburgh post gazette',
  'st louis post dispatch', 'las vegas review journal', 'salt lake tribune', 'arizona republic', 'san diego union tribune',
  'atlanta journal constitution', 'columbus dispatch', 'christian science monitor', 'tribune news service', 'tribune content agency',
  'tribune washington bureau', 'mcclatchy', 'mcclatchy newspapers', 'mcclatchy washington bureau', 'mct', 'cox newspapers',
  'scripps howard news service', 'knight ridder', 'knight ridder newspapers', 'hearst newspapers', 'gannett news service',
  'cq roll call', 'politico', 'propublica', 'kaiser health news', 'kff health news', 'stateline', 'pew stateline', 'high country news',
  'columbia news service', 'the conversation', 'conversation', 'undark', 'inside climate news', 'crosscut', 'cascade pbs', 'investigatewest',
  'washington state standard', 'states newsroom', 'idaho capital sun', 'oregon public broadcasting', 'spokane public radio', 'spokesman review',
  'deutsche presse agentur', 'dpa', 'canadian press', 'press association', 'efe', 'ansa', 'kyodo news', 'kyodo', 'xinhua', 'getty images',
  'getty', 'shutterstock', 'istock', 'zuma press', 'epa', 'sipa', 'imagn', 'usa today sports', 'npr', 'cnn', 'bbc', 'nasa', 'guardian',
  'wire reports', 'wire services', 'news services', 'from wire reports', 'from news services',
])

const LAST_WORD =
  /(?:Press|Post|Times|Herald|Tribune|News|Review|Sentinel|Journal|Gazette|Chronicle|Star|Sun|Bee|Globe|Register|Observer|Dispatch|Courier|Examiner|Inquirer|Bulletin|Record|Standard|Statesman|Service|Services|Newspapers|Media|Network|Radio|Broadcasting|Bureau|Agency|Images|Magazine|Monitor|Weekly|Union|Argus|Leader|Ledger|Mirror|Telegraph|Guardian|Independent|Democrat|Republican|Enterprise|Advocate|Wire|Daily|Report|Reporter|Spokesman-Review|[A-Z][a-z]+-(?:Review|Herald|Tribune|Times|News|Journal|Register|Bulletin|Gazette))$/i

function bare(name: string): string {
  return gist(name).replace(/^the /, '')
}

/** An agency or paper that others print, by its name or its letters. */
export function isKnownOrganization(text: string): boolean {
  return text.length <= 60 && KNOWN.has(bare(text))
}

/** Has the shape of a paper's or an agency's name: "The Inland Sentinel", "Cedar County News Service". */
export function isOrganizationShaped(text: string): boolean {
  if (text.length > 60 || /[.!?;:(]/.test(text.replace(/\b(?:St|Mt|Ft)\./g, ''))) return false
  const words = text.split(' ')
  return (
    words.length >= 2 &&
    words.length <= 7 &&
    LAST_WORD.test(text) &&
    words.every((word) => /^(?:\p{Lu}|of|the|and|for|&)/u.test(word))
  )
}

/** Either: known, or shaped as one. */
export function isOrganization(text: string): boolean {
  return isKnownOrganization(text) || isOrganizationShaped(text)
}

/** An organization's name as we keep it: "AP" and "THE ASSOCIATED PRESS" are "Associated Press"; others as printed, without capitals. */
export function organizationName(text: string): string {
  return SHORT[bare(text)] ?? uncapitalized(text.trim(), 'organization')
}

/** The same organization, with or without "The". */
export function isSameOrganization(one: string, other: string): boolean {
  return bare(one) !== '' && bare(one) === bare(other)
}

/**
 * "Anna Fifield Washington Post" as a person and an organization run together, if the end is an organization and what is before it
 * has the words of a name. `isSure` is false when the organization is only shaped as one.
 */
export function splitOrganization(text: string): { name: string; organization: string; isSure: boolean } | undefined {
  const words = text.split(' ')
  if (words.length > 12) return undefined
  const splits = words
    .map((_, place) => ({ name: words.slice(0, place).join(' '), organization: words.slice(place).join(' ') }))
    .slice(2)
  const sure = splits.find(({ name, organization }) => isPersonShaped(name) && isKnownOrganization(organization))
  if (sure) return { ...sure, isSure: true }
  const likely = splits.find(
    ({ name, organization }) =>
      isPersonShaped(name) && isOrganizationShaped(organization) && /^The /i.test(organization),
  )
  if (likely) return { ...likely, isSure: true }
  const guess = splits.find(
    ({ name, organization }) => wordsOfName(name) === 2 && isPersonShaped(name) && isOrganizationShaped(organization),
  )
  return guess && { ...guess, isSure: false }
}

function wordsOfName(name: string): number {
  return name.split(' ').filter((word) => !/^(?:\p{Lu}\.?|Jr\.|Sr\.)$/u.test(word)).length
}

const PARTICLE = /^(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|bin|al|el|y|ap)$/

/** Two to five words, each with a capital or a particle between capitals, and no figures. */
export function isPersonShaped(text: string): boolean {
  const words = text.split(' ')
  if (words.length < 2 || words.length > 6 || text.length > 60) return false
  if (!/^\p{Lu}/u.test(text)) return false
  return words.every((word, place) =>
    PARTICLE.test(word)
      ? place > 0 && place < words.length - 1
      : /^(?:[’'‘]?\p{Lu}[\p{L}\p{M}]*(?:[’'‘\-.]\p{L}[\p{L}\p{M}]*)*\.?,?|[“"]\p{Lu}[\p{L}.]*[”"])$/u.test(word),
  )
}
