import type { Work } from '#domains/accounts'
import {
  type Claim,
  keepClaim,
  noteAtSource,
  type Outcome,
  pauseAfter,
  rememberCursor,
  rememberHostKey,
  settleLook,
  switchSource,
  type WireSource,
} from '#domains/wire'
import { transaction } from '#platform/db'
import { kinds } from './kinds.ts'
import { secretsFrom } from './sealed.ts'
import { type TakeNeeds, takeDelivery } from './take.ts'
import { isDatabaseAway, SourceTrouble, sentenceOf } from './trouble.ts'
import type { Delivery, Looked, Visit } from './visit.ts'

/** What looking at sources needs. `folders.home` is the data folder's own place for watched folders. */
export interface SourceNeeds extends TakeNeeds {
  readonly secret: string
  readonly trusted: readonly string[]
  readonly folders: { readonly home: string; readonly allowed: readonly string[] }
}

export const LEASE_S = 60
const RENEW_MS = (LEASE_S * 1_000) / 3
const LONGEST_LOOK_MS = 15 * 60_000
const BY = { kind: 'system', job: 'wire sources' } as const

/** Looks at a source that is ours, and gives it back. Never throws: what went wrong is in the source's log. `stop` ends it between two files. */
export async function lookAt(needs: SourceNeeds, source: WireSource, holder: string, stop: AbortSignal): Promise<void> {
  const claim: Claim = { sourceId: source.id, holder }
  const lost = new AbortController()
  const signal = AbortSignal.any([stop, lost.signal, AbortSignal.timeout(LONGEST_LOOK_MS)])
  const renewing = setInterval(() => {
    keepClaim(needs.db, claim, LEASE_S).then(
      (isOurs) => isOurs || lost.abort(new Error('The source was changed, or given to another.')),
      () => {},
    )
  }, RENEW_MS)
  const tally = { fresh: 0, refused: 0 }
  try {
    const looked = await look(needs, source, claim, { signal, tally })
    await settle(needs, claim, wellDone(source, tally, looked))
  } catch (error) {
    if (stop.aborted || lost.signal.aborted) await settle(needs, claim, { went: 'let-go' }).catch(() => {})
    else
      await afterTrouble(needs, source, claim, { error, tally }).catch((fault: unknown) =>
        needs.log.warn({ source: source.name, fault: String(fault) }),
      )
  } finally {
    clearInterval(renewing)
  }
}

async function look(
  needs: SourceNeeds,
  source: WireSource,
  claim: Claim,
  { signal, tally }: { signal: AbortSignal; tally: { fresh: number; refused: number } },
): Promise<Looked> {
  const kind = kinds[source.kind]
  if (!kind) throw new SourceTrouble('Nobody asks a source of this kind.', { isOver: true })
  const visit: Visit = {
    source,
    secrets: secretsFrom(source.sealed, needs.secret),
    trusted: needs.trusted,
    folders: needs.folders,
    signal,
    clock: needs.clock,
    async take(delivery: Delivery) {
      const taken = await takeDelivery(needs, source.id, delivery)
      tally.fresh += taken.fresh
      return taken
    },
    async note(level, sentence) {
      await inTransaction(needs, (work) => noteAtSource(work, source.id, level, sentence))
      if (level === 'bad') tally.refused += 1
    },
    async remember(cursor) {
      if (!(await rememberCursor(needs.db, claim, cursor)))
        throw new SourceTrouble('The source was changed while it was asked.')
    },
    rememberHostKey: (fingerprint) => rememberHostKey(needs.db, claim, fingerprint),
  }
  return kind.look(visit)
}

function wellDone(
  source: WireSource,
  { fresh, refused }: { fresh: number; refused: number },
  { nextMs }: Looked,
): Outcome {
  const parts = [
    fresh > 0 ? `${fresh === 1 ? 'One new item' : `${fresh} new items`} received.` : '',
    refused > 0 ? `${refused === 1 ? 'One was' : `${refused} were`} not taken; see below.` : '',
  ].filter(Boolean)
  return {
    went: 'well',
    items: fresh,
    nextMs: nextMs ?? source.everySeconds * 1_000,
    ...(parts.length > 0 ? { sentence: parts.join(' ') } : {}),
  }
}

async function afterTrouble(
  needs: SourceNeeds,
  source: WireSource,
  claim: Claim,
  { error, tally }: { error: unknown; tally: { fresh: number } },
): Promise<void> {
  // It is not the source's fault; the lease runs out, and whoever finds the database again goes on.
  if (isDatabaseAway(error)) {
    needs.log.warn({ source: source.name, away: String(error) })
    return
  }
  const sentence = sentenceOf(error) ?? notedFault(needs, source, error)
  const pauseMs = pauseAfter(source.failures + 1, source.everySeconds, Math.random())
  const asked = error instanceof SourceTrouble ? error.retryAfterMs : undefined
  await settle(needs, claim, { went: 'badly', items: tally.fresh, nextMs: Math.max(asked ?? 0, pauseMs), sentence })
  if (error instanceof SourceTrouble && error.isOver) {
    await inTransaction(needs, (work) =>
      switchSource(work, source.id, false, `${sentence} The source was switched off.`),
    )
  }
}

function notedFault({ log }: SourceNeeds, { name }: WireSource, error: unknown): string {
  const id = crypto.randomUUID()
  log.error({
    id,
    source: name,
    error: error instanceof Error ? { message: error.message, stack: error.stack } : String(error),
  })
  return `Something of ours broke. It has been noted as ${id}.`
}

function settle(needs: SourceNeeds, claim: Claim, outcome: Outcome): Promise<void> {
  return inTransaction(needs, (work) => settleLook(work, claim, outcome))
}

function inTransaction<result>({ db, clock }: SourceNeeds, verb: (work: Work) => Promise<result>): Promise<result> {
  return transaction(db, (tx) => verb({ db: tx, by: BY, at: clock() }))
}
