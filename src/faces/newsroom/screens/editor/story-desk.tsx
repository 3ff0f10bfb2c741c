import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEditor } from '@tiptap/react'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Copy } from '#domains/stories/shared'
import type { StoryView } from '#faces/api/contract'
import { readStory, saveStory } from '#newsroom/api-calls.ts'
import { ApiProblem, SavedMeanwhile, sentenceOf, Unreachable } from '#newsroom/api-client.ts'
import { isClean } from '#newsroom/parts/autosave.ts'
import { bodyOf, type DocNode, documentOf } from '#newsroom/parts/body-document.ts'
import { type Desk, DeskProvider, type Tab } from '#newsroom/parts/desk.ts'
import { dropUnsaved, keepUnsaved } from '#newsroom/parts/journal.ts'
import { cleanPaste } from '#newsroom/parts/paste.ts'
import { type Outcome, type SaveLoop, startSaving } from '#newsroom/parts/save-loop.ts'
import { storyExtensions } from '#newsroom/parts/story-extensions.ts'
import { holdUnsaved } from '#newsroom/parts/unsaved.ts'
import { EditorRoom } from './editor-room.tsx'

/** Holds one story while it is edited: the copy, its saving, and what the server last said. */
export function StoryDesk({ first }: { readonly first: StoryView }) {
  const [view, setView] = useState(first)
  const [loop] = useState(() => loopFor(first, setView))
  const saving = useSyncExternalStore(loop.subscribe, loop.state)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { hash } = useLocation()
  const readOnly = !view.may.revise
  const label = first.copy.slugline || 'Story'

  const editor = useEditor({
    extensions: storyExtensions,
    content: documentOf(first.copy.body),
    editable: first.may.revise,
    injectCSS: false,
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': `${label}, the text`, spellcheck: 'true' },
      transformPastedHTML: cleanPaste,
    },
    onUpdate: ({ editor: now }) => {
      const body = bodyOf(now.getJSON() as DocNode)
      loop.tell({ type: 'changed', copy: { ...loop.state().copy, body }, at: Date.now() })
    },
  })

  useEffect(() => {
    editor.setEditable(!readOnly, false)
  }, [editor, readOnly])
  useSaves(loop)

  const open = useCallback(
    (tab: Tab, field?: string) => {
      void navigate({ to: '.', hash: tab, replace: true, resetScroll: false })
      if (field) setTimeout(() => focusField(field), 60)
    },
    [navigate],
  )
  const replaceCopy = useCallback(
    (copy: Copy) => {
      editor.commands.setContent(documentOf(copy.body), { emitUpdate: false })
      loop.tell({ type: 'changed', copy, at: Date.now() })
    },
    [editor, loop],
  )
  const took = useCallback(
    (now: StoryView, how?: { readonly copy: boolean }) => {
      setView(now)
      if (how?.copy) {
        editor.commands.setContent(documentOf(now.copy.body), { emitUpdate: false })
        loop.tell({ type: 'opened', copy: now.copy, revision: now.revision, at: Date.now() })
      } else {
        loop.tell({ type: 'moved', revision: now.revision })
      }
      void queries.invalidateQueries({ queryKey: ['stories'] })
      void queries.invalidateQueries({ queryKey: ['versions', now.id] })
      void queries.invalidateQueries({ queryKey: ['history', now.id] })
    },
    [editor, loop, queries],
  )

  const desk = useMemo<Desk>(
    () => ({
      view,
      copy: saving.copy,
      saving,
      loop,
      editor,
      readOnly,
      change: (fields) => loop.tell({ type: 'changed', copy: { ...loop.state().copy, ...fields }, at: Date.now() }),
      replaceCopy,
      took,
      saveAll: async () => isClean(loop.state()) || (await loop.flush('version')),
      open,
    }),
    [view, saving, loop, editor, readOnly, replaceCopy, took, open],
  )
  return (
    <DeskProvider value={desk}>
      <EditorRoom hash={hash} reread={() => readStory(first.id)} />
    </DeskProvider>
  )
}

function loopFor(first: StoryView, onView: (view: StoryView) => void): SaveLoop {
  return startSaving({
    copy: first.copy,
    revision: first.revision,
    savedAt: Date.parse(first.changedAt),
    keep: (state) => {
      holdUnsaved(!isClean(state))
      if (isClean(state)) dropUnsaved(first.id)
      else keepUnsaved(first.id, state.basedOn, state.copy)
    },
    send: async (basedOn, copy, kind, leaving): Promise<Outcome> => {
      try {
        const view = await saveStory(first.id, basedOn, copy, kind === 'auto', leaving)
        onView(view)
        return { kind: 'saved', revision: view.revision }
      } catch (error) {
        if (error instanceof SavedMeanwhile) return { kind: 'conflict', conflict: error.conflict }
        if (error instanceof Unreachable) return { kind: 'unreachable' }
        const signedOut = error instanceof ApiProblem && error.status === 401
        return { kind: 'refused', sentence: sentenceOf(error), signedOut }
      }
    },
  })
}

/** Saves when the window loses focus, is hidden or closes; tries again when the network is back. */
function useSaves(loop: SaveLoop): void {
  useEffect(() => {
    loop.resume()
    const leave = () => {
      if (!isClean(loop.state())) void loop.flush('auto', true)
    }
    const hide = () => {
      if (document.visibilityState === 'hidden') leave()
    }
    const online = () => loop.tell({ type: 'online' })
    const ask = (event: BeforeUnloadEvent) => {
      if (!isClean(loop.state())) event.preventDefault()
    }
    window.addEventListener('blur', leave)
    window.addEventListener('online', online)
    window.addEventListener('beforeunload', ask)
    document.addEventListener('visibilitychange', hide)
    return () => {
      leave()
      loop.pause()
      holdUnsaved(false)
      window.removeEventListener('blur', leave)
      window.removeEventListener('online', online)
      window.removeEventListener('beforeunload', ask)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [loop])
}

function focusField(field: string): void {
  const element = document.querySelector<HTMLElement>(`[data-field="${field}"]`)
  element?.scrollIntoView({ block: 'center' })
  element?.focus()
}
