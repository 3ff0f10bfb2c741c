import type { SourceKind, SourceSettings } from '#domains/wire'
import { kinds } from './kinds.ts'
import type { SourceNeeds } from './look-at.ts'
import type { Secrets } from './sealed.ts'
import { sentenceOf } from './trouble.ts'

const PATIENCE_MS = 25_000
const HEADLINES = 10

/** What a trial came to. */
export interface Tried {
  readonly works: boolean
  readonly sentence: string
  readonly headlines: readonly string[]
}

/** Tries a source as it stands in a form. Nothing is kept. */
export async function trySource(
  needs: Pick<SourceNeeds, 'trusted' | 'folders' | 'log'>,
  { kind, settings, secrets }: { kind: SourceKind; settings: SourceSettings; secrets: Secrets },
): Promise<Tried> {
  const way = kinds[kind]
  if (!way) return { works: true, sentence: 'There is nothing to try: what it brings is brought to us.', headlines: [] }
  const source = { name: '', kind, settings, cursor: {}, failures: 0, everySeconds: 60 }
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const { sentence, headlines } = await way.peek({
      source,
      secrets,
      trusted: needs.trusted,
      folders: needs.folders,
      signal,
    })
    return { works: true, sentence, headlines: headlines.filter(Boolean).slice(0, HEADLINES) }
  } catch (error) {
    const sentence = sentenceOf(error)
    if (sentence === undefined)
      needs.log.error({ trial: kind, error: error instanceof Error ? error.stack : String(error) })
    return {
      works: false,
      sentence: sentence ?? 'It did not work, and nobody can say why. The log of the program has more.',
      headlines: [],
    }
  }
}
