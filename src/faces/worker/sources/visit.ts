import type { WireItem, WireSource } from '#domains/wire'
import type { Secrets } from './sealed.ts'

/** What a kind of source needs to ask: the source, its passwords, and the limits an operator set. */
export interface Asked {
  readonly source: Pick<WireSource, 'name' | 'kind' | 'settings' | 'cursor' | 'failures' | 'everySeconds'>
  readonly secrets: Secrets
  /** Hosts that may be private: see platform/outside. */
  readonly trusted: readonly string[]
  /** Where watched folders may be. */
  readonly folders: { readonly home: string; readonly allowed: readonly string[] }
  readonly signal: AbortSignal
}

/** Something that came: a file, an answer, a letter. `items` where the kind has read it already. */
export interface Delivery {
  readonly name: string
  readonly bytes: Uint8Array
  readonly items?: readonly WireItem[]
  /** Finds a file that came with it, by the way a picture is named in it. */
  readonly beside?: (href: string) => Promise<Uint8Array | undefined>
}

/** What became of a delivery. `again` were here already. `trouble`: why it, or part of it, was not taken; `isOurs`: and that it was our fault. */
export interface Taken {
  readonly fresh: number
  readonly again: number
  readonly trouble: string | undefined
  readonly isOurs: boolean
}

/** One look at a source by whoever holds it. */
export interface Visit extends Asked {
  readonly clock: () => Date
  /** Receives and commits; only then may the caller put the original aside. Throws when the database is away. */
  take(delivery: Delivery): Promise<Taken>
  /** A line in the log of the source. */
  note(level: 'good' | 'look' | 'bad', sentence: string): Promise<void>
  /** Where the next look begins: after what came before it is stored. Throws when the source is no longer ours. */
  remember(cursor: object): Promise<void>
  rememberHostKey(fingerprint: string): Promise<void>
}

/** How a look ended. `nextMs`: when to look again, if not at the usual time. */
export interface Looked {
  readonly nextMs?: number
}

/** What a trial found. */
export interface Peeked {
  readonly sentence: string
  readonly headlines: readonly string[]
}

/** A way of hearing a source. `peek` tries it and keeps nothing. */
export interface Kind {
  look(visit: Visit): Promise<Looked>
  peek(asked: Asked): Promise<Peeked>
}
