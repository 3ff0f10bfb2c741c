import sharp, { type Sharp } from 'sharp'
import { PHOTO_MAX_PIXELS } from './photo.ts'

// Decoding takes processor and memory by the hundred megabytes, so however many ask, this many pictures are in hand at once.
const PLACES = 2

// Every picture is read once: libvips' cache of operations would only keep memory that the paper needs.
sharp.cache(false)

/** Works on a picture when there is a place; the others wait their turn. */
export const inDarkroom = takingTurns(PLACES)

/** Lets so many work at once, however many ask; the others wait, first come first served. */
export function takingTurns(places: number): <result>(work: () => Promise<result>) => Promise<result> {
  const waiting: (() => void)[] = []
  let busy = 0
  return async (work) => {
    if (busy >= places) await new Promise<void>((turn) => waiting.push(turn))
    else busy += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else busy -= 1
    }
  }
}

/** Opens a picture that nobody has vouched for: a bomb is refused from its header, damage as soon as it is met, only its first frame is read. */
export function openPicture(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: PHOTO_MAX_PIXELS, failOn: 'error', pages: 1, autoOrient: true })
}
