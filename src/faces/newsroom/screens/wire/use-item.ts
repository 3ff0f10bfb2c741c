import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { WireItemView } from '#faces/api/contract'
import { useHeard } from '#newsroom/parts/events.tsx'
import { useMe } from '#newsroom/parts/me.ts'
import { readWireItem, tellLooking } from '#newsroom/wire-calls.ts'

// Keys that are held down pass over items; only one that is rested on is read.
const REST_MS = 140
const LOOK_AGAIN_MS = 60_000

/** The item that is read, whole, once the eye rests on it; and told to others that it is. */
export function useItem(id: string | undefined, revisionId: string | undefined) {
  const { person } = useMe()
  const queries = useQueryClient()
  const [rested, setRested] = useState(id)
  useEffect(() => {
    const timer = setTimeout(() => setRested(id), REST_MS)
    return () => clearTimeout(timer)
  }, [id])
  const key = ['wire', 'item', rested, revisionId]
  const item = useQuery({
    queryKey: key,
    queryFn: () => readWireItem(rested ?? '', revisionId),
    enabled: rested !== undefined && rested === id,
    staleTime: 5_000,
    placeholderData: (before) => (before?.id === rested ? before : undefined),
  })

  useHeard('wire', ({ ids }) => {
    if (id && (ids.length === 0 || ids.includes(id))) {
      void queries.invalidateQueries({ queryKey: ['wire', 'item', id] })
      void queries.invalidateQueries({ queryKey: ['wire', 'changes', id] })
    }
  })
  useHeard('looking', ({ itemId, people }) => {
    if (itemId !== id) return
    const looking = people.filter(({ personId }) => personId !== person.id)
    queries.setQueryData<WireItemView>(key, (now) => (now ? { ...now, looking } : now))
  })
  useLooking(rested)
  return item
}

/** Tells which item is open here, again while it stays open, and that none is when the screen goes. */
function useLooking(id: string | undefined): void {
  useEffect(() => {
    if (id === undefined) return
    const look = () => {
      if (document.visibilityState === 'visible') tellLooking(id).catch(() => undefined)
    }
    const timer = setInterval(look, LOOK_AGAIN_MS)
    look()
    return () => clearInterval(timer)
  }, [id])
  useEffect(() => {
    const leave = () => void tellLooking(null).catch(() => undefined)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])
}
