const SMALL = new Set([
  'of',
  'the',
  'and',
  'de',
  'del',
  'la',
  'las',
  'los',
  'du',
  'des',
  'der',
  'den',
  'van',
  'von',
  'y',
  'on',
  'in',
  'at',
  'for',
  'to',
])
const KEPT = new Set([
  'II',
  'III',
  'IV',
  'USS',
  'UN',
  'US',
  'AFB',
  'AP',
  'AFP',
  'UPI',
  'NPR',
  'PBS',
  'CNN',
  'BBC',
  'ABC',
  'NBC',
  'CBS',
  'USA',
  'TV',
  'WSU',
  'DPA',
  'EFE',
  'MD',
  'NW',
  'NE',
  'SW',
  'SE',
])

/** True when the letters are capitals, but for a prefix such as Mc. */
export function isCapitals(text: string): boolean {
  const letters = text.replace(/\b(?:Mc|Mac|De|Le|La|St)(?=\p{Lu})|[’'][sS]\b/gu, '').replace(/[^\p{L}]/gu, '')
  return letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()
}

/**
 * A name set in capitals as it is written otherwise: "COEUR D’ALENE" is "Coeur d’Alene", "McCOOK" is "McCook". Text that is not in
 * capitals is given back as it is. Of a person "D’ANGELO" is "D’Angelo".
 */
export function uncapitalized(text: string, of: 'place' | 'person' | 'organization'): string {
  if (!isCapitals(text)) return text
  return text
    .split(/(\s+|-|\/)/)
    .map((word, place) => cased(word, place === 0, of))
    .join('')
}

function cased(word: string, isFirst: boolean, of: 'place' | 'person' | 'organization'): string {
  if (!/\p{L}/u.test(word)) return word
  if (KEPT.has(word.replace(/[.,]/g, '')) || /^(?:\p{Lu}\.){1,4},?$/u.test(word)) return word
  const small = word.toLowerCase()
  if (!isFirst && SMALL.has(small)) return small
  const apostrophe = /^([DLO])([’'])(\p{L}.*)$/iu.exec(word)
  if (apostrophe) {
    const [, letter = '', mark = '', rest = ''] = apostrophe
    const isParticle = of === 'place' && !isFirst && letter.toUpperCase() !== 'O'
    return (isParticle ? letter.toLowerCase() : letter.toUpperCase()) + mark + capitalized(rest)
  }
  const prefixed =
    /^(Mc|Mac|De|Le|La)(\p{Lu}.+)$/u.exec(word) ?? /^(MC)([B-DF-HJ-NP-TV-Z].{2,}|[AEIO].{3,})$/.exec(word)
  if (prefixed) return capitalized(prefixed[1] ?? '') + capitalized(prefixed[2] ?? '')
  return capitalized(word)
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()
}
