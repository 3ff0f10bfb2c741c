import type { Copy } from '#domains/stories/shared'
import type { Conflict } from '#faces/api/contract'
import { same } from './same.ts'

/** A save starts this long after the last change, in ms. */
export const QUIET_MS = 900
/** A server that could not be reached is tried again after this, in ms. */
export const RETRY_MS = 5_000

/** 'auto' folds into the same person's last automatic save; 'version' stands in the list of versions by itself. */
export type SaveKind = 'auto' | 'version'

export type Trouble =
  | { readonly kind: 'unreachable'; readonly again: number }
  | { readonly kind: 'refused'; readonly sentence: string; readonly signedOut: boolean }
  | { readonly kind: 'conflict'; readonly conflict: Conflict }

/** Where the copy in hand stands against the server. Times are ms of whatever clock the caller uses. */
export interface Saving {
  readonly copy: Copy
  /** What the server has, as far as we know: the copy that `basedOn` names. */
  readonly saved: Copy
  readonly basedOn: number
  readonly changedAt: number | null
  /** A save asked for at once: Ctrl S, leaving the page, or before publishing. */
  readonly asked: SaveKind | null
  readonly sending: { readonly copy: Copy; readonly kind: SaveKind } | null
  readonly savedAt: number
  readonly trouble: Trouble | null
}

export type SavingEvent =
  | { readonly type: 'changed'; readonly copy: Copy; readonly at: number }
  | { readonly type: 'asked'; readonly kind: SaveKind }
  | { readonly type: 'sent' }
  | { readonly type: 'saved'; readonly revision: number; readonly at: number }
  | { readonly type: 'unreachable'; readonly at: number }
  | { readonly type: 'refused'; readonly sentence: string; readonly signedOut: boolean }
  | { readonly type: 'conflict'; readonly conflict: Conflict }
  | { readonly type: 'online' }
  | { readonly type: 'opened'; readonly copy: Copy; readonly revision: number; readonly at: number }
  | { readonly type: 'moved'; readonly revision: number }
  | {
      readonly type: 'settled'
      readonly copy: Copy
      readonly theirs: Copy
      readonly revision: number
      readonly at: number
    }

/** The start: the copy just read from the server. */
export function opened(copy: Copy, revision: number, at: number): Saving {
  return {
    copy,
    saved: copy,
    basedOn: revision,
    changedAt: null,
    asked: null,
    sending: null,
    savedAt: at,
    trouble: null,
  }
}

/** What becomes of the saving when something happens. Pure: the caller brings the time and does the sending. */
export function next(state: Saving, event: SavingEvent): Saving {
  switch (event.type) {
    case 'opened':
      return opened(event.copy, event.revision, event.at)
    case 'changed': {
      const clean = state.sending === null && same(event.copy, state.saved)
      const trouble = state.trouble?.kind === 'refused' ? null : state.trouble
      return { ...state, copy: event.copy, changedAt: clean ? null : event.at, trouble }
    }
    case 'asked':
      return { ...state, asked: state.asked === 'version' ? 'version' : event.kind }
    case 'sent': {
      const kind = state.asked ?? 'auto'
      return { ...state, sending: { copy: state.copy, kind }, asked: null, changedAt: null }
    }
    case 'saved': {
      const saved = state.sending?.copy ?? state.copy
      const clean = same(saved, state.copy)
      // What was typed while the save was under way keeps the time it was typed.
      return {
        ...state,
        saved,
        basedOn: event.revision,
        sending: null,
        savedAt: event.at,
        trouble: null,
        changedAt: clean ? null : (state.changedAt ?? event.at),
      }
    }
    case 'unreachable':
      return {
        ...state,
        sending: null,
        asked: state.asked ?? state.sending?.kind ?? null,
        changedAt: state.changedAt ?? event.at,
        trouble: { kind: 'unreachable', again: event.at + RETRY_MS },
      }
    case 'refused':
      return {
        ...state,
        sending: null,
        changedAt: null,
        trouble: { kind: 'refused', sentence: event.sentence, signedOut: event.signedOut },
      }
    case 'conflict':
      return { ...state, sending: null, asked: null, trouble: { kind: 'conflict', conflict: event.conflict } }
    case 'online':
      return state.trouble?.kind === 'unreachable' ? { ...state, trouble: { ...state.trouble, again: 0 } } : state
    case 'moved':
      return { ...state, basedOn: Math.max(state.basedOn, event.revision) }
    case 'settled': {
      const clean = same(event.copy, event.theirs)
      return {
        ...opened(event.copy, event.revision, event.at),
        saved: event.theirs,
        changedAt: clean ? null : event.at,
        asked: clean ? null : 'version',
      }
    }
  }
}

/** When the next save is due, or undefined if none is. A time in the past means now. */
export function dueAt(state: Saving): number | undefined {
  if (state.sending || state.trouble?.kind === 'conflict') return undefined
  const wanted = state.asked ? 0 : state.changedAt === null ? undefined : state.changedAt + QUIET_MS
  if (wanted === undefined) return undefined
  return state.trouble?.kind === 'unreachable' ? state.trouble.again : wanted
}

export type SavingWord = 'saved' | 'unsaved' | 'saving' | 'offline' | 'refused' | 'conflict'

/** The one word for it. */
export function wordFor(state: Saving): SavingWord {
  if (state.trouble?.kind === 'conflict') return 'conflict'
  if (state.trouble?.kind === 'refused') return 'refused'
  if (state.trouble?.kind === 'unreachable') return 'offline'
  if (state.sending) return 'saving'
  return isClean(state) ? 'saved' : 'unsaved'
}

/** True if the server has everything that was typed. */
export function isClean(state: Saving): boolean {
  return state.sending === null && state.asked === null && same(state.copy, state.saved)
}
