import { quoted } from './prose.ts'

/** Collects what a person should know about a reading: doubts, and sentences that were left out. */
export interface Warnings {
  doubt(sentence: string): void
  leftOut(text: string, why: string): void
  all(): string[]
}

// So many are quoted one by one; the rest are counted.
const LEFT_OUT_MAX = 20

export function collectWarnings(): Warnings {
  const doubts = new Set<string>()
  const leftOut = new Map<string, string>()
  return {
    doubt: (sentence) => void doubts.add(sentence),
    leftOut: (text, why) => void (leftOut.has(text) || leftOut.set(text, why)),
    all() {
      const lines = [...leftOut].map(([text, why]) => `Left out (${why}): ${quoted(text)}`)
      const more = lines.length - LEFT_OUT_MAX
      return [
        ...doubts,
        ...lines.slice(0, LEFT_OUT_MAX),
        ...(more > 0 ? [`Left out ${more} more sentences that are no part of the story.`] : []),
      ]
    },
  }
}
