import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react'
import { z } from 'zod'

const Happened = z.object({ id: z.coerce.string(), by: z.string() })
/** A story changed on the server: which, and by whom. */
export type Happened = z.infer<typeof Happened>

type Listener = (happened: Happened) => void
const EventsContext = createContext<(listener: Listener) => () => void>(() => () => {})

/** Hears of every story that changes, from anyone, while the newsroom is open; lists are asked for again. */
export function EventsProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient()
  const listeners = useRef(new Set<Listener>())

  useEffect(() => {
    const source = new EventSource('/api/events')
    source.addEventListener('story', (event) => {
      const happened = Happened.safeParse(readJson(String(event.data)))
      if (!happened.success) return
      void queries.invalidateQueries({ queryKey: ['stories'] })
      for (const listener of listeners.current) listener(happened.data)
    })
    return () => source.close()
  }, [queries])

  const listen = useMemo(
    () => (listener: Listener) => {
      listeners.current.add(listener)
      return () => {
        listeners.current.delete(listener)
      }
    },
    [],
  )
  return <EventsContext value={listen}>{children}</EventsContext>
}

/** Calls `act` whenever this story changes on the server. */
export function useStoryEvents(storyId: string, act: (happened: Happened) => void): void {
  const listen = useContext(EventsContext)
  const latest = useRef(act)
  latest.current = act
  useEffect(() => listen((happened) => happened.id === storyId && latest.current(happened)), [listen, storyId])
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
