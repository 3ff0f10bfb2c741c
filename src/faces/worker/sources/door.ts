import { folderOf, type SourceKind, type SourceSettings } from '#domains/wire'
import type { SourceNeeds } from './look-at.ts'
import { type Secrets, sealedFrom, secretsFrom } from './sealed.ts'
import { takeDelivery } from './take.ts'
import { type Tried, trySource } from './try-source.ts'
import type { Taken } from './visit.ts'

/** What other faces may ask of the sources: to try one, to take what was brought to us, to seal a password, whether a folder may be watched. */
export interface SourceDoor {
  try(asked: { kind: SourceKind; settings: SourceSettings; secrets: Secrets }): Promise<Tried>
  take(sourceId: string, delivery: { name: string; bytes: Uint8Array }): Promise<Taken>
  seal(secrets: Secrets): string
  /** Throws, with a sentence, where the installation's secret is another one now. */
  open(sealed: string): Secrets
  mayWatch(path: string): boolean
}

export function sourceDoor(needs: SourceNeeds): SourceDoor {
  return {
    try: (asked) => trySource(needs, asked),
    take: (sourceId, delivery) => takeDelivery(needs, sourceId, delivery),
    seal: (secrets) => sealedFrom(secrets, needs.secret),
    open: (sealed) => secretsFrom(sealed, needs.secret),
    mayWatch: (path) => folderOf(path, needs.folders) !== undefined,
  }
}
