// What agencies call themselves in ids, providers and datelines, and the one name we keep: revisions chain by it.
// biome-ignore format: a table
const AGENCIES: readonly (readonly [name: string, said: RegExp])[] = [
  ['AP', /^(?:the )?associated press$|^ap$|(?:^|[:./])ap\.org\b/],
  ['Reuters', /^(?:thomson )?reuters(?: limited)?$|^rtrs?$|reuters\.com\b/],
  ['AFP', /^agence france[- ]presse$|^afp$|(?:^|[:./])afp\.com\b/],
  ['dpa', /^(?:deutsche presse[- ]agentur.*|dpa(?:-.*)?)$|(?:^|[:./])dpa(?:-info)?\.(?:com|de)\b/],
  ['PA', /^(?:the )?press association(?: limited)?$|^pa(?: media| sport)?$/],
  ['AAP', /^australian associated press.*$|^aap$/],
  ['ANSA', /^(?:agenzia )?ansa$|ansa\.it\b/],
  ['EFE', /^(?:agencia )?efe$|(?:^|[:./])efe\.(?:com|es)\b/],
  ['NTB', /^ntb(?:scanpix)?$|ntb\.no\b|^norsk telegrambyrå$/],
  ['TT', /^tt$|tt\.se\b|^tt nyhetsbyrån$/],
  ['STT', /^stt(?:-lehtikuva| info)?$|stt\.fi\b/],
  ['Ritzau', /^ritzaus?(?: bureau)?$|ritzau\.dk\b/],
  ['Kyodo', /^kyodo(?: news)?$|kyodonews\.jp\b/],
  ['TASS', /^(?:itar-)?tass$/],
  ['ATS', /^(?:sda|ats)$|^keystone-(?:sda|ats)$/],
  ['ANP', /^anp$/],
  ['ANA', /^ana(?:-mpa)?$|^ana-mpe\.gr$|^απε-μπε$/],
  ['BBC', /^bbc(?: news)?$/],
  ['CP', /^(?:the )?canadian press$|^cp$/],
  ['Xinhua', /^xinhua$/],
  ['UPI', /^(?:united press international|upi)$/],
  ['Business Wire', /^business ?wire$|businesswire\.com\b/],
  ['SIPA', /^sipa(?: press| usa)?$|sipa(?:press)?\.com\b/],
  ['WENN', /^wenn(?:\.com)?$/],
  ['Scoop', /^scoop(?: media)?$/],
]

/** The agency's one name, from however it is called; undefined when it is none we know. */
export function knownAgency(said: string): string | undefined {
  const small = said.trim().toLowerCase().replace(/\s+/g, ' ')
  if (small === '' || small.length > 300) return undefined
  return AGENCIES.find(([, pattern]) => pattern.test(small))?.[0]
}

/** True when each of "tca/dpa" or "AP" is an agency, or has the letters of one. */
export function isAgencyMark(said: string): boolean {
  const parts = said.split(/\s*[/+]\s*/)
  return parts.length <= 3 && parts.every((part) => knownAgency(part) !== undefined || /^[A-Z]{2,8}$|^tca$/.test(part))
}

/** Whose an item is, by the first of its signs that names a known agency; else as its format, then its provider, calls it. */
export function agencyOf(
  {
    agency = '',
    provider = '',
    credit = '',
    id = '',
  }: { [sign in 'agency' | 'provider' | 'credit' | 'id']?: string | undefined },
  ofDateline: string,
): string {
  for (const sign of [agency, id, provider, ofDateline.split('/').at(-1) ?? '', credit]) {
    const known = knownAgency(sign)
    if (known) return known
  }
  return (agency || provider).replace(/\s+/gu, ' ').trim()
}
