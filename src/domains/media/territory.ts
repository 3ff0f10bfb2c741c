/** Where a paper is, for asking whether an agency keeps a photo from it. `zone` is its IANA time zone. */
export interface PaperPlace {
  readonly name: string
  readonly place: string
  readonly zone: string
}

// Names that agencies use and no list of countries has.
const OWN_NAMES: Readonly<Record<string, readonly string[]>> = {
  usa: ['US'], us: ['US'], 'u s': ['US'], 'u s a': ['US'], america: ['US'], uk: ['GB'], 'u k': ['GB'], 'great britain': ['GB'],
  britain: ['GB'], england: ['GB'], scotland: ['GB'], wales: ['GB'], 'northern ireland': ['GB'], holland: ['NL'], korea: ['KR'], turkey: ['TR'],
  uae: ['AE'], 'czech republic': ['CZ'], 'hong kong': ['HK'], macau: ['MO'], gsa: ['DE', 'CH', 'AT'], benelux: ['BE', 'NL', 'LU'],
  scandinavia: ['SE', 'NO', 'DK', 'FI'], nordics: ['SE', 'NO', 'DK', 'FI', 'IS'], 'north america': ['US', 'CA', 'MX'], 'united states of america': ['US'],
  'latin america': ['MX', 'BR', 'AR', 'CL', 'CO', 'PE', 'VE', 'EC', 'BO', 'PY', 'UY', 'CR', 'PA', 'GT', 'HN', 'NI', 'SV', 'CU', 'DO'],
} // biome-ignore format: a table
const CONTINENTS: Readonly<Record<string, string>> = {
  europe: 'Europe/',
  asia: 'Asia/',
  africa: 'Africa/',
  australasia: 'Australia/',
}

const LOCALES = ['en', 'de', 'fr', 'es']
let namedRegions: ReadonlyMap<string, string> | undefined

// The names of countries as the platform knows them, so that no list of ours grows old.
function regions(): ReadonlyMap<string, string> {
  if (namedRegions) return namedRegions
  const found = new Map<string, string>()
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at))
  for (const locale of LOCALES) {
    const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
    for (const first of letters) {
      for (const second of letters) {
        const name = names.of(first + second)
        if (name) found.set(plain(name), first + second)
      }
    }
  }
  namedRegions = found
  return found
}

/** The countries that a name means, as ISO 3166 letters; none if it is no country's name. */
export function countriesNamed(name: string): readonly string[] {
  const key = plain(name).replace(/^the /, '')
  const own = Object.hasOwn(OWN_NAMES, key) ? OWN_NAMES[key] : undefined
  const region = regions().get(key)
  return own ?? (region ? [region] : [])
}

/** True if the name is one of a country or a part of the world. */
export function isPlaceName(name: string): boolean {
  return countriesNamed(name).length > 0 || Object.hasOwn(CONTINENTS, plain(name))
}

/** True if the paper is in that country or part of the world, or the name is of its own town, state or itself. */
export function isPaperIn(name: string, { name: paper, place, zone }: PaperPlace): boolean {
  const key = plain(name)
  const continent = Object.hasOwn(CONTINENTS, key) ? CONTINENTS[key] : undefined
  if (continent && zone.startsWith(continent)) return true
  const countries = countriesNamed(name)
  if (countries.length > 0) return countries.some((country) => zonesOf(country).includes(canonical(zone)))
  return key !== '' && [place, paper].some((own) => ` ${plain(own)} `.includes(` ${key} `))
}

function zonesOf(country: string): readonly string[] {
  // Not every browser can say; the server asks again before anything goes out.
  const locale: Intl.Locale & { getTimeZones?(): string[] | undefined; readonly timeZones?: string[] } =
    new Intl.Locale('und', { region: country })
  return (locale.getTimeZones?.() ?? locale.timeZones ?? []).map(canonical)
}

// One place goes by several names in the zone database: Asia/Calcutta is Asia/Kolkata.
function canonical(zone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
