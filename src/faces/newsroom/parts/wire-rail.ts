import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { WireRail } from '#faces/api/contract'
import { readWireRail } from '#newsroom/wire-calls.ts'
import { useHeard } from './events.tsx'
import { useMe } from './me.ts'

const KEY = ['wire', 'rail']
const COUNT_EVERY_MS = 2_000

/** Desks, needs and sources with their counts. */
export function useRail() {
  const { may } = useMe()
  return useQuery({ queryKey: KEY, queryFn: readWireRail, enabled: may.draft, staleTime: 30_000 })
}

/** Counts again when something comes or changes, not more often than every two seconds. Called once, by the shell. */
export function useRailLive(): void {
  const queries = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useHeard('wire', () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      void queries.invalidateQueries({ queryKey: KEY })
    }, COUNT_EVERY_MS)
  })
}

/** The counts with one less unread: this person has just read something. */
export function useCountRead(): () => void {
  const queries = useQueryClient()
  return () =>
    queries.setQueryData<WireRail>(KEY, (rail) => (rail ? { ...rail, unread: Math.max(0, rail.unread - 1) } : rail))
}
