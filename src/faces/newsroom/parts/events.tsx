import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react'
import { z } from 'zod'
import { LookingTold, WireTold } from '#faces/api/contract'

const Happened = z.object({ id: z.coerce.string(), by: z.string() })
/** A story changed on the server: which, and by whom. */
export type Happened = z.infer<typeof Happened>

/** What can be heard: a story that changed, items of the wire that came or changed, who looks at an item, and `again` after a gap. */
interface Heard {
  readonly story: Happened
  readonly wire: WireTold
  readonly looking: LookingTold
  readonly again: null
}
type Name = keyof Heard
type Listener<name extends Name> = (heard: Heard[name]) => void
type Ears = { readonly [name in Name]: Set<Listener<name>> }

const EarsContext = createContext<Ears | undefined>(undefined)

/** Hears of everything that changes, from anyone, while the newsroom is open; lists are asked for again. */
export function EventsProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient()
  const ears = useMemo<Ears>(() => ({ story: new Set(), wire: new Set(), looking: new Set(), again: new Set() }), [])

  useEffect(() => {
    const source = new EventSource('/api/events')
    let opened = false
    function tell<name extends Name>(name: name, heard: Heard[name]) {
      for (const listener of ears[name]) listener(heard)
    }
    const askAgain = (...key: string[]) => void queries.invalidateQueries({ queryKey: key })
    source.addEventListener('story', (event) => {
      const happened = Happened.safeParse(readJson(String(event.data)))
      if (!happened.success) return
      askAgain('stories')
      askAgain('wire', 'for-story', happened.data.id)
      tell('story', happened.data)
    })
    source.addEventListener('wire', (event) => {
      const told = WireTold.safeParse(readJson(String(event.data)))
      if (!told.success) return
      // Nothing is named when more happened than can be told.
      if (told.data.ids.length === 0) askAgain('wire')
      tell('wire', told.data)
    })
    source.addEventListener('looking', (event) => {
      const told = LookingTold.safeParse(readJson(String(event.data)))
      if (told.success) tell('looking', told.data)
    })
    source.addEventListener('alarm', () => askAgain('wire', 'alarms'))
    source.addEventListener('open', () => {
      // What happened between the first answers and now, or in a gap, was told to nobody here.
      askAgain('wire')
      if (opened) askAgain('stories')
      tell('again', null)
      opened = true
    })
    return () => source.close()
  }, [queries, ears])

  return <EarsContext value={ears}>{children}</EarsContext>
}

/** Calls `act` whenever that is heard, while the calling part is on screen. */
export function useHeard<name extends Name>(name: name, act: Listener<name>): void {
  const ears = useContext(EarsContext)
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const listener: Listener<name> = (heard) => latest.current(heard)
    const set = ears?.[name] as Set<Listener<name>> | undefined
    set?.add(listener)
    return () => {
      set?.delete(listener)
    }
  }, [ears, name])
}

/** Calls `act` whenever this story changes on the server. */
export function useStoryEvents(storyId: string, act: (happened: Happened) => void): void {
  useHeard('story', (happened) => {
    if (happened.id === storyId) act(happened)
  })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
