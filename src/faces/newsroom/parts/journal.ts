import { z } from 'zod'
import { Copy } from '#domains/stories/shared'

// What was typed and not yet on the server, kept on this device so that a crash, a closed lid or a dead battery loses nothing.
const Entry = z.object({ tab: z.string(), basedOn: z.number(), at: z.number(), copy: Copy })
export type JournalEntry = z.infer<typeof Entry>

const PREFIX = 'broadsheet.unsaved'
/** Names this tab among those of the same person; a crash ends it, and its lock with it. */
export const TAB: string = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`

if (typeof navigator !== 'undefined' && navigator.locks) {
  void navigator.locks.request(lockName(TAB), () => new Promise(() => {}))
}

function lockName(tab: string): string {
  return `broadsheet.tab.${tab}`
}

function key(storyId: string, tab: string): string {
  return `${PREFIX}.${storyId}.${tab}`
}

/** Keeps the copy in hand. A full or forbidden store is no reason to stop typing: the server still gets every save. */
export function keepUnsaved(storyId: string, basedOn: number, copy: Copy, at = Date.now()): void {
  try {
    localStorage.setItem(key(storyId, TAB), JSON.stringify({ tab: TAB, basedOn, at, copy }))
  } catch {
    // The store is full or turned off.
  }
}

/** Forgets what this tab, or the named one, kept: the server has it, or the person does not want it. */
export function dropUnsaved(storyId: string, tab = TAB): void {
  localStorage.removeItem(key(storyId, tab))
}

/** What tabs that are gone left behind for this story, newest first. */
export async function leftBehind(storyId: string): Promise<JournalEntry[]> {
  const open = new Set((await navigator.locks?.query())?.held?.map((lock) => lock.name) ?? [])
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(`${PREFIX}.${storyId}.`))
    .flatMap((name) => read(name))
    .filter((entry) => entry.tab !== TAB && !open.has(lockName(entry.tab)))
    .sort((one, other) => other.at - one.at)
}

function read(name: string): JournalEntry[] {
  try {
    const entry = Entry.safeParse(JSON.parse(localStorage.getItem(name) ?? ''))
    return entry.success ? [entry.data] : []
  } catch {
    return []
  }
}
