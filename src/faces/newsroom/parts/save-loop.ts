import type { Copy } from '#domains/stories/shared'
import type { Conflict } from '#faces/api/contract'
import { dueAt, isClean, next, opened, type SaveKind, type Saving, type SavingEvent } from './autosave.ts'

/** How a save ended, as the sender tells it. */
export type Outcome =
  | { readonly kind: 'saved'; readonly revision: number }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly sentence: string; readonly signedOut: boolean }
  | { readonly kind: 'conflict'; readonly conflict: Conflict }

interface Needs {
  readonly copy: Copy
  readonly revision: number
  /** When the server got the copy we begin with. */
  readonly savedAt?: number
  readonly send: (basedOn: number, copy: Copy, kind: SaveKind, leaving: boolean) => Promise<Outcome>
  /** Told of every change of state, before anyone else: keeps the journal. */
  readonly keep: (state: Saving) => void
  readonly clock?: () => number
}

/** Keeps one story saved while it is open: the reducer of autosave.ts with a clock, a timer and a sender. */
export interface SaveLoop {
  readonly state: () => Saving
  readonly subscribe: (listener: () => void) => () => void
  readonly tell: (event: SavingEvent) => void
  /** Resolves with true when everything typed is on the server, with false when that cannot be now. */
  readonly flush: (kind: SaveKind, leaving?: boolean) => Promise<boolean>
  /** Holds saves back: the screen is gone, or not there yet. */
  readonly pause: () => void
  readonly resume: () => void
}

export function startSaving({ copy, revision, send, keep, savedAt, clock = Date.now }: Needs): SaveLoop {
  let state = opened(copy, revision, savedAt ?? clock())
  let timer: ReturnType<typeof setTimeout> | undefined
  let paused = false
  const listeners = new Set<() => void>()

  function tell(event: SavingEvent): void {
    state = next(state, event)
    keep(state)
    for (const listener of listeners) listener()
    plan()
  }

  function plan(leaving = false): void {
    clearTimeout(timer)
    const due = dueAt(state)
    if (due === undefined || paused) return
    const wait = due - clock()
    if (wait <= 0 || leaving) void save(leaving)
    else timer = setTimeout(() => void save(false), wait)
  }

  async function save(leaving: boolean): Promise<void> {
    if (state.sending) return
    const { copy: now, asked } = state
    tell({ type: 'sent' })
    const outcome = await send(state.basedOn, now, asked ?? 'auto', leaving)
    switch (outcome.kind) {
      case 'saved':
        return tell({ type: 'saved', revision: outcome.revision, at: clock() })
      case 'unreachable':
        return tell({ type: 'unreachable', at: clock() })
      case 'refused':
        return tell({ type: 'refused', sentence: outcome.sentence, signedOut: outcome.signedOut })
      case 'conflict':
        return tell({ type: 'conflict', conflict: outcome.conflict })
    }
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  function flush(kind: SaveKind, leaving = false): Promise<boolean> {
    tell({ type: 'online' })
    if (kind === 'version' || !isClean(state)) tell({ type: 'asked', kind })
    if (leaving) plan(true)
    return new Promise((resolve) => {
      function look() {
        if (isClean(state)) finish(true)
        else if (state.trouble && !state.sending) finish(false)
      }
      function finish(done: boolean) {
        off()
        resolve(done)
      }
      const off = subscribe(look)
      look()
    })
  }

  return {
    state: () => state,
    subscribe,
    tell,
    flush,
    pause() {
      paused = true
      clearTimeout(timer)
    },
    resume() {
      paused = false
      plan()
    },
  }
}
