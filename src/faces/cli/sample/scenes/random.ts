/** A seeded source of chance, so that a picture is the same every time it is drawn. */
export interface Dice {
  /** A number from min up to max. */
  between(min: number, max: number): number
  pick<thing>(things: readonly thing[]): thing
  chance(part: number): boolean
}

/** Makes dice from a seed (mulberry32, by Tommy Ettinger, public domain). */
export function diceOf(seed: number): Dice {
  let state = Math.imul(seed + 1, 0x9e3779b1)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    between: (min, max) => min + next() * (max - min),
    pick: (things) => {
      const thing = things[Math.floor(next() * things.length)]
      if (thing === undefined) throw new RangeError('Nothing to pick from')
      return thing
    },
    chance: (part) => next() < part,
  }
}

/** The whole numbers from 0, `count` of them. */
export function times(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
