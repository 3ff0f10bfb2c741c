// Words in a shingle: three in a row are rarely the same by chance in two stories of a day.
const SHINGLE = 3
const BANDS = 8
const ROWS = 3
const FEWEST_WORDS = 30
const MOST_WORDS = 3_000

/** How many bands two texts must share to be near-duplicates: with half their shingles in common one in four does, with four fifths nearly all. */
export const BANDS_IN_COMMON = 2

/**
 * The near-duplicate mark of a text: eight numbers, each standing for three of its 24 smallest hashes (MinHash with banding, Broder 1997).
 * Texts that say the same share several. Empty for texts too short to tell.
 */
export function bandsOf(text: string): number[] {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS)
  if (words.length < FEWEST_WORDS) return []
  const smallest = new Uint32Array(BANDS * ROWS).fill(0xffffffff)
  const hashes = words.map(hashOf)
  for (let at = 0; at + SHINGLE <= hashes.length; at++) {
    let shingle = 0
    for (let nth = 0; nth < SHINGLE; nth++) shingle = mixed(shingle ^ (hashes[at + nth] ?? 0), nth + 1)
    for (let nth = 0; nth < smallest.length; nth++) {
      const hash = mixed(shingle, nth * 2 + 101)
      if (hash < (smallest[nth] ?? 0)) smallest[nth] = hash
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    let hash = band + 1
    for (let row = 0; row < ROWS; row++) hash = mixed(hash ^ (smallest[band * ROWS + row] ?? 0), band + 7)
    return hash | 0
  })
}

// FNV-1a.
function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

// The finalizer of MurmurHash3, with a seed.
function mixed(value: number, seed: number): number {
  let hash = value ^ Math.imul(seed, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
