import type { Editor } from '@tiptap/core'
import { createContext, useContext } from 'react'
import type { Copy } from '#domains/stories/shared'
import type { StoryView } from '#faces/api/contract'
import type { Saving } from './autosave.ts'
import type { SaveLoop } from './save-loop.ts'

/** The panels of the inspector, by their addresses. */
export const TABS = ['story', 'photos', 'checks', 'versions', 'corrections', 'history'] as const
export type Tab = (typeof TABS)[number]

/** One story on the desk: what the server last said of it, the copy in hand, and what can be done with both. */
export interface Desk {
  readonly view: StoryView
  readonly copy: Copy
  readonly saving: Saving
  readonly loop: SaveLoop
  readonly editor: Editor
  readonly readOnly: boolean
  /** Changes fields of the copy in hand; the text is changed in the editor. */
  readonly change: (fields: Partial<Omit<Copy, 'body'>>) => void
  /** Puts a whole copy on the desk, text and all, as if it had been typed. */
  readonly replaceCopy: (copy: Copy) => void
  /** Takes what the server said after a change that was not a save. With `copy`, its copy becomes the copy in hand. */
  readonly took: (view: StoryView, how?: { readonly copy: boolean }) => void
  /** Saves everything typed; false when that cannot be now (the story bar says why). */
  readonly saveAll: () => Promise<boolean>
  readonly open: (tab: Tab, field?: string) => void
}

const DeskContext = createContext<Desk | undefined>(undefined)
export const DeskProvider = DeskContext.Provider

/** The story being edited. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('useDesk outside the editor')
  return desk
}
